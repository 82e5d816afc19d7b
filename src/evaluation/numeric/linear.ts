/** Square matrices are flat, row by row: element (i, j) of a p x p matrix is `a[i * p + j]`. */

/** The lower factor of a positive definite matrix; undefined when it is not (a pivot falls below `tolerance` of its diagonal). */
export function cholesky(a: Float64Array, p: number, tolerance = 1e-14): Float64Array | undefined {
  const l = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * p + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (l[i * p + k] ?? 0) * (l[j * p + k] ?? 0);
      if (i !== j) l[i * p + j] = sum / (l[j * p + j] ?? 1);
      else if (!(sum > tolerance * Math.abs(a[i * p + i] ?? 0))) return undefined;
      else l[i * p + i] = Math.sqrt(sum);
    }
  }
  return l;
}

/** Solves L L' x = b for one right-hand side. */
export function choleskySolve(l: Float64Array, p: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (l[i * p + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * p + i] ?? 1);
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < p; k++) sum -= (l[k * p + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * p + i] ?? 1);
  }
  return x;
}

/** Solves a x = b for a positive definite matrix; undefined when it is not. */
export function solveSpd(a: Float64Array, p: number, b: ArrayLike<number>): Float64Array | undefined {
  const l = cholesky(a, p);
  return l && choleskySolve(l, p, b);
}

/** The inverse of a positive definite matrix; undefined when it is not. */
export function invSpd(a: Float64Array, p: number): Float64Array | undefined {
  const l = cholesky(a, p);
  if (!l) return undefined;
  const inverse = new Float64Array(p * p);
  const unit = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(l, p, unit);
    for (let i = 0; i < p; i++) inverse[i * p + j] = column[i] ?? 0;
  }
  return symmetrised(inverse, p);
}

function symmetrised(a: Float64Array, p: number): Float64Array {
  for (let i = 0; i < p; i++)
    for (let j = 0; j < i; j++) {
      const middle = ((a[i * p + j] ?? 0) + (a[j * p + i] ?? 0)) / 2;
      a[i * p + j] = middle;
      a[j * p + i] = middle;
    }
  return a;
}

/** a (n x m) times b (m x q). */
export function multiply(a: Float64Array, b: Float64Array, sizes: readonly [number, number, number]): Float64Array {
  const [n, m, q] = sizes;
  const c = new Float64Array(n * q);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < q; j++) c[i * q + j] = (c[i * q + j] ?? 0) + factor * (b[k * q + j] ?? 0);
    }
  return c;
}

/** The transpose of a (n x m). */
export function transpose(a: Float64Array, n: number, m: number): Float64Array {
  const t = new Float64Array(n * m);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) t[j * n + i] = a[i * m + j] ?? 0;
  return t;
}

/** a s a' for a p x q and s q x q. */
export function sandwich(a: Float64Array, s: Float64Array, p: number, q: number): Float64Array {
  const left = multiply(a, s, [p, q, q]);
  return symmetrised(multiply(left, transpose(a, p, q), [p, q, p]), p);
}

/** The inverse of any square matrix by Gauss and Jordan's elimination with row exchanges; undefined when singular. */
export function invSquare(a: Float64Array, p: number): Float64Array | undefined {
  const m = a.slice();
  const inverse = new Float64Array(p * p);
  for (let i = 0; i < p; i++) inverse[i * p + i] = 1;
  const largest = m.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let k = 0; k < p; k++) {
    let pivot = k;
    for (let i = k + 1; i < p; i++) if (Math.abs(m[i * p + k] ?? 0) > Math.abs(m[pivot * p + k] ?? 0)) pivot = i;
    const size = m[pivot * p + k] ?? 0;
    if (!(Math.abs(size) > largest * 1e-300)) return undefined;
    for (const matrix of [m, inverse]) eliminate(matrix, p, k, pivot);
    const factors = Float64Array.from({ length: p }, (_, i) => (i === k ? 0 : (m[i * p + k] ?? 0) / size));
    for (const matrix of [m, inverse])
      for (let i = 0; i < p; i++) {
        const factor = factors[i] ?? 0;
        if (factor !== 0)
          for (let j = 0; j < p; j++) matrix[i * p + j] = (matrix[i * p + j] ?? 0) - factor * (matrix[k * p + j] ?? 0);
      }
    for (const matrix of [inverse, m]) for (let j = 0; j < p; j++) matrix[k * p + j] = (matrix[k * p + j] ?? 0) / size;
  }
  return inverse;
}

function eliminate(matrix: Float64Array, p: number, row: number, other: number): void {
  if (row === other) return;
  for (let j = 0; j < p; j++) {
    const kept = matrix[row * p + j] ?? 0;
    matrix[row * p + j] = matrix[other * p + j] ?? 0;
    matrix[other * p + j] = kept;
  }
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi's rotations. */
export function symmetricEigen(
  a: Float64Array,
  p: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const m = a.slice();
  const vectors = new Float64Array(p * p);
  for (let i = 0; i < p; i++) vectors[i * p + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++) {
        const square = (m[i * p + j] ?? 0) ** 2;
        all += square;
        if (i !== j) off += square;
      }
    if (off <= all * 1e-32) break;
    for (let i = 0; i < p; i++) for (let j = i + 1; j < p; j++) rotate(m, vectors, p, [i, j]);
  }
  return { values: Float64Array.from({ length: p }, (_, i) => m[i * p + i] ?? 0), vectors };
}

function rotate(m: Float64Array, vectors: Float64Array, p: number, [i, j]: readonly [number, number]): void {
  const off = m[i * p + j] ?? 0;
  if (off === 0) return;
  const theta = ((m[j * p + j] ?? 0) - (m[i * p + i] ?? 0)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < p; k++) {
    const x = m[k * p + i] ?? 0;
    const y = m[k * p + j] ?? 0;
    m[k * p + i] = c * x - s * y;
    m[k * p + j] = s * x + c * y;
  }
  for (let k = 0; k < p; k++) {
    const x = m[i * p + k] ?? 0;
    const y = m[j * p + k] ?? 0;
    m[i * p + k] = c * x - s * y;
    m[j * p + k] = s * x + c * y;
    const u = vectors[k * p + i] ?? 0;
    const v = vectors[k * p + j] ?? 0;
    vectors[k * p + i] = c * u - s * v;
    vectors[k * p + j] = s * u + c * v;
  }
}
