import { type Static, Type } from "typebox";
import { sessionLevels } from "../core/packs/vocabulary.ts";
import { progressDirections, sessionStates } from "../core/sessions/session.ts";
import { operationContract, queryContract } from "./contract.ts";
import { caseClosedFailure, futureDayFailure, pastDayFailure } from "./failures.ts";
import { Day, Id, Instant, line, nullable, oneOf, record, text, Version } from "./scalars.ts";
import { TaskShown } from "./tasks.ts";

export const SessionLevel = oneOf(...sessionLevels);
export const SessionState = oneOf(...sessionStates);
export const ProgressDirection = oneOf(...progressDirections);
/** Time on the wall where the family lives, `HH:MM`. */
export const TimeOfDay = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", maxLength: 5 });

const beforeOpening = {
  status: 422,
  es: "La fecha es anterior al inicio del acompañamiento ({openedOn}). Revise el día.",
  en: "That day is before the accompaniment started ({openedOn}). Check the day.",
} as const;

const kindFailures = {
  unknown_kind: {
    status: 422,
    es: "Este programa no tiene ese tipo de encuentro. Elija uno de la lista.",
    en: "This programme does not have that kind of meeting. Choose one of the list.",
  },
  level_not_allowed: {
    status: 422,
    es: "Ese tipo de encuentro no se hace de esa forma. Elija otra.",
    en: "That kind of meeting is not held that way. Choose another.",
  },
} as const;

export const planSession = operationContract({
  name: "planSession",
  url: "/api/sessions/plan-session",
  summary: "Deja prevista una visita o un encuentro con la familia.",
  action: "session.write",
  input: record({
    sessionId: Id,
    caseId: Id,
    kind: line(64),
    level: SessionLevel,
    on: Day,
    at: TimeOfDay,
    /** Who will go; the person who plans it when absent. */
    forUserId: Type.Optional(Id),
  }),
  output: record({ sessionId: Id, version: Version }),
  failures: {
    case_closed: caseClosedFailure,
    day_in_past: pastDayFailure,
    ...kindFailures,
    not_in_team: {
      status: 422,
      es: "Esa persona no acompaña a esta familia en esa fecha. Elija a alguien de su equipo.",
      en: "That person does not work with this family on that day. Choose somebody of its team.",
    },
  },
});

export const Presence = record({ personId: nullable(Id), name: line(200) });
export type Presence = Static<typeof Presence>;

export const Progress = record({ goalId: Id, direction: ProgressDirection, words: text(1000) });
export type Progress = Static<typeof Progress>;

export const Agreement = record({
  taskId: Id,
  title: line(300),
  who: line(120),
  /** True when it is for the worker who records the visit: it then appears in that person's day. */
  mine: Type.Boolean(),
  dueOn: nullable(Day),
});
export type Agreement = Static<typeof Agreement>;

