import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type LogitFit, logit } from "../models/logit.ts";
import type { Design } from "../terms.ts";

/** Where the scores of the two arms meet. */
export interface Overlap {
  /** The range of scores both arms reach. */
  readonly min: number;
  readonly max: number;
  /** Share of treated, and of controls, outside that range. */
  readonly treatedOutside: number;
  readonly controlOutside: number;
}

export interface Propensity {
  /** The chance of being treated, one per row. */
  readonly e: Float64Array;
  readonly fit: LogitFit;
  readonly overlap: Overlap;
}

export function overlapOf(e: Float64Array, treat: Float64Array): Overlap {
  const range = (arm: number) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < e.length; i++)
      if (Number(treat[i] === 1) === arm) {
        low = Math.min(low, e[i] ?? 0);
        high = Math.max(high, e[i] ?? 0);
      }
    return { low, high };
  };
  const treated = range(1);
  const control = range(0);
  const min = Math.max(treated.low, control.low);
  const max = Math.min(treated.high, control.high);
  const outside = (arm: number) => {
    let n = 0;
    let out = 0;
    for (let i = 0; i < e.length; i++)
      if (Number(treat[i] === 1) === arm) {
        n++;
        if ((e[i] ?? 0) < min || (e[i] ?? 0) > max) out++;
      }
    return out / n;
  };
  return { min, max, treatedOutside: outside(1), controlOutside: outside(0) };
}

/** Refuses a treatment that is not 0 and 1 or that all rows share. */
export function checkTreatment(treat: Float64Array, column: string): Result<Float64Array, EvaluationFailure> {
  if (treat.some((value) => value !== 0 && value !== 1))
    return refused({ code: "out_of_range", field: column, least: 0, most: 1 });
  if (treat.every((value) => value === treat[0])) return refused({ code: "constant_treatment", column });
  return accepted(treat);
}

/**
 * The chance of being treated given the columns of X, by logistic regression (Rosenbaum and Rubin 1983). Refuses with
 * `separation` where the columns tell the arms apart: there is nobody to compare with.
 */
export function propensity(treat: Float64Array, X: Design): Result<Propensity, EvaluationFailure> {
  const fit = logit(treat, X);
  if (!fit.ok) return fit;
  if (fit.value.separation !== "none") return refused({ code: "separation", kind: fit.value.separation });
  const e = fit.value.fitted;
  return accepted({ e, fit: fit.value, overlap: overlapOf(e, treat) });
}
