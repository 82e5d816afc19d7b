import { type Static, Type } from "typebox";
import { bases, cohorts, dimensions, exitGroups, standings, verdicts } from "../core/outcomes/words.ts";
import { Day, Id, nullable, oneOf, record } from "./scalars.ts";

export const MaybeNumber = nullable(Type.Number());
/** A code and what it says in the reader's language. */
export const Told = record({ code: Type.String(), label: Type.String() });

export const Interval = record({ low: Type.Number(), high: Type.Number() });

/** A definition as read on screen: every text in the reader's language. */
export const IndicatorDefinition = record({
  id: Type.String(),
  version: Type.Integer(),
  family: Type.String(),
  name: Type.String(),
  numerator: Type.String(),
  denominator: Type.String(),
  exclusions: Type.Array(Type.String()),
  notes: Type.Array(Type.String()),
  cohort: oneOf(...cohorts),
  cohortLabel: Type.String(),
  /** Plain warning of a cohort that misleads about length of stay. */
  cohortWarning: nullable(Type.String()),
  unit: Type.String(),
  multiplier: MaybeNumber,
  direction: oneOf("up", "down", "none"),
  standing: oneOf(...standings),
  standingNote: Type.String(),
  source: Type.String(),
  parameters: Type.Array(
    record({
      id: Type.String(),
      label: Type.String(),
      value: Type.Number(),
      /** What the definition says when nobody changed it. */
      usual: Type.Number(),
      lowest: Type.Number(),
      highest: Type.Number(),
      editable: Type.Boolean(),
    }),
  ),
});
export type IndicatorDefinition = Static<typeof IndicatorDefinition>;

/** One figure with all that tells whether to believe it. `value` is null when it cannot be known; never 0 instead. */
export const OutcomeFigure = record({
  indicator: Type.String(),
  definitionVersion: Type.Integer(),
  from: Day,
  to: Day,
  value: MaybeNumber,
  numerator: MaybeNumber,
  denominator: MaybeNumber,
  /** How many were looked at and left out, by the first reason that applied; null: too few to be published. */
  excluded: Type.Array(record({ reason: Type.String(), label: Type.String(), n: nullable(Type.Integer()) })),
  verdict: oneOf(...verdicts),
  /** Why the verdict is not good, in whole sentences. */
  warnings: Type.Array(Told),
  /** Why there is no value. */
  noData: nullable(Told),
});
export type OutcomeFigure = Static<typeof OutcomeFigure>;

/** `hidden`: too few to be shown, or hidden so that those cannot be worked out; its numbers are null. */
const group = { group: Type.String(), label: Type.String(), hidden: Type.Boolean() };
export const OutcomeBreakdown = record({
  dimension: oneOf(...dimensions),
  label: Type.String(),
  groups: Type.Array(record({ ...group, value: MaybeNumber, numerator: MaybeNumber, denominator: MaybeNumber })),
});
export type OutcomeBreakdown = Static<typeof OutcomeBreakdown>;

/** Groups against one of them: a ratio of rates with its 95 % interval, and the difference beside it in the indicator's unit. */
export const OutcomeDisparity = record({
  dimension: oneOf(...dimensions),
  label: Type.String(),
  base: oneOf(...bases),
  /** Why it cannot be compared (no population loaded, one group only); then `groups` is empty. */
  unavailable: nullable(Type.String()),
  reference: nullable(record({ group: Type.String(), label: Type.String() })),
  groups: Type.Array(
    record({
      ...group,
      isReference: Type.Boolean(),
      atPoint: MaybeNumber,
      of: MaybeNumber,
      rate: MaybeNumber,
      ratio: MaybeNumber,
      interval: nullable(Interval),
      difference: MaybeNumber,
    }),
  ),
});
export type OutcomeDisparity = Static<typeof OutcomeDisparity>;

export const TrendPoint = record({
  from: Day,
  to: Day,
  value: MaybeNumber,
  numerator: MaybeNumber,
  denominator: MaybeNumber,
});
export type TrendPoint = Static<typeof TrendPoint>;

/** Published values of the states of another country beside ours: a yardstick, not a target. */
export const Benchmark = record({
  label: Type.String(),
  source: Type.String(),
  period: Type.String(),
  ours: MaybeNumber,
  /** Value of that country as a whole, where its definition publishes one. */
  national: MaybeNumber,
  states: Type.Array(record({ state: Type.String(), value: Type.Number() })),
});
export type Benchmark = Static<typeof Benchmark>;

/** One row of the page: figure, goal, course and the widest gap between groups. */
export const OutcomeRow = record({
  indicator: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  direction: oneOf("up", "down", "none"),
  standing: oneOf(...standings),
  figure: OutcomeFigure,
  target: MaybeNumber,
  trend: Type.Array(TrendPoint),
  widestGap: nullable(
    record({
      dimension: oneOf(...dimensions),
      dimensionLabel: Type.String(),
      group: Type.String(),
      reference: Type.String(),
      ratio: Type.Number(),
      interval: nullable(Interval),
    }),
  ),
});
export type OutcomeRow = Static<typeof OutcomeRow>;

/** A child inside or outside a figure. `period` tells the stay that was looked at. */
export const OutcomeMember = record({
  childId: Id,
  externalId: Type.String(),
  personId: nullable(Id),
  startedOn: nullable(Day),
  endedOn: nullable(Day),
  exitGroup: nullable(oneOf(...exitGroups)),
  sex: Type.String(),
  age: Type.String(),
  ethnicity: Type.String(),
  area: Type.String(),
  numerator: MaybeNumber,
  denominator: MaybeNumber,
  reason: nullable(Type.String()),
});
export type OutcomeMember = Static<typeof OutcomeMember>;
