import { incompleteBeta } from "./incomplete.ts";
import { lnGamma, logNormalTail, normalTail } from "./special.ts";

const FAR_BELOW = 46;
const MOST_STEPS = 40_000;

/** ln of the density of u = ln(sqrt(chi2 / df)). */
function logDensity(u: number, df: number): number {
  const half = df / 2;
  const constant = df > 200 ? logConstantLarge(half) : Math.log(2) + half * Math.log(half) - lnGamma(half) - half;
  // df (u - (e^2u - 1) / 2), with the constant taken at the mode u = 0.
  return constant + df * (u - Math.expm1(2 * u) / 2);
}

/** ln(2 h^h e^-h / Gamma(h)) for large h by Stirling's series, without the cancellation of its parts. */
function logConstantLarge(h: number): number {
  const inverse = 1 / h;
  return (
    0.5 * Math.log((2 * h) / Math.PI) - inverse * (1 / 12 - inverse * inverse * (1 / 360 - (inverse * inverse) / 1260))
  );
}

/** The sum of exp(g) over steps of `stride` from `mode` outwards until g is far below its top. */
function integrate(g: (u: number) => number, mode: number, stride: number): number {
  const top = g(mode);
  let sum = 1;
  for (const direction of [-1, 1])
    for (let k = 1; k < MOST_STEPS; k++) {
      const here = g(mode + direction * k * stride) - top;
      if (!(here > -FAR_BELOW)) break;
      sum += Math.exp(here);
    }
  return Math.exp(top) * sum * stride;
}

function modeOf(g: (u: number) => number, df: number): number {
  // The mode lies between the density's own and where the normal factor stops asking for more: a coarse scan, then halving.
  let best = 0;
  let bestValue = g(0);
  const reach = Math.max(2, 40 / Math.sqrt(df));
  for (let k = -400; k <= 400; k++) {
    const u = (k / 400) * reach;
    const value = g(u);
    if (value > bestValue) [best, bestValue] = [u, value];
  }
  for (let step = reach / 400; step > 1e-6; step /= 2)
    for (const u of [best - step, best + step]) {
      const value = g(u);
      if (value > bestValue) [best, bestValue] = [u, value];
    }
  return best;
}

/** One tail of the noncentral t: the mean over s = sqrt(chi2/df) of the normal tail beyond x s - ncp. */
function tail(x: number, df: number, ncp: number, upper: boolean): number {
  const sign = upper ? 1 : -1;
  const g = (u: number) => logDensity(u, df) + logNormalTail(sign * (x * Math.exp(u) - ncp));
  const mode = modeOf(g, df);
  const stride = 0.3 * Math.min(1 / Math.sqrt(2 * df), 1 / (1 + Math.abs(x) * Math.exp(mode)));
  return integrate(g, mode, stride);
}

/**
 * P(T <= x) for the noncentral t with `df` degrees of freedom and noncentrality `ncp`. The integrand over the scale is
 * positive and analytic, so the trapezoidal rule on the log scale converges geometrically and both tails keep their
 * relative accuracy (compare Lenth 1989, AS 243, whose alternating sum loses it for x < 0).
 */
export function nctCdf(x: number, df: number, ncp: number): number {
  if (Number.isNaN(x + df + ncp) || df <= 0) return Number.NaN;
  const lower = tail(x, df, ncp, false);
  return lower > 0.5 ? 1 - tail(x, df, ncp, true) : lower;
}

/** P(T > x) for the noncentral t, computed directly. */
export function nctSf(x: number, df: number, ncp: number): number {
  return nctCdf(-x, df, -ncp);
}

/**
 * P(T <= x) by Lenth's twin series (1989, AS 243; terms added until the rest is below 1e-12), for |ncp| below 37. Left of 0
 * it is 1 less the upper share: that is how published tables and other programs give small lower shares, with the
 * last digits of a number near 1. `nctCdf` is the direct value.
 */
export function nctCdfBySeries(t: number, df: number, ncp: number): number {
  const shift = t < 0 ? -ncp : ncp;
  const x = (t * t) / (t * t + df);
  const half = df / 2;
  let p = 0.5 * Math.exp(-0.5 * shift * shift);
  let q = Math.sqrt(2 / Math.PI) * p * shift;
  let rest = 0.5 - p;
  const none = (df / (t * t + df)) ** half;
  const logBeta = 0.5 * Math.log(Math.PI) + lnGamma(half) - lnGamma(half + 0.5);
  let odd = incompleteBeta(0.5, half, x, 1 - x).lower;
  let oddStep = 2 * none * Math.exp(0.5 * Math.log(x) - logBeta);
  let even = half * x < Number.EPSILON ? half * x : 1 - none;
  let evenStep = half * x * none;
  let sum = p * odd + q * even;
  for (let k = 1; k <= 1000 && rest > 0; k++) {
    const a = 0.5 + k;
    odd -= oddStep;
    even -= evenStep;
    oddStep *= (x * (a + half - 1)) / a;
    evenStep *= (x * (a + half - 0.5)) / (a + 0.5);
    p *= (shift * shift) / (2 * k);
    q *= (shift * shift) / (2 * k + 1);
    sum += p * odd + q * even;
    rest -= p;
    if (Math.abs(2 * rest * (odd - oddStep)) < 1e-12) break;
  }
  const lower = Math.min(1, sum + normalTail(shift));
  return t < 0 ? 1 - lower : lower;
}
