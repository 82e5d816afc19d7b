import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Covariance, ols } from "../models/ols.ts";
import type { Design } from "../terms.ts";

export interface CutoffOptions {
  readonly cutoff: number;
  /** Only rows nearer to the cut-off than this count, in the unit of the running variable. */
  readonly bandwidth: number;
  readonly kernel: "triangular" | "uniform" | "epanechnikov";
  /** Which side of the cut-off is served; a row at the cut-off belongs to the upper side. Upper when absent. */
  readonly served?: "upper" | "lower";
  /** Code of each row's cluster; HC1 without. */
  readonly cluster?: Int32Array;
}

export interface CutoffEffect {
  /** Jump at the cut-off: limit on the served side minus limit on the other. */
  readonly estimate: number;
  /** HC1, or CR1 by cluster when clusters were given. */
  readonly se: number;
  /** Rows within the bandwidth on either side, `nMissing` of them without outcome (or cluster) and so not used. */
  readonly nLeft: number;
  readonly nRight: number;
  readonly nMissing: number;
  /** Where the two lines meet the cut-off, and their slopes. */
  readonly limitLeft: number;
  readonly limitRight: number;
  readonly slopeLeft: number;
  readonly slopeRight: number;
}

function kernelWeight(kernel: CutoffOptions["kernel"], distance: number): number {
  if (kernel === "uniform") return 1;
  return kernel === "triangular" ? 1 - distance : 1 - distance * distance;
}

/** Intercept, jump, slope below and change of slope above, for the rows near the cut-off. */
function design(running: Float64Array, rows: Int32Array, cutoff: number): Design {
  const above = Float64Array.from(rows, (row) => ((running[row] as number) >= cutoff ? 1 : 0));
  const away = Float64Array.from(rows, (row) => (running[row] as number) - cutoff);
  const cols = [
    new Float64Array(rows.length).fill(1),
    above,
    away,
    away.map((value, i) => value * (above[i] as number)),
  ];
  return { n: rows.length, p: cols.length, names: ["(Intercept)", "jump", "slope", "change"], cols };
}

/**
 * Effect of a service given on one side of a cut-off, by a line on either side within the bandwidth (separate slopes).
 * The outcome keeps its unit. Speaks of people at the cut-off, and only if nobody could steer the running variable.
 * Fails with `malformed_input`, `too_few_units` (fewer than 3 rows on a side) or `singular`.
 * Method: Hahn, Todd & van der Klaauw 2001 (Econometrica 69:201-209); HC1 of the weighted regression.
 */
export function rdLocalLinear(
  y: Float64Array,
  running: Float64Array,
  options: CutoffOptions,
): Result<CutoffEffect, EvaluationFailure> {
  const { cutoff, bandwidth, kernel, cluster } = options;
  if (!(bandwidth > 0)) return refused({ code: "malformed_input", field: "bandwidth", expected: "a number above 0" });
  if (!Number.isFinite(cutoff)) return refused({ code: "malformed_input", field: "cutoff", expected: "a number" });
  const near = Int32Array.from(running.keys()).filter((row) => Math.abs((running[row] as number) - cutoff) < bandwidth);
  const rows = near.filter((row) => !Number.isNaN(y[row]) && (!cluster || (cluster[row] as number) >= 0));
  const right = (some: Int32Array) => some.filter((row) => (running[row] as number) >= cutoff).length;
  const usedRight = right(rows);
  const usedLeft = rows.length - usedRight;
  if (usedLeft < 3) return refused({ code: "too_few_units", arm: "left", n: usedLeft, needed: 3 });
  if (usedRight < 3) return refused({ code: "too_few_units", arm: "right", n: usedRight, needed: 3 });
  const weights = Float64Array.from(rows, (row) =>
    kernelWeight(kernel, Math.abs((running[row] as number) - cutoff) / bandwidth),
  );
  const vcov: Covariance = cluster
    ? { cluster: Int32Array.from(rows, (row) => cluster[row] as number), type: "CR1" }
    : "HC1";
  const X = design(running, rows, cutoff);
  const fit = ols(
    Float64Array.from(rows, (row) => y[row] as number),
    X,
    { weights, vcov },
  );
  if (!fit.ok) return fit;
  const { coef, se, aliased } = fit.value;
  const [tied] = aliased;
  if (tied !== undefined) return refused({ code: "singular", term: X.names[tied] ?? "" });
  const [limit = Number.NaN, jump = Number.NaN, slope = Number.NaN, change = Number.NaN] = coef;
  return accepted({
    estimate: options.served === "lower" ? -jump : jump,
    se: se[1] ?? Number.NaN,
    nLeft: near.length - right(near),
    nRight: right(near),
    nMissing: near.length - rows.length,
    limitLeft: limit,
    limitRight: limit + jump,
    slopeLeft: slope,
    slopeRight: slope + change,
  });
}
