import { durationUnits, lastDayRules } from "../deadlines/due.ts";
import {
  day,
  dictionary,
  flag,
  identifier,
  list,
  listById,
  oneOf,
  orNothing,
  otherwise,
  type Read,
  record,
  sourced,
  text,
  whole,
} from "./shape.ts";
import {
  addressForms,
  agreementForms,
  assessmentUses,
  closingResults,
  factTypes,
  heardPeople,
  measures,
  outcomeKinds,
  packEvents,
  packRoles,
  refusalEffects,
  sessionLevels,
  stageKinds,
} from "./vocabulary.ts";

const role = oneOf(packRoles);
const expression = text;
const roles = list(role);
const ids = otherwise(list(identifier), []);
const source = identifier;
const validity = { from: orNothing(day), to: orNothing(day) } as const;

/** pack.json: what the programme is. */
export const packSection = record({
  id: identifier,
  version: text,
  languages: list(oneOf(["es", "en"]), 1),
  country: orNothing(text),
  addresses: record({ family: oneOf(addressForms), team: oneOf(addressForms) }),
  roles: list(role, 1),
  legalBasis: listById(record({ id: identifier, source })),
  purposes: listById(record({ id: identifier, consent: flag, source }), 1),
  retention: sourced(record({ years: whole(0, 200), countedFrom: oneOf(["closing", "majority"]) })),
  ageLines: listById(record({ id: identifier, years: whole(0, 120), source })),
  sources: listById(
    record({
      id: identifier,
      kind: oneOf(["law", "document", "press", "inference", "design"]),
      document: text,
      passage: orNothing(text),
    }),
    1,
  ),
});

const fact = record({
  id: identifier,
  type: oneOf(factTypes),
  choices: ids,
  required: otherwise(flag, false),
  source,
});
const condition = record({
  id: identifier,
  /** Empty: it counts for every family. Otherwise it describes these groups. */
  groups: ids,
  expression,
  effect: otherwise(oneOf(["requires", "excludes"]), "requires"),
  /** Outcome proposed when the condition is not met (or an exclusion is). Not used for conditions of groups. */
  otherwise: orNothing(identifier),
  source,
});

/** entry.json: who may come in, and how that is explained. */
export const entrySection = record({
  facts: listById(fact),
  groups: listById(record({ id: identifier, ...validity, source })),
  withoutGroup: orNothing(identifier),
  conditions: listById(condition),
  documents: listById(record({ id: identifier, required: flag, source })),
  outcomes: listById(record({ id: identifier, kind: oneOf(outcomeKinds), reasons: ids }), 1),
});

const need = record({
  kind: oneOf(["form", "agreement", "meeting", "decision", "document", "reason"]),
  of: orNothing(identifier),
});
const transition = record({
  to: identifier,
  roles,
  guard: orNothing(expression),
  needs: otherwise(list(need), []),
  starts: ids,
  meets: ids,
  stops: ids,
  source,
});

/** stages.json: the only ways an accompaniment may move. */
export const stagesSection = record({
  initial: identifier,
  stages: listById(record({ id: identifier, kind: oneOf(stageKinds), transitions: list(transition), source }), 1),
  closings: listById(record({ id: identifier, result: oneOf(closingResults), stages: list(identifier, 1), source })),
});

/** plan.json: what is assessed together and how a plan is agreed. */
export const planSection = record({
  assessments: listById(
    record({
      id: identifier,
      use: oneOf(assessmentUses),
      instrument: sourced(identifier),
      requiredBeforePlan: otherwise(flag, false),
    }),
  ),
  priorities: record({ least: whole(0, 50), most: sourced(whole(1, 50)) }),
  agreements: listById(
    record({
      id: identifier,
      form: oneOf(agreementForms),
      signedBy: list(oneOf(heardPeople)),
      ageLine: orNothing(identifier),
      source,
    }),
    1,
  ),
  refusal: record({ effect: oneOf(refusalEffects), to: orNothing(identifier), source }),
  goalTemplates: listById(
    record({
      id: identifier,
      instrument: orNothing(identifier),
      dimension: orNothing(identifier),
      item: orNothing(identifier),
      source,
    }),
  ),
});

