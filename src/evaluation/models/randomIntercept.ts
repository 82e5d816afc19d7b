import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { cholesky, choleskySolve, invSpd } from "../numeric/linear.ts";
import { findRoot } from "../numeric/roots.ts";
import { countingGroup } from "../numeric/sort.ts";
import type { Design } from "../terms.ts";
import { coefficientsOf, covarianceOf, dot, type Standardised, standardise } from "./standardise.ts";

/** A linear model with one random intercept per cluster. */
export interface RandomInterceptFit {
  readonly n: number;
  readonly clusters: number;
  /** Coefficients of the design's columns; NaN where a column is a combination of earlier ones. */
  readonly fixed: Float64Array;
  /** p x p, row by row. */
  readonly cov: Float64Array;
  /** Variance between clusters: 0 where the data show less than chance alone would. */
  readonly varCluster: number;
  readonly varResidual: number;
  readonly icc: number;
  /** The restricted log-likelihood. */
  readonly logLik: number;
}

/** Sums by cluster, from which every criterion is computed without going back to the rows. */
interface Sums {
  readonly n: number;
  readonly m: number;
  readonly sizes: Float64Array;
  /** Sums of the columns (m per cluster) and of the outcome within clusters. */
  readonly columnSums: Float64Array;
  readonly outcomeSums: Float64Array;
  readonly xx: Float64Array;
  readonly xy: Float64Array;
  readonly yy: number;
}

function sumsOf(y: Float64Array, z: Standardised, cluster: Int32Array): Sums {
  const codes = new Map<number, number>();
  const dense = cluster.map((code) => {
    const place = codes.get(code) ?? codes.size;
    codes.set(code, place);
    return place;
  });
  const { order, starts } = countingGroup(dense, codes.size);
  const m = z.cols.length;
  const columnSums = new Float64Array(codes.size * m);
  const outcomeSums = new Float64Array(codes.size);
  const sizes = new Float64Array(codes.size);
  for (let g = 0; g < codes.size; g++) {
    const rows = order.subarray(starts[g] ?? 0, starts[g + 1] ?? 0);
    sizes[g] = rows.length;
    for (const row of rows) {
      outcomeSums[g] = (outcomeSums[g] ?? 0) + (y[row] ?? 0);
      for (let j = 0; j < m; j++) columnSums[g * m + j] = (columnSums[g * m + j] ?? 0) + (z.cols[j]?.[row] ?? 0);
    }
  }
  const xx = new Float64Array(m * m);
  for (let j = 0; j < m; j++) for (let k = 0; k < m; k++) xx[j * m + k] = dot(z.cols[j] ?? y, z.cols[k] ?? y);
  const xy = Float64Array.from(z.cols, (column) => dot(column, y));
  return { n: y.length, m, sizes, columnSums, outcomeSums, xx, xy, yy: dot(y, y) };
}

interface Criterion {
  /** -2 times the restricted log-likelihood, the residual variance profiled out. */
  readonly deviance: number;
  readonly slope: number;
  readonly gamma: Float64Array;
  readonly information: Float64Array;
  readonly squares: number;
}

function outerAdd(into: Float64Array, vector: Float64Array, from: number, m: number, factor: number): void {
  for (let j = 0; j < m; j++)
    for (let k = 0; k < m; k++)
      into[j * m + k] = (into[j * m + k] ?? 0) + factor * (vector[from + j] ?? 0) * (vector[from + k] ?? 0);
}

/** The criterion and its derivative at a ratio of the two variances (Harville 1977). */
function criterionAt(sums: Sums, ratio: number): Criterion | undefined {
  const { n, m, sizes, columnSums, outcomeSums, xx, xy, yy } = sums;
  const information = xx.slice();
  const change = new Float64Array(m * m);
  const right = xy.slice();
  let square = yy;
  let logs = 0;
  let logSlope = 0;
  sizes.forEach((size, g) => {
    const whole = 1 + size * ratio;
    const shrink = ratio / whole;
    const total = outcomeSums[g] ?? 0;
    outerAdd(information, columnSums, g * m, m, -shrink);
    outerAdd(change, columnSums, g * m, m, -1 / (whole * whole));
    for (let j = 0; j < m; j++) right[j] = (right[j] ?? 0) - shrink * (columnSums[g * m + j] ?? 0) * total;
    square -= shrink * total * total;
    logs += Math.log(whole);
    logSlope += size / whole;
  });
  const factor = cholesky(information, m);
  const inverse = invSpd(information, m);
  if (!factor || !inverse) return undefined;
  const gamma = choleskySolve(factor, m, right);
  const squares = square - dot(gamma, right);
  let squaresSlope = 0;
  sizes.forEach((size, g) => {
    let left = outcomeSums[g] ?? 0;
    for (let j = 0; j < m; j++) left -= (columnSums[g * m + j] ?? 0) * (gamma[j] ?? 0);
    squaresSlope -= (left / (1 + size * ratio)) ** 2;
  });
  let logDeterminant = 0;
  for (let j = 0; j < m; j++) logDeterminant += 2 * Math.log(factor[j * m + j] ?? 1);
  const free = n - m;
  const deviance = logs + logDeterminant + free * (1 + Math.log((2 * Math.PI * squares) / free));
  const slope = logSlope + dot(inverse, change) + (free * squaresSlope) / squares;
  return { deviance, slope, gamma, information, squares };
}

