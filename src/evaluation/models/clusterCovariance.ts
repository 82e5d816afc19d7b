import { multiply, symmetricEigen, transpose } from "../numeric/linear.ts";
import { countingGroup, type Grouping } from "../numeric/sort.ts";

/** Rows by cluster, whatever whole numbers code them. */
function grouped(cluster: Int32Array): Grouping {
  const places = new Map<number, number>();
  const dense = new Int32Array(cluster.length);
  for (let i = 0; i < cluster.length; i++) {
    const code = cluster[i] ?? 0;
    let place = places.get(code);
    if (place === undefined) {
      place = places.size;
      places.set(code, place);
    }
    dense[i] = place;
  }
  return countingGroup(dense, places.size);
}

/** The sums of q_i e_i within each cluster: one vector per cluster. */
export function clusterScores(
  q: readonly Float64Array[],
  e: Float64Array,
  cluster: Int32Array,
): readonly Float64Array[] {
  const { order, starts } = grouped(cluster);
  return Array.from({ length: starts.length - 1 }, (_, g) =>
    Float64Array.from(q, (column) => {
      let sum = 0;
      for (let at = starts[g] ?? 0; at < (starts[g + 1] ?? 0); at++) {
        const row = order[at] ?? 0;
        sum += (column[row] ?? 0) * (e[row] ?? 0);
      }
      return sum;
    }),
  );
}

/** The sum of s s' over vectors of length m. */
export function outer(vectors: readonly Float64Array[], m: number): Float64Array {
  const sum = new Float64Array(m * m);
  for (const s of vectors)
    for (let j = 0; j < m; j++)
      for (let k = 0; k < m; k++) sum[j * m + k] = (sum[j * m + k] ?? 0) + (s[j] ?? 0) * (s[k] ?? 0);
  return sum;
}

function productsWithin(q: readonly Float64Array[], rows: Uint32Array): Float64Array {
  const m = q.length;
  const products = new Float64Array(m * m);
  for (let j = 0; j < m; j++)
    for (let k = 0; k <= j; k++) {
      let sum = 0;
      for (const row of rows) sum += (q[j]?.[row] ?? 0) * (q[k]?.[row] ?? 0);
      products[j * m + k] = sum;
      products[k * m + j] = sum;
    }
  return products;
}

/**
 * (I - M)^(-1/2) with M = U'U of one cluster's orthonormal rows. It does in the m coefficients' space what Bell and
 * McCaffrey's matrix (I - H_gg)^(-1/2) does among the cluster's rows, so that large clusters cost nothing more; a
 * direction the cluster alone decides (eigenvalue 1) is left out, as their generalised inverse does.
 */
function correction(products: Float64Array, m: number): Float64Array {
  const { values, vectors } = symmetricEigen(products, m);
  const scaled = new Float64Array(m * m);
  for (let k = 0; k < m; k++) {
    const left = 1 - (values[k] ?? 0);
    const factor = left < 1e-10 ? 0 : 1 / Math.sqrt(left);
    for (let i = 0; i < m; i++) scaled[i * m + k] = (vectors[i * m + k] ?? 0) * factor;
  }
  return multiply(scaled, transpose(vectors, m, m), [m, m, m]);
}

/**
 * CR2: the meat in the basis of the orthonormal columns q and Satterthwaite's degrees of freedom of each contrast (the rows
 * of `contrasts` hold, column by column, what leads from q's basis to a coefficient), under independent equal variances.
 */
export function bellMcCaffrey(
  q: readonly Float64Array[],
  e: Float64Array,
  cluster: Int32Array,
  contrasts: Float64Array,
): { readonly meat: Float64Array; readonly dfSatt: Float64Array } {
  const m = q.length;
  const { order, starts } = grouped(cluster);
  const raw = clusterScores(q, e, cluster);
  const scores: Float64Array[] = [];
  const lengths: Float64Array[] = [];
  const shadows: Float64Array[] = [];
  raw.forEach((score, g) => {
    const products = productsWithin(q, order.subarray(starts[g] ?? 0, starts[g + 1] ?? 0));
    const fix = correction(products, m);
    scores.push(multiply(fix, score, [m, m, 1]));
    // For every contrast c: a = U T c, so that U'a = M T c and a'a = (T c)' M (T c).
    const turned = multiply(fix, contrasts, [m, m, m]);
    const shadow = multiply(products, turned, [m, m, m]);
    shadows.push(shadow);
    lengths.push(
      Float64Array.from({ length: m }, (_, c) => {
        let sum = 0;
        for (let i = 0; i < m; i++) sum += (turned[i * m + c] ?? 0) * (shadow[i * m + c] ?? 0);
        return sum;
      }),
    );
  });
  const dfSatt = Float64Array.from({ length: m }, (_, c) => satterthwaite(c, m, lengths, shadows));
  return { meat: outer(scores, m), dfSatt };
}

/** (tr P)^2 / tr(P P) with P_gh = [g = h] a_g'a_g - b_g'b_h. */
function satterthwaite(
  c: number,
  m: number,
  lengths: readonly Float64Array[],
  shadows: readonly Float64Array[],
): number {
  const columns = shadows.map((shadow) => Float64Array.from({ length: m }, (_, i) => shadow[i * m + c] ?? 0));
  let trace = 0;
  let squares = 0;
  columns.forEach((b, g) => {
    const own = lengths[g]?.[c] ?? 0;
    const shared = b.reduce((sum, value) => sum + value * value, 0);
    trace += own - shared;
    squares += (own - shared) ** 2 - shared * shared;
  });
  squares += outer(columns, m).reduce((sum, value) => sum + value * value, 0);
  return (trace * trace) / squares;
}