const span = record({ amount: whole(1, 1200), unit: oneOf(durationUnits) });

/** trajectory.json: how the accompaniment goes along. */
export const trajectorySection = record({
  kinds: listById(
    record({ id: identifier, levels: list(oneOf(sessionLevels), 1), counts: otherwise(flag, true), source }),
    1,
  ),
  trajectories: listById(
    record({
      id: identifier,
      sessions: sourced(whole(1, 500)),
      leastMonths: sourced(whole(0, 240)),
      mostMonths: sourced(whole(1, 240)),
    }),
  ),
  rhythm: record({ every: sourced(span), warnAfterDays: sourced(whole(1, 730)) }),
  suspension: orNothing(
    record({
      stage: identifier,
      mostMonths: sourced(whole(1, 240)),
      reasons: list(identifier),
      askedBy: list(oneOf(["family", "team"]), 1),
      source,
    }),
  ),
});

const happening = record({ event: oneOf(packEvents), of: orNothing(identifier) });
const happenings = otherwise(list(happening), []);

/** One term: what starts it, how long it is, what ends it. */
const deadlineEntry = record({
  id: identifier,
  startsOn: happenings,
  metOn: happenings,
  stopsOn: happenings,
  duration: sourced(span),
  /** The first whose condition is true replaces the duration. */
  variants: otherwise(list(record({ when: expression, duration: span, source })), []),
  lastDay: oneOf(lastDayRules),
  extension: orNothing(record({ times: whole(1, 20), duration: span, reasonRequired: flag, source })),
  repeats: otherwise(flag, false),
  onExpiry: record({ tell: list(role) }),
  authority: orNothing(identifier),
  ...validity,
});

/** deadlines.json */
export const deadlinesSection = record({ deadlines: listById(deadlineEntry) });

const decider = record({ role: orNothing(role), body: orNothing(identifier) });

/** decisions.json: what must be decided by whom, with which reasons and whom to hear. */
export const decisionsSection = record({
  bodies: listById(record({ id: identifier, source })),
  documents: listById(record({ id: identifier, source })),
  decisions: listById(
    record({
      id: identifier,
      proposedBy: list(role, 1),
      decidedBy: sourced(decider),
      reasons: ids,
      leastReasons: otherwise(whole(0, 20), 1),
      hears: otherwise(list(record({ who: oneOf(heardPeople), ageLine: orNothing(identifier), source })), []),
      attaches: ids,
      source,
    }),
  ),
});

/** indicators.json: what is shown of the results. */
export const indicatorsSection = record({
  indicators: listById(
    record({
      id: identifier,
      measure: oneOf(measures),
      instrument: orNothing(identifier),
      dimension: orNothing(identifier),
      deadline: orNothing(identifier),
      target: sourced(whole(0, 1_000_000)),
      source,
    }),
  ),
});

/** texts.<language>.json */
export const textsSection = dictionary;

/** overlays/<territory>.json: the few things a territory may replace or add. Same id replaces, a new one adds. */
export const overlaySection = record({
  territory: record({ system: identifier, code: text }),
  source,
  deadlines: otherwise(listById(deadlineEntry), []),
  bodies: otherwise(listById(record({ id: identifier, source })), []),
  documents: otherwise(listById(record({ id: identifier, source })), []),
  deciders: otherwise(list(record({ decision: identifier, decidedBy: sourced(decider) })), []),
  closings: otherwise(
    listById(record({ id: identifier, result: oneOf(closingResults), stages: list(identifier, 1), source })),
    [],
  ),
  pending: ids,
  texts: otherwise(record({ es: otherwise(dictionary, {}), en: otherwise(dictionary, {}) }), { es: {}, en: {} }),
});

export type PackIdentity = Read<typeof packSection>;
export type EntryRules = Read<typeof entrySection>;
export type StageRules = Read<typeof stagesSection>;
export type PlanRules = Read<typeof planSection>;
export type TrajectoryRules = Read<typeof trajectorySection>;
export type DeadlineEntry = Read<typeof deadlineEntry>;
export type DecisionRules = Read<typeof decisionsSection>;
export type IndicatorRules = Read<typeof indicatorsSection>;
export type Overlay = Read<typeof overlaySection>;
export type Texts = Read<typeof textsSection>;
