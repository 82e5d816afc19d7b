import { reachOf } from "../normal.ts";
import { positionAt } from "./riskTable.ts";

/** Scale on which an interval of a survival share is symmetric. */
export type ConfType = "log-log" | "log" | "plain";

/** A survival curve: one place per time at which someone left. */
export interface Curve {
  readonly times: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly survival: Float64Array;
  /** Variance of log S; Infinity where S is 0. */
  readonly logVariance: Float64Array;
}

export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

export interface IntervalOptions {
  readonly confType: ConfType;
  readonly level: number;
}

/** Limits of S from the variance of log S; NaN where they do not exist (S = 0). Kalbfleisch and Prentice 2002, 1.4.1. */
export function survivalLimits(survival: number, logVariance: number, { confType, level }: IntervalOptions): Limits {
  if (!(survival > 0)) return { lower: Number.NaN, upper: Number.NaN };
  const reach = reachOf(level) * Math.sqrt(logVariance);
  if (confType === "plain")
    return { lower: Math.max(0, survival * (1 - reach)), upper: Math.min(1, survival * (1 + reach)) };
  if (confType === "log") return { lower: survival * Math.exp(-reach), upper: Math.min(1, survival * Math.exp(reach)) };
  if (survival >= 1) return { lower: 1, upper: 1 };
  const spread = Math.exp(reach / -Math.log(survival));
  return { lower: survival ** spread, upper: survival ** (1 / spread) };
}

/** How far S may miss 1 - q by rounding and still be on it. */
const SAME = 1.5e-8;

/**
 * The first time at which a falling step curve is at or below 1 - q; when it lies exactly on 1 - q for a while, the
 * middle of that while (up to the next fall, or the last time). NaN when it never gets there, never 0.
 */
export function quantileTime(times: Float64Array, shares: Float64Array, q: number): number {
  const wanted = 1 - q;
  for (let at = 0; at < times.length; at++) {
    const share = shares[at] ?? Number.NaN;
    if (!(share <= wanted + SAME)) continue;
    const first = times[at] ?? Number.NaN;
    if (share < wanted - SAME) return first;
    let end = at;
    while (end + 1 < times.length && Math.abs((shares[end + 1] ?? 0) - share) <= SAME) end++;
    const last = times[Math.min(end + 1, times.length - 1)] ?? first;
    return (first + last) / 2;
  }
  return Number.NaN;
}

/** S and its interval just after a time; 1 with no error before the first time. */
export function survivalAt(curve: Curve, time: number, options: IntervalOptions) {
  const at = positionAt(curve.times, time + 1e-8 * Math.abs(time));
  if (at < 0) return { surv: 1, se: 0, lower: 1, upper: 1 };
  const surv = curve.survival[at] ?? Number.NaN;
  const logVariance = curve.logVariance[at] ?? Number.NaN;
  const se = surv > 0 ? surv * Math.sqrt(logVariance) : Number.NaN;
  return { surv, se, ...survivalLimits(surv, logVariance, options) };
}

/** A quantile of the times with the limits read off the curves of the limits. NaN: not reached while observed. */
export function quantileOf(curve: Curve, q: number, options: IntervalOptions) {
  const lower = new Float64Array(curve.times.length);
  const upper = new Float64Array(curve.times.length);
  for (let at = 0; at < lower.length; at++) {
    const limits = survivalLimits(curve.survival[at] ?? Number.NaN, curve.logVariance[at] ?? Number.NaN, options);
    lower[at] = limits.lower;
    upper[at] = limits.upper;
  }
  return {
    time: quantileTime(curve.times, curve.survival, q),
    lower: quantileTime(curve.times, lower, q),
    upper: quantileTime(curve.times, upper, q),
  };
}

/**
 * Restricted mean: the area under S from 0 to tau, and its error: root of the sum over event times of
 * (area from there to tau)^2 d / (r (r - d)) (Klein and Moeschberger 2003, 4.5). S goes on flat after the last time.
 */
export function restrictedMean(curve: Curve, tau: number): { tau: number; value: number; se: number } {
  const last = positionAt(curve.times, tau);
  let area = 0;
  let variance = 0;
  let to = tau;
  for (let at = last; at >= 0; at--) {
    const from = curve.times[at] ?? 0;
    area += (curve.survival[at] ?? 0) * (to - from);
    to = from;
    const risk = curve.atRisk[at] ?? 0;
    const here = curve.events[at] ?? 0;
    if (here > 0 && risk - here > 0) variance += (area * area * here) / (risk * (risk - here));
  }
  return { tau, value: area + to, se: Math.sqrt(variance) };
}
