import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { assignmentsOf, type DrawLayer, eachAssignment, eachDrawn, type Transform } from "./assignments.ts";
import { blocksOf, drawsFor, monteCarloP } from "./blocks.ts";
import type { PermutationOptions } from "./permStratified.ts";
import type { Trial } from "./sample.ts";

/**
 * What is compared: families of all treated clusters with those of all others; means of clusters, each cluster counting once;
 * or families within each stratum, strata weighted by n1 n0 / (n1 + n0).
 */
export type ClusterStatistic =
  | "difference of family means"
  | "difference of cluster means"
  | "difference within strata";

export interface ClusterAnswer {
  readonly observed: number;
  readonly pTwoSided: number;
  readonly pGreater: number;
  readonly pLess: number;
  /** All possible assignments, gone through or not. */
  readonly assignments: number;
  /** Different values of the statistic; only when all assignments were gone through. */
  readonly distinct?: number;
  readonly method: "exact" | "montecarlo";
  readonly draws?: number;
  readonly pError?: number;
  readonly clusters: number;
}

/** Sums per cluster: outcomes, families, families that were treated. */
export interface ClusterDraw {
  readonly layers: readonly DrawLayer[];
  readonly transform: Transform;
  /** The statistic of the sums over strata; `of` 0 asks for the outcomes, 1 for the treatment as it was. */
  readonly statisticOf: (sums: Float64Array, of: 0 | 1) => number;
  /** Sums of the assignment that happened. */
  readonly observed: Float64Array;
  readonly clusters: number;
}

interface ClusterSums {
  readonly y: Float64Array;
  readonly size: Float64Array;
  readonly treated: Uint8Array;
  readonly stratum: Int32Array;
}

function clusterSums({ y, treated, stratum, cluster, clusters }: Trial): ClusterSums {
  const sums = {
    y: new Float64Array(clusters.length),
    size: new Float64Array(clusters.length),
    treated: new Uint8Array(clusters.length),
    stratum: new Int32Array(clusters.length).fill(-1),
  };
  for (let at = 0; at < y.length; at++) {
    const one = cluster[at] ?? 0;
    sums.y[one] = (sums.y[one] ?? 0) + (y[at] ?? 0);
    sums.size[one] = (sums.size[one] ?? 0) + 1;
    sums.treated[one] = treated[at] ?? 0;
    sums.stratum[one] = stratum[at] ?? 0;
  }
  return sums;
}

function layersOf(
  { y, size, treated, stratum }: ClusterSums,
  strata: number,
  byCluster: boolean,
): readonly DrawLayer[] {
  return Array.from({ length: strata }, (_, place) => {
    const items = [...stratum.keys()].filter((one) => stratum[one] === place);
    const weight = (one: number) => (byCluster ? 1 : (size[one] ?? 0));
    const value = (one: number) => (y[one] ?? 0) / (byCluster ? (size[one] ?? 1) : 1);
    return {
      numbers: [
        Float64Array.from(items, value),
        Float64Array.from(items, weight),
        Float64Array.from(items, (one) => (treated[one] ?? 0) * weight(one)),
      ],
      drawn: items.reduce((sum, one) => sum + (treated[one] ?? 0), 0),
    };
  }).filter(({ numbers }) => (numbers[0]?.length ?? 0) > 0);
}

function total(list: Float64Array | undefined): number {
  return list?.reduce((sum, value) => sum + value, 0) ?? 0;
}

/** Means of those drawn less means of the others, from sums [outcomes, families, treated families] of those drawn. */
function overallDifference(layers: readonly DrawLayer[]): ClusterDraw["statisticOf"] {
  const [y, size, treated] = [0, 1, 2].map((at) => layers.reduce((sum, { numbers }) => sum + total(numbers[at]), 0));
  return (sums, of) => {
    const drawn = (of === 0 ? sums[0] : sums[2]) ?? 0;
    const all = (of === 0 ? y : treated) ?? 0;
    const n = sums[1] ?? 0;
    return drawn / n - (all - drawn) / ((size ?? 0) - n);
  };
}

/** Within a stratum n1 n0 / (n1 + n0) times the difference is the sum drawn less its expectation. */
function withinStrata(layers: readonly DrawLayer[]): Transform {
  const totals = layers.map(({ numbers }) => numbers.map(total));
  return (sums, layer) => {
    const [y = 0, size = 1, treated = 0] = totals[layer] ?? [];
    const n = sums[1] ?? 0;
    const share = n / size;
    return Float64Array.of((sums[0] ?? 0) - share * y, n * (1 - share), (sums[2] ?? 0) - share * treated);
  };
}

