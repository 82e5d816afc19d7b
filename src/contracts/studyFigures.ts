import { type Static, Type } from "typebox";
import { COLUMN_KINDS, DESIGNS, MOMENTS, RUN_STATES, STUDY_STATES, TASK_STATES, TASKS } from "../core/studies/words.ts";
import { line, nullable, oneOf, record, text } from "./scalars.ts";

const MaybeNumber = nullable(Type.Number());
/** Two numbers; spelled as a list because OpenAPI 3.1 knows no other tuple that everything here understands. */
const Pair = Type.Unsafe<[number, number]>(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }));

/** SHA-256 in hexadecimal. */
export const Hash = Type.String({ pattern: "^[0-9a-f]{64}$" });
export const Count = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

export const Design = oneOf(...DESIGNS);
export const Task = oneOf(...TASKS);
export const TaskState = oneOf(...TASK_STATES);
export const StudyState = oneOf(...(Object.keys(STUDY_STATES) as (keyof typeof STUDY_STATES)[]));
export const RunState = oneOf(...RUN_STATES);

/** A text in both languages. */
export const Words = record({ es: Type.String(), en: Type.String() });
export const Note = record({ code: Type.String(), words: Words });

/** A column's name in a study's table. */
export const ColumnName = Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]{0,59}$" });

export const Column = record({
  name: ColumnName,
  label: line(120),
  kind: oneOf(...COLUMN_KINDS),
  known: oneOf(...MOMENTS),
  unit: text(40),
});
export type Column = Static<typeof Column>;

export const Outcome = record({
  column: ColumnName,
  kind: oneOf("number", "yes_no", "time"),
  betterWhen: oneOf("more", "less"),
  ended: nullable(ColumnName),
  endedBy: nullable(line(120)),
  horizon: nullable(Type.Integer({ minimum: 1, maximum: 36_500 })),
  worthwhile: nullable(Type.Number({ exclusiveMinimum: 0 })),
});
export type Outcome = Static<typeof Outcome>;

export const Comparison = Type.Union([
  record({
    design: Type.Literal("waiting_list_lottery"),
    treatment: ColumnName,
    draws: Type.Integer({ minimum: 1000, maximum: 1_000_000 }),
  }),
  record({
    design: Type.Literal("matched_comparison"),
    treatment: ColumnName,
    method: oneOf("nearest", "entropy", "weighting"),
    estimand: oneOf("ATT", "ATE"),
    caliper: nullable(Type.Number({ exclusiveMinimum: 0, maximum: 10 })),
    within: nullable(ColumnName),
  }),
  record({ design: Type.Literal("difference_in_differences"), treatment: ColumnName, before: ColumnName }),
  record({
    design: Type.Literal("phased_rollout"),
    unit: ColumnName,
    period: ColumnName,
    start: ColumnName,
    control: oneOf("nevertreated", "notyettreated"),
    anticipation: Type.Integer({ minimum: 0, maximum: 100 }),
  }),
  record({
    design: Type.Literal("cut_off"),
    running: ColumnName,
    cutoff: Type.Number(),
    enters: oneOf("below", "above"),
    bandwidth: Type.Number({ exclusiveMinimum: 0 }),
  }),
]);
export type Comparison = Static<typeof Comparison>;

export const Costs = record({
  column: ColumnName,
  currency: Type.String({ pattern: "^[A-Z]{3}$" }),
  perspective: line(300),
  worth: Type.Array(Type.Number({ minimum: 0 }), { minItems: 1, maxItems: 60 }),
});
export type Costs = Static<typeof Costs>;

const Reach = { value: Type.Number(), low: Type.Number(), high: Type.Number() };
const told = { title: Words, description: Words };
const Arm = oneOf("programme", "comparison");

export const Picture = Type.Union([
  record({
    kind: Type.Literal("balance"),
    ...told,
    rows: Type.Array(record({ label: Type.String(), before: Type.Number(), after: MaybeNumber })),
    limits: Pair,
  }),
  record({
    kind: Type.Literal("overlap"),
    ...told,
    bins: Type.Array(
      record({ from: Type.Number(), to: Type.Number(), programme: Type.Number(), comparison: Type.Number() }),
    ),
  }),
  record({
    kind: Type.Literal("event_study"),
    ...told,
    points: Type.Array(record({ at: Type.Number(), ...Reach })),
    unit: Words,
  }),
  record({
    kind: Type.Literal("curves"),
    ...told,
    series: Type.Array(record({ arm: Arm, points: Type.Array(record({ at: Type.Number(), ...Reach })) })),
    unit: Words,
  }),
  record({
    kind: Type.Literal("forest"),
    ...told,
    rows: Type.Array(record({ label: Words, ...Reach })),
    unit: Words,
    none: Type.Number(),
  }),
  record({
    kind: Type.Literal("changes"),
    ...told,
    points: Type.Array(
      record({ at: Type.Number(), label: Words, programme: Type.Number(), comparison: Type.Number() }),
    ),
    start: MaybeNumber,
    unit: Words,
  }),
  record({
    kind: Type.Literal("cut_off"),
    ...told,
    bins: Type.Array(record({ at: Type.Number(), mean: Type.Number(), n: Type.Integer() })),
    cutoff: Type.Number(),
    lines: Type.Array(
      record({
        from: Pair,
        to: Pair,
      }),
    ),
    across: Words,
    unit: Words,
  }),
  record({
    kind: Type.Literal("cost_plane"),
    ...told,
    points: Type.Array(record({ effect: Type.Number(), cost: Type.Number() })),
    middle: record({ effect: Type.Number(), cost: Type.Number() }),
    currency: Type.String(),
    unit: Words,
  }),
  record({
    kind: Type.Literal("acceptability"),
    ...told,
    points: Type.Array(record({ worth: Type.Number(), share: Type.Number() })),
    currency: Type.String(),
  }),
]);

export const StudyFigure = record({
  label: Words,
  value: MaybeNumber,
  low: MaybeNumber,
  high: MaybeNumber,
  unit: Words,
  method: Words,
});

const Detectable = nullable(record({ value: Type.Number(), unit: Words }));

/** What a study found, with every sentence in both languages. */
export const Result = record({
  engineVersion: Type.String(),
  design: Design,
  verdict: oneOf("better", "worse", "no_clear_difference", "cannot_tell"),
  headline: Words,
  estimand: Words,
  estimate: nullable(
    record({
      ...Reach,
      level: Type.Number(),
      unit: Words,
      p: MaybeNumber,
      pMethod: nullable(Words),
    }),
  ),
  refusals: Type.Array(Note),
  stillSaid: Type.Array(Words),
  sureness: Type.Array(Note),
  cautions: Type.Array(Note),
  groups: Type.Array(record({ arm: Arm, n: Type.Integer(), missing: Type.Integer(), mean: MaybeNumber })),
  excluded: Type.Array(record({ reason: Words, n: Type.Integer() })),
  detectable: Detectable,
  pictures: Type.Array(Picture),
  numbers: Type.Array(StudyFigure),
  glossary: Type.Array(record({ term: Words, meaning: Words })),
});

export const CostResult = record({
  headline: Words,
  numbers: Type.Array(StudyFigure),
  cautions: Type.Array(Note),
  pictures: Type.Array(Picture),
});

export const PowerTold = record({
  programme: Type.Integer(),
  comparison: Type.Integer(),
  effective: nullable(record({ programme: Type.Number(), comparison: Type.Number() })),
  headline: Words,
  detectable: Detectable,
  smallestP: MaybeNumber,
  notes: Type.Array(Note),
  enough: nullable(Type.Boolean()),
  needed: nullable(Type.Integer()),
});
