import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { cholesky, choleskySolve, invSpd } from "../numeric/linear.ts";
import { findRoot } from "../numeric/roots.ts";
import type { Design } from "../terms.ts";
import { coefficientsOf, covarianceOf, dot, standardErrors, standardise } from "./standardise.ts";

/** y = X b + u of the row's cluster + e, with independent normal u and e. */
export interface RandomIntercept {
  readonly n: number;
  readonly clusters: number;
  /** One per column of the design; NaN where the column is a combination of earlier ones. */
  readonly fixed: Float64Array;
  /** p x p, row by row. */
  readonly cov: Float64Array;
  readonly se: Float64Array;
  /** Variance between clusters; 0 when the data show no likeness within clusters. */
  readonly varCluster: number;
  readonly varResidual: number;
  /** varCluster / (varCluster + varResidual). */
  readonly icc: number;
  /** Restricted log-likelihood at its maximum. */
  readonly logLik: number;
  readonly aliased: readonly number[];
}

/** Sums by cluster that give the likelihood at any ratio of variances. */
interface Sums {
  readonly m: number;
  readonly df: number;
  /** Products of the columns, m x m. */
  readonly products: Float64Array;
  readonly moments: Float64Array;
  readonly squares: number;
  readonly sizes: Float64Array;
  /** `columnSums[g * m + j]`: sum of column j in cluster g. */
  readonly columnSums: Float64Array;
  readonly outcomeSums: Float64Array;
}

/** The restricted deviance and its slope at one ratio (variance between clusters over residual variance). */
interface AtRatio {
  readonly deviance: number;
  readonly slope: number;
  readonly beta: Float64Array;
  readonly rss: number;
  readonly a: Float64Array;
}

function dense(cluster: Int32Array): { readonly places: Int32Array; readonly size: number } {
  const place = new Map<number, number>();
  const places = Int32Array.from(cluster, (code) => {
    const at = place.get(code) ?? place.size;
    place.set(code, at);
    return at;
  });
  return { places, size: place.size };
}

function sumsOf(y: Float64Array, cols: readonly Float64Array[], groups: ReturnType<typeof dense>): Sums {
  const m = cols.length;
  const { places, size } = groups;
  const sizes = new Float64Array(size);
  const columnSums = new Float64Array(size * m);
  const outcomeSums = new Float64Array(size);
  for (let i = 0; i < y.length; i++) {
    const g = places[i] as number;
    sizes[g] = (sizes[g] as number) + 1;
    outcomeSums[g] = (outcomeSums[g] as number) + (y[i] as number);
    for (let j = 0; j < m; j++) {
      columnSums[g * m + j] = (columnSums[g * m + j] as number) + ((cols[j] as Float64Array)[i] as number);
    }
  }
  const products = new Float64Array(m * m);
  for (const [j, left] of cols.entries()) {
    for (const [k, right] of cols.entries()) products[j * m + k] = dot(left, right);
  }
  const moments = Float64Array.from(cols, (column) => dot(column, y));
  return { m, df: y.length - m, products, moments, squares: dot(y, y), sizes, columnSums, outcomeSums };
}

/** Generalised least squares at one ratio: each cluster's sums are taken off with weight ratio / (1 + size * ratio). */
function solveAt(sums: Sums, ratio: number) {
  const { m, sizes, columnSums, outcomeSums } = sums;
  const a = sums.products.slice();
  const b = sums.moments.slice();
  let squares = sums.squares;
  let logSizes = 0;
  for (let g = 0; g < sizes.length; g++) {
    const weight = ratio / (1 + (sizes[g] as number) * ratio);
    const outcome = outcomeSums[g] as number;
    logSizes += Math.log1p((sizes[g] as number) * ratio);
    squares -= weight * outcome * outcome;
    for (let j = 0; j < m; j++) {
      const left = weight * (columnSums[g * m + j] as number);
      b[j] = (b[j] as number) - left * outcome;
      for (let k = 0; k < m; k++) a[j * m + k] = (a[j * m + k] as number) - left * (columnSums[g * m + k] as number);
    }
  }
  return { a, b, squares, logSizes };
}

function atRatio(sums: Sums, ratio: number): AtRatio | undefined {
  const { m, df, sizes, columnSums, outcomeSums } = sums;
  const { a, b, squares, logSizes } = solveAt(sums, ratio);
  const lower = cholesky(a, m);
  if (!lower) return undefined;
  const beta = choleskySolve(lower, m, b);
  const rss = squares - dot(beta, b);
  if (!(rss > 0)) return undefined;
  let logDet = 0;
  for (let j = 0; j < m; j++) logDet += 2 * Math.log(lower[j * m + j] as number);
  let slope = 0;
  for (let g = 0; g < sizes.length; g++) {
    const own = columnSums.subarray(g * m, (g + 1) * m);
    const change = 1 / (1 + (sizes[g] as number) * ratio) ** 2;
    const gap = (outcomeSums[g] as number) - dot(own, beta);
    const leverage = dot(own, choleskySolve(lower, m, own));
    slope += (sizes[g] as number) / (1 + (sizes[g] as number) * ratio);
    slope -= change * (leverage + (df * gap * gap) / rss);
  }
  const deviance = logSizes + logDet + df * (1 + Math.log((2 * Math.PI * rss) / df));
  return { deviance, slope, beta, rss, a };
}

