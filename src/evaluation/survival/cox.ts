import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { chi2Sf } from "../numeric/distributions.ts";
import { solveSpd } from "../numeric/linear.ts";
import type { Design, Groups } from "../terms.ts";
import { type PlainWarning, when } from "../warning.ts";
import { concordance } from "./concordance.ts";
import { type CoxData, coxData, endlessTerm } from "./coxData.ts";
import { type CoxFit, coxFit } from "./coxFit.ts";
import { coxPass } from "./coxPass.ts";
import { type PhTest, type PhTransform, phTest } from "./coxPhTest.ts";
import { type BaselineHazard, baselineHazard, scoreProducts, scoreResiduals } from "./coxResiduals.ts";
import { rowWarnings } from "./km.ts";
import { observed, type SurvivalInput, taken, takenCodes } from "./observed.ts";
import { riskOrder } from "./riskOrder.ts";

export interface CoxInput extends SurvivalInput {
  /** Covariates without intercept; NaN is missing. */
  readonly X: Design;
  readonly ties?: "efron" | "breslow";
  readonly strata?: Groups;
  /** Rows of one cluster are not independent: `covRobust` adds up their residuals. */
  readonly cluster?: Groups;
  /** Computes `covRobust` without clusters too. Weights that are not whole numbers do so by themselves. */
  readonly robust?: boolean;
}

export interface Cox {
  readonly n: number;
  readonly events: number;
  readonly nMissing: number;
  /** Terms in the model; those that were combinations of others are in `aliased`. */
  readonly names: readonly string[];
  readonly aliased: readonly string[];
  readonly coef: Float64Array;
  /** Inverse information of `coef`, p x p. */
  readonly cov: Float64Array;
  /** Sandwich of `coef` over clusters (or rows), p x p. */
  readonly covRobust: Float64Array | undefined;
  readonly nClusters: number | undefined;
  readonly logLik: number;
  readonly logLikNull: number;
  readonly lrTest: { readonly chisq: number; readonly df: number; readonly p: number };
  readonly scoreTest: number;
  /** With the sandwich where there is one. */
  readonly waldTest: number;
  readonly iterations: number;
  readonly warnings: readonly PlainWarning[];
  readonly strataLevels: readonly string[];
  /** What these answer costs a pass or more over the data: only when asked. */
  readonly concordance: () => number;
  readonly baselineHazard: () => readonly BaselineHazard[];
  readonly phTest: (transform: PhTransform) => PhTest;
}

export function covarianceOf(
  fit: { covariance: Float64Array },
  { p, scale }: CoxData,
  free: readonly number[],
): Float64Array {
  const size = free.length;
  const cov = new Float64Array(size * size);
  for (const [i, one] of free.entries())
    for (const [j, other] of free.entries())
      cov[i * size + j] = (fit.covariance[one * p + other] ?? 0) / ((scale[one] ?? 1) * (scale[other] ?? 1));
  return cov;
}

export function sandwich(covariance: Float64Array, middle: Float64Array, p: number): Float64Array {
  const left = new Float64Array(p * p);
  const result = new Float64Array(p * p);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++)
        left[i * p + j] = (left[i * p + j] ?? 0) + (covariance[i * p + k] ?? 0) * (middle[k * p + j] ?? 0);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++)
        result[i * p + j] = (result[i * p + j] ?? 0) + (left[i * p + k] ?? 0) * (covariance[k * p + j] ?? 0);
  return result;
}

function robustCovariance(data: CoxData, fit: CoxFit, cluster: Int32Array | undefined) {
  const codes = cluster && compact(cluster);
  const products = scoreProducts(data, scoreResiduals(data, fit.beta), codes);
  return { covariance: sandwich(fit.covariance, products, data.p), count: codes?.count };
}

export function compact(codes: Int32Array): { codes: Int32Array; count: number } {
  let count = 0;
  const known = new Int32Array(codes.reduce((most, code) => Math.max(most, code), 0) + 1).fill(-1);
  const result = codes.map((code) => {
    if ((known[code] ?? -1) < 0) known[code] = count++;
    return known[code] ?? 0;
  });
  return { codes: result, count };
}

