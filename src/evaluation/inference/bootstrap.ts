import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normCdf, normInv } from "../numeric/distributions.ts";
import { quantileOfSorted, sum } from "../numeric/sums.ts";
import { MOST_DRAWS } from "../refusals.ts";
import type { Groups } from "../terms.ts";
import { type Block, blocksOf } from "./blocks.ts";

/** The unit that was drawn or sampled: rows of a cluster go together, and as many clusters are drawn as each stratum has. */
export interface BootstrapDesign {
  readonly n: number;
  readonly cluster?: Groups | undefined;
  readonly strata?: Groups | undefined;
}

/** A number computed from rows (counted from 0, with repetitions). NaN where it cannot be computed. */
export type Statistic = (rows: Uint32Array) => number;

export interface BootstrapOptions {
  readonly draws: number;
  readonly seed: bigint | string;
  readonly level?: number;
}

export interface BootstrapAnswer {
  readonly estimate: number;
  readonly se: number;
  readonly bias: number;
  readonly percentile: readonly [number, number];
  /** Bias-corrected and accelerated; null where the acceleration cannot be had, such as with one cluster per stratum. */
  readonly bca: readonly [number, number] | null;
  readonly draws: number;
  /** Draws in which the statistic could not be computed: left out, and shown. */
  readonly failed: number;
}

/** Rows of each cluster, clusters by stratum. */
export type Resampling = readonly (readonly Uint32Array[])[];

/** Groups rows for resampling. Refuses rows without a cluster or stratum, and clusters that lie in two strata. */
export function resamplingOf({ n, cluster, strata }: BootstrapDesign): Result<Resampling, EvaluationFailure> {
  if (n === 0) return refused({ code: "no_rows" });
  const rowsOf = new Map<number, number[]>();
  const stratumOf = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    const one = cluster ? (cluster.codes[row] ?? -1) : row;
    const place = strata ? (strata.codes[row] ?? -1) : 0;
    if (one < 0 || place < 0)
      return refused({ code: "malformed_input", field: one < 0 ? "cluster" : "strata", expected: "no_missing" });
    const before = stratumOf.get(one) ?? place;
    if (before !== place)
      return refused({ code: "cluster_in_two_strata", cluster: cluster?.levels[one] ?? String(row + 1) });
    stratumOf.set(one, place);
    const rows = rowsOf.get(one);
    if (rows) rows.push(row);
    else rowsOf.set(one, [row]);
  }
  const places = [...new Set(stratumOf.values())].sort((one, other) => one - other);
  return accepted(
    places.map((place) =>
      [...rowsOf].filter(([one]) => stratumOf.get(one) === place).map(([, rows]) => Uint32Array.from(rows)),
    ),
  );
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const rows = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}

/** The statistic of each draw of one block; blocks may be computed anywhere and are put in order. */
export function bootstrapBlock(resampling: Resampling, { rng, draws }: Block, statistic: Statistic): Float64Array {
  return Float64Array.from({ length: draws }, () => {
    const parts = resampling.flatMap((clusters) =>
      clusters.map(() => clusters[rng.int(clusters.length)] ?? new Uint32Array(0)),
    );
    return statistic(joined(parts));
  });
}

/** Acceleration from leaving out one cluster at a time, by stratum (Davison and Hinkley 1997, section 5.4). */
function acceleration(resampling: Resampling, statistic: Statistic): number {
  let [cubes, squares] = [0, 0];
  for (const [place, clusters] of resampling.entries()) {
    const n = clusters.length;
    const without = clusters.map((_, left) =>
      statistic(
        joined(resampling.flatMap((others, at) => (at === place ? others.filter((__, one) => one !== left) : others))),
      ),
    );
    const centre = sum(without) / n;
    const influence = without.map((value) => (n - 1) * (centre - value));
    cubes += sum(influence.map((value) => value ** 3)) / n ** 3;
    squares += sum(influence.map((value) => value ** 2)) / n ** 2;
  }
  return cubes / (6 * squares ** 1.5);
}

function bcaOf(
  sorted: Float64Array,
  { estimate, a, level }: { estimate: number; a: number; level: number },
): BootstrapAnswer["bca"] {
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const z0 = normInv(below / sorted.length);
  if (!Number.isFinite(z0) || !Number.isFinite(a)) return null;
  const limit = (p: number) => {
    const z = z0 + normInv(p);
    return quantileOfSorted(sorted, normCdf(z0 + z / (1 - a * z)));
  };
  return [limit((1 - level) / 2), limit((1 + level) / 2)];
}

/**
 * Bootstrap of a statistic, resampling whole clusters within strata (Davison and Hinkley 1997), with percentile and BCa
 * intervals (Efron 1987); quantiles are of type 7. The same seed gives the same answer. Refuses fewer than 2 draws.
 */
export function bootstrap(
  design: BootstrapDesign,
  { draws, seed, level = 0.95 }: BootstrapOptions,
  statistic: Statistic,
): Result<BootstrapAnswer, EvaluationFailure> {
  if (!Number.isInteger(draws) || draws < 2 || draws > MOST_DRAWS)
    return refused({ code: "out_of_range", field: "draws", least: 2, most: MOST_DRAWS });
  if (!(level > 0 && level < 1)) return refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
  const resampling = resamplingOf(design);
  if (!resampling.ok) return resampling;
  const values = blocksOf(seed, draws).flatMap((block) => [...bootstrapBlock(resampling.value, block, statistic)]);
  const sorted = Float64Array.from(values.filter((value) => Number.isFinite(value))).sort();
  const estimate = statistic(Uint32Array.from({ length: design.n }, (_, row) => row));
  if (sorted.length < 2 || !Number.isFinite(estimate)) return refused({ code: "not_converged", method: "bootstrap" });
  const centre = sum(sorted) / sorted.length;
  const se = Math.sqrt(sum(sorted.map((value) => (value - centre) ** 2)) / (sorted.length - 1));
  const a = acceleration(resampling.value, statistic);
  return accepted({
    estimate,
    se,
    bias: centre - estimate,
    percentile: [quantileOfSorted(sorted, (1 - level) / 2), quantileOfSorted(sorted, (1 + level) / 2)],
    bca: bcaOf(sorted, { estimate, a, level }),
    draws,
    failed: draws - sorted.length,
  });
}
