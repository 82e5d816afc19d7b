import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { cholesky, choleskySolve, invSpd, sandwich } from "../numeric/linear.ts";
import type { Design } from "../terms.ts";
import { type Pass, type Problem, passOver, rowDeviance, weightedProducts } from "./logitPass.ts";
import { coefficientsOf, covarianceOf, dot, type Standardised, standardise } from "./standardise.ts";

export interface LogitFit {
  readonly n: number;
  /** One per column of the design; NaN where the column is a combination of earlier ones. */
  readonly coef: Float64Array;
  /** Inverse information, p x p row by row. */
  readonly cov: Float64Array;
  /** Huber and White's sandwich without a small-sample factor, p x p. */
  readonly covHC0: Float64Array;
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly logLik: number;
  /** Fitted chances, one per row. */
  readonly fitted: Float64Array;
  readonly iterations: number;
  /**
   * "complete": some combination of the columns tells the outcomes apart without error; "quasi": it does so for part of
   * the rows. In both cases the coefficients have no finite estimate and those given are where the search stopped.
   */
  readonly separation: "none" | "quasi" | "complete";
  /** Columns left out as combinations of earlier ones. */
  readonly aliased: readonly number[];
}

export interface LogitOptions {
  /** Row weights (frequency or probability), above 0. */
  readonly weights?: Float64Array;
  readonly offset?: Float64Array;
}

const MOST_STEPS = 60;

/** The largest change of any row's linear predictor along a step. */
function largestMove(z: Standardised, step: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < z.n; i++) {
    let move = 0;
    for (let j = 0; j < z.cols.length; j++) move += (step[j] as number) * ((z.cols[j] as Float64Array)[i] as number);
    largest = Math.max(largest, Math.abs(move));
  }
  return largest;
}

interface Search {
  readonly gamma: Float64Array;
  readonly pass: Pass;
  readonly iterations: number;
  readonly outcome: "settled" | "separated" | "lost";
}

/**
 * Newton's steps with halving. It has settled when the next step would move no coefficient by more than about 1e-9 of its
 * standard error. Where the data separate, steps keep moving some rows by about one unit of log-odds however small
 * the deviance's change: that is told apart from slow convergence by the largest move.
 */
function search(problem: Problem, start: Float64Array): Search {
  const m = start.length;
  let gamma = start;
  let pass = passOver(problem, gamma);
  for (let iterations = 1; iterations <= MOST_STEPS; iterations++) {
    const factor = cholesky(pass.information, m, 1e-15);
    if (!factor) return { gamma, pass, iterations, outcome: iterations > 3 ? "separated" : "lost" };
    const step = choleskySolve(factor, m, pass.score);
    const decrement = dot(step, pass.score);
    const still = decrement <= 1e-18 * Math.max(1, pass.deviance);
    if ((still || iterations >= 25) && largestMove(problem.z, step) > 0.05)
      return { gamma, pass, iterations, outcome: "separated" };
    const next = gamma.map((value, j) => value + (step[j] ?? 0));
    if (still) return { gamma: next, pass, iterations, outcome: "settled" };
    let share = 1;
    let after = passOver(problem, next);
    while (!(after.deviance <= pass.deviance * (1 + 1e-10) + 1e-10) && share > 1e-6) {
      share /= 2;
      for (let j = 0; j < m; j++) next[j] = (gamma[j] ?? 0) + share * (step[j] ?? 0);
      after = passOver(problem, next);
    }
    gamma = next;
    pass = after;
  }
  return { gamma, pass, iterations: MOST_STEPS, outcome: "lost" };
}

function meatOf({ y, z, weights, fitted }: Problem): Float64Array {
  const squares = new Float64Array(z.n);
  for (let i = 0; i < z.n; i++)
    squares[i] = ((weights ? (weights[i] ?? 1) : 1) * ((y[i] ?? 0) - (fitted[i] ?? 0))) ** 2;
  return weightedProducts(z.cols, squares);
}

/** The deviance of a model with nothing but the mean (or nothing but the offset, where the design has no constant). */
function nullDevianceOf(problem: Problem): number {
  const { y, weights, offset } = problem;
  let total = 0;
  let ones = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? (weights[i] ?? 1) : 1;
    total += weight;
    ones += weight * (y[i] ?? 0);
  }
  const mean = ones / total;
  if (offset) {
    const flat = { n: y.length, p: 1, names: ["(Intercept)"], cols: [new Float64Array(y.length).fill(1)] };
    const fit = search(
      { ...problem, z: standardise(flat), eta: new Float64Array(y.length), fitted: new Float64Array(y.length) },
      new Float64Array(1),
    );
    return fit.pass.deviance;
  }
  const eta = Math.log(mean / (1 - mean));
  let deviance = 0;
  for (let i = 0; i < y.length; i++)
    deviance += (weights ? (weights[i] ?? 1) : 1) * rowDeviance(y[i] ?? 0, eta, Math.exp(-Math.abs(eta)));
  return Number.isFinite(eta) ? deviance : 0;
}

/** The log-odds of the mean for the constant column where there is one: nearer than 0 when one outcome is rare. */
function startOf({ y, z, weights, offset }: Problem): Float64Array {
  const start = new Float64Array(z.cols.length);
  const constant = offset ? -1 : z.cols.findIndex((column) => column.every((value) => value === 1));
  if (constant < 0) return start;
  let ones = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? (weights[i] as number) : 1;
    ones += weight * (y[i] as number);
    total += weight;
  }
  const odds = Math.log(ones / (total - ones));
  if (Number.isFinite(odds)) start[constant] = odds;
  return start;
}

/**
 * Logistic regression by maximum likelihood: Newton's method on centred and scaled columns (McCullagh and Nelder 1989). `y`
 * holds 0 and 1 (or shares between, with weights as numbers of trials). Fails with `no_rows` or `not_converged`; data that
 * separate are answered with `separation` set.
 */
export function logit(
  y: Float64Array,
  X: Design,
  { weights, offset }: LogitOptions = {},
): Result<LogitFit, EvaluationFailure> {
  if (X.n === 0) return refused({ code: "no_rows" });
  const z = standardise(X);
  const m = z.cols.length;
  const plain = !weights && y.every((value) => value === 0 || value === 1);
  const problem: Problem = { y, z, weights, offset, plain, eta: new Float64Array(X.n), fitted: new Float64Array(X.n) };
  const { gamma, pass, iterations, outcome } = search(problem, startOf(problem));
  const cov = invSpd(pass.information, m);
  if (outcome === "lost" || (!cov && outcome === "settled"))
    return refused({ code: "not_converged", method: "logistic regression" });
  const bread = cov ?? new Float64Array(m * m).fill(Number.NaN);
  const meat = meatOf(problem);
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : X.n;
  const nothingLeft = pass.deviance < 1e-6 * total;
  return accepted({
    n: X.n,
    coef: coefficientsOf(z, gamma),
    cov: covarianceOf(z, bread),
    covHC0: covarianceOf(z, sandwich(bread, meat, m, m)),
    deviance: pass.deviance,
    nullDeviance: nullDevianceOf(problem),
    logLik: -pass.deviance / 2,
    fitted: problem.fitted,
    iterations,
    separation: outcome === "settled" ? "none" : nothingLeft ? "complete" : "quasi",
    aliased: z.aliased,
  });
}
