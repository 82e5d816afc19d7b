import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type LinearFit, ols } from "../models/ols.ts";
import { sandwich } from "../numeric/linear.ts";
import type { Design } from "../terms.ts";

export interface SeriesOptions {
  /** Pairs of yearly sine and cosine waves; 0 for none. */
  readonly harmonics: number;
  /** Observations per year: 12 for months, 4 for quarters. */
  readonly perYear: number;
  /** Observations over which errors may be correlated. */
  readonly neweyWestLag: number;
}

export interface InterruptedSeries {
  readonly n: number;
  /** Observations after the interruption. */
  readonly nPost: number;
  readonly nMissing: number;
  /** `(Intercept)`, `t` (per observation), `post` (step), `since` (change of slope), `s1`, `c1`… */
  readonly names: readonly string[];
  readonly coef: Float64Array;
  readonly seNeweyWest: Float64Array;
  readonly durbinWatson: number;
  readonly fitted: Float64Array;
}

/** Time columns of a series; `post` marks the observations after the interruption. */
function timeColumns(post: Float64Array, rows: Int32Array, { harmonics, perYear }: SeriesOptions): Design {
  const start = post.indexOf(1);
  const of = (value: (row: number) => number) => Float64Array.from(rows, value);
  const after = (row: number) => (post[row] === 1 ? 1 : 0);
  const names = ["(Intercept)", "t", "post", "since"];
  const cols = [of(() => 1), of((row) => row + 1), of(after), of((row) => after(row) * (row - start))];
  for (let k = 1; k <= harmonics; k++) {
    names.push(`s${k}`, `c${k}`);
    cols.push(
      of((row) => Math.sin((2 * Math.PI * k * (row + 1)) / perYear)),
      of((row) => Math.cos((2 * Math.PI * k * (row + 1)) / perYear)),
    );
  }
  return { n: rows.length, p: cols.length, names, cols };
}

/** Newey and West's meat: products of x e at distance j weigh 1 - j / (lag + 1). */
function longRun({ cols, n, p }: Design, residuals: Float64Array, lag: number): Float64Array {
  const scores = cols.map((column) => column.map((value, i) => value * (residuals[i] as number)));
  const meat = new Float64Array(p * p);
  for (let j = 0; j <= Math.min(lag, n - 1); j++) {
    const weight = 1 - j / (lag + 1);
    for (const [a, left] of scores.entries()) {
      for (const [b, right] of scores.entries()) {
        let sum = 0;
        for (let i = j; i < n; i++) sum += (left[i] as number) * (right[i - j] as number);
        meat[a * p + b] = (meat[a * p + b] as number) + weight * sum;
        if (j > 0) meat[b * p + a] = (meat[b * p + a] as number) + weight * sum;
      }
    }
  }
  return meat;
}

function durbinWatson(residuals: Float64Array): number {
  let steps = 0;
  let squares = 0;
  for (let i = 0; i < residuals.length; i++) {
    const own = residuals[i] as number;
    squares += own * own;
    if (i > 0) steps += (own - (residuals[i - 1] as number)) ** 2;
  }
  return steps / squares;
}

function neweyWest(X: Design, fit: LinearFit, lag: number): Float64Array {
  const bread = fit.cov.map((value) => value / (fit.sigma * fit.sigma));
  const cov = sandwich(bread, longRun(X, fit.residuals, lag), X.p, X.p);
  return Float64Array.from({ length: X.p }, (_, j) => Math.sqrt(cov[j * X.p + j] as number));
}

function wrongOption({ harmonics, perYear, neweyWestLag }: SeriesOptions): EvaluationFailure | undefined {
  const whole = (value: number) => Number.isInteger(value) && value >= 0;
  if (!whole(harmonics)) return { code: "malformed_input", field: "harmonics", expected: "whole_number_not_negative" };
  if (!whole(neweyWestLag))
    return { code: "malformed_input", field: "neweyWestLag", expected: "whole_number_not_negative" };
  if (perYear > 0 && (harmonics === 0 || 2 * harmonics < perYear)) return undefined;
  return { code: "malformed_input", field: "harmonics", expected: "fewer_than_half_a_year" };
}

/**
 * Segmented regression of a series on time, the step and the change of slope at an interruption, with yearly waves.
 * Rows are consecutive observations in order (t = 1, 2, …); `post` is 1 after the interruption; `since` counts
 * observations since the first of those, 0 in it. Observations without `y` are left out but keep their place in time.
 * Standard errors after Newey & West 1987 (Econometrica 55:703-708): Bartlett weights, no prewhitening, no small-sample
 * factor. Fails with `no_rows`, `constant_treatment` (nothing before or after), `singular`, `too_few_units` or
 * `malformed_input`. Design: Wagner et al. 2002 (J Clin Pharm Ther 27:299-309).
 */
export function interruptedTimeSeries(
  y: Float64Array,
  post: Float64Array,
  options: SeriesOptions,
): Result<InterruptedSeries, EvaluationFailure> {
  const wrong = wrongOption(options);
  if (wrong) return refused(wrong);
  const rows = Int32Array.from(y.keys()).filter((row) => !Number.isNaN(y[row]) && !Number.isNaN(post[row]));
  if (rows.length === 0) return refused({ code: "no_rows" });
  if (rows.some((row) => post[row] !== 0 && post[row] !== 1)) {
    return refused({ code: "malformed_input", field: "interruption", expected: "zero_or_one" });
  }
  const nPost = rows.filter((row) => post[row] === 1).length;
  if (nPost === 0 || nPost === rows.length) return refused({ code: "constant_treatment", column: "post" });
  const X = timeColumns(post, rows, options);
  const fit = ols(
    Float64Array.from(rows, (row) => y[row] as number),
    X,
  );
  if (!fit.ok) return fit;
  const [aliased] = fit.value.aliased;
  if (aliased !== undefined) return refused({ code: "singular", term: X.names[aliased] ?? "" });
  return accepted({
    n: rows.length,
    nPost,
    nMissing: y.length - rows.length,
    names: X.names,
    coef: fit.value.coef,
    seNeweyWest: neweyWest(X, fit.value, options.neweyWestLag),
    durbinWatson: durbinWatson(fit.value.residuals),
    fitted: fit.value.fitted,
  });
}
