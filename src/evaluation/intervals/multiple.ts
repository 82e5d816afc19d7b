import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

export interface AdjustedP {
  readonly holm: Float64Array;
  readonly hochberg: Float64Array;
  readonly bh: Float64Array;
  readonly by: Float64Array;
  readonly bonferroni: Float64Array;
  /** Number of tests the adjustment is for. */
  readonly family: number;
}

interface Ordered {
  /** Positions of the values present, smallest first. */
  readonly order: readonly number[];
  readonly p: Float64Array;
  readonly family: number;
}

/** Adjusted value of each rank (from 1, smallest first), made monotone from the smallest on or from the largest back. */
function adjusted(
  { order, p }: Ordered,
  factorOf: (rank: number) => number,
  from: "smallest" | "largest",
): Float64Array {
  const result = new Float64Array(p.length).fill(Number.NaN);
  let bound = from === "smallest" ? 0 : 1;
  for (let step = 0; step < order.length; step++) {
    const at = from === "smallest" ? step : order.length - 1 - step;
    const place = order[at] ?? 0;
    const value = factorOf(at + 1) * (p[place] ?? Number.NaN);
    bound = from === "smallest" ? Math.min(1, Math.max(bound, value)) : Math.min(bound, value);
    result[place] = bound;
  }
  return result;
}

/**
 * P values adjusted for testing several outcomes or groups: Bonferroni, Holm (1979), Hochberg (1988), Benjamini and
 * Hochberg (1995), Benjamini and Yekutieli (2001). NaN is a missing value and stays so. `family` is the number of tests
 * planned, when more than those with a value. Fails with `out_of_range`.
 */
export function adjustP(p: Float64Array, planned?: number): Result<AdjustedP, EvaluationFailure> {
  if (p.some((value) => value < 0 || value > 1))
    return refused({ code: "out_of_range", field: "p", least: 0, most: 1 });
  const order = Array.from(p.keys())
    .filter((place) => !Number.isNaN(p[place] ?? Number.NaN))
    .sort((left, right) => (p[left] ?? 0) - (p[right] ?? 0) || left - right);
  const family = planned ?? order.length;
  if (!(Number.isSafeInteger(family) && family >= order.length))
    return refused({ code: "out_of_range", field: "family", least: order.length, most: Number.MAX_SAFE_INTEGER });
  const ordered = { order, p, family };
  const harmonic = Array.from({ length: family }, (_, k) => 1 / (k + 1)).reduce((sum, one) => sum + one, 0);
  return accepted({
    bonferroni: adjusted(ordered, () => family, "smallest"),
    holm: adjusted(ordered, (rank) => family - rank + 1, "smallest"),
    hochberg: adjusted(ordered, (rank) => family - rank + 1, "largest"),
    bh: adjusted(ordered, (rank) => family / rank, "largest"),
    by: adjusted(ordered, (rank) => (harmonic * family) / rank, "largest"),
    family,
  });
}