export const recordSession = operationContract({
  name: "recordSession",
  url: "/api/sessions/record-session",
  summary: "Guarda lo que pasó en una visita: quién estuvo, cómo avanza cada objetivo, notas y acuerdos.",
  action: "session.write",
  input: record({
    sessionId: Id,
    caseId: Id,
    kind: line(64),
    level: SessionLevel,
    heldOn: Day,
    minutes: nullable(Type.Integer({ minimum: 1, maximum: 1440 })),
    present: Type.Array(Presence, { maxItems: 40 }),
    consentReminded: Type.Boolean(),
    notes: text(20_000),
    progress: Type.Array(Progress, { maxItems: 50 }),
    agreements: Type.Array(Agreement, { maxItems: 50 }),
    /** What worries the worker about somebody's safety, in plain facts; empty when nothing does. */
    concern: text(4000),
    summaryConfirmed: Type.Boolean(),
  }),
  output: record({ sessionId: Id, version: Version }),
  failures: {
    already_recorded: {
      status: 409,
      es: "Esta visita ya tiene resultado. Si quiere cambiar el texto, corríjala: el original se conserva.",
      en: "This visit already has a result. To change the text, correct it: the original is kept.",
    },
    case_closed: caseClosedFailure,
    day_in_future: futureDayFailure,
    day_before_opening: beforeOpening,
    ...kindFailures,
    nobody_present: {
      status: 422,
      es: "Marque quién estuvo. Si no había nadie, anote la visita como no realizada.",
      en: "Say who was there. If nobody was, note the visit as not held.",
    },
    not_a_member: {
      status: 422,
      es: "Alguna de las personas marcadas no es de este hogar. Escríbala en «Otras personas».",
      en: "One of the people marked is not of this household. Write the name under «Other people».",
    },
    unknown_goal: {
      status: 422,
      es: "Uno de los objetivos ya no está en el plan de esta familia. Vuelva a abrir la visita; lo escrito no se pierde.",
      en: "One of the goals is no longer in this family's plan. Open the visit again; what you wrote is not lost.",
    },
    concern_without_follow_up: {
      status: 422,
      es: "Anotó algo que preocupa. Añada un acuerdo con fecha: quién hará qué y cuándo.",
      en: "You noted something worrying. Add an agreement with a day: who will do what and when.",
    },
    nothing_told: {
      status: 422,
      es: "Escriba qué pasó en la visita o marque cómo avanza algún objetivo.",
      en: "Write what happened in the visit or say how some goal goes.",
    },
  },
});

export const missSession = operationContract({
  name: "missSession",
  url: "/api/sessions/miss-session",
  summary: "Anota que una visita prevista no se hizo o se canceló, y por qué.",
  action: "session.write",
  input: record({ sessionId: Id, outcome: oneOf("missed", "cancelled"), reason: line(500) }),
  output: record({ sessionId: Id, version: Version }),
  failures: {
    not_planned: {
      status: 409,
      es: "Esta visita ya tiene resultado.",
      en: "This visit already has a result.",
    },
    not_yet: {
      status: 422,
      es: "El día de esta visita todavía no ha llegado. Si no se va a hacer, cancélela.",
      en: "The day of this visit has not come yet. If it will not happen, cancel it.",
    },
  },
});

export const correctSession = operationContract({
  name: "correctSession",
  url: "/api/sessions/correct-session",
  summary: "Corrige lo escrito de una visita; el texto original se conserva y se ve.",
  action: "session.write",
  input: record({
    correctionId: Id,
    sessionId: Id,
    heldOn: Day,
    minutes: nullable(Type.Integer({ minimum: 1, maximum: 1440 })),
    notes: text(20_000),
    reason: line(500),
  }),
  output: record({ sessionId: Id, version: Version }),
  failures: {
    not_held: {
      status: 409,
      es: "Solo se corrige una visita realizada.",
      en: "Only a visit that was held can be corrected.",
    },
    already_corrected: {
      status: 409,
      es: "Otra persona ya corrigió esta visita. Mire los dos textos y corrija el último.",
      en: "Somebody else already corrected this visit. Look at both texts and correct the latest.",
    },
    nothing_changed: {
      status: 422,
      es: "El texto y la fecha son los mismos. No hay nada que corregir.",
      en: "Text and day are the same. There is nothing to correct.",
    },
    day_in_future: futureDayFailure,
    day_before_opening: beforeOpening,
    day_after_closing: {
      status: 422,
      es: "La fecha es posterior al cierre del acompañamiento ({closedOn}).",
      en: "That day is after the accompaniment was closed ({closedOn}).",
    },
  },
});

/** A version of a session's text; the first is the original, the last one counts. */
export const SessionText = record({
  id: Id,
  heldOn: nullable(Day),
  minutes: nullable(Type.Integer()),
  notes: Type.String(),
  reason: Type.String(),
  by: Type.String(),
  recordedAt: Instant,
});
export type SessionText = Static<typeof SessionText>;

