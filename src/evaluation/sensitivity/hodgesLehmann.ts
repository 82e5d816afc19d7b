import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { invalidGamma } from "./pairs.ts";

export interface EffectBound {
  readonly gamma: number;
  readonly lower: number;
  readonly upper: number;
}

/** Above this many pairs the averages are counted instead of listed: 2,000 pairs make 2 million averages, 16 MB. */
const MOST_LISTED = 2000;

/** How many averages of two values (a value with itself too) are at least `x`. `sorted` ascends. */
function countFrom(sorted: Float64Array, x: number): number {
  const n = sorted.length;
  let count = 0;
  let from = n;
  for (let low = 0; low < n; low++) {
    const value = sorted[low] ?? 0;
    while (from > 0 && (value + (sorted[from - 1] ?? 0)) / 2 >= x) from--;
    count += n - Math.max(from, low);
  }
  return count;
}

/** The k-th largest average, found by halving between the least and the greatest: no list of averages is made. */
function countedAverage(sorted: Float64Array, k: number): number {
  let low = sorted[0] ?? 0;
  let high = sorted[sorted.length - 1] ?? 0;
  if (countFrom(sorted, high) >= k) return high;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    if (countFrom(sorted, middle) >= k) low = middle;
    else high = middle;
  }
}

function listedAverages(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  const averages = new Float64Array((n * (n + 1)) / 2);
  let at = 0;
  for (let one = 0; one < n; one++) {
    for (let other = one; other < n; other++) averages[at++] = ((sorted[one] ?? 0) + (sorted[other] ?? 0)) / 2;
  }
  return averages.sort();
}

/** The k-th largest average of two differences, k from 1. */
function averageFinder(differences: Float64Array): (k: number) => number {
  const sorted = differences.slice().sort();
  if (sorted.length > MOST_LISTED) return (k) => countedAverage(sorted, k);
  const averages = listedAverages(sorted);
  return (k) => averages[averages.length - k] ?? Number.NaN;
}

/**
 * Bounds of the Hodges-Lehmann estimate of a constant effect under hidden bias Gamma (Rosenbaum 1993, JASA 88:1250-1253), read
 * exactly from the M averages of two differences sorted downwards: with p = Gamma / (1 + Gamma) the lower bound stands at
 * place pM, the upper at (1 - p)M; between two places their mean. `differences`: treated minus control, no NaN.
 */
export function rosenbaumHodgesLehmann(
  differences: Float64Array,
  gammas: readonly number[],
): Result<readonly EffectBound[], EvaluationFailure> {
  const invalid = invalidGamma(gammas);
  if (invalid) return refused(invalid);
  const n = differences.length;
  if (n === 0) return refused({ code: "no_rows" });
  const averages = (n * (n + 1)) / 2;
  const find = averageFinder(differences);
  const placed = (place: number) => {
    const whole = Math.round(place);
    if (Math.abs(place - whole) > 1e-13 * averages) return find(Math.min(averages, Math.ceil(place)));
    const at = Math.min(averages, Math.max(1, whole));
    return (find(at) + find(Math.min(averages, at + 1))) / 2;
  };
  return accepted(
    gammas.map((gamma) => ({
      gamma,
      lower: placed((gamma / (1 + gamma)) * averages),
      upper: placed(averages / (1 + gamma)),
    })),
  );
}
