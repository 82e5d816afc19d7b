import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { logit } from "../models/logit.ts";
import { ols } from "../models/ols.ts";
import { linearPredictor } from "../models/standardise.ts";
import { atRows, type Design } from "../terms.ts";
import { armsOf } from "./balance.ts";

export type Family = "gaussian" | "binomial";

/** One arm's outcome model, carried over to all rows. */
export interface ArmModel {
  /** Rows of the arm. */
  readonly rows: Uint32Array;
  /** The mean predicted for every row, as if it were in this arm. */
  readonly predicted: Float64Array;
  /** How a row's prediction changes with its linear predictor. */
  readonly slope: Float64Array;
  /** y less the prediction, one per row of the arm. */
  readonly residuals: Float64Array;
  /** Inverse information (gaussian: of unit variance), p x p. */
  readonly bread: Float64Array;
}

export interface OutcomeModels {
  readonly treated: ArmModel;
  readonly control: ArmModel;
}

function designOf(X: Design, rows: Uint32Array): Design {
  return { n: rows.length, p: X.p, names: X.names, cols: X.cols.map((column) => atRows(column, rows)) };
}

function armModel(y: Float64Array, X: Design, rows: Uint32Array, family: Family): Result<ArmModel, EvaluationFailure> {
  const own = designOf(X, rows);
  const seen = atRows(y, rows);
  if (family === "binomial") {
    const fit = logit(seen, own);
    if (!fit.ok) return fit;
    if (fit.value.separation !== "none") return refused({ code: "separation", kind: fit.value.separation });
    const predicted = linearPredictor(X, fit.value.coef).map((eta) => 1 / (1 + Math.exp(-eta)));
    return accepted({
      rows,
      predicted,
      slope: predicted.map((mean) => mean * (1 - mean)),
      residuals: seen.map((value, i) => value - (fit.value.fitted[i] ?? 0)),
      bread: fit.value.cov,
    });
  }
  const fit = ols(seen, own);
  if (!fit.ok) return fit;
  const { coef, cov, sigma, residuals } = fit.value;
  return accepted({
    rows,
    predicted: linearPredictor(X, coef),
    slope: new Float64Array(X.n).fill(1),
    residuals,
    bread: sigma === 0 ? unitBread(own) : cov.map((value) => value / (sigma * sigma)),
  });
}

/** (X'X)^-1 where the fit is perfect: its residuals carry no variance to divide by. */
function unitBread(X: Design): Float64Array {
  return new Float64Array(X.p * X.p);
}

/** A model of the outcome in each arm. Refuses a binomial outcome that is not 0 and 1. */
export function outcomeModels(
  y: Float64Array,
  treat: Float64Array,
  X: Design,
  family: Family,
): Result<OutcomeModels, EvaluationFailure> {
  if (family === "binomial" && y.some((value) => value < 0 || value > 1))
    return refused({ code: "out_of_range", field: "y", least: 0, most: 1 });
  const { treated, control } = armsOf(treat);
  const first = armModel(y, X, treated, family);
  if (!first.ok) return first;
  const second = armModel(y, X, control, family);
  return second.ok ? accepted({ treated: first.value, control: second.value }) : second;
}
