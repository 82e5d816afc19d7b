import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { cholesky, choleskySolve, invSpd, sandwich } from "../numeric/linear.ts";
import type { Design } from "../terms.ts";
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

const BLOCK = 256;
const MOST_STEPS = 60;

/** Where one pass over the rows leaves its sums. */
interface Pass {
  readonly score: Float64Array;
  readonly information: Float64Array;
  deviance: number;
}

interface Problem {
  readonly y: Float64Array;
  readonly z: Standardised;
  readonly weights: Float64Array | undefined;
  readonly offset: Float64Array | undefined;
  readonly eta: Float64Array;
  readonly fitted: Float64Array;
}

/** The deviance of one row at a linear predictor: -2 ln of the chance of what was seen (for shares, against themselves). */
function rowDeviance(y: number, eta: number, e: number): number {
  // -ln p(1) = ln(1 + e^-eta), -ln p(0) = ln(1 + e^eta), both from e = exp(-|eta|).
  const base = Math.log1p(e);
  const one = eta >= 0 ? base : base - eta;
  const zero = eta >= 0 ? base + eta : base;
  if (y === 1) return 2 * one;
  if (y === 0) return 2 * zero;
  return 2 * (y * (one + Math.log(y)) + (1 - y) * (zero + Math.log(1 - y)));
}

function predictor({ z, offset, eta }: Problem, gamma: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) eta[i] = offset ? (offset[i] as number) : 0;
  for (let j = 0; j < z.cols.length; j++) {
    const column = z.cols[j] as Float64Array;
    const g = gamma[j] as number;
    if (g !== 0) for (let i = from; i < to; i++) eta[i] = (eta[i] as number) + g * (column[i] as number);
  }
}

/** Score, information and deviance at `gamma`, block by block so that a block's columns stay in the nearest memory. */
function passOver(problem: Problem, gamma: Float64Array): Pass {
  const { y, z, weights, eta, fitted } = problem;
  const m = z.cols.length;
  const score = new Float64Array(m);
  const information = new Float64Array(m * m);
  const curvature = new Float64Array(BLOCK);
  const product = new Float64Array(BLOCK);
  const residual = new Float64Array(BLOCK);
  let deviance = 0;
  for (let from = 0; from < z.n; from += BLOCK) {
    const to = Math.min(z.n, from + BLOCK);
    predictor(problem, gamma, from, to);
    let blockDeviance = 0;
    for (let i = from; i < to; i++) {
      const here = eta[i] as number;
      const e = Math.exp(-Math.abs(here));
      const share = 1 / (1 + e);
      const chance = here >= 0 ? share : e * share;
      const weight = weights ? (weights[i] as number) : 1;
      const seen = y[i] as number;
      fitted[i] = chance;
      residual[i - from] = weight * (seen - chance);
      curvature[i - from] = weight * e * share * share;
      blockDeviance += weight * rowDeviance(seen, here, e);
    }
    deviance += blockDeviance;
    addBlock(z, { from, to, residual, curvature, product }, score, information);
  }
  for (let j = 0; j < m; j++) for (let k = 0; k < j; k++) information[k * m + j] = information[j * m + k] ?? 0;
  return { score, information, deviance };
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly residual: Float64Array;
  readonly curvature: Float64Array;
  readonly product: Float64Array;
}

function addBlock(
  z: Standardised,
  { from, to, residual, curvature, product }: Block,
  score: Float64Array,
  information: Float64Array,
): void {
  const m = z.cols.length;
  const length = to - from;
  for (let j = 0; j < m; j++) {
    const column = z.cols[j] as Float64Array;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const value = column[from + i] as number;
      sum += value * (residual[i] as number);
      product[i] = value * (curvature[i] as number);
    }
    score[j] = (score[j] as number) + sum;
    for (let k = 0; k <= j; k++) {
      const at = j * m + k;
      information[at] = (information[at] as number) + blockDot(product, z.cols[k] as Float64Array, from, length);
    }
  }
}

function blockDot(product: Float64Array, column: Float64Array, from: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += (product[i] as number) * (column[from + i] as number);
    s1 += (product[i + 1] as number) * (column[from + i + 1] as number);
    s2 += (product[i + 2] as number) * (column[from + i + 2] as number);
    s3 += (product[i + 3] as number) * (column[from + i + 3] as number);
  }
  for (; i < length; i++) s0 += (product[i] as number) * (column[from + i] as number);
  return s0 + s1 + (s2 + s3);
}

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

/** Z' diag(w) Z, m x m. */
export function weightedProducts(cols: readonly Float64Array[], weights: Float64Array): Float64Array {
  const m = cols.length;
  const n = weights.length;
  const sums = new Float64Array(m * m);
  const product = new Float64Array(BLOCK);
  for (let from = 0; from < n; from += BLOCK) {
    const length = Math.min(n - from, BLOCK);
    for (let j = 0; j < m; j++) {
      const column = cols[j] as Float64Array;
      for (let i = 0; i < length; i++) product[i] = (column[from + i] as number) * (weights[from + i] as number);
      for (let k = 0; k <= j; k++)
        sums[j * m + k] = (sums[j * m + k] as number) + blockDot(product, cols[k] as Float64Array, from, length);
    }
  }
  for (let j = 0; j < m; j++) for (let k = 0; k < j; k++) sums[k * m + j] = sums[j * m + k] ?? 0;
  return sums;
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
  const problem: Problem = { y, z, weights, offset, eta: new Float64Array(X.n), fitted: new Float64Array(X.n) };
  const { gamma, pass, iterations, outcome } = search(problem, new Float64Array(m));
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