export const SessionShown = record({
  id: Id,
  version: Version,
  kind: Type.String(),
  kindLabel: Type.String(),
  level: SessionLevel,
  levelLabel: Type.String(),
  state: SessionState,
  plannedOn: nullable(Day),
  plannedAt: nullable(TimeOfDay),
  plannedFor: nullable(Type.String()),
  heldOn: nullable(Day),
  minutes: nullable(Type.Integer()),
  notes: Type.String(),
  missedReason: nullable(Type.String()),
  consentReminded: Type.Boolean(),
  summaryConfirmed: Type.Boolean(),
  concern: Type.String(),
  by: Type.String(),
  present: Type.Array(Type.String()),
  progress: Type.Array(record({ goalId: Id, goal: Type.String(), direction: ProgressDirection, words: Type.String() })),
  agreements: Type.Array(TaskShown),
  /** Every text, oldest first, when there was a correction; empty otherwise. */
  texts: Type.Array(SessionText),
});
export type SessionShown = Static<typeof SessionShown>;

const FamilyHeading = {
  householdId: Id,
  caseId: Id,
  familyName: Type.String(),
  familyCode: Type.String(),
  today: Day,
  mayWrite: Type.Boolean(),
} as const;

export const session = queryContract({
  name: "session",
  url: "/api/sessions/session",
  summary: "Muestra una visita con todo lo que se dijo, acordó y corrigió.",
  action: "household.read",
  parameters: record({ sessionId: Id }),
  output: record({ ...FamilyHeading, openedOn: Day, closedOn: nullable(Day), session: SessionShown }),
});

/** Everything a visit needs before and while it happens, in one answer that the device can keep. */
export const visitPreparation = queryContract({
  name: "visitPreparation",
  url: "/api/sessions/visit-preparation",
  summary: "Prepara una visita: avisos, quiénes viven en casa, consentimientos, objetivos y tareas abiertas.",
  action: "household.read",
  parameters: record({ caseId: Id, sessionId: Type.Optional(Id) }),
  output: record({
    ...FamilyHeading,
    openedOn: Day,
    closedOn: nullable(Day),
    kinds: Type.Array(
      record({
        id: Type.String(),
        label: Type.String(),
        levels: Type.Array(record({ id: SessionLevel, label: Type.String() })),
      }),
    ),
    planned: nullable(
      record({ id: Id, kind: Type.String(), level: SessionLevel, on: Day, at: TimeOfDay, state: SessionState }),
    ),
    alerts: Type.Array(record({ id: Id, text: Type.String(), reviewOn: Day })),
    members: Type.Array(record({ personId: Id, name: Type.String(), role: Type.String() })),
    consents: Type.Array(record({ purpose: Type.String(), person: Type.String(), validTo: nullable(Day) })),
    team: Type.Array(record({ userId: Id, name: Type.String() })),
    goals: Type.Array(record({ id: Id, words: Type.String(), dimensionLabel: nullable(Type.String()) })),
    tasks: Type.Array(TaskShown),
    lastSession: nullable(record({ heldOn: Day, kindLabel: Type.String(), notes: Type.String() })),
  }),
});

/** The contacts of a family, newest first, for the family file. */
export const familySessions = queryContract({
  name: "familySessions",
  url: "/api/sessions/family-sessions",
  summary: "Lista los contactos con una familia, del más reciente al más antiguo.",
  action: "household.read",
  parameters: record({
    householdId: Id,
    state: Type.Optional(SessionState),
    kind: Type.Optional(line(64)),
    before: Type.Optional(Day),
  }),
  output: record({
    caseId: nullable(Id),
    today: Day,
    mayWrite: Type.Boolean(),
    kinds: Type.Array(record({ id: Type.String(), label: Type.String() })),
    counts: record({
      planned: Type.Integer(),
      held: Type.Integer(),
      missed: Type.Integer(),
      cancelled: Type.Integer(),
    }),
    items: Type.Array(SessionShown),
    more: Type.Boolean(),
  }),
});
