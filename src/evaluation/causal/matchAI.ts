import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { linearPredictor } from "../models/standardise.ts";
import { variance } from "../numeric/sums.ts";
import type { Design } from "../terms.ts";
import { armsOf } from "./balance.ts";
import { finder } from "./neighbours.ts";

export interface AbadieImbensOptions {
  readonly estimand: "ATT" | "ATE" | "ATC";
  /** How many nearest rows of the other arm each row is compared with; all that tie with the last one count. */
  readonly M: number;
  /** Regression adjustment of the differences that remain within matches (Abadie and Imbens 2011). */
  readonly biasAdjust: boolean;
  /** Rows compared within the own arm to estimate a variance per row; one common variance when absent. */
  readonly varianceMatches?: number;
}

export interface AbadieImbens {
  readonly estimate: number;
  readonly seAI: number;
  /** As if the pairs had been drawn at random. */
  readonly seNaive: number;
  /** Pairs made, ties included. */
  readonly nMatches: number;
}

/** Columns divided by their deviation over all rows (the diagonal of inverse variances). */
function scaled(cols: readonly Float64Array[]): readonly Float64Array[] {
  return cols.map((column) => {
    const deviation = Math.sqrt(variance(column));
    return deviation > 0 ? column.map((value) => value / deviation) : new Float64Array(column.length);
  });
}

/** What matching leaves: pairs with weights 1 / (matches of the row), and how often each row served as a match. */
interface Matching {
  /** Row, its match and the pair's weight, one after another. */
  readonly pairs: readonly (readonly [number, number, number])[];
  readonly counts: Float64Array;
  readonly squaredCounts: Float64Array;
}

function matchAll(cols: readonly Float64Array[], treat: Float64Array, { estimand, M }: AbadieImbensOptions) {
  const { treated, control } = armsOf(treat);
  const n = treat.length;
  const pairs: [number, number, number][] = [];
  const counts = new Float64Array(n);
  const squaredCounts = new Float64Array(n);
  const serve = (rows: Uint32Array, others: Uint32Array) => {
    const find = finder(cols, others, M);
    for (const row of rows) {
      const found = find(row);
      if (pairs.length + found.length > MOST_PAIRS) return false;
      const weight = 1 / found.length;
      for (const other of found) {
        pairs.push([row, other, weight]);
        counts[other] = (counts[other] ?? 0) + weight;
        squaredCounts[other] = (squaredCounts[other] ?? 0) + weight * weight;
      }
    }
    return true;
  };
  const all = (estimand === "ATC" || serve(treated, control)) && (estimand === "ATT" || serve(control, treated));
  return all ? { pairs, counts, squaredCounts } : undefined;
}

/** With few distinct values nearly everybody ties with everybody: beyond this many pairs the columns tell nobody apart. */
const MOST_PAIRS = 5_000_000;

/** Predictions of the arm's outcome from its rows that served as matches, weighted by how often. */
function adjustments(
  y: Float64Array,
  X: Design,
  arm: Uint32Array,
  counts: Float64Array,
): Result<Float64Array, EvaluationFailure> {
  const rows = arm.filter((row) => (counts[row] ?? 0) > 0);
  if (rows.length === 0) return accepted(new Float64Array(X.n));
  const at = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? 0);
  const own = { n: rows.length, p: X.p, names: X.names, cols: X.cols.map(at) };
  const fit = ols(at(y), own, { weights: at(counts) });
  return fit.ok ? accepted(linearPredictor(X, fit.value.coef)) : fit;
}

function rowVariances(cols: readonly Float64Array[], y: Float64Array, treat: Float64Array, J: number): Float64Array {
  const { treated, control } = armsOf(treat);
  const variances = new Float64Array(y.length);
  for (const arm of [treated, control]) {
    const find = finder(cols, arm, J + 1);
    for (const row of arm) {
      const others = find(row).filter((other) => other !== row);
      const mean = others.reduce((sum, other) => sum + (y[other] ?? 0), 0) / others.length;
      variances[row] = (others.length / (others.length + 1)) * ((y[row] ?? 0) - mean) ** 2;
    }
  }
  return variances;
}

export interface AbadieImbensRequest {
  readonly y: Float64Array;
  readonly treat: Float64Array;
  /** What is matched on: the columns (inverse-variance scaled) or the score alone. */
  readonly on: readonly Float64Array[];
  /** Columns of the adjustment, with their constant. */
  readonly X: Design;
}

