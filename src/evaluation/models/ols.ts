import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { tSf } from "../numeric/distributions.ts";
import { multiply, sandwich, transpose } from "../numeric/linear.ts";
import { invUpper, qrInPlace } from "../numeric/qr.ts";
import type { Design } from "../terms.ts";
import { bellMcCaffrey, clusterScores, outer } from "./clusterCovariance.ts";
import { weightedProducts } from "./logitPass.ts";
import { coefficientsOf, covarianceOf, type Standardised, standardErrors, standardise } from "./standardise.ts";

/** How the covariance of the coefficients is estimated; `cluster` codes the group of each row from 0. */
export type Covariance =
  | "classical"
  | "HC0"
  | "HC1"
  | "HC2"
  | "HC3"
  | { readonly cluster: Int32Array; readonly type: "CR0" | "CR1" | "CR2" };

export interface OlsOptions {
  /** Row weights, above 0: the residuals' variances are taken as proportional to their inverses. */
  readonly weights?: Float64Array;
  readonly vcov?: Covariance;
}

export interface LinearFit {
  readonly n: number;
  /** Rows less coefficients. */
  readonly df: number;
  /** One per column of the design; NaN where the column is a combination of earlier ones. */
  readonly coef: Float64Array;
  /** p x p, row by row. */
  readonly cov: Float64Array;
  readonly se: Float64Array;
  readonly sigma: number;
  readonly r2: number;
  readonly residuals: Float64Array;
  readonly fitted: Float64Array;
  /** Groups of rows, where the covariance is by cluster. */
  readonly clusters?: number;
  /** CR2: degrees of freedom of each coefficient by Satterthwaite, and the two-sided p with them. */
  readonly dfSatt?: Float64Array;
  readonly p?: Float64Array;
  readonly aliased: readonly number[];
}

/** Thin orthonormal columns of the (weighted) design and what leads back to the standardised coefficients. */
interface Orthogonal {
  readonly z: Standardised;
  readonly q: readonly Float64Array[];
  readonly rInverse: Float64Array;
  readonly gamma: Float64Array;
}

function scaledBy(column: Float64Array, roots: Float64Array | undefined): Float64Array {
  return roots ? column.map((value, i) => value * (roots[i] ?? 1)) : column.slice();
}

/** Columns of z times R^-1, written over `into`. */
function orthonormal(
  z: readonly Float64Array[],
  rInverse: Float64Array,
  { roots, into }: { readonly roots: Float64Array | undefined; readonly into: readonly Float64Array[] },
): readonly Float64Array[] {
  const m = z.length;
  into.forEach((made, k) => {
    made.fill(0);
    for (let j = 0; j <= k; j++) {
      const column = z[j] as Float64Array;
      const factor = rInverse[j * m + k] as number;
      for (let i = 0; i < made.length; i++) made[i] = (made[i] as number) + factor * (column[i] as number);
    }
    if (roots) for (let i = 0; i < made.length; i++) made[i] = (made[i] as number) * (roots[i] as number);
  });
  return into;
}

function decompose(y: Float64Array, X: Design, roots: Float64Array | undefined): Orthogonal | undefined {
  const z = standardise(X);
  const into = z.cols.map((column) => scaledBy(column, roots));
  const { applyQt, rank, r } = qrInPlace(into, 1e-9);
  if (rank < z.cols.length) return undefined;
  const turned = scaledBy(y, roots);
  applyQt(turned);
  const rInverse = invUpper(r, rank);
  const gamma = multiply(rInverse, turned.subarray(0, rank), [rank, rank, 1]);
  // The reflections are no longer needed: their room is used again.
  return { z, q: orthonormal(z.cols, rInverse, { roots, into }), rInverse, gamma };
}

function predicted({ z, gamma }: Orthogonal): Float64Array {
  const fitted = new Float64Array(z.n);
  z.cols.forEach((column, j) => {
    const g = gamma[j] as number;
    for (let i = 0; i < z.n; i++) fitted[i] = (fitted[i] as number) + g * (column[i] as number);
  });
  return fitted;
}

/** Squared residuals as each heteroscedasticity-consistent kind weighs them (MacKinnon and White 1985). */
function squaresFor(kind: "HC0" | "HC1" | "HC2" | "HC3", e: Float64Array, q: readonly Float64Array[]): Float64Array {
  const n = e.length;
  const factor = kind === "HC1" ? n / (n - q.length) : 1;
  const squares = e.map((value) => factor * value * value);
  if (kind === "HC0" || kind === "HC1") return squares;
  const hat = new Float64Array(n);
  for (const column of q) for (let i = 0; i < n; i++) hat[i] = (hat[i] as number) + (column[i] as number) ** 2;
  // A row that alone decides a coefficient has leverage 1 and residual 0: it adds nothing.
  for (let i = 0; i < n; i++) {
    const left = 1 - (hat[i] as number);
    squares[i] = left < 1e-10 ? 0 : (squares[i] as number) / (kind === "HC2" ? left : left * left);
  }
  return squares;
}

