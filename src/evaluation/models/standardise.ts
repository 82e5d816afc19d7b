import { multiply, sandwich } from "../numeric/linear.ts";
import type { Design } from "../terms.ts";

/** Below this share of a column's squared length the column is a combination of earlier ones. */
const ALIASED = 1e-12;

/**
 * The columns of a design brought to mean 0 and deviation 1, those left out that are combinations of earlier ones. The
 * first constant column stays as ones and takes up the means, so that the model is the same one.
 */
export interface Standardised {
  readonly n: number;
  readonly p: number;
  /** Columns of the design that stay, in order. */
  readonly kept: readonly number[];
  /** Columns left out. */
  readonly aliased: readonly number[];
  readonly cols: readonly Float64Array[];
  /** Coefficients of the design from those of the standardised columns: m x m, row by row. */
  readonly back: Float64Array;
}

interface Shape {
  readonly centre: number;
  readonly scale: number;
  readonly constant: boolean;
}

function shapeOf(column: Float64Array): Shape {
  const n = column.length;
  const first = column[0] ?? 0;
  let shifted = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const gap = (column[i] ?? 0) - first;
    shifted += gap;
    squares += gap * gap;
  }
  if (squares === 0) return { centre: first, scale: 1, constant: true };
  const centre = first + shifted / n;
  let around = 0;
  for (let i = 0; i < n; i++) around += ((column[i] ?? 0) - centre) ** 2;
  return { centre, scale: Math.sqrt(around / n), constant: false };
}

function standard(column: Float64Array, centre: number, scale: number): Float64Array {
  const made = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) made[i] = ((column[i] ?? 0) - centre) / scale;
  return made;
}

/** The sum of products of two columns. */
export function dot(a: Float64Array, b: Float64Array, from = 0, to = a.length): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    s0 += (a[i] as number) * (b[i] as number);
    s1 += (a[i + 1] as number) * (b[i + 1] as number);
    s2 += (a[i + 2] as number) * (b[i + 2] as number);
    s3 += (a[i + 3] as number) * (b[i + 3] as number);
  }
  for (; i < to; i++) s0 += (a[i] as number) * (b[i] as number);
  return s0 + s1 + (s2 + s3);
}

/** Columns that are no combination of earlier ones: Cholesky's factor of their products, row by row. */
function independent(cols: readonly Float64Array[]): readonly number[] {
  const kept: number[] = [];
  const rows: Float64Array[] = [];
  cols.forEach((column, j) => {
    const row = new Float64Array(kept.length + 1);
    const whole = dot(column, column);
    let left = whole;
    kept.forEach((k, place) => {
      let value = dot(column, cols[k] ?? column);
      const earlier = rows[place] ?? row;
      for (let m = 0; m < place; m++) value -= (row[m] ?? 0) * (earlier[m] ?? 0);
      value /= earlier[place] ?? 1;
      row[place] = value;
      left -= value * value;
    });
    if (!(left > whole * ALIASED) || whole === 0) return;
    row[kept.length] = Math.sqrt(left);
    kept.push(j);
    rows.push(row);
  });
  return kept;
}

/** Standardises a design. */
export function standardise(X: Design): Standardised {
  const shapes = X.cols.map(shapeOf);
  const ones = shapes.findIndex(({ constant, centre }) => constant && centre !== 0);
  const cols = X.cols.map((column, j) => {
    const { centre = 0, scale = 1, constant = false } = shapes[j] ?? {};
    if (j === ones) return new Float64Array(X.n).fill(1);
    // Without a constant to take up the means, columns are only scaled.
    const around = ones < 0 ? 0 : centre;
    return standard(column, around, constant ? 1 : around === 0 ? Math.hypot(centre, scale) : scale);
  });
  const kept = independent(cols);
  const m = kept.length;
  const back = new Float64Array(m * m);
  const onesPlace = kept.indexOf(ones);
  const constant = shapes[ones]?.centre ?? 1;
  kept.forEach((j, place) => {
    const { centre = 0, scale = 1, constant: flat = false } = shapes[j] ?? {};
    if (j === ones) {
      back[place * m + place] = 1 / constant;
      return;
    }
    const around = ones < 0 ? 0 : centre;
    const size = flat ? 1 : around === 0 ? Math.hypot(centre, scale) : scale;
    back[place * m + place] = 1 / size;
    if (onesPlace >= 0) back[onesPlace * m + place] = -around / (size * constant);
  });
  const aliased = X.cols.map((_, j) => j).filter((j) => !kept.includes(j));
  return { n: X.n, p: X.p, kept, aliased, cols: kept.map((j) => cols[j] ?? new Float64Array(X.n)), back };
}

/** Coefficients of the design's columns; NaN for those left out. */
export function coefficientsOf({ kept, back, p }: Standardised, standardised: Float64Array): Float64Array {
  const m = kept.length;
  const own = multiply(back, standardised, [m, m, 1]);
  const all = new Float64Array(p).fill(Number.NaN);
  kept.forEach((j, place) => {
    all[j] = own[place] ?? Number.NaN;
  });
  return all;
}

/** The covariance (p x p, row by row) of the design's coefficients; NaN for those left out. */
export function covarianceOf({ kept, back, p }: Standardised, standardised: Float64Array): Float64Array {
  const m = kept.length;
  const own = sandwich(back, standardised, m, m);
  const all = new Float64Array(p * p).fill(Number.NaN);
  kept.forEach((j, row) => {
    kept.forEach((k, column) => {
      all[j * p + k] = own[row * m + column] ?? Number.NaN;
    });
  });
  return all;
}

/** Square roots of the diagonal. */
export function standardErrors(covariance: Float64Array, p: number): Float64Array {
  return Float64Array.from({ length: p }, (_, j) => Math.sqrt(covariance[j * p + j] ?? Number.NaN));
}

/** X b without the columns left out (whose b is NaN). */
export function linearPredictor(X: Design, coef: Float64Array): Float64Array {
  const eta = new Float64Array(X.n);
  X.cols.forEach((column, j) => {
    const b = coef[j] ?? Number.NaN;
    if (Number.isNaN(b)) return;
    for (let i = 0; i < X.n; i++) eta[i] = (eta[i] as number) + b * (column[i] as number);
  });
  return eta;
}
