import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean, sum, variance } from "../numeric/sums.ts";
import { assignmentsOf, eachAssignment } from "./assignments.ts";
import { type Block, blocksOf, drawsFor, monteCarloP } from "./blocks.ts";
import { exactSums, type SumDistribution, type SumStratum } from "./exactSums.ts";
import type { Trial } from "./sample.ts";

export interface PermutationOptions {
  /** `auto`: exact where it can be had, otherwise by drawing. */
  readonly method?: "auto" | "exact" | "montecarlo";
  readonly draws?: number | undefined;
  readonly seed?: bigint | string;
  /** Multiplications allowed to the exact method. */
  readonly mostWork?: number;
  /** Up to so many draws are all gone through where the outcomes have no common grid. */
  readonly exactLimit?: number;
}

/** `pTwoSided` = P(|S - E| >= |s - E|), which for a lopsided distribution is not twice the smaller tail. */
export interface StratifiedAnswer {
  readonly sumTreated: number;
  readonly expected: number;
  readonly variance: number;
  readonly pGreater: number;
  readonly pLess: number;
  readonly pTwoSided: number;
  readonly method: "exact" | "montecarlo";
  /** Draws made and the standard error of the two-sided p; absent for the exact method. */
  readonly draws?: number;
  readonly pError?: number;
}

/** How often a draw gave a sum as large, as small, as far from the middle as the one that happened. */
export interface TailCounts {
  readonly greater: number;
  readonly less: number;
  readonly far: number;
}

export interface DrawProblem {
  readonly strata: readonly SumStratum[];
  readonly observed: number;
  readonly expected: number;
  /** Sums closer than this are equal. */
  readonly near: number;
}

/** Values by stratum, with the number of treated of each. */
export function sumStrata({ y, treated, stratum, strata }: Trial): readonly SumStratum[] {
  const values = Array.from({ length: strata }, (): number[] => []);
  const drawn = new Array<number>(strata).fill(0);
  for (let at = 0; at < y.length; at++) {
    const place = stratum[at] ?? 0;
    values[place]?.push(y[at] ?? 0);
    drawn[place] = (drawn[place] ?? 0) + (treated[at] ?? 0);
  }
  const all = values.map((list, place) => ({ values: Float64Array.from(list), drawn: drawn[place] ?? 0 }));
  return all.filter((one) => one.values.length > 0);
}

function exactTails({ probabilities, origin, step }: SumDistribution, { observed, expected }: DrawProblem) {
  const near = step * 1e-6;
  const distance = Math.abs(observed - expected);
  let [pGreater, pLess, pTwoSided] = [0, 0, 0];
  for (let at = 0; at < probabilities.length; at++) {
    const value = origin + at * step;
    const share = probabilities[at] ?? 0;
    if (value >= observed - near) pGreater += share;
    if (value <= observed + near) pLess += share;
    if (Math.abs(value - expected) >= distance - near) pTwoSided += share;
  }
  return { pGreater: Math.min(1, pGreater), pLess: Math.min(1, pLess), pTwoSided: Math.min(1, pTwoSided) };
}

function layersOf(strata: readonly SumStratum[]) {
  return strata.map(({ values, drawn }) => ({ numbers: [values], drawn }));
}

/** The tails by going through all draws; undefined when they are too many. */
function enumeratedTails({ strata, observed, expected, near }: DrawProblem, exactLimit: number) {
  const layers = layersOf(strata);
  const all = assignmentsOf(layers);
  if (all > exactLimit) return undefined;
  const distance = Math.abs(observed - expected) - near;
  let [greater, less, far] = [0, 0, 0];
  eachAssignment(
    layers,
    (sums) => sums,
    ([total = 0]) => {
      if (total >= observed - near) greater++;
      if (total <= observed + near) less++;
      if (Math.abs(total - expected) >= distance) far++;
    },
  );
  return { pGreater: greater / all, pLess: less / all, pTwoSided: far / all };
}