/**
 * Matching with replacement, ties averaged (Abadie and Imbens 2006): each row of the focal arm against the mean of its M nearest in
 * the other arm. The error counts how often a control served: population variance, with one common outcome variance (half the
 * mean square of the pairs' differences around the effect) or one per row.
 */
export function matchAI(
  { y, treat, on, X }: AbadieImbensRequest,
  options: AbadieImbensOptions,
): Result<AbadieImbens, EvaluationFailure> {
  const { estimand, M, biasAdjust, varianceMatches } = options;
  const { treated, control } = armsOf(treat);
  const fewest =
    estimand === "ATT"
      ? control.length
      : estimand === "ATC"
        ? treated.length
        : Math.min(treated.length, control.length);
  if (fewest < M) return refused({ code: "too_few_units", arm: "", n: fewest, needed: M });
  const cols = scaled(on);
  const matching: Matching | undefined = matchAll(cols, treat, options);
  if (!matching) return refused({ code: "too_many_ties", most: MOST_PAIRS });
  const forControl = biasAdjust ? adjustments(y, X, control, matching.counts) : accepted(undefined);
  if (!forControl.ok) return forControl;
  const forTreated = biasAdjust ? adjustments(y, X, treated, matching.counts) : accepted(undefined);
  if (!forTreated.ok) return forTreated;
  const effects = new Float64Array(y.length);
  const pairEffects: { readonly value: number; readonly raw: number; readonly weight: number }[] = [];
  for (const [row, other, weight] of matching.pairs) {
    const model = treat[row] === 1 ? forControl.value : forTreated.value;
    const shift = model ? (model[row] ?? 0) - (model[other] ?? 0) : 0;
    const sign = treat[row] === 1 ? 1 : -1;
    const raw = sign * ((y[row] ?? 0) - (y[other] ?? 0));
    const value = raw - sign * shift;
    effects[row] = (effects[row] ?? 0) + weight * value;
    pairEffects.push({ value, raw, weight });
  }
  const focal = estimand === "ATT" ? treated : estimand === "ATC" ? control : Uint32Array.from(treat, (_, row) => row);
  const estimate = focal.reduce((sum, row) => sum + (effects[row] ?? 0), 0) / focal.length;
  const variances = varianceMatches
    ? rowVariances(cols, y, treat, varianceMatches)
    : commonVariance(pairEffects, estimate, y.length);
  return accepted({
    estimate,
    seAI: Math.sqrt(populationVariance({ effects, focal, estimate, variances, matching })),
    seNaive: naiveError(pairEffects),
    nMatches: matching.pairs.length,
  });
}

interface PairEffect {
  readonly value: number;
  readonly raw: number;
  readonly weight: number;
}

function commonVariance(pairs: readonly PairEffect[], estimate: number, n: number): Float64Array {
  let squares = 0;
  let total = 0;
  for (const { value, weight } of pairs) {
    squares += weight * (value - estimate) ** 2;
    total += weight;
  }
  return new Float64Array(n).fill(squares / total / 2);
}

function naiveError(pairs: readonly PairEffect[]): number {
  let total = 0;
  let sum = 0;
  for (const { raw, weight } of pairs) {
    total += weight;
    sum += weight * raw;
  }
  const mean = sum / total;
  return Math.sqrt(pairs.reduce((squares, { raw, weight }) => squares + weight * (raw - mean) ** 2, 0)) / total;
}

function populationVariance(parts: {
  readonly effects: Float64Array;
  readonly focal: Uint32Array;
  readonly estimate: number;
  readonly variances: Float64Array;
  readonly matching: Matching;
}): number {
  const { effects, focal, estimate, variances, matching } = parts;
  const inFocal = new Uint8Array(effects.length);
  let sum = 0;
  for (const row of focal) {
    inFocal[row] = 1;
    sum += ((effects[row] ?? 0) - estimate) ** 2;
  }
  for (let row = 0; row < effects.length; row++) {
    const k = matching.counts[row] ?? 0;
    const own = inFocal[row] === 1 ? 2 * k : 0;
    sum += (variances[row] ?? 0) * (k * k + own - (matching.squaredCounts[row] ?? 0));
  }
  return sum / (focal.length * focal.length);
}
