import { type Static, Type } from "typebox";
import { Day, Id, line, nullable, record } from "./scalars.ts";
import { Column, ColumnName, Comparison, Costs, Outcome } from "./studyFigures.ts";

/** Which question, and what would have changed. */
export const QuestionContent = record({
  question: line(600),
  /** The unit both arms are made of, in the plural. */
  unitWord: line(40),
  outcome: nullable(Outcome),
  secondary: Type.Array(Outcome, { maxItems: 20 }),
});

/** Who takes part. `records`: families of a programme in Trenza; `table`: a file that was handed in. */
export const PopulationContent = Type.Union([
  record({
    from: Type.Literal("records"),
    packId: line(80),
    /** Those and everything inside them; empty: everywhere the study reaches. */
    territoryIds: Type.Array(Id, { maxItems: 500 }),
    enteredFrom: Day,
    enteredTo: Day,
    instrumentId: nullable(line(120)),
    /** An assessment counts as the first one when closed within so many days of entering. */
    firstWithinDays: Type.Integer({ minimum: 0, maximum: 3650 }),
    /** The later one: the first closed from so many days after entering… */
    laterFromDays: Type.Integer({ minimum: 1, maximum: 3650 }),
    /** …until so many. */
    laterToDays: Type.Integer({ minimum: 1, maximum: 3650 }),
    /** Who had the programme: by draw, or by where they live. */
    arms: Type.Union([
      record({ by: Type.Literal("draw") }),
      record({ by: Type.Literal("territory"), programme: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
      record({ by: Type.Literal("pack"), comparison: line(80) }),
    ]),
  }),
  record({
    from: Type.Literal("table"),
    columns: Type.Array(Column, { maxItems: 200 }),
    /** Day on which whoever sent the file looked for the last time at what became of the families. */
    observedUntil: nullable(Day),
  }),
]);

export const DesignContent = record({
  comparison: Comparison,
  stratum: nullable(ColumnName),
  cluster: nullable(ColumnName),
});

export const CovariatesContent = record({ covariates: Type.Array(ColumnName, { maxItems: 60 }) });

/** What is supposed before there are data. */
export const PowerContent = record({
  programme: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  comparison: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  /** Deviation of the outcome, in its unit; null for shares and where the standardised one is told. */
  deviation: nullable(Type.Number({ exclusiveMinimum: 0 })),
  /** Share expected without the programme, of a yes/no outcome. */
  share: nullable(Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })),
  /** How much the same measure before entering tells of the one after. */
  correlation: nullable(Type.Number({ minimum: 0, exclusiveMaximum: 1 })),
  /** Units that share fate in each cluster, and how much they resemble each other. */
  clusterSize: nullable(Type.Number({ minimum: 1 })),
  icc: nullable(Type.Number({ minimum: 0, maximum: 1 })),
  /** Whoever decides has read what the study could see. */
  read: Type.Boolean(),
});

/** A task with what was written in it, by its name. Half-done ones are kept too: whatever is absent stays null or empty. */
export const TaskContent = Type.Union([
  record({ task: Type.Literal("question"), content: QuestionContent }),
  record({ task: Type.Literal("population"), content: PopulationContent }),
  record({ task: Type.Literal("design"), content: DesignContent }),
  record({ task: Type.Literal("covariates"), content: CovariatesContent }),
  record({ task: Type.Literal("power"), content: PowerContent }),
  record({ task: Type.Literal("costs"), content: nullable(Costs) }),
]);
export type TaskContent = Static<typeof TaskContent>;
