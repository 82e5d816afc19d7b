import { dot } from "./columns.ts";

/** Rows of a panel, balanced or not, by place of unit and period. */
export interface PanelRows {
  readonly n: number;
  readonly unit: Int32Array;
  readonly period: Int32Array;
  readonly units: number;
  readonly periods: number;
  /** Row weights, above 0; absent: every row counts once. */
  readonly weights?: Float64Array;
}

/** Lower factor of a symmetric matrix that may be singular: rows whose pivot vanishes are skipped (`skipped`). */
export interface Factor {
  readonly lower: Float64Array;
  readonly size: number;
  readonly skipped: readonly number[];
}

const NOTHING_LEFT = 1e-11;

/** Cholesky in order; a row that is a combination of earlier ones is left out, as R's `lm` leaves out aliased terms. */
export function semidefinite(a: Float64Array, size: number): Factor {
  const lower = new Float64Array(size * size);
  const skipped: number[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      const pivot = lower[j * size + j] as number;
      if (j < i) lower[i * size + j] = pivot === 0 ? 0 : sum / pivot;
      else if (sum > NOTHING_LEFT * (a[i * size + i] as number)) lower[i * size + i] = Math.sqrt(sum);
      else {
        lower.fill(0, i * size, i * size + i + 1);
        skipped.push(i);
      }
    }
  }
  return { lower, size, skipped };
}

/** Solves with a factor; skipped entries of the solution are 0. */
export function solveFactor({ lower, size }: Factor, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    const pivot = lower[i * size + i] as number;
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    const pivot = lower[i * size + i] as number;
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] as number) * (x[k] as number);
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  return x;
}

/** Sum of row weights by unit. */
function unitWeights({ unit, units, n, weights }: PanelRows): Float64Array {
  const sums = new Float64Array(units);
  for (let i = 0; i < n; i++) {
    sums[unit[i] as number] = (sums[unit[i] as number] as number) + (weights ? (weights[i] as number) : 1);
  }
  return sums;
}

/** Subtracts (weighted) unit means, in place. */
function demean(column: Float64Array, { unit, n, weights }: PanelRows, whole: Float64Array): void {
  const means = new Float64Array(whole.length);
  for (let i = 0; i < n; i++) {
    const value = weights ? (weights[i] as number) * (column[i] as number) : (column[i] as number);
    means[unit[i] as number] = (means[unit[i] as number] as number) + value;
  }
  for (let u = 0; u < means.length; u++) means[u] = (means[u] as number) / (whole[u] as number);
  for (let i = 0; i < n; i++) column[i] = (column[i] as number) - (means[unit[i] as number] as number);
}

/** Rows gathered by unit: those of unit u are `order[start[u]]` to `order[start[u + 1] - 1]`. */
export function byUnit({ unit, units, n }: PanelRows): { readonly order: Int32Array; readonly start: Int32Array } {
  const start = new Int32Array(units + 1);
  for (let i = 0; i < n; i++) start[(unit[i] as number) + 1] = (start[(unit[i] as number) + 1] as number) + 1;
  for (let u = 0; u < units; u++) start[u + 1] = (start[u + 1] as number) + (start[u] as number);
  const next = start.slice();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const u = unit[i] as number;
    order[next[u] as number] = i;
    next[u] = (next[u] as number) + 1;
  }
  return { order, start };
}

/** Products of the period dummies after unit means are taken off: weights on the diagonal, shared units off it. */
function periodProducts(rows: PanelRows, whole: Float64Array): Float64Array {
  const { periods, period, units, weights } = rows;
  const a = new Float64Array(periods * periods);
  const { order, start } = byUnit(rows);
  for (let u = 0; u < units; u++) {
    const share = 1 / (whole[u] as number);
    const from = start[u] as number;
    const to = start[u + 1] as number;
    for (let i = from; i < to; i++) {
      const own = weights ? (weights[order[i] as number] as number) : 1;
      const p = period[order[i] as number] as number;
      a[p * periods + p] = (a[p * periods + p] as number) + own;
      for (let j = from; j < to; j++) {
        const other = weights ? (weights[order[j] as number] as number) : 1;
        const q = p * periods + (period[order[j] as number] as number);
        a[q] = (a[q] as number) - own * other * share;
      }
    }
  }
  return a;
}

/**
 * Takes unit and period effects off columns, exactly (no iteration), whatever the gaps of the panel: unit means first,
 * then the regression on period dummies whose products are counted unit by unit.
 */
export function sweeper(rows: PanelRows): (column: Float64Array) => Float64Array {
  const whole = unitWeights(rows);
  const factor = semidefinite(periodProducts(rows, whole), rows.periods);
  return (column) => {
    const swept = Float64Array.from(column);
    demean(swept, rows, whole);
    const sums = new Float64Array(rows.periods);
    for (let i = 0; i < rows.n; i++) {
      const p = rows.period[i] as number;
      const value = rows.weights ? (rows.weights[i] as number) * (swept[i] as number) : (swept[i] as number);
      sums[p] = (sums[p] as number) + value;
    }
    const effects = solveFactor(factor, sums);
    const fitted = Float64Array.from(rows.period, (p) => effects[p] as number);
    demean(fitted, rows, whole);
    for (let i = 0; i < rows.n; i++) swept[i] = (swept[i] as number) - (fitted[i] as number);
    return swept;
  };
}

/** What is left of a column after sweeping, as a share of what there was around its mean. */
export function shareLeft(column: Float64Array, swept: Float64Array): number {
  let mean = 0;
  for (const value of column) mean += value / column.length;
  let whole = 0;
  for (const value of column) whole += (value - mean) * (value - mean);
  return whole === 0 ? 0 : dot(swept, swept) / whole;
}
