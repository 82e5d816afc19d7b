import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import { MOST_DRAWS } from "../refusals.ts";

/** Draws are made in blocks of this size, each from its own stream: the answer never depends on who makes which block. */
export const BLOCK = 1000;

export interface Block {
  readonly rng: Rng;
  readonly draws: number;
}

/** The blocks of so many draws; block k begins k jumps after the seed. A worker may take any of them. */
export function blocksOf(seed: bigint | string, draws: number): readonly Block[] {
  const blocks: Block[] = [];
  let rng = rngFrom(seed);
  for (let left = draws; left > 0; left -= BLOCK) {
    blocks.push({ rng, draws: Math.min(BLOCK, left) });
    rng = rng.jump();
  }
  return blocks;
}

/** p of a Monte Carlo test: the assignment that was drawn counts as one more, so that p is never 0 (Phipson and Smyth 2010). */
export function monteCarloP(atLeast: number, draws: number): number {
  return (atLeast + 1) / (draws + 1);
}

const USUAL_DRAWS = 100_000;
const FEWEST_DRAWS = 999;

/**
 * How many draws are made of so many rows: those asked for, or 100,000, fewer when that would take more than some ten
 * seconds. Refuses what would take minutes, and anything but a whole number.
 */
export function drawsFor(asked: number | undefined, rows: number): Result<number, EvaluationFailure> {
  if (asked === undefined) return accepted(Math.min(USUAL_DRAWS, Math.max(FEWEST_DRAWS, Math.floor(1e9 / rows))));
  const most = Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, Math.floor(1e10 / rows)));
  return Number.isInteger(asked) && asked >= 1 && asked <= most
    ? accepted(asked)
    : refused({ code: "out_of_range", field: "draws", least: 1, most });
}
