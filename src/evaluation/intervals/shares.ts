import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { betaInv } from "../numeric/distributions.ts";

export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** `x` of `n` units, each counted once. */
export interface Share {
  readonly x: number;
  readonly n: number;
}

/** Refuses a level that is not between 0 and 1. */
export function checkLevel(level: number): EvaluationFailure | undefined {
  return level > 0 && level < 1 ? undefined : { code: "out_of_range", field: "level", least: 0, most: 1 };
}

/** Refuses an empty base, and more cases than the base holds. */
export function checkShare({ x, n }: Share, suffix = ""): EvaluationFailure | undefined {
  if (!(n > 0 && Number.isFinite(n)))
    return { code: "out_of_range", field: `n${suffix}`, least: 1, most: Number.MAX_SAFE_INTEGER };
  return x >= 0 && x <= n ? undefined : { code: "out_of_range", field: `x${suffix}`, least: 0, most: n };
}

/** The largest count the exact methods answer: beyond, they take too long and the approximate ones are as good. */
export const MOST_COUNT = 1e9;

/** Refuses counts that are not whole (the exact methods only exist for those) or beyond all bounds. */
export function checkWhole(counts: Readonly<Record<string, number>>): EvaluationFailure | undefined {
  for (const [field, count] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(count) && count >= 0))
      return { code: "malformed_input", field, expected: "whole_number_not_negative" };
    if (count > MOST_COUNT) return { code: "out_of_range", field, least: 0, most: MOST_COUNT };
  }
  return undefined;
}

/** Wilson's limits (1927) of a share, unchecked: they hold near 0 and 1, where 0 of 12 leaves 0.24 possible. */
export function wilsonLimits({ x, n }: Share, level: number): Limits {
  const reach = reachOf(level);
  const squared = reach * reach;
  const share = x / n;
  const centre = x + squared / 2;
  const half = reach * Math.sqrt(n * share * (1 - share) + squared / 4);
  return {
    lower: x <= 0 ? 0 : Math.max(0, (centre - half) / (n + squared)),
    upper: x >= n ? 1 : Math.min(1, (centre + half) / (n + squared)),
  };
}

/** Share with Wilson's score interval (1927), without continuity correction. Fails with `out_of_range`. */
export function wilson(share: Share, level = 0.95): Result<Limits & { readonly estimate: number }, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkShare(share);
  if (failure) return refused(failure);
  return accepted({ estimate: share.x / share.n, ...wilsonLimits(share, level) });
}

/** Clopper and Pearson's limits (1934), unchecked. */
export function exactLimits({ x, n }: Share, level: number): Limits {
  const tail = (1 - level) / 2;
  return {
    lower: x === 0 ? 0 : betaInv(tail, x, n - x + 1),
    upper: x === n ? 1 : betaInv(1 - tail, x + 1, n - x),
  };
}

/** Share with Clopper and Pearson's exact interval (1934). Fails with `out_of_range`, or `malformed_input` for fractions. */
export function clopperPearson(
  share: Share,
  level = 0.95,
): Result<Limits & { readonly estimate: number }, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkWhole({ x: share.x, n: share.n }) ?? checkShare(share);
  if (failure) return refused(failure);
  return accepted({ estimate: share.x / share.n, ...exactLimits(share, level) });
}

/** Newcombe's limits of p1 - p2, unchecked. */
export function newcombeLimits(one: Share, other: Share, level: number): Limits & { readonly difference: number } {
  const [p1, p2] = [one.x / one.n, other.x / other.n];
  const [first, second] = [wilsonLimits(one, level), wilsonLimits(other, level)];
  const difference = p1 - p2;
  return {
    difference,
    lower: difference - Math.hypot(p1 - first.lower, second.upper - p2),
    upper: difference + Math.hypot(first.upper - p1, p2 - second.lower),
  };
}

/** Difference of two shares with Newcombe's hybrid score interval (1998, method 10). Fails with `out_of_range`. */
export function newcombe(
  one: Share,
  other: Share,
  level = 0.95,
): Result<Limits & { readonly difference: number }, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkShare(one, "1") ?? checkShare(other, "2");
  return failure ? refused(failure) : accepted(newcombeLimits(one, other, level));
}
