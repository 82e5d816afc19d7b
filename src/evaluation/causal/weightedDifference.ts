import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import type { Pairs } from "./nearest.ts";

/** A difference of weighted means. */
export interface WeightedDifference {
  readonly estimate: number;
  readonly meanTreated: number;
  readonly meanControl: number;
}

/** The difference of weighted means between the arms; NaN where an arm has no weight. */
export function weightedDifference(y: Float64Array, treat: Float64Array, weights: Float64Array): WeightedDifference {
  const sums = [0, 0];
  const totals = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    const arm = treat[i] === 1 ? 1 : 0;
    sums[arm] = (sums[arm] ?? 0) + weight * (y[i] ?? 0);
    totals[arm] = (totals[arm] ?? 0) + weight;
  }
  const meanTreated = (sums[1] ?? 0) / (totals[1] ?? 0);
  const meanControl = (sums[0] ?? 0) / (totals[0] ?? 0);
  return { estimate: meanTreated - meanControl, meanTreated, meanControl };
}

/** HC0 of the weighted regression on treatment: the weights are taken as known. */
export function seWeightsKnown(y: Float64Array, treat: Float64Array, weights: Float64Array): number {
  const { meanTreated, meanControl } = weightedDifference(y, treat, weights);
  const squares = [0, 0];
  const totals = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const arm = treat[i] === 1 ? 1 : 0;
    const weight = weights[i] ?? 0;
    squares[arm] = (squares[arm] ?? 0) + (weight * ((y[i] ?? 0) - (arm === 1 ? meanTreated : meanControl))) ** 2;
    totals[arm] = (totals[arm] ?? 0) + weight;
  }
  return Math.sqrt((squares[1] ?? 0) / (totals[1] ?? 0) ** 2 + (squares[0] ?? 0) / (totals[0] ?? 0) ** 2);
}

/**
 * The standard error of a matched difference with whole pairs (a treated and its matches) as clusters: CR1 of the weighted
 * regression. A control used in several pairs stands once in each.
 */
export function seByPair(y: Float64Array, pairs: Pairs, matches: Uint32Array): Result<number, EvaluationFailure> {
  const values: number[] = [];
  const arms: number[] = [];
  const weights: number[] = [];
  const clusters: number[] = [];
  const seen = new Set<number>();
  pairs.treated.forEach((row, at) => {
    if (!seen.has(row)) {
      seen.add(row);
      values.push(y[row] ?? 0);
      arms.push(1);
      weights.push(1);
      clusters.push(row);
    }
    values.push(y[pairs.control[at] ?? 0] ?? 0);
    arms.push(0);
    weights.push(1 / (matches[row] ?? 1));
    clusters.push(row);
  });
  if (seen.size < 2) return refused({ code: "too_few_clusters", n: seen.size, needed: 2 });
  const n = values.length;
  const cols = [new Float64Array(n).fill(1), Float64Array.from(arms)];
  const X = { n, p: 2, names: ["(Intercept)", "treated"], cols };
  const fit = ols(Float64Array.from(values), X, {
    weights: Float64Array.from(weights),
    vcov: { cluster: Int32Array.from(clusters), type: "CR1" },
  });
  return fit.ok ? accepted(fit.value.se[1] ?? Number.NaN) : fit;
}
