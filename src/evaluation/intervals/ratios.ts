import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { findRoot } from "../numeric/roots.ts";
import { type PlainWarning, when } from "../warning.ts";
import { conditionalOddsRatio, conditionalOf } from "./conditional.ts";
import { checkLevel, checkShare, type Limits, type Share } from "./shares.ts";

/** A ratio without a value (0 / 0, or an infinite one) is NaN or Infinity, and so are its limits. */
export interface Ratio extends Limits {
  readonly ratio: number;
  /** How the limits were found; log intervals do not exist where a count is 0. */
  readonly method: "log" | "score" | "exact";
}

export interface RiskRatio {
  readonly rr: Ratio;
  readonly or: Ratio;
  readonly warnings: readonly PlainWarning[];
}

/** Chi-squared of the hypothesis that p1 / p2 is `ratio`, signed by its direction (Koopman 1984). */
function signedScore(one: Share, other: Share, ratio: number): number {
  const total = (one.n + other.n) * ratio;
  const linear = -(one.n * ratio + one.x + other.n + other.x * ratio);
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * total * (one.x + other.x)));
  // The smaller root, written so that it keeps its digits when the larger one is far away.
  const p2 = Math.min(1, (2 * (one.x + other.x)) / (-linear + root));
  const p1 = Math.min(1, p2 * ratio);
  const gap = one.x / one.n - (ratio * other.x) / other.n;
  const variance = (p1 * (1 - p1)) / one.n + (ratio * ratio * p2 * (1 - p2)) / other.n;
  return variance > 0 ? gap / Math.sqrt(variance) : 0;
}

/** Koopman's score limits of p1 / p2 (1984): they exist with a 0 in one of the counts. */
export function scoreRatioLimits(one: Share, other: Share, level: number): Limits {
  const reach = reachOf(level);
  if (one.x === 0 && other.x === 0) return { lower: 0, upper: Number.POSITIVE_INFINITY };
  const limit = (wanted: number) => {
    const f = (log: number) => signedScore(one, other, Math.exp(log)) - wanted;
    const found = findRoot(f, -60, 60, { relative: 0, absolute: 1e-13 });
    return found === undefined ? Number.NaN : Math.exp(found);
  };
  return {
    lower: one.x === 0 ? 0 : limit(reach),
    upper: other.x === 0 ? Number.POSITIVE_INFINITY : limit(-reach),
  };
}

function logRatio(ratio: number, variance: number, level: number): Ratio {
  const spread = Math.exp(reachOf(level) * Math.sqrt(variance));
  return { ratio, lower: ratio / spread, upper: ratio * spread, method: "log" };
}

/** Ratio of two shares, unchecked: Katz's log limits, or Koopman's score limits where a count is 0. */
export function ratioOfShares(one: Share, other: Share, level: number): Ratio {
  const ratio = one.x / one.n / (other.x / other.n);
  if (one.x > 0 && other.x > 0)
    return logRatio(ratio, Math.max(0, 1 / one.x - 1 / one.n + 1 / other.x - 1 / other.n), level);
  return { ratio, ...scoreRatioLimits(one, other, level), method: "score" };
}

function oddsRatio(one: Share, other: Share, level: number): Ratio {
  const [b, d] = [one.n - one.x, other.n - other.x];
  const ratio = (one.x * d) / (b * other.x);
  if (one.x > 0 && other.x > 0 && b > 0 && d > 0)
    return logRatio(ratio, 1 / one.x + 1 / b + 1 / other.x + 1 / d, level);
  const whole = [one.x, one.n, other.x, other.n].every(Number.isSafeInteger);
  if (!whole) return { ratio, lower: Number.NaN, upper: Number.NaN, method: "exact" };
  const table = conditionalOf([
    [
      [one.x, b],
      [other.x, d],
    ],
  ]);
  const { lower, upper } = conditionalOddsRatio(table, level);
  return { ratio, lower, upper, method: "exact" };
}

/**
 * Risk ratio and odds ratio of two shares with log intervals (Katz et al. 1978; Woolf 1955). With a 0 among the counts
 * nothing is added to them: the limits are Koopman's score and the conditional exact ones, and a warning says so.
 */
export function riskRatio(one: Share, other: Share, level = 0.95): Result<RiskRatio, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkShare(one, "1") ?? checkShare(other, "2");
  if (failure) return refused(failure);
  const zero = one.x === 0 || other.x === 0 || one.x === one.n || other.x === other.n;
  return accepted({
    rr: ratioOfShares(one, other, level),
    or: oddsRatio(one, other, level),
    warnings: when(zero, "zero_cell"),
  });
}
