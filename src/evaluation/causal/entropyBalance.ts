import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { dot, standardise } from "../models/standardise.ts";
import { solveSpd } from "../numeric/linear.ts";
import { atRows, type Design } from "../terms.ts";

export interface EntropyWeights {
  /** One per row to be reweighted, adding up to 1. */
  readonly weights: Float64Array;
  /** Kullback-Leibler distance from equal (or base) weights. */
  readonly entropy: number;
  /** The largest gap left between a weighted mean and its target, in deviations. */
  readonly maxAbsMoment: number;
  readonly iterations: number;
}

const MOST_STEPS = 200;
const REACHED = 1e-12;

interface Dual {
  readonly value: number;
  readonly weights: Float64Array;
}

/** ln sum q exp(c'l) and its weights; the largest exponent is taken out against overflow. */
function dualAt(cols: readonly Float64Array[], base: Float64Array, lambda: Float64Array): Dual {
  const n = base.length;
  const exponent = new Float64Array(n);
  cols.forEach((column, j) => {
    const factor = lambda[j] as number;
    for (let i = 0; i < n; i++) exponent[i] = (exponent[i] as number) + factor * (column[i] as number);
  });
  const top = exponent.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const weights = exponent.map((value, i) => (base[i] ?? 0) * Math.exp(value - top));
  const total = weights.reduce((sum, value) => sum + value, 0);
  return { value: Math.log(total) + top, weights: weights.map((value) => value / total) };
}

function momentsOf(cols: readonly Float64Array[], weights: Float64Array) {
  const m = cols.length;
  const gradient = Float64Array.from(cols, (column) => {
    let sum = 0;
    for (let i = 0; i < column.length; i++) sum += (weights[i] as number) * (column[i] as number);
    return sum;
  });
  const hessian = new Float64Array(m * m);
  for (let j = 0; j < m; j++)
    for (let k = 0; k <= j; k++) {
      const left = cols[j] as Float64Array;
      const right = cols[k] as Float64Array;
      let sum = 0;
      for (let i = 0; i < left.length; i++) sum += (weights[i] as number) * (left[i] as number) * (right[i] as number);
      sum -= (gradient[j] ?? 0) * (gradient[k] ?? 0);
      hessian[j * m + k] = sum;
      hessian[k * m + j] = sum;
    }
  return { gradient, hessian };
}

/**
 * Entropy balancing (Hainmueller 2012): weights of the rows to be reweighted nearest to equal ones that reproduce the target means of
 * every column exactly. Newton's method on the dual, which is convex, with halving. Fails with `means_out_of_reach` where no
 * positive weights do (the target lies outside what those rows span).
 */
export function entropyBalance(
  X: Design,
  from: Uint32Array,
  target: Uint32Array,
  base?: Float64Array,
): Result<EntropyWeights, EvaluationFailure> {
  const n = from.length;
  const here = X.cols.map((column) => atRows(column, from));
  const { kept } = standardise({ n, p: X.p, names: X.names, cols: here });
  const gaps = here.map((column, j) => gapsTo(column, meanOf(atRows(X.cols[j] ?? column, target))));
  const total = base?.reduce((sum, value) => sum + value, 0) ?? n;
  const start = base ? base.map((value) => value / total) : new Float64Array(n).fill(1 / n);
  const varying = kept.filter((j) => gaps[j]?.some((value) => value !== gaps[j]?.[0]));
  const made = newton(
    varying.map((j) => gaps[j] ?? start),
    start,
    X.names.at(-1) ?? "",
  );
  if (!made.ok) return made;
  // A column that follows from others here, such as one that never varies, need not do so among the target.
  const missed = gaps.findIndex((column) => Math.abs(dot(column, made.value.weights)) > 1e-8);
  return missed < 0 ? made : refused({ code: "means_out_of_reach", term: X.names[missed] ?? "" });
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far each value lies from the goal, in deviations of the column (or of its size, where it does not vary). */
function gapsTo(column: Float64Array, goal: number): Float64Array {
  const mean = meanOf(column);
  const spread = Math.sqrt(meanOf(column.map((value) => (value - mean) ** 2)));
  const unit = spread > 1e-12 * Math.abs(mean) ? spread : Math.max(1, Math.abs(mean));
  return column.map((value) => (value - goal) / unit);
}

function newton(
  cols: readonly Float64Array[],
  base: Float64Array,
  term: string,
): Result<EntropyWeights, EvaluationFailure> {
  const m = cols.length;
  let lambda = new Float64Array(m);
  let dual = dualAt(cols, base, lambda);
  for (let iterations = 0; iterations <= MOST_STEPS; iterations++) {
    const { gradient, hessian } = momentsOf(cols, dual.weights);
    const worst = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (worst <= REACHED) return accepted({ ...described(dual.weights, base), maxAbsMoment: worst, iterations });
    const step = solveSpd(hessian, m, gradient);
    if (!step) return refused({ code: "means_out_of_reach", term });
    let share = 1;
    let next = lambda;
    let after = dual;
    for (; share > 1e-10; share /= 2) {
      next = lambda.map((value, j) => value - share * (step[j] ?? 0));
      after = dualAt(cols, base, next);
      if (after.value <= dual.value) break;
    }
    if (share <= 1e-10 || after.value === dual.value) {
      // No further descent: rounding, unless the means are still apart.
      if (worst <= 1e-8) return accepted({ ...described(dual.weights, base), maxAbsMoment: worst, iterations });
      if (share <= 1e-10) return refused({ code: "means_out_of_reach", term });
    }
    lambda = next;
    dual = after;
  }
  return refused({ code: "means_out_of_reach", term });
}

function described(weights: Float64Array, base: Float64Array) {
  let entropy = 0;
  weights.forEach((weight, i) => {
    if (weight > 0) entropy += weight * Math.log(weight / (base[i] ?? 1));
  });
  return { weights, entropy };
}
