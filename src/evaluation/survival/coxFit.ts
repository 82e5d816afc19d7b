import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { choleskySolve } from "../numeric/linear.ts";
import type { CoxPoint } from "./coxPass.ts";

const MOST_ITERATIONS = 40;

/** Coefficients that maximise the partial likelihood, on the scale of the data as stored (centred, divided by `scale`). */
export interface CoxFit {
  readonly beta: Float64Array;
  /** Inverse information, p x p. */
  readonly covariance: Float64Array;
  readonly logLik: number;
  readonly logLikNull: number;
  /** U' I^-1 U at coefficients 0. */
  readonly scoreTest: number;
  readonly iterations: number;
  /** Columns that are combinations of earlier ones among those at risk: their coefficient stays 0, outside the model. */
  readonly aliased: readonly number[];
}

/** How much of a column must be left beside earlier ones for it to count as its own. */
const OWN = 1e-10;

interface Factor {
  readonly l: Float64Array;
  readonly free: readonly number[];
}

/** Lower Cholesky factor of the information of the columns that are not combinations of earlier ones. */
function factorOf(information: Float64Array, p: number, only?: readonly number[]): Factor {
  const element = (i: number, j: number) => information[i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i] ?? 0;
  const rows: { column: number; values: number[] }[] = [];
  for (const column of only ?? Array.from({ length: p }, (_, j) => j)) {
    const values: number[] = [];
    for (const [at, { column: other, values: before }] of rows.entries()) {
      let rest = element(column, other);
      for (let k = 0; k < at; k++) rest -= (values[k] ?? 0) * (before[k] ?? 0);
      values.push(rest / (before[at] ?? 1));
    }
    const left = element(column, column) - values.reduce((sum, value) => sum + value * value, 0);
    if (!(left > OWN * element(column, column))) continue;
    values.push(Math.sqrt(left));
    rows.push({ column, values });
  }
  const size = rows.length;
  const l = new Float64Array(size * size);
  for (const [i, { values }] of rows.entries()) for (const [j, value] of values.entries()) l[i * size + j] = value;
  return { l, free: rows.map(({ column }) => column) };
}

function stepOf({ l, free }: Factor, score: Float64Array): Float64Array {
  const step = new Float64Array(score.length);
  const solved = choleskySolve(
    l,
    free.length,
    free.map((column) => score[column] ?? 0),
  );
  for (const [at, column] of free.entries()) step[column] = solved[at] ?? 0;
  return step;
}

function inverseOf({ l, free }: Factor, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (const [at, column] of free.entries()) {
    const solved = choleskySolve(
      l,
      free.length,
      free.map((_, k) => Number(k === at)),
    );
    for (const [k, other] of free.entries()) inverse[other * p + column] = solved[k] ?? 0;
  }
  return inverse;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

/** Likelihood, score and information at some coefficients. */
export type Pass = (beta: Float64Array) => CoxPoint;

/** The pass after a step, halved until the likelihood does not fall. */
function advance(pass: Pass, { beta, step }: { beta: Float64Array; step: Float64Array }, logLik: number) {
  for (let factor = 1; factor > 1e-9; factor /= 2) {
    const next = beta.map((value, j) => value + factor * (step[j] ?? 0));
    const point = pass(next);
    if (point.logLik >= logLik - 1e-10 * Math.abs(logLik)) return { beta: next, point };
  }
  return undefined;
}

/** A likelihood that no longer rises while a coefficient still runs away: some group has no event, or all of them. */
function runsAway(gain: number, step: Float64Array): boolean {
  return gain < 1e-5 && step.some((value) => Math.abs(value) > 0.3);
}

/**
 * Newton's method with halving on centred and scaled covariates (Cox 1972; ties after Efron 1977 or Breslow 1974). Stops
 * when the step would change the log-likelihood by less than 1e-14. Refuses with `too_few_events` (none),
 * `separation` (a coefficient is infinite) or `not_converged`.
 */
export function coxFit(p: number, pass: Pass): Result<CoxFit, EvaluationFailure> {
  let beta: Float64Array = new Float64Array(p);
  let point: CoxPoint = pass(beta);
  const start = point;
  const first = factorOf(point.information, p);
  const aliased = Array.from({ length: p }, (_, j) => j).filter((j) => !first.free.includes(j));
  const scoreTest = dot(point.score, stepOf(first, point.score));
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const factor = factorOf(point.information, p, first.free);
    if (factor.free.length < first.free.length) return refused({ code: "separation", kind: "quasi" });
    const step = stepOf(factor, point.score);
    const gain = dot(point.score, step);
    if (!Number.isFinite(gain)) return refused({ code: "not_converged", method: "cox" });
    if (gain < 1e-14) {
      beta = beta.map((value, j) => value + (step[j] ?? 0));
      const covariance = inverseOf(factor, p);
      const fit = { logLik: point.logLik, logLikNull: start.logLik, scoreTest, iterations, aliased };
      return accepted({ beta, covariance, ...fit });
    }
    if (runsAway(gain, step)) return refused({ code: "separation", kind: "quasi" });
    const next = advance(pass, { beta, step }, point.logLik);
    if (!next) return refused({ code: "not_converged", method: "cox" });
    ({ beta, point } = next);
  }
  return refused({ code: "not_converged", method: "cox" });
}