function groupsIn(cluster: Int32Array): number {
  return new Set(cluster).size;
}

interface Covered {
  /** In the basis of the orthonormal columns. */
  readonly meat: Float64Array;
  readonly clusters?: number;
  readonly dfSatt?: Float64Array;
}

function meatOf(made: Orthogonal, e: Float64Array, vcov: Covariance): Covered {
  const { q, z } = made;
  const m = q.length;
  const n = e.length;
  if (vcov === "classical") {
    const variance = e.reduce((sum, value) => sum + value * value, 0) / (n - m);
    const meat = new Float64Array(m * m);
    for (let j = 0; j < m; j++) meat[j * m + j] = variance;
    return { meat };
  }
  if (typeof vcov === "string") return { meat: weightedProducts(q, squaresFor(vcov, e, q)) };
  const clusters = groupsIn(vcov.cluster);
  if (vcov.type === "CR2") {
    const contrasts = transpose(multiply(z.back, made.rInverse, [m, m, m]), m, m);
    return { ...bellMcCaffrey(q, e, vcov.cluster, contrasts), clusters };
  }
  const factor = vcov.type === "CR0" ? 1 : (clusters / (clusters - 1)) * ((n - 1) / (n - m));
  return { meat: outer(clusterScores(q, e, vcov.cluster), m).map((value) => value * factor), clusters };
}

/** Total and residual squares around the weighted mean, or around 0 where the design has no constant column. */
function shareExplained(y: Float64Array, e: Float64Array, weights: Float64Array | undefined, centred: boolean): number {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? (weights[i] ?? 1) : 1;
    total += weight;
    sum += weight * (y[i] ?? 0);
  }
  const centre = centred ? sum / total : 0;
  let squares = 0;
  let left = 0;
  for (let i = 0; i < y.length; i++) {
    squares += (weights ? (weights[i] ?? 1) : 1) * ((y[i] ?? 0) - centre) ** 2;
    left += (e[i] ?? 0) ** 2;
  }
  return 1 - left / squares;
}

/** Spreads values of the kept columns over all columns of the design. */
function spread(z: Standardised, values: Float64Array): Float64Array {
  const all = new Float64Array(z.p).fill(Number.NaN);
  z.kept.forEach((j, place) => {
    all[j] = values[place] ?? Number.NaN;
  });
  return all;
}

/**
 * Least squares by Householder's decomposition of centred and scaled columns. Covariances: classical; HC0 to HC3 (MacKinnon and
 * White 1985); CR1 = cluster sandwich times G/(G-1) (n-1)/(n-k); CR2 with Satterthwaite's degrees of freedom (Bell and
 * McCaffrey 2002; Pustejovsky and Tipton 2018). Fails with `no_rows`, `singular` or `too_few_units` (no row to spare).
 */
export function ols(
  y: Float64Array,
  X: Design,
  { weights, vcov = "classical" }: OlsOptions = {},
): Result<LinearFit, EvaluationFailure> {
  if (X.n === 0) return refused({ code: "no_rows" });
  const roots = weights?.map(Math.sqrt);
  const made = decompose(y, X, roots);
  if (!made) return refused({ code: "singular", term: X.names.at(-1) ?? "" });
  const { z, rInverse, gamma } = made;
  const m = gamma.length;
  const df = X.n - m;
  if (df < 1) return refused({ code: "too_few_units", arm: "", n: X.n, needed: m + 1 });
  const fitted = predicted(made);
  const residuals = y.map((value, i) => value - (fitted[i] ?? 0));
  const e = scaledBy(residuals, roots);
  const { meat, clusters, dfSatt } = meatOf(made, e, vcov);
  const cov = covarianceOf(z, sandwich(rInverse, meat, m, m));
  const se = standardErrors(cov, X.p);
  const coef = coefficientsOf(z, gamma);
  const centred = X.cols.some((column) => column.every((value) => value === column[0]) && column[0] !== 0);
  const satterthwaite = dfSatt && spread(z, dfSatt);
  return accepted({
    n: X.n,
    df,
    coef,
    cov,
    se,
    sigma: Math.sqrt(e.reduce((sum, value) => sum + value * value, 0) / df),
    r2: shareExplained(y, e, weights, centred),
    residuals,
    fitted,
    aliased: z.aliased,
    ...(clusters === undefined ? {} : { clusters }),
    ...(satterthwaite
      ? { dfSatt: satterthwaite, p: coef.map((b, j) => 2 * tSf(Math.abs(b / (se[j] ?? 0)), satterthwaite[j] ?? 0)) }
      : {}),
  });
}