/** Sum of `few` values drawn without putting back: a partial Fisher-Yates shuffle of the pool. */
function drawnSum(pool: Float64Array, few: number, { int }: Block["rng"]): number {
  const n = pool.length;
  let total = 0;
  for (let at = 0; at < few; at++) {
    const from = at + int(n - at);
    const value = pool[from] ?? 0;
    pool[from] = pool[at] ?? 0;
    pool[at] = value;
    total += value;
  }
  return total;
}

/** The draws of one block, counted. Blocks may be counted anywhere and in any order; their counts are added up. */
export function countBlock(problem: DrawProblem, { rng, draws }: Block): TailCounts {
  const pools = problem.strata.map(({ values, drawn }) => {
    const rest = values.length - drawn;
    const turned = rest < drawn;
    return { pool: values.slice(), few: turned ? rest : drawn, base: turned ? sum(values) : 0, sign: turned ? -1 : 1 };
  });
  const { observed, expected, near } = problem;
  const distance = Math.abs(observed - expected) - near;
  let [greater, less, far] = [0, 0, 0];
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (const { pool, few, base, sign } of pools) total += base + sign * drawnSum(pool, few, rng);
    if (total >= observed - near) greater++;
    if (total <= observed + near) less++;
    if (Math.abs(total - expected) >= distance) far++;
  }
  return { greater, less, far };
}

/** The p values of all blocks together. */
export function combineCounts(counts: readonly TailCounts[], draws: number) {
  const all = (of: (count: TailCounts) => number) => counts.reduce((before, count) => before + of(count), 0);
  const pTwoSided = monteCarloP(
    all(({ far }) => far),
    draws,
  );
  return {
    pGreater: monteCarloP(
      all(({ greater }) => greater),
      draws,
    ),
    pLess: monteCarloP(
      all(({ less }) => less),
      draws,
    ),
    pTwoSided,
    draws,
    pError: Math.sqrt((pTwoSided * (1 - pTwoSided)) / draws),
  };
}

/** What a permutation test of the sum needs to know of a trial. */
export function drawProblem(trial: Trial): DrawProblem {
  const strata = sumStrata(trial);
  const observed = sum(trial.y.filter((_, at) => trial.treated[at] === 1));
  const expected = sum(strata.map(({ values, drawn }) => drawn * mean(values)));
  const near = 1e-9 * Math.max(sum(trial.y.map(Math.abs)), Number.MIN_VALUE);
  return { strata, observed, expected, near };
}

function varianceOf(strata: readonly SumStratum[]): number {
  return sum(
    strata.map(({ values, drawn }) => {
      const n = values.length;
      return n < 2 ? 0 : ((drawn * (n - drawn)) / n) * variance(values);
    }),
  );
}

/**
 * Randomisation test of the sum of the treated outcomes over all draws with the same numbers treated within each stratum
 * (Fisher 1935). Exact by dynamic programming within strata and convolution between them, or by going
 * through all draws up to a million; otherwise so many draws from a seed,
 * with p = (b + 1) / (B + 1). Refuses `exact` where it cannot be had.
 */
export function permStratified(
  trial: Trial,
  { method = "auto", draws: asked, seed = "1", mostWork, exactLimit = 1e6 }: PermutationOptions = {},
): Result<StratifiedAnswer, EvaluationFailure> {
  const problem = drawProblem(trial);
  const { strata, observed, expected } = problem;
  const found = { sumTreated: observed, expected, variance: varianceOf(strata) };
  if (method !== "montecarlo") {
    const sums = exactSums(strata, mostWork);
    const tails = sums ? exactTails(sums, problem) : enumeratedTails(problem, exactLimit);
    if (tails) return accepted({ ...found, ...tails, method: "exact" });
  }
  if (method === "exact")
    return refused({ code: "too_many_assignments", assignments: assignmentsOf(layersOf(strata)), most: exactLimit });
  const chosen = drawsFor(asked, trial.y.length);
  if (!chosen.ok) return chosen;
  const draws = chosen.value;
  const counts = blocksOf(seed, draws).map((block) => countBlock(problem, block));
  return accepted({ ...found, ...combineCounts(counts, draws), method: "montecarlo" });
}
