import type { SuppressionRule } from "./rule.ts";

/** The numbers of a figure over everybody. Null: not counted, and told nowhere. */
export interface TotalCounts {
  /** Whether whom `above` counts are some of whom `below` counts: then the rest can be worked out and is a count too. */
  readonly subset: boolean;
  /** Children behind the numbers, when these count something else (moves, days). */
  readonly n: number | null;
  readonly above: number | null;
  readonly below: number | null;
}

/** Whether a count is small: none is not, because nobody stands behind it. */
export function isFew(count: number | null, { limit }: SuppressionRule): boolean {
  return count !== null && count > 0 && count <= limit;
}

/** Whether a figure over everybody tells, or lets work out, a small count; then nothing of it is published, nor of its groups. */
export function isTotalTooSmall({ subset, n, above, below }: TotalCounts, rule: SuppressionRule): boolean {
  const rest = subset && above !== null && below !== null ? below - above : null;
  return [n, above, below, rest].some((count) => isFew(count, rule));
}
