import { type Static, Type } from "typebox";
import { goalStates } from "../core/plans/goal.ts";
import { operationContract, queryContract } from "./contract.ts";
import { caseClosedFailure, futureDayFailure, staleFailure } from "./failures.ts";
import { Day, Id, Instant, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

export const GoalState = oneOf(...goalStates);
export const PlanState = oneOf("draft", "agreed", "refused");
/** Name of a dimension or of a question in the instrument the plan grew from. */
const InstrumentName = line(120);

const planRefused = {
  status: 409,
  es: "La familia no aceptó este plan. Prepare otro con ella cuando quiera retomarlo.",
  en: "The family did not accept this plan. Prepare another with them when they want to.",
} as const;

const planFailures = { case_closed: caseClosedFailure, plan_refused: planRefused } as const;

export const draftPlan = operationContract({
  name: "draftPlan",
  url: "/api/plans/draft-plan",
  summary: "Empieza el plan de una familia a partir de su última valoración.",
  action: "plan.write",
  input: record({ planId: Id, caseId: Id, assessmentId: Type.Optional(Id) }),
  output: record({ planId: Id, version: Version }),
  failures: {
    case_closed: caseClosedFailure,
    plan_already_begun: {
      status: 409,
      es: "Esta familia ya tiene un plan. Ábralo y siga desde ahí.",
      en: "This family already has a plan. Open it and go on from there.",
    },
    assessment_needed: {
      status: 422,
      es: "Este programa pide cerrar antes la valoración con la familia. Termínela y vuelva al plan.",
      en: "This programme asks to close the assessment with the family first. Finish it and come back to the plan.",
    },
    assessment_not_closed: {
      status: 422,
      es: "Esa valoración todavía no está cerrada. Ciérrela con la familia y vuelva al plan.",
      en: "That assessment is not closed yet. Close it with the family and come back to the plan.",
    },
  },
});

export const addGoal = operationContract({
  name: "addGoal",
  url: "/api/plans/add-goal",
  summary: "Añade al plan un objetivo con las palabras de la familia.",
  action: "plan.write",
  input: record({
    goalId: Id,
    planId: Id,
    words: line(500),
    dimension: nullable(InstrumentName),
    item: nullable(InstrumentName),
  }),
  output: record({ goalId: Id, version: Version }),
  failures: {
    ...planFailures,
    too_many_goals: {
      status: 422,
      es: "El plan ya tiene {most} objetivos abiertos, el máximo de este programa. Logre o deje alguno antes de añadir otro.",
      en: "The plan already has {most} open goals, the most this programme allows. Achieve or leave one before adding another.",
    },
  },
});

export const editGoal = operationContract({
  name: "editGoal",
  url: "/api/plans/edit-goal",
  summary: "Cambia las palabras de un objetivo o lo que se quiere mejorar con él.",
  action: "plan.write",
  input: record({
    goalId: Id,
    baseVersion: Version,
    words: line(500),
    dimension: nullable(InstrumentName),
    item: nullable(InstrumentName),
  }),
  output: record({ goalId: Id, version: Version }),
  failures: { ...planFailures, stale: staleFailure },
});

export const moveGoal = operationContract({
  name: "moveGoal",
  url: "/api/plans/move-goal",
  summary: "Mueve un objetivo del plan: por empezar, en marcha, logrado o dejado.",
  action: "plan.write",
  input: record({ goalId: Id, baseVersion: Version, to: GoalState, words: text(500) }),
  output: record({ goalId: Id, version: Version }),
  failures: {
    ...planFailures,
    stale: staleFailure,
    plan_not_agreed: {
      status: 409,
      es: "El plan todavía no está acordado. Acuérdelo con la familia y después mueva sus objetivos.",
      en: "The plan is not agreed yet. Agree it with the family and move its goals afterwards.",
    },
    move_not_allowed: {
      status: 422,
      es: "Ese objetivo no puede pasar directamente ahí.",
      en: "That goal cannot go there directly.",
    },
    too_many_goals: {
      status: 422,
      es: "El plan ya tiene {most} objetivos abiertos, el máximo de este programa.",
      en: "The plan already has {most} open goals, the most this programme allows.",
    },
  },
});

export const addAction = operationContract({
  name: "addAction",
  url: "/api/plans/add-action",
  summary: "Añade a un objetivo lo que alguien hará y para cuándo.",
  action: "plan.write",
  input: record({ actionId: Id, goalId: Id, what: line(300), who: line(120), dueOn: nullable(Day) }),
  output: record({ actionId: Id, version: Version }),
  failures: { ...planFailures },
});

export const editAction = operationContract({
  name: "editAction",
  url: "/api/plans/edit-action",
  summary: "Corrige qué se hará, quién o para cuándo.",
  action: "plan.write",
  input: record({ actionId: Id, baseVersion: Version, what: line(300), who: line(120), dueOn: nullable(Day) }),
  output: record({ actionId: Id, version: Version }),
  failures: { ...planFailures, stale: staleFailure },
});

export const completeAction = operationContract({
  name: "completeAction",
  url: "/api/plans/complete-action",
  summary: "Anota que una acción del plan está hecha, o que al final no lo estaba.",
  action: "plan.write",
  input: record({ actionId: Id, baseVersion: Version, doneOn: nullable(Day) }),
  output: record({ actionId: Id, version: Version }),
  failures: { ...planFailures, stale: staleFailure, day_in_future: futureDayFailure },
});

const AgreedGoal = record({ goalId: Id, words: line(500) });

export const agreePlan = operationContract({
  name: "agreePlan",
  url: "/api/plans/agree-plan",
  summary: "Anota el acuerdo con el plan: quién, cómo y cuándo, sobre los objetivos que se leyeron.",
  action: "plan.write",
  input: record({
    planId: Id,
    baseVersion: Version,
    kind: line(64),
    agreedOn: Day,
    personIds: Type.Array(Id, { maxItems: 30 }),
    goals: Type.Array(AgreedGoal, { maxItems: 50 }),
    note: text(1000),
  }),
  output: record({ planId: Id, version: Version }),
  failures: {
    ...planFailures,
    stale: staleFailure,
    day_in_future: futureDayFailure,
    day_before_opening: {
      status: 422,
      es: "El acuerdo no puede ser anterior al inicio del acompañamiento ({openedOn}).",
      en: "The agreement cannot be earlier than the start of the accompaniment ({openedOn}).",
    },
    already_agreed: {
      status: 409,
      es: "Este plan ya está acordado.",
      en: "This plan is already agreed.",
    },
    unknown_agreement: {
      status: 422,
      es: "Elija una de las formas de acuerdo de este programa.",
      en: "Choose one of this programme's kinds of agreement.",
    },
    nobody_agrees: {
      status: 422,
      es: "Señale quién de la familia acuerda el plan.",
      en: "Say who of the family agrees to the plan.",
    },
    not_a_member: {
      status: 422,
      es: "Alguna de esas personas no vive en este hogar.",
      en: "One of those people does not live in this household.",
    },
    too_few_goals: {
      status: 422,
      es: "Para acordar el plan hacen falta al menos {least} objetivos en las palabras de la familia.",
      en: "Agreeing the plan needs at least {least} goals in the family's words.",
    },
  },
});

export const refusePlan = operationContract({
  name: "refusePlan",
  url: "/api/plans/refuse-plan",
  summary: "Anota que la familia no acepta el plan y aplica lo que el programa dice para ese caso.",
  action: "plan.write",
  input: record({ planId: Id, baseVersion: Version, refusedOn: Day, reason: line(1000) }),
  output: record({ planId: Id, version: Version, movedTo: nullable(line(64)) }),
  failures: {
    ...planFailures,
    stale: staleFailure,
    day_in_future: futureDayFailure,
    already_agreed: {
      status: 409,
      es: "Este plan ya está acordado; no se puede anotar como no aceptado.",
      en: "This plan is already agreed; it cannot be noted as not accepted.",
    },
    day_before_opening: {
      status: 422,
      es: "La fecha no puede ser anterior al inicio del acompañamiento ({openedOn}).",
      en: "The day cannot be earlier than the start of the accompaniment ({openedOn}).",
    },
  },
});

export const GoalEvent = record({
  id: Id,
  at: Instant,
  by: Type.String(),
  kind: oneOf("moved", "progress", "words"),
  from: nullable(Type.String()),
  to: nullable(Type.String()),
  /** What the family said, or the earlier words of the goal. */
  words: Type.String(),
});
export type GoalEvent = Static<typeof GoalEvent>;

export const ActionShown = record({
  id: Id,
  version: Version,
  what: Type.String(),
  who: Type.String(),
  dueOn: nullable(Day),
  doneOn: nullable(Day),
});
export type ActionShown = Static<typeof ActionShown>;

export const GoalShown = record({
  id: Id,
  version: Version,
  words: Type.String(),
  dimension: nullable(Type.String()),
  dimensionLabel: nullable(Type.String()),
  item: nullable(Type.String()),
  itemLabel: nullable(Type.String()),
  state: GoalState,
  actions: Type.Array(ActionShown),
  history: Type.Array(GoalEvent),
});
export type GoalShown = Static<typeof GoalShown>;

export const PlanShown = record({
  id: Id,
  version: Version,
  state: PlanState,
  agreementKind: nullable(Type.String()),
  agreedOn: nullable(Day),
  agreedBy: Type.Array(Type.String()),
  note: Type.String(),
  goals: Type.Array(GoalShown),
});
export type PlanShown = Static<typeof PlanShown>;

const PlanRulesShown = record({
  least: Type.Integer(),
  /** Null while the programme's own number is not known: then nothing limits it, and `mostPending` says why. */
  most: nullable(Type.Integer()),
  mostPending: nullable(Type.String()),
  agreements: Type.Array(record({ id: Type.String(), label: Type.String() })),
  refusal: Type.String(),
  refusalMoves: Type.Boolean(),
  templates: Type.Array(
    record({
      id: Type.String(),
      words: Type.String(),
      dimension: nullable(Type.String()),
      item: nullable(Type.String()),
    }),
  ),
});

const NamedPart = record({ name: Type.String(), label: Type.String(), dimension: nullable(Type.String()) });

/** The plan of a case with everything its screen needs; `plan` is null until one is drafted. */
export const plan = queryContract({
  name: "plan",
  url: "/api/plans/plan",
  summary: "Muestra el plan de una familia: prioridades, objetivos, acciones, acuerdo e historia.",
  action: "household.read",
  parameters: record({ caseId: Id }),
  output: record({
    caseId: Id,
    householdId: Id,
    familyName: Type.String(),
    familyCode: Type.String(),
    openedOn: Day,
    closedOn: nullable(Day),
    today: Day,
    mayWrite: Type.Boolean(),
    rules: PlanRulesShown,
    /** Closed assessment the priorities come from. */
    assessmentId: nullable(Id),
    priorities: Type.Array(NamedPart),
    dimensions: Type.Array(record({ name: Type.String(), label: Type.String() })),
    members: Type.Array(record({ personId: Id, name: Type.String(), role: Type.String() })),
    plan: nullable(PlanShown),
    refused: Type.Array(record({ id: Id, refusedOn: nullable(Day), reason: Type.String() })),
  }),
});
