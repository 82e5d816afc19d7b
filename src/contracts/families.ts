import { type Static, Type } from "typebox";
import { queryContract } from "./contract.ts";
import { DocumentKind, MemberShown, PartialDay, RelationshipShown } from "./people.ts";
import { Day, Id, Instant, Level, nullable, oneOf, record, text, Version } from "./scalars.ts";

/** One line of a family in a list. Nothing here is above the level of the file. */
export const FamilyLine = record({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  territoryName: Type.String(),
  stage: nullable(Type.String()),
  stageSince: nullable(Day),
  packVersionId: nullable(Id),
  closedOn: nullable(Day),
  lead: nullable(Type.String()),
  lastSessionOn: nullable(Day),
  members: Type.Integer(),
  openAlerts: Type.Integer(),
});
export type FamilyLine = Static<typeof FamilyLine>;

/** At most 50 families, by code; `after` is the code of the last one seen. */
export const families = queryContract({
  name: "families",
  url: "/api/households/families",
  summary: "Lista y busca las familias que puede ver quien pregunta, por nombre o código.",
  action: "household.read",
  parameters: record({
    search: Type.Optional(text(80)),
    mine: Type.Optional(Type.Boolean()),
    stage: Type.Optional(text(64)),
    situation: Type.Optional(oneOf("open", "closed", "without_case")),
    territoryId: Type.Optional(Id),
    after: Type.Optional(text(40)),
  }),
  output: record({ items: Type.Array(FamilyLine, { maxItems: 50 }), next: nullable(Type.String()) }),
});

const DuplicateReason = oneOf("same_document", "same_name", "similar_name", "same_birth", "near_birth");

/** People already known who may be the one being registered. What the reader may not see is only counted. */
export const possibleDuplicates = queryContract({
  name: "possibleDuplicates",
  url: "/api/households/possible-duplicates",
  summary: "Busca personas ya registradas que podrían ser la misma; las que no se pueden ver solo se cuentan.",
  action: "household.register",
  parameters: record({
    givenNames: text(120),
    firstSurname: text(120),
    secondSurname: Type.Optional(text(120)),
    birth: Type.Optional(PartialDay),
    documentKind: Type.Optional(DocumentKind),
    documentNumber: Type.Optional(text(40)),
  }),
  output: record({
    visible: Type.Array(
      record({
        householdId: Id,
        code: Type.String(),
        householdName: Type.String(),
        territoryName: Type.String(),
        personId: Id,
        personName: Type.String(),
        birth: nullable(PartialDay),
        because: Type.Array(DuplicateReason),
      }),
    ),
    hidden: Type.Integer(),
  }),
});

/** Opening an address is a reading of its own, with its reason, and stays in the log. */
export const householdAddress = queryContract({
  name: "householdAddress",
  url: "/api/households/household-address",
  summary: "Muestra dónde vive la familia. La consulta queda anotada con su motivo.",
  action: "address.read",
  parameters: record({ householdId: Id, reason: Type.String({ minLength: 5, maxLength: 300, pattern: "\\S" }) }),
  output: record({
    addresses: Type.Array(
      record({
        id: Id,
        line: Type.String(),
        locality: Type.String(),
        postalCode: Type.String(),
        level: Level,
        from: Day,
        to: nullable(Day),
      }),
    ),
  }),
});

export const whoHasSeen = queryContract({
  name: "whoHasSeen",
  url: "/api/households/who-has-seen",
  summary: "Dice quién ha abierto la ficha de una familia, con qué función, cuándo y qué miró.",
  action: "readlog.read",
  parameters: record({ householdId: Id, before: Type.Optional(Instant) }),
  output: record({
    household: record({ id: Id, code: Type.String(), name: Type.String() }),
    readings: Type.Array(
      record({
        at: Instant,
        name: Type.String(),
        roles: Type.Array(Type.String()),
        query: Type.String(),
        reason: nullable(Type.String()),
        emergency: Type.Boolean(),
        times: Type.Integer(),
      }),
    ),
    next: nullable(Instant),
  }),
});

/** What asks for attention, most urgent first; `days` from today to the day it is about, negative when it is over. */
export const AttentionItem = record({
  kind: oneOf(
    "deadline",
    "appointment_without_result",
    "task_overdue",
    "alert_review",
    "consent_missing",
    "consent_ending",
    "no_visit",
    "no_case",
    "assessment_open",
  ),
  on: nullable(Day),
  days: nullable(Type.Integer()),
  urgency: oneOf("overdue", "soon", "to_do"),
  /** Identifier in the pack (deadline, session kind) or words of the record (task, alert), as the kind says. */
  what: Type.String(),
  recordId: nullable(Id),
});
export type AttentionItem = Static<typeof AttentionItem>;