const GRID = 60;

/** Every ratio at which the deviance has a minimum, 0 when it only rises from there; looked for on share = r / (1 + r). */
function minima(sums: Sums): readonly number[] {
  const ratioOf = (share: number) => share / (1 - share);
  const slopeAt = (share: number) => atRatio(sums, ratioOf(share))?.slope ?? Number.POSITIVE_INFINITY;
  const found: number[] = [];
  let before = slopeAt(0);
  if (before >= 0) found.push(0);
  for (let step = 1; step <= GRID; step++) {
    // Finer towards both ends: small likenesses are the common ones.
    const share = (step === GRID ? 1 - 1e-9 : Math.sin((Math.PI / 2) * (step / GRID)) ** 2) as number;
    const previous = Math.sin((Math.PI / 2) * ((step - 1) / GRID)) ** 2;
    const slope = slopeAt(share);
    if (before < 0 && slope >= 0) found.push(ratioOf(findRoot(slopeAt, previous, share) ?? share));
    before = slope;
  }
  return found.length > 0 ? found : [ratioOf(1 - 1e-9)];
}

/** The coefficients of ordinary least squares, to work on what they leave over. */
function startOf(y: Float64Array, cols: readonly Float64Array[], groups: ReturnType<typeof dense>) {
  const sums = sumsOf(y, cols, groups);
  const start = atRatio(sums, 0)?.beta;
  if (!start) return undefined;
  const left = y.slice();
  for (const [j, column] of cols.entries()) {
    for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - (start[j] as number) * (column[i] as number);
  }
  return { start, left };
}

/**
 * Random-intercept model by restricted maximum likelihood, for one grouping of the rows (`cluster` codes, any whole numbers).
 * The likelihood is profiled over the ratio of the two variances, so a variance of 0 is an ordinary answer.
 * Fails with `no_rows`, `too_few_units` (no row to spare), `too_few_clusters` (fewer than 2, or every cluster one row) or
 * `singular` (columns tied, or outcome fitted without residual).
 * Method: Patterson & Thompson 1971 (Biometrika 58:545-554); profile of Bates et al. 2015 (J Stat Softw 67:1).
 */
export function randomIntercept(
  y: Float64Array,
  X: Design,
  cluster: Int32Array,
): Result<RandomIntercept, EvaluationFailure> {
  if (X.n === 0) return refused({ code: "no_rows" });
  const z = standardise(X);
  const m = z.cols.length;
  if (X.n - m < 1) return refused({ code: "too_few_units", arm: "", n: X.n, needed: m + 1 });
  const groups = dense(cluster);
  if (groups.size < 2 || groups.size === X.n) return refused({ code: "too_few_clusters", n: groups.size, needed: 2 });
  const first = startOf(y, z.cols, groups);
  if (!first) return refused({ code: "singular", term: X.names.at(-1) ?? "" });
  const sums = sumsOf(first.left, z.cols, groups);
  const candidates = minima(sums).flatMap((ratio) => {
    const at = atRatio(sums, ratio);
    return at ? [{ ratio, at }] : [];
  });
  const best = candidates.reduce(
    (a, b) => (b.at.deviance < a.at.deviance ? b : a),
    candidates[0] as (typeof candidates)[0],
  );
  const inverse = best && invSpd(best.at.a, m);
  if (!best || !inverse) return refused({ code: "singular", term: X.names.at(-1) ?? "" });
  const varResidual = best.at.rss / sums.df;
  const varCluster = best.ratio * varResidual;
  let logBack = 0;
  for (let j = 0; j < m; j++) logBack += 2 * Math.log(Math.abs(z.back[j * m + j] as number));
  const cov = covarianceOf(
    z,
    inverse.map((value) => value * varResidual),
  );
  return accepted({
    n: X.n,
    clusters: groups.size,
    fixed: coefficientsOf(
      z,
      best.at.beta.map((value, j) => value + (first.start[j] as number)),
    ),
    cov,
    se: standardErrors(cov, X.p),
    varCluster,
    varResidual,
    icc: best.ratio / (1 + best.ratio),
    logLik: -(best.at.deviance - logBack) / 2,
    aliased: z.aliased,
  });
}