function wald(coef: Float64Array, cov: Float64Array): number {
  const solved = solveSpd(cov, coef.length, coef);
  return solved ? coef.reduce((sum, value, i) => sum + value * (solved[i] ?? 0), 0) : Number.NaN;
}

interface Prepared {
  readonly rows: SurvivalInput;
  readonly data: CoxData;
  readonly events: number;
  readonly cluster: Int32Array | undefined;
  readonly about: { readonly n: number; readonly nMissing: number; readonly warnings: readonly PlainWarning[] };
}

function prepare(input: CoxInput): Result<Prepared, EvaluationFailure> {
  const { X, strata, cluster, ties = "efron" } = input;
  if (X.p === 0) return refused({ code: "malformed_input", field: "x", expected: "terms" });
  const seen = observed(input, { codes: [strata?.codes, cluster?.codes], columns: X.cols });
  if (!seen.ok) return seen;
  const { rows, n, nMissing } = seen.value;
  const whole = n === X.n;
  const used = { ...X, n, cols: whole ? X.cols : X.cols.map((column) => taken(column, rows)) };
  let events = 0;
  for (let i = 0; i < n; i++) if (seen.value.cause[i]) events++;
  if (events === 0) return refused({ code: "too_few_events", events: 0, needed: 1 });
  const codes = strata && { codes: takenCodes(strata.codes, rows), count: strata.levels.length };
  const data = coxData(seen.value, used, { order: riskOrder(seen.value, codes), efron: ties === "efron" });
  const endless = endlessTerm(data, X);
  if (endless) return refused(endless);
  const warnings = rowWarnings(seen.value);
  const clusters = cluster && takenCodes(cluster.codes, rows);
  return accepted({ rows: seen.value, data, events, cluster: clusters, about: { n, nMissing, warnings } });
}

/** Fewer events than this for each coefficient and the estimates are not to be trusted (the study layer refuses). */
const EVENTS_PER_COEFFICIENT = 5;

/**
 * Cox's regression (1972): log hazard ratios with strata, late entries, weights and clusters (Lin and Wei 1989). Hazard
 * ratios hold at all times only if `phTest` finds nothing. Refusals: see `observed` and `coxFit`.
 */
export function cox(input: CoxInput): Result<Cox, EvaluationFailure> {
  const prepared = prepare(input);
  if (!prepared.ok) return prepared;
  const { rows, data, events, cluster, about } = prepared.value;
  const fitted = coxFit(data.p, (beta) => coxPass(data, beta));
  if (!fitted.ok) return fitted;
  const fit = fitted.value;
  const free = Array.from({ length: data.p }, (_, j) => j).filter((j) => !fit.aliased.includes(j));
  const fractional = rows.weights?.some((weight) => weight !== Math.floor(weight)) ?? false;
  const robust = cluster || input.robust || fractional ? robustCovariance(data, fit, cluster) : undefined;
  const coef = Float64Array.from(free, (j) => (fit.beta[j] ?? 0) / (data.scale[j] ?? 1));
  const cov = covarianceOf(fit, data, free);
  const covRobust = robust && covarianceOf(robust, data, free);
  const chisq = 2 * (fit.logLik - fit.logLikNull);
  const warnings = [
    ...about.warnings,
    ...when(fit.aliased.length > 0, "aliased_terms"),
    ...when(events < EVENTS_PER_COEFFICIENT * free.length, "too_few_events"),
  ];
  return accepted({
    n: about.n,
    events,
    nMissing: about.nMissing,
    names: free.map((j) => input.X.names[j] ?? ""),
    aliased: fit.aliased.map((j) => input.X.names[j] ?? ""),
    coef,
    cov,
    covRobust,
    nClusters: robust?.count,
    logLik: fit.logLik,
    logLikNull: fit.logLikNull,
    lrTest: { chisq, df: free.length, p: chi2Sf(chisq, free.length) },
    scoreTest: fit.scoreTest,
    waldTest: wald(coef, covRobust ?? cov),
    iterations: fit.iterations,
    warnings,
    strataLevels: input.strata?.levels ?? [],
    concordance: () => concordance(data, fit.beta),
    baselineHazard: () => baselineHazard(data, fit.beta),
    phTest: (transform) => phTest(rows, { data, beta: fit.beta, free }, transform),
  });
}
