import { radixArgsort } from "../numeric/sort.ts";

/**
 * The chance that a row with `positive` = 1 scores above one with 0, ties counting half (Mann and Whitney 1947). NaN when
 * one of the two is absent.
 */
export function areaUnderCurve(score: Float64Array, positive: Float64Array): number {
  const order = radixArgsort(score);
  let below = 0;
  let ones = 0;
  let wins = 0;
  for (let at = 0; at < order.length; ) {
    const value = score[order[at] ?? 0];
    let tiedOnes = 0;
    let tiedZeros = 0;
    for (; at < order.length && score[order[at] ?? 0] === value; at++) {
      if (positive[order[at] ?? 0] === 1) tiedOnes++;
      else tiedZeros++;
    }
    wins += tiedOnes * (below + tiedZeros / 2);
    below += tiedZeros;
    ones += tiedOnes;
  }
  return wins / (ones * below);
}
