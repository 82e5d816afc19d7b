import { radixArgsort } from "../numeric/sort.ts";
import { sum, variance } from "../numeric/sums.ts";
import type { Design } from "../terms.ts";

/** How alike treated and controls are in one covariate. */
export interface BalanceRow {
  readonly meanTreated: number;
  readonly meanControl: number;
  /** Difference of means in deviations of the unadjusted sample. */
  readonly smd: number;
  /** Treated over control; absent for a covariate of zeros and ones. */
  readonly varRatio?: number;
  /** Largest gap between the two distribution functions. */
  readonly ks: number;
}

/** Whose deviation the difference is measured in: always that of the unadjusted sample, so that before and after compare. */
export type Denominator = "treated" | "control" | "pooled" | "all";

export interface BalanceOptions {
  readonly denominator: Denominator;
  /** One weight per row, 0 for rows left out; all 1 when absent. */
  readonly weights?: Float64Array;
}

interface Arms {
  readonly treated: Uint32Array;
  readonly control: Uint32Array;
}

/** Rows of each arm, in order. */
export function armsOf(treat: Float64Array): Arms {
  const n = treat.length;
  let count = 0;
  for (let row = 0; row < n; row++) if (treat[row] === 1) count++;
  const treated = new Uint32Array(count);
  const control = new Uint32Array(n - count);
  let atTreated = 0;
  let atControl = 0;
  for (let row = 0; row < n; row++)
    if (treat[row] === 1) treated[atTreated++] = row;
    else control[atControl++] = row;
  return { treated, control };
}

function taken(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
}

function isBinary(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1);
}

function varianceOf(values: Float64Array, binary: boolean): number {
  if (!binary) return variance(values);
  const share = sum(values) / values.length;
  return share * (1 - share);
}

function deviation(values: Float64Array, { treated, control }: Arms, denominator: Denominator): number {
  const binary = isBinary(values);
  const of = (rows: Uint32Array) => varianceOf(taken(values, rows), binary);
  if (denominator === "treated") return Math.sqrt(of(treated));
  if (denominator === "control") return Math.sqrt(of(control));
  if (denominator === "all") return Math.sqrt(varianceOf(values, binary));
  return Math.sqrt((of(treated) + of(control)) / 2);
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Weighted mean and variance, with the divisor that makes equal weights give n - 1. */
function momentsOf(values: Float64Array, rows: Uint32Array, weights: Float64Array | undefined): Moments {
  const w = weights ? taken(weights, rows) : new Float64Array(rows.length).fill(1);
  const x = taken(values, rows);
  const total = sum(w);
  const mean = sum(x.map((value, i) => value * (w[i] ?? 0))) / total;
  const around = sum(x.map((value, i) => (w[i] ?? 0) * (value - mean) ** 2));
  const squares = sum(w.map((weight) => weight * weight));
  return { mean, variance: (total / (total * total - squares)) * around };
}

function totalOver(rows: Uint32Array, weights: Float64Array | undefined): number {
  return weights ? sum(taken(weights, rows)) : rows.length;
}

/** The largest gap between the two weighted distribution functions. */
function largestGap(values: Float64Array, treat: Float64Array, weights: Float64Array | undefined, arms: Arms): number {
  const order = radixArgsort(values);
  const totalTreated = totalOver(arms.treated, weights);
  const totalControl = totalOver(arms.control, weights);
  let treated = 0;
  let control = 0;
  let largest = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0;
    const weight = weights ? (weights[row] ?? 0) : 1;
    if (treat[row] === 1) treated += weight;
    else control += weight;
    const next = order[at + 1];
    if (next !== undefined && values[next] === values[row]) continue;
    largest = Math.max(largest, Math.abs(treated / totalTreated - control / totalControl));
  }
  return largest;
}

/**
 * Balance of each column of X (without its constant) between treated (`treat` 1) and controls. The deviation of the
 * standardised difference is that of the unadjusted sample: p(1-p) for zeros and ones, divisor n - 1 otherwise.
 * Where neither group varies and the means agree, the difference is 0.
 */
export function balance(
  X: Design,
  treat: Float64Array,
  { denominator, weights }: BalanceOptions,
): ReadonlyMap<string, BalanceRow> {
  const arms = armsOf(treat);
  const rows = new Map<string, BalanceRow>();
  X.cols.forEach((values, j) => {
    const name = X.names[j] ?? "";
    if (name === "(Intercept)") return;
    const treated = momentsOf(values, arms.treated, weights);
    const control = momentsOf(values, arms.control, weights);
    const difference = treated.mean - control.mean;
    const smd = difference === 0 ? 0 : difference / deviation(values, arms, denominator);
    const means = { meanTreated: treated.mean, meanControl: control.mean, smd };
    if (isBinary(values)) rows.set(name, { ...means, ks: Math.abs(difference) });
    else {
      const ks = largestGap(values, treat, weights, arms);
      rows.set(name, { ...means, varRatio: treated.variance / control.variance, ks });
    }
  });
  return rows;
}

/** Kish's effective number of rows: (sum w)^2 / sum w^2. */
export function effectiveSize(weights: Float64Array): number {
  const total = sum(weights);
  return (total * total) / sum(weights.map((weight) => weight * weight));
}

/** Effective numbers by arm. */
export function effectiveSizes(
  treat: Float64Array,
  weights?: Float64Array,
): { readonly treated: number; readonly control: number } {
  const { treated, control } = armsOf(treat);
  if (!weights) return { treated: treated.length, control: control.length };
  return { treated: effectiveSize(taken(weights, treated)), control: effectiveSize(taken(weights, control)) };
}
