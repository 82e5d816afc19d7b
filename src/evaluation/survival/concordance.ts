import { radixArgsort } from "../numeric/sort.ts";
import type { CoxData } from "./coxData.ts";

/** Weights of the rows at risk by the rank of their score, in a tree of partial sums (Fenwick 1994). */
interface Tree {
  readonly sums: Float64Array;
  total: number;
}

function addTo(tree: Tree, rank: number, weight: number): void {
  tree.total += weight;
  for (let at = rank + 1; at < tree.sums.length; at += at & -at) tree.sums[at] = (tree.sums[at] ?? 0) + weight;
}

/** The weight of the ranks below. */
function below(tree: Tree, rank: number): number {
  let sum = 0;
  for (let at = rank; at > 0; at -= at & -at) sum += tree.sums[at] ?? 0;
  return sum;
}

function ranksOf(scores: Float64Array): { ranks: Int32Array; count: number } {
  const order = radixArgsort(scores);
  const ranks = new Int32Array(scores.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const here = order[i] ?? 0;
    if (i > 0 && scores[here] !== scores[order[i - 1] ?? 0]) count++;
    ranks[here] = count;
  }
  return { ranks, count: count + 1 };
}

function scoresOf({ n, p, x }: CoxData, beta: Float64Array): Float64Array {
  const scores = new Float64Array(n);
  for (let place = 0, at = 0; place < n; place++) {
    let eta = 0;
    for (let j = 0; j < p; j++, at++) eta += (x[at] ?? 0) * (beta[j] ?? 0);
    scores[place] = eta;
  }
  return scores;
}

/**
 * Of the pairs of rows in which one is known to have had the event first, the (weighted) share in which it also had the
 * larger linear predictor, equal ones counting half (Harrell et al. 1996). Pairs lie in one stratum; rows lost at the time
 * of an event outlast it; late entries only count against events after their entry. O(n log n).
 */
export function concordance(data: CoxData, beta: Float64Array): number {
  const { ranks, count } = ranksOf(scoresOf(data, beta));
  const { weights, blockStart, eventEnd, entryOrder, leaveEnd } = data;
  const tree: Tree = { sums: new Float64Array(count + 1), total: 0 };
  let [gone, concordant, tied, pairs] = [0, 0, 0, 0];
  for (let b = 0; b < data.blocks; b++) {
    const start = blockStart[b] ?? 0;
    const events = eventEnd[b] ?? 0;
    const end = blockStart[b + 1] ?? 0;
    if (data.first[b]) {
      tree.sums.fill(0);
      tree.total = 0;
      while (entryOrder && gone < entryOrder.length && (entryOrder[gone] ?? 0) < start) gone++;
    }
    for (let place = events; place < end; place++) addTo(tree, ranks[place] ?? 0, weights[place] ?? 0);
    for (; entryOrder && gone < (leaveEnd?.[b] ?? 0); gone++) {
      const place = entryOrder[gone] ?? 0;
      addTo(tree, ranks[place] ?? 0, -(weights[place] ?? 0));
    }
    for (let place = start; place < events; place++) {
      const rank = ranks[place] ?? 0;
      const less = below(tree, rank);
      const equal = below(tree, rank + 1) - less;
      const weight = weights[place] ?? 0;
      concordant += weight * less;
      tied += weight * equal;
      pairs += weight * tree.total;
    }
    for (let place = start; place < events; place++) addTo(tree, ranks[place] ?? 0, weights[place] ?? 0);
  }
  return pairs > 0 ? (concordant + tied / 2) / pairs : Number.NaN;
}
