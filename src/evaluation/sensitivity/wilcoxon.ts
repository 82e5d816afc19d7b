import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normCdf, normInv, normSf } from "../numeric/distributions.ts";
import { radixArgsort } from "../numeric/sort.ts";
import { invalidGamma } from "./pairs.ts";

export type Alternative = "greater" | "less" | "two-sided";

export interface GammaBound {
  readonly gamma: number;
  readonly pLower: number;
  readonly pUpper: number;
}

export interface WilcoxonBounds {
  readonly nNonZero: number;
  /** Sum of the ranks of positive differences. */
  readonly statistic: number;
  readonly bounds: readonly GammaBound[];
  /** The Gamma at which the upper p reaches alpha; null when it is above alpha without any hidden bias. */
  readonly gammaAtAlpha: number | null;
}

export interface WilcoxonOptions {
  readonly gammas: readonly number[];
  readonly alternative?: Alternative;
  readonly alpha?: number;
}

interface SignedRanks {
  readonly n: number;
  readonly positive: number;
  readonly sum: number;
  readonly squares: number;
}

/** Ranks of the sizes of the differences, zeros dropped, equal sizes sharing their mean rank. */
function signedRanks(differences: Float64Array): SignedRanks {
  const kept = differences.filter((value) => value !== 0);
  const sizes = kept.map(Math.abs);
  const order = radixArgsort(sizes);
  let positive = 0;
  let squares = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && sizes[order[end] ?? 0] === sizes[order[start] ?? 0]) end++;
    const rank = (start + 1 + end) / 2;
    for (let at = start; at < end; at++) if ((kept[order[at] ?? 0] ?? 0) > 0) positive += rank;
    squares += (end - start) * rank * rank;
    start = end;
  }
  return { n: kept.length, positive, sum: (kept.length * (kept.length + 1)) / 2, squares };
}

/** How far the statistic lies from what it would be if positive differences had this probability. */
function deviate({ positive, sum, squares }: SignedRanks, probability: number): number {
  return (positive - probability * sum) / Math.sqrt(probability * (1 - probability) * squares);
}

function boundOf(ranks: SignedRanks, gamma: number, alternative: Alternative): GammaBound {
  const high = deviate(ranks, gamma / (1 + gamma));
  const low = deviate(ranks, 1 / (1 + gamma));
  const greater = { pLower: normSf(low), pUpper: normSf(high) };
  const less = { pLower: normCdf(high), pUpper: normCdf(low) };
  if (alternative === "greater") return { gamma, ...greater };
  if (alternative === "less") return { gamma, ...less };
  const doubled = (one: number, other: number) => Math.min(1, 2 * Math.min(one, other));
  return {
    gamma,
    pLower: doubled(greater.pLower, less.pLower),
    pUpper: doubled(greater.pUpper, less.pUpper),
  };
}

/** Solves (T - p A)^2 = z^2 p (1 - p) B for the smaller p: there the upper bound of P(T or more) is alpha. */
function gammaAt({ positive, sum, squares }: SignedRanks, alpha: number): number | null {
  const z = normInv(1 - alpha);
  const spread = z * z * squares;
  const a = sum * sum + spread;
  const b = 2 * positive * sum + spread;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * positive * positive));
  const p = z >= 0 ? (2 * positive * positive) / (b + root) : (b + root) / (2 * a);
  const gamma = p / (1 - p);
  return gamma >= 1 ? gamma : null;
}

/**
 * Bounds of the signed-rank p when hidden causes make treatment up to Gamma times likelier within a pair (Rosenbaum 2002,
 * Observational Studies, section 4.3). Zeros are dropped, ties get average ranks, normal approximation without continuity
 * correction. `differences`: treated minus control, no NaN. Refuses Gamma below 1 and pairs that all differ by 0.
 */
export function rosenbaumWilcoxon(
  differences: Float64Array,
  { gammas, alternative = "greater", alpha = 0.05 }: WilcoxonOptions,
): Result<WilcoxonBounds, EvaluationFailure> {
  const invalid = invalidGamma(gammas);
  if (invalid) return refused(invalid);
  if (!(alpha > 0 && alpha < 1)) return refused({ code: "out_of_range", field: "alpha", least: 0, most: 1 });
  const ranks = signedRanks(differences);
  if (ranks.n === 0) return refused({ code: "no_rows" });
  const turned = { ...ranks, positive: ranks.sum - ranks.positive };
  const greater = alternative === "less" ? null : gammaAt(ranks, alternative === "greater" ? alpha : alpha / 2);
  const less = alternative === "greater" ? null : gammaAt(turned, alternative === "less" ? alpha : alpha / 2);
  return accepted({
    nNonZero: ranks.n,
    statistic: ranks.positive,
    bounds: gammas.map((gamma) => boundOf(ranks, gamma, alternative)),
    gammaAtAlpha: greater === null ? less : less === null ? greater : Math.max(greater, less),
  });
}
