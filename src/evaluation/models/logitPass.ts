import type { Standardised } from "./standardise.ts";

const BLOCK = 256;

/** Where one pass over the rows leaves its sums. */
export interface Pass {
  readonly score: Float64Array;
  readonly information: Float64Array;
  deviance: number;
}

export interface Problem {
  readonly y: Float64Array;
  readonly z: Standardised;
  readonly weights: Float64Array | undefined;
  readonly offset: Float64Array | undefined;
  readonly eta: Float64Array;
  readonly fitted: Float64Array;
  /** Outcomes are 0 or 1 and nobody has a weight. */
  readonly plain: boolean;
}

/** The deviance of one row at a linear predictor: -2 ln of the chance of what was seen (for shares, against themselves). */
export function rowDeviance(y: number, eta: number, e: number): number {
  // -ln p(1) = ln(1 + e^-eta), -ln p(0) = ln(1 + e^eta), both from e = exp(-|eta|).
  const base = Math.log1p(e);
  const one = eta >= 0 ? base : base - eta;
  const zero = eta >= 0 ? base + eta : base;
  if (y === 1) return 2 * one;
  if (y === 0) return 2 * zero;
  return 2 * (y * (one + Math.log(y)) + (1 - y) * (zero + Math.log(1 - y)));
}

function predictor({ z, offset, eta }: Problem, gamma: Float64Array, from: number, to: number): void {
  const m = z.cols.length;
  if (offset) for (let i = from; i < to; i++) eta[i] = offset[i] as number;
  else eta.fill(0, from, to);
  let j = 0;
  for (; j + 3 < m; j += 4) {
    const [a, b, c, d] = z.cols.slice(j, j + 4) as [Float64Array, Float64Array, Float64Array, Float64Array];
    const [ga, gb, gc, gd] = gamma.subarray(j, j + 4) as unknown as [number, number, number, number];
    for (let i = from; i < to; i++)
      eta[i] =
        (eta[i] as number) +
        (ga * (a[i] as number) + gb * (b[i] as number)) +
        (gc * (c[i] as number) + gd * (d[i] as number));
  }
  for (; j < m; j++) {
    const column = z.cols[j] as Float64Array;
    const g = gamma[j] as number;
    for (let i = from; i < to; i++) eta[i] = (eta[i] as number) + g * (column[i] as number);
  }
}

/**
 * Fitted chances, residuals and curvatures of some rows; answers their deviance. Without weights one logarithm serves a
 * whole block: the product of 256 factors between 1 and 2 has room in a double.
 */
function rowsOf(problem: Problem, { from, to, residual, curvature }: Block): number {
  const { y, weights, eta, fitted, plain } = problem;
  let deviance = 0;
  let product = 1;
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
    if (plain) {
      product *= 1 + e;
      if (here >= 0 !== (seen === 1)) deviance += 2 * Math.abs(here);
    } else deviance += weight * rowDeviance(seen, here, e);
  }
  return deviance + 2 * Math.log(product);
}

/** Score, information and deviance at `gamma`, block by block so that a block's columns stay in the nearest memory. */
export function passOver(problem: Problem, gamma: Float64Array): Pass {
  const { z } = problem;
  const m = z.cols.length;
  const score = new Float64Array(m);
  const information = new Float64Array(m * m);
  const curvature = new Float64Array(BLOCK);
  const residual = new Float64Array(BLOCK);
  const products = z.cols.map(() => new Float64Array(BLOCK));
  let deviance = 0;
  for (let from = 0; from < z.n; from += BLOCK) {
    const block = { from, to: Math.min(z.n, from + BLOCK), residual, curvature };
    predictor(problem, gamma, from, block.to);
    deviance += rowsOf(problem, block);
    for (let j = 0; j < m; j++) {
      const column = z.cols[j] as Float64Array;
      const product = products[j] as Float64Array;
      let sum = 0;
      for (let i = from; i < block.to; i++) {
        const value = column[i] as number;
        sum += value * (residual[i - from] as number);
        product[i - from] = value * (curvature[i - from] as number);
      }
      score[j] = (score[j] as number) + sum;
    }
    addProducts(information, products, z.cols, { from, length: block.to - from });
  }
  mirror(information, m);
  return { score, information, deviance };
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly residual: Float64Array;
  readonly curvature: Float64Array;
}

function mirror(square: Float64Array, m: number): void {
  for (let j = 0; j < m; j++) for (let k = 0; k < j; k++) square[k * m + j] = square[j * m + k] ?? 0;
}

/** Adds products' times columns to the lower triangle, two by two, so that every number read serves twice. */
function addProducts(
  sums: Float64Array,
  products: readonly Float64Array[],
  cols: readonly Float64Array[],
  { from, length }: { readonly from: number; readonly length: number },
): void {
  const m = cols.length;
  for (let j = 0; j < m; j += 2) {
    const one = products[j] as Float64Array;
    const other = products[j + 1] ?? one;
    for (let k = 0; k <= j; k += 2) {
      const left = cols[k] as Float64Array;
      const right = cols[k + 1] ?? left;
      let [s00, s01, s10, s11] = [0, 0, 0, 0];
      for (let i = 0; i < length; i++) {
        const a = one[i] as number;
        const b = other[i] as number;
        const c = left[from + i] as number;
        const d = right[from + i] as number;
        s00 += a * c;
        s01 += a * d;
        s10 += b * c;
        s11 += b * d;
      }
      const at = j * m + k;
      sums[at] = (sums[at] as number) + s00;
      if (k + 1 < m && k + 1 <= j) sums[at + 1] = (sums[at + 1] as number) + s01;
      if (j + 1 === m) continue;
      sums[at + m] = (sums[at + m] as number) + s10;
      if (k + 1 < m) sums[at + m + 1] = (sums[at + m + 1] as number) + s11;
    }
  }
}

/** Z' diag(w) Z, m x m. */
export function weightedProducts(cols: readonly Float64Array[], weights: Float64Array): Float64Array {
  const m = cols.length;
  const n = weights.length;
  const sums = new Float64Array(m * m);
  const products = cols.map(() => new Float64Array(BLOCK));
  for (let from = 0; from < n; from += BLOCK) {
    const length = Math.min(n - from, BLOCK);
    for (let j = 0; j < m; j++) {
      const column = cols[j] as Float64Array;
      const product = products[j] as Float64Array;
      for (let i = 0; i < length; i++) product[i] = (column[from + i] as number) * (weights[from + i] as number);
    }
    addProducts(sums, products, cols, { from, length });
  }
  mirror(sums, m);
  return sums;
}
