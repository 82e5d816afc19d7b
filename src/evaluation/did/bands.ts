import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normInv } from "../numeric/distributions.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import { MOST_DRAWS } from "../refusals.ts";
import { byCluster, type Influence, type SampleUnits } from "./influence.ts";

export interface BandOptions {
  readonly draws: number;
  readonly seed: bigint | string;
  /** Coverage of the whole band; 0.95 when absent. */
  readonly level?: number;
}

/** Standard errors and the one critical value that covers all estimates at once. */
export interface Band {
  /** Bootstrap standard error by estimate; 0 where the influence is 0 (base periods). */
  readonly se: readonly number[];
  readonly criticalValue: number;
  readonly level: number;
  readonly draws: number;
}

/** Draws per stream: the stream of block b is the seed's stream jumped b times, so any split of the work agrees. */
const BLOCK = 1000;
/** Units taken together: the signs of 8 units are one of 256 patterns, each summed once for all draws. */
const TOGETHER = 8;

/** sum over the 8 units of a group of sign * influence, for every one of the 256 sign patterns. */
function patternSums(influence: Influence, from: number, sums: Float64Array): void {
  let all = 0;
  const of = (k: number) => (influence[from + k] as number | undefined) ?? 0;
  for (let k = 0; k < TOGETHER; k++) all -= of(k);
  sums[0] = all;
  for (let k = 0, size = 1; k < TOGETHER; k++, size *= 2) {
    const twice = 2 * of(k);
    for (let pattern = 0; pattern < size; pattern++) sums[size + pattern] = (sums[pattern] as number) + twice;
  }
}

/** The bootstrap sums of every estimate in one block of draws, added up group by group in order. */
function blockSums(parts: readonly Influence[], stream: Rng, draws: number): Float64Array[] {
  const length = parts[0]?.length ?? 0;
  const patterns = new Uint8Array(draws);
  const table = new Float64Array(1 << TOGETHER);
  const all = parts.map((part) => ({ part, sums: new Float64Array(draws) }));
  for (let from = 0; from < length; from += TOGETHER) {
    for (let draw = 0; draw < draws; draw++) patterns[draw] = stream.int(256);
    for (const { part, sums } of all) {
      patternSums(part, from, table);
      for (let draw = 0; draw < draws; draw++) {
        sums[draw] = (sums[draw] as number) + (table[patterns[draw] as number] as number);
      }
    }
  }
  return all.map(({ sums }) => sums);
}

/** The smallest value with at least the share `p` of the values at or below it. */
function quantileAt(sorted: Float64Array, p: number): number {
  const place = Math.max(0, Math.ceil(p * sorted.length - 1e-9) - 1);
  return sorted[Math.min(place, sorted.length - 1)] ?? Number.NaN;
}

/**
 * Simultaneous confidence band of several estimates from their influence functions: every unit's (or cluster's)
 * influence is given a random sign, `draws` times. Standard errors are the interquartile range over that of the normal
 * distribution; the critical value is the `level` quantile of the largest studentised sum. Intervals are
 * estimate +- criticalValue * se. The same seed gives the same band on every machine.
 * Fails with `malformed_input` (draws, level) or `no_rows`.
 * Method: Callaway & Sant'Anna 2021, algorithm 1, with Rademacher multipliers.
 */
export function simultaneousBand(
  influences: readonly Influence[],
  sample: Pick<SampleUnits, "n" | "cluster">,
  { draws, seed, level = 0.95 }: BandOptions,
): Result<Band, EvaluationFailure> {
  if (!(Number.isInteger(draws) && draws >= 100)) {
    return refused({ code: "malformed_input", field: "draws", expected: "whole_number_100_or_more" });
  }
  if (draws > MOST_DRAWS) return refused({ code: "out_of_range", field: "draws", least: 100, most: MOST_DRAWS });
  if (!(level > 0 && level < 1))
    return refused({ code: "malformed_input", field: "level", expected: "number_between_0_and_1" });
  if (influences.length === 0 || sample.n === 0) return refused({ code: "no_rows" });
  const parts = influences.map((influence) => byCluster(influence, sample));
  const all = parts.map(() => new Float64Array(draws));
  let stream = rngFrom(seed);
  for (let from = 0; from < draws; from += BLOCK) {
    const size = Math.min(BLOCK, draws - from);
    const sums = blockSums(parts, stream.jump(), size);
    for (const [place, own] of sums.entries()) all[place]?.set(own, from);
    stream = stream.jump();
  }
  const spread = normInv(0.75) - normInv(0.25);
  const se = all.map((sums) => {
    const sorted = sums.slice().sort();
    return (quantileAt(sorted, 0.75) - quantileAt(sorted, 0.25)) / spread / sample.n;
  });
  const most = new Float64Array(draws);
  for (const [place, sums] of all.entries()) {
    const scale = (se[place] ?? 0) * sample.n;
    if (!(scale > 0)) continue;
    for (let draw = 0; draw < draws; draw++) {
      most[draw] = Math.max(most[draw] as number, Math.abs(sums[draw] as number) / scale);
    }
  }
  return accepted({ se, criticalValue: quantileAt(most.sort(), level), level, draws });
}
