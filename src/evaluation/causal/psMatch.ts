import { rngFrom } from "../numeric/random.ts";
import { radixArgsort } from "../numeric/sort.ts";
import { variance } from "../numeric/sums.ts";
import { armsOf } from "./balance.ts";
import { nearestPairs, type Pairs } from "./nearest.ts";

export interface MatchOptions {
  /** The scale distances are measured on: the score itself or its log-odds. */
  readonly link: "ps" | "logit";
  /** Which treated are served first; equal scores: lower row first. "data" is file order; "random" needs a seed. */
  readonly order: "largest" | "smallest" | "data" | "random";
  readonly ratio: number;
  readonly replace: boolean;
  /** Farthest distance, as a multiple of the deviation (n - 1) of the scale over all rows. */
  readonly caliper?: number;
  /** Only controls of the same group are allowed. */
  readonly exact?: Int32Array;
  /** How equally near controls are told apart: the lower row, or an order drawn from the seed. */
  readonly tieBreak: "row" | "seeded";
  readonly seed?: string;
}

export interface Match {
  readonly pairs: Pairs;
  readonly distance: Float64Array;
  readonly caliperWidth: number | undefined;
  readonly sumAbsDistance: number;
  /** One per row: matched treated 1, a control the sum over its pairs of 1 / (matches of the treated), others 0. */
  readonly weights: Float64Array;
  /** Number of matches of each row, if treated. */
  readonly matches: Uint32Array;
  readonly nTreated: number;
  readonly nControl: number;
  /** Share of pairs in which another free control was just as near. */
  readonly tieShare: number;
}

/** Scores on the scale matched on. */
export function distanceScale(e: Float64Array, link: "ps" | "logit"): Float64Array {
  return link === "ps" ? e : e.map((value) => Math.log(value / (1 - value)));
}

/** A permutation of 0..n-1 (Fisher and Yates). */
function shuffled(n: number, seed: string): Uint32Array {
  const rng = rngFrom(seed);
  const drawn = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const other = rng.int(i + 1);
    const kept = drawn[i] ?? 0;
    drawn[i] = drawn[other] ?? 0;
    drawn[other] = kept;
  }
  return drawn;
}

function served(e: Float64Array, treated: Uint32Array, { order, seed = "0" }: MatchOptions): Uint32Array {
  if (order === "data") return treated;
  if (order === "random") return shuffled(treated.length, `order ${seed}`).map((at) => treated[at] ?? 0);
  const sign = order === "largest" ? -1 : 1;
  const ranks = radixArgsort(Float64Array.from(treated, (row) => sign * (e[row] ?? 0)));
  return ranks.map((at) => treated[at] ?? 0);
}

/**
 * Nearest-neighbour matching on the propensity score (Rubin 1973), as `nearestPairs`; deterministic: ties go by row or by an
 * order drawn from a seed.
 */
export function psMatch(e: Float64Array, treat: Float64Array, options: MatchOptions): Match {
  const { link, ratio, replace, caliper, exact, tieBreak, seed = "0" } = options;
  const distance = distanceScale(e, link);
  const caliperWidth = caliper === undefined ? undefined : caliper * Math.sqrt(variance(distance));
  const pairs = nearestPairs({
    distance,
    treat,
    order: served(e, armsOf(treat).treated, options),
    width: caliperWidth ?? Number.POSITIVE_INFINITY,
    ratio,
    replace,
    ...(exact ? { strata: exact } : {}),
    ...(tieBreak === "seeded" ? { priority: shuffled(e.length, `ties ${seed}`) } : {}),
  });
  return { pairs, distance, caliperWidth, ...weighed(pairs, treat.length, distance) };
}

/** Weights and counts of a set of pairs. */
export function weighed(pairs: Pairs, n: number, distance: Float64Array) {
  const { treated, control, tied } = pairs;
  const matches = new Uint32Array(n);
  let nTreated = 0;
  for (const row of treated) {
    if (matches[row] === 0) nTreated++;
    matches[row] = (matches[row] as number) + 1;
  }
  const weights = new Float64Array(n);
  let sumAbsDistance = 0;
  let nControl = 0;
  for (let at = 0; at < treated.length; at++) {
    const row = treated[at] as number;
    const other = control[at] as number;
    if (weights[other] === 0) nControl++;
    weights[row] = 1;
    weights[other] = (weights[other] as number) + 1 / (matches[row] as number);
    sumAbsDistance += Math.abs((distance[row] as number) - (distance[other] as number));
  }
  return {
    sumAbsDistance,
    weights,
    matches,
    nTreated,
    nControl,
    tieShare: treated.length === 0 ? 0 : tied / treated.length,
  };
}
