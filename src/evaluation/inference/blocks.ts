import { type Rng, rngFrom } from "../numeric/random.ts";

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