/** The ratio with the least criterion: a coarse scan over magnitudes, then the root of the derivative beside the best one. */
function bestRatio(sums: Sums): number | undefined {
  const grid = [0, ...Array.from({ length: 81 }, (_, k) => 10 ** (-8 + k / 5))];
  const values = grid.map((ratio) => criterionAt(sums, ratio));
  let best = 0;
  values.forEach((value, k) => {
    if (value && value.deviance < (values[best]?.deviance ?? Number.POSITIVE_INFINITY)) best = k;
  });
  const slopeAt = (ratio: number) => criterionAt(sums, ratio)?.slope ?? Number.NaN;
  const here = values[best]?.slope;
  if (here === undefined) return undefined;
  if (best === 0 && here >= 0) return 0;
  const [low, high] = here > 0 ? [grid[best - 1] ?? 0, grid[best] ?? 0] : [grid[best] ?? 0, grid[best + 1] ?? 1e9];
  if (slopeAt(low) >= 0) return low;
  return findRoot(slopeAt, low, high) ?? grid[best];
}

/**
 * y on X with a random intercept per cluster, by restricted maximum likelihood (Patterson and Thompson 1971). One number, the ratio of
 * the two variances, is searched; a ratio of 0 is an answer, not a failure. Fails with `no_rows`, `too_few_clusters` (fewer
 * than 2), `too_few_units` (no row to spare) or `singular`.
 */
export function randomIntercept(
  y: Float64Array,
  X: Design,
  cluster: Int32Array,
): Result<RandomInterceptFit, EvaluationFailure> {
  if (X.n === 0) return refused({ code: "no_rows" });
  const clusters = new Set(cluster).size;
  if (clusters < 2) return refused({ code: "too_few_clusters", n: clusters, needed: 2 });
  const z = standardise(X);
  const m = z.cols.length;
  if (X.n <= m) return refused({ code: "too_few_units", arm: "", n: X.n, needed: m + 1 });
  // Around its mean the outcome's squares lose no digits; a constant column takes the mean back.
  const constant = z.cols.findIndex((column) => column.every((value) => value === 1));
  const centre = constant < 0 ? 0 : y.reduce((sum, value) => sum + value, 0) / y.length;
  const sums = sumsOf(
    y.map((value) => value - centre),
    z,
    cluster,
  );
  const ratio = bestRatio(sums);
  const found = ratio === undefined ? undefined : criterionAt(sums, ratio);
  if (ratio === undefined || !found) return refused({ code: "singular", term: X.names.at(-1) ?? "" });
  const varResidual = found.squares / (X.n - m);
  const gamma = found.gamma.map((value, j) => (j === constant ? value + centre : value));
  const inverse = invSpd(found.information, m) ?? new Float64Array(m * m);
  return accepted({
    n: X.n,
    clusters,
    fixed: coefficientsOf(z, gamma),
    cov: covarianceOf(
      z,
      inverse.map((value) => value * varResidual),
    ),
    varCluster: ratio * varResidual,
    varResidual,
    icc: ratio / (1 + ratio),
    logLik: -0.5 * (found.deviance + 2 * logScale(z)),
  });
}

/** ln of the change of volume from the standardised columns to the design's own, which the restricted likelihood contains. */
function logScale({ back, cols }: Standardised): number {
  const m = cols.length;
  let sum = 0;
  for (let j = 0; j < m; j++) sum -= Math.log(Math.abs(back[j * m + j] ?? 1));
  return sum;
}
