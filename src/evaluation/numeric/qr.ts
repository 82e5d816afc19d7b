/**
 * X = Q R by Householder reflections. Columns that are combinations of earlier ones are left out (`kept` lists the others):
 * a column counts as such when less than `tolerance` of its length is left.
 */
export interface Qr {
  readonly n: number;
  readonly rank: number;
  /** Columns of X in R, in order. */
  readonly kept: readonly number[];
  /** Upper factor, rank x rank, row by row. */
  readonly r: Float64Array;
  /** Q' y, in place; the first `rank` entries belong to R, the rest is the residual part. */
  readonly applyQt: (y: Float64Array) => void;
  /** Q y, in place. */
  readonly applyQ: (y: Float64Array) => void;
}

function tailDot(a: Float64Array, b: Float64Array, from: number): number {
  const n = a.length;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = from;
  for (; i + 3 < n; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < n; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

/** Reflects y by the vector v (nonzero from `from` on); `scale` is 2 / v'v. */
function reflect(v: Float64Array, scale: number, from: number, y: Float64Array): void {
  const factor = scale * tailDot(v, y, from);
  if (factor === 0) return;
  for (let i = from; i < y.length; i++) y[i] = (y[i] ?? 0) - factor * (v[i] ?? 0);
}

/** Decomposes the columns given, which are overwritten. */
export function qrInPlace(columns: readonly Float64Array[], tolerance = 1e-7): Qr {
  const n = columns[0]?.length ?? 0;
  const lengths = columns.map((column) => Math.sqrt(tailDot(column, column, 0)));
  const kept: number[] = [];
  const vectors: Float64Array[] = [];
  const scales: number[] = [];
  const heads: Float64Array[] = [];
  for (let j = 0; j < columns.length && kept.length < n; j++) {
    const column = columns[j] ?? new Float64Array(n);
    for (let k = 0; k < vectors.length; k++) reflect(vectors[k] ?? column, scales[k] ?? 0, k, column);
    const k = kept.length;
    const left = Math.sqrt(tailDot(column, column, k));
    if (!(left > tolerance * (lengths[j] ?? 0))) continue;
    const head = column.slice(0, k + 1);
    const diagonal = (column[k] ?? 0) > 0 ? -left : left;
    head[k] = diagonal;
    column[k] = (column[k] ?? 0) - diagonal;
    vectors.push(column);
    scales.push(2 / tailDot(column, column, k));
    heads.push(head);
    kept.push(j);
  }
  const rank = kept.length;
  const r = new Float64Array(rank * rank);
  heads.forEach((head, j) => {
    head.forEach((value, i) => {
      r[i * rank + j] = value;
    });
  });
  return {
    n,
    rank,
    kept,
    r,
    applyQt: (y) => {
      for (let k = 0; k < rank; k++) reflect(vectors[k] ?? y, scales[k] ?? 0, k, y);
    },
    applyQ: (y) => {
      for (let k = rank - 1; k >= 0; k--) reflect(vectors[k] ?? y, scales[k] ?? 0, k, y);
    },
  };
}

/** Solves R x = b. */
export function backSubstitute(r: Float64Array, p: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(p);
  for (let i = p - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < p; k++) sum -= (r[i * p + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (r[i * p + i] ?? 1);
  }
  return x;
}

/** The inverse of an upper factor. */
export function invUpper(r: Float64Array, p: number): Float64Array {
  const inverse = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const unit = new Float64Array(p);
    unit[j] = 1;
    backSubstitute(r, p, unit).forEach((value, i) => {
      inverse[i * p + j] = value;
    });
  }
  return inverse;
}