function observedSums({ layers, transform }: Pick<ClusterDraw, "layers" | "transform">): Float64Array {
  return layers.reduce((before, { numbers }, layer) => {
    const was = numbers[2] ?? new Float64Array(0);
    const sums = Float64Array.from(numbers, (list) =>
      list.reduce((sum, value, at) => sum + ((was[at] ?? 0) > 0 ? value : 0), 0),
    );
    return transform(sums, layer).map((value, at) => value + (before[at] ?? 0));
  }, new Float64Array(3));
}

/** How whole clusters can be drawn in a trial and what each draw would have given. */
export function clusterDraw(trial: Trial, statistic: ClusterStatistic): ClusterDraw {
  const sums = clusterSums(trial);
  const layers = layersOf(sums, trial.strata, statistic === "difference of cluster means");
  const clusters = sums.stratum.filter((stratum) => stratum >= 0).length;
  const same: Transform = (one) => one;
  const within = statistic === "difference within strata";
  const transform = within ? withinStrata(layers) : same;
  const ratio = (one: Float64Array, of: 0 | 1) => ((of === 0 ? one[0] : one[2]) ?? 0) / (one[1] ?? 1);
  const statisticOf = within ? ratio : overallDifference(layers);
  return { layers, transform, statisticOf, observed: observedSums({ layers, transform }), clusters };
}

function distinctOf(values: readonly number[], near: number): number {
  const sorted = Float64Array.from(values).sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at === 0 || (sorted[at] ?? 0) - (sorted[at - 1] ?? 0) > near) distinct++;
  }
  return distinct;
}

interface Tail {
  greater: number;
  less: number;
  far: number;
}

function tallier(observed: number, near: number): { readonly tail: Tail; readonly add: (value: number) => void } {
  const tail: Tail = { greater: 0, less: 0, far: 0 };
  const add = (value: number) => {
    if (value >= observed - near) tail.greater++;
    if (value <= observed + near) tail.less++;
    if (Math.abs(value) >= Math.abs(observed) - near) tail.far++;
  };
  return { tail, add };
}

export interface ClusterOptions extends PermutationOptions {
  readonly statistic?: ClusterStatistic;
  /** Up to so many assignments are all gone through. */
  readonly exactLimit?: number;
}

/**
 * Randomisation test for whole clusters drawn within strata, the statistic recomputed from families. All assignments are gone
 * through up to a million, otherwise so many are drawn from a seed with p = (b + 1) / (B + 1). Two-sided: a difference at
 * least as large in either direction. Refuses `exact` beyond the limit.
 */
export function permCluster(
  trial: Trial,
  {
    statistic = "difference of family means",
    method = "auto",
    draws: asked,
    seed = "1",
    exactLimit = 1e6,
  }: ClusterOptions = {},
): Result<ClusterAnswer, EvaluationFailure> {
  const draw = clusterDraw(trial, statistic);
  const observed = draw.statisticOf(draw.observed, 0);
  const near = 1e-9 * trial.y.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const assignments = assignmentsOf(draw.layers);
  const { tail, add } = tallier(observed, near);
  const found = { observed, assignments, clusters: draw.clusters };
  if (method !== "montecarlo" && assignments <= exactLimit) {
    const values: number[] = [];
    eachAssignment(draw.layers, draw.transform, (sums) => {
      const value = draw.statisticOf(sums, 0);
      values.push(value);
      add(value);
    });
    const share = (count: number) => count / assignments;
    const p = { pTwoSided: share(tail.far), pGreater: share(tail.greater), pLess: share(tail.less) };
    return accepted({ ...found, ...p, distinct: distinctOf(values, near), method: "exact" });
  }
  if (method === "exact") return refused({ code: "too_many_assignments", assignments, most: exactLimit });
  const chosen = drawsFor(asked, trial.y.length);
  if (!chosen.ok) return chosen;
  const draws = chosen.value;
  for (const block of blocksOf(seed, draws)) eachDrawn(draw, block, (sums) => add(draw.statisticOf(sums, 0)));
  const pTwoSided = monteCarloP(tail.far, draws);
  return accepted({
    ...found,
    pTwoSided,
    pGreater: monteCarloP(tail.greater, draws),
    pLess: monteCarloP(tail.less, draws),
    method: "montecarlo",
    draws,
    pError: Math.sqrt((pTwoSided * (1 - pTwoSided)) / draws),
  });
}
