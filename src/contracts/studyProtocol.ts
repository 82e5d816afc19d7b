import { Type } from "typebox";
import { line, nullable, record } from "./scalars.ts";
import { Column, ColumnName, Comparison, Costs, Hash, Outcome } from "./studyFigures.ts";

/** A registered plan as it is downloaded, for whoever repeats it elsewhere. */
export const RegisteredPlan = record({
  engineVersion: Type.String(),
  protocol: record({
    version: Type.Literal(1),
    question: Type.String(),
    outcome: Outcome,
    secondary: Type.Array(Outcome),
    comparison: Comparison,
    covariates: Type.Array(ColumnName),
    stratum: nullable(ColumnName),
    cluster: nullable(ColumnName),
    columns: Type.Array(Column),
    costs: nullable(Costs),
    seed: Type.String({ pattern: "^[0-9]{1,20}$" }),
    snapshotSha256: Hash,
    unitWord: line(40),
  }),
});