/** An event of the file, newest first. `what` is a pack identifier or words, as the kind says. */
export const TimelineEntry = record({
  id: Id,
  kind: oneOf(
    "session_held",
    "session_missed",
    "session_cancelled",
    "stage_changed",
    "assessment_closed",
    "plan_agreed",
    "plan_refused",
    "goal_achieved",
    "task_done",
    "alert_raised",
    "alert_ended",
    "consent_given",
    "consent_withdrawn",
    "member_entered",
    "member_left",
    "referral_received",
    "referral_decided",
    "note_written",
  ),
  on: Day,
  recordedAt: Instant,
  by: nullable(Type.String()),
  what: Type.String(),
  words: Type.String(),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const ScoreShown = record({
  rater: oneOf("family", "team"),
  dimension: Type.String(),
  score: nullable(Type.Number()),
  band: nullable(Type.String()),
  answered: Type.Integer(),
  expected: Type.Integer(),
});

const CaseShown = record({
  id: Id,
  version: Version,
  packVersionId: Id,
  referralId: nullable(Id),
  stage: Type.String(),
  stageSince: Day,
  openedOn: Day,
  closedOn: nullable(Day),
  closingReason: nullable(Type.String()),
  result: nullable(Type.String()),
  lastSessionOn: nullable(Day),
  sessionsHeld: Type.Integer(),
});

export const GoalShown = record({
  id: Id,
  words: Type.String(),
  dimension: nullable(Type.String()),
  state: oneOf("to_start", "under_way", "achieved", "dropped"),
  actionsOpen: Type.Integer(),
  actionsDone: Type.Integer(),
  lastDirection: nullable(oneOf("forward", "same", "back")),
});

/** The whole first screen of a family, read with one statement. */
export const HouseholdFile = record({
  today: Day,
  household: record({
    id: Id,
    code: Type.String(),
    name: Type.String(),
    territory: record({ id: Id, name: Type.String() }),
    level: Level,
    version: Version,
    registeredOn: Day,
  }),
  members: Type.Array(MemberShown),
  relationships: Type.Array(RelationshipShown),
  team: Type.Array(
    record({
      id: Id,
      userId: Id,
      name: Type.String(),
      role: oneOf("lead", "member", "intake", "peer"),
      from: Day,
      to: nullable(Day),
    }),
  ),
  /** The open case, or else the last closed one. */
  case: nullable(CaseShown),
  earlierCases: Type.Array(CaseShown),
  /** Accepted referrals of this family that have no case yet. */
  acceptedReferrals: Type.Array(record({ id: Id, code: Type.String(), receivedOn: Day, packVersionId: Id })),
  consents: Type.Array(
    record({
      id: Id,
      version: Version,
      personId: Id,
      purpose: Type.String(),
      manner: oneOf("signed", "verbal", "digital"),
      givenOn: Day,
      validTo: nullable(Day),
      withdrawnOn: nullable(Day),
      withdrawalReason: nullable(Type.String()),
    }),
  ),
  alerts: Type.Array(
    record({
      id: Id,
      version: Version,
      text: Type.String(),
      raisedBy: nullable(Type.String()),
      raisedOn: Day,
      reviewOn: Day,
    }),
  ),
  attention: Type.Array(AttentionItem),
  nextAppointment: nullable(
    record({ sessionId: Id, kind: Type.String(), plannedAt: nullable(Instant), with: nullable(Type.String()) }),
  ),
  plan: nullable(record({ id: Id, state: oneOf("draft", "agreed", "refused"), agreedOn: nullable(Day) })),
  goals: Type.Array(GoalShown),
  tasks: Type.Array(
    record({
      id: Id,
      version: Version,
      title: Type.String(),
      who: Type.String(),
      assignedTo: nullable(Type.String()),
      dueOn: nullable(Day),
    }),
  ),
  deadlines: Type.Array(
    record({
      id: Id,
      deadlineId: Type.String(),
      startedOn: Day,
      dueOn: Day,
      state: oneOf("running", "met", "stopped"),
    }),
  ),
  /** Closed assessments, newest first, with the scores of each. */
  assessments: Type.Array(
    record({
      id: Id,
      instrumentVersionId: Id,
      instrumentId: Type.String(),
      title: record({ es: Type.String(), en: Type.String() }),
      number: Type.Integer(),
      state: Type.String(),
      openedOn: Day,
      closedOn: nullable(Day),
      scores: Type.Array(ScoreShown),
    }),
  ),
  timeline: Type.Array(TimelineEntry, { maxItems: 200 }),
  /** What the reader may do here; the server decides again at each operation. */
  mayDo: Type.Array(Type.String()),
});
export type HouseholdFile = Static<typeof HouseholdFile>;

export const householdFile = queryContract({
  name: "householdFile",
  url: "/api/households/household-file",
  summary: "Abre la ficha de una familia: quiénes son, avisos, lo que pide atención y los últimos 200 hechos.",
  action: "household.read",
  parameters: record({ householdId: Id }),
  output: HouseholdFile,
});
