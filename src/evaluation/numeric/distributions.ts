import { normalQuantile } from "../normal.ts";
import { incompleteBeta, incompleteGamma, type Shares } from "./incomplete.ts";
import { findIncreasingRoot } from "./roots.ts";
import { binomialTerm, lnGamma, normalTail } from "./special.ts";

/** P(Z <= x), standard normal. */
export function normCdf(x: number): number {
  return normalTail(-x);
}

/** P(Z > x), standard normal. */
export function normSf(x: number): number {
  return normalTail(x);
}

/** The standard normal quantile of the lower share p: -Infinity at 0, Infinity at 1, NaN outside (Wichura 1988, AS 241). */
export function normInv(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return normalQuantile(p);
}

/** Above so many degrees of freedom Student's t is the normal with a correction below 1e-20. */
const ALMOST_NORMAL = 1e10;

/** P(|T| > |x|) / 2. */
function tTail(x: number, df: number): number {
  const size = Math.abs(x);
  if (size === Number.POSITIVE_INFINITY) return 0;
  if (df > ALMOST_NORMAL)
    return normalTail(
      df === Number.POSITIVE_INFINITY ? size : (size * (1 - 1 / (4 * df))) / Math.hypot(1, size / Math.sqrt(2 * df)),
    );
  const square = x * x;
  if (square === Number.POSITIVE_INFINITY)
    return 0.5 * Math.exp(-df * Math.log(size) + (df / 2) * Math.log(df) - Math.log(df / 2) - lnBeta(df / 2, 0.5));
  return 0.5 * incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)).lower;
}

function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** P(T <= x), Student's t with df degrees of freedom (df > 0, also fractional or Infinity). */
export function tCdf(x: number, df: number): number {
  return x <= 0 ? tTail(x, df) : 1 - tTail(x, df);
}

/** P(T > x), computed directly. */
export function tSf(x: number, df: number): number {
  return tCdf(-x, df);
}

/** The density of Student's t. */
export function tPdf(x: number, df: number): number {
  const square = (x * x) / df;
  if (df > ALMOST_NORMAL) return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  const kernel = -0.5 * (df + 1) * Math.log1p(square);
  if (df > 100) {
    const half = df / 2;
    // Gamma(h + 1/2) / (Gamma(h) sqrt(h)) by its asymptotic series in 1/h.
    const series =
      1 + (-1 / 8 + (1 / 128 + (5 / 1024 + (-21 / 32768 - 399 / 262144 / half) / half) / half) / half) / half;
    return (Math.exp(kernel) * series) / Math.sqrt(2 * Math.PI);
  }
  return Math.exp(kernel - lnBeta(df / 2, 0.5)) / Math.sqrt(df);
}

/** ln of the share wanted less ln of the share at a point, in the smaller tail. */
function gap(shares: Shares, p: number, wantsLower: boolean): number {
  return wantsLower ? Math.log(shares.lower) - Math.log(p) : Math.log1p(-p) - Math.log(shares.upper);
}

/** Student's t quantile of the lower share p. */
export function tInv(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -tInv1(1 - p, df);
  return tInv1(p, df);
}

function tInv1(p: number, df: number): number {
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (df > ALMOST_NORMAL) return normInv(p);
  const target = Math.log(p);
  const root = findIncreasingRoot(
    (logSize) => target - Math.log(tTail(Math.exp(logSize), df)),
    Math.log(-normInv(p)) || 0,
    0.1,
  );
  return -Math.exp(root ?? Number.NaN);
}

/** P(X <= x), chi-squared with df degrees of freedom. */
export function chi2Cdf(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).lower;
}

/** P(X > x), chi-squared, computed directly. */
export function chi2Sf(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}

/** The chi-squared quantile of the lower share p. */
export function chi2Inv(p: number, df: number): number {
  return 2 * gammaInv(p, df / 2, 1);
}

/** I_x(a, b): the beta distribution function. */
export function betaCdf(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x, 1 - x).lower;
}

/** 1 - I_x(a, b), computed directly. */
export function betaSf(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x, 1 - x).upper;
}

/** The beta quantile of the lower share p, found on the log-odds scale so that both ends keep their digits. */
export function betaInv(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const wantsLower = p <= 0.5;
  const odds = findIncreasingRoot(
    (u) => gap(incompleteBeta(a, b, 1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u))), p, wantsLower),
    Math.log(a / b),
    0.1,
  );
  return odds === undefined ? Number.NaN : 1 / (1 + Math.exp(-odds));
}

/** P(X <= x), gamma with a shape and a rate. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return incompleteGamma(shape, x * rate).lower;
}

/** The gamma quantile of the lower share p, found on the log scale. */
export function gammaInv(p: number, shape: number, rate: number): number {
  if (!(p >= 0 && p <= 1) || !(shape >= 0)) return Number.NaN;
  if (p === 0 || shape === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const wantsLower = p <= 0.5;
  // Left of any double the lower share is x^shape / Gamma(shape + 1).
  const logTiny = (Math.log(p) + lnGamma(shape + 1)) / shape;
  if (logTiny < -700) return Math.exp(logTiny) / rate;
  const root = findIncreasingRoot((u) => gap(incompleteGamma(shape, Math.exp(u)), p, wantsLower), Math.log(shape), 0.1);
  return root === undefined ? Number.NaN : Math.exp(root) / rate;
}

/** P(F > x) with df1 and df2 degrees of freedom, computed directly. */
export function fSf(x: number, df1: number, df2: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? x : 1;
  if (df2 === Number.POSITIVE_INFINITY) return chi2Sf(x * df1, df1);
  const total = df2 + df1 * x;
  return incompleteBeta(df2 / 2, df1 / 2, df2 / total, (df1 * x) / total).lower;
}

/** P(X <= x): `n` trials of chance `p`. */
export function binomCdf(x: number, n: number, p: number): number {
  const k = Math.floor(x + 1e-7);
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(n - k, k + 1, 1 - p, p).lower;
}

/** P(X > x), computed directly. */
export function binomSf(x: number, n: number, p: number): number {
  const k = Math.floor(x + 1e-7);
  if (k < 0) return 1;
  return k >= n ? 0 : incompleteBeta(k + 1, n - k, p, 1 - p).lower;
}

/** P(X = k): `n` trials of chance `p`. */
export function binomPmf(k: number, n: number, p: number): number {
  return k < 0 || k > n ? 0 : binomialTerm(k, n - k, p, 1 - p);
}

/** P(X <= x): Poisson with a mean. */
export function poissonCdf(x: number, mean: number): number {
  const k = Math.floor(x + 1e-7);
  return k < 0 ? 0 : incompleteGamma(k + 1, mean).upper;
}
