import { radixArgsort } from "../numeric/sort.ts";
import { armsOf } from "./balance.ts";
import type { Pairs } from "./nearest.ts";

/** A sequence of slopes that grows and shrinks at both ends; `shift` is added to all of them. */
interface Slopes {
  values: Float64Array;
  from: number;
  to: number;
  shift: number;
}

function slopes(room: number): Slopes {
  const values = new Float64Array(2 * room + 4);
  return { values, from: room + 2, to: room + 2, shift: 0 };
}

function pushRight(run: Slopes, slope: number): void {
  run.values[run.to++] = slope - run.shift;
}

function pushLeft(run: Slopes, slope: number): void {
  run.values[--run.from] = slope - run.shift;
}

function popRight(run: Slopes, none: number): number {
  return run.to > run.from ? (run.values[--run.to] as number) + run.shift : none;
}

function popLeft(run: Slopes, none: number): number {
  return run.to > run.from ? (run.values[run.from++] as number) + run.shift : none;
}

/**
 * Points come in ascending order. Let F(d) be the least cost so far when d asking points wait for one further right (or -d
 * offered ones are kept for asking points to come). Moving on by a gap adds gap |d|; an asking point moves F by one; an offer
 * gives min(F(d), F(d + 1)). F stays convex, so it is kept as its slopes in three runs, split at 0 and at its (rightmost)
 * minimum, which is answered as it stood before each offer. Every slope moves from run to run at most once per point.
 */
function minimaAtOffers(points: Float64Array, asks: Uint8Array): Int32Array {
  const n = points.length;
  const below = slopes(n);
  const between = slopes(n);
  const above = slopes(n);
  const minima = new Int32Array(n);
  let minimum = 0;
  for (let k = 0; k < n; k++) {
    const gap = k > 0 ? (points[k] as number) - (points[k - 1] as number) : 0;
    below.shift -= gap;
    above.shift += gap;
    between.shift += minimum > 0 ? gap : -gap;
    for (; minimum > 0 && (between.values[between.to - 1] as number) + between.shift > 0; minimum--)
      pushLeft(above, popRight(between, 0));
    for (; minimum < 0 && (between.values[between.from] as number) + between.shift <= 0; minimum++)
      pushRight(below, popLeft(between, 0));
    if (asks[k] === 1) {
      if (minimum >= 0) pushLeft(between, popRight(below, Number.NEGATIVE_INFINITY));
      else pushLeft(above, popRight(between, 0));
      minimum++;
      continue;
    }
    minima[k] = minimum;
    if (minimum > 0) {
      pushRight(below, popLeft(between, 0));
      pushRight(between, 0);
    } else pushRight(below, 0);
  }
  return minima;
}

/**
 * Which of the points on offer are taken when every asking point gets one and the total distance on the line is least: going back
 * from nobody waiting at the end, an offer is taken where that leads towards the minimum before it. Linear after sorting.
 */
function takenOffers(points: Float64Array, asks: Uint8Array): Uint8Array {
  const minima = minimaAtOffers(points, asks);
  const taken = new Uint8Array(points.length);
  let waiting = 0;
  for (let k = points.length - 1; k >= 0; k--)
    if (asks[k] === 1) waiting--;
    else if (waiting < (minima[k] as number)) {
      taken[k] = 1;
      waiting++;
    }
  return taken;
}

function pairsOnLine(distance: Float64Array, treated: Uint32Array, control: Uint32Array): readonly [number, number][] {
  // The scarcer side asks, so that as many pairs as possible are made.
  const swap = treated.length > control.length;
  const asking = swap ? control : treated;
  const offered = swap ? treated : control;
  const rows = Uint32Array.from([...asking, ...offered]);
  const order = radixArgsort(Float64Array.from(rows, (row) => distance[row] ?? 0));
  const points = Float64Array.from(order, (at) => distance[rows[at] ?? 0] ?? 0);
  const asks = Uint8Array.from(order, (at) => Number(at < asking.length));
  const taken = takenOffers(points, asks);
  const askers = order.filter((_, k) => asks[k] === 1).map((at) => rows[at] ?? 0);
  const chosen = order.filter((_, k) => taken[k] === 1).map((at) => rows[at] ?? 0);
  return Array.from(askers, (row, k) => (swap ? [chosen[k] ?? 0, row] : [row, chosen[k] ?? 0]));
}

/**
 * 1:1 pairs with the least total distance on one scale: as many pairs as the scarcer arm allows, within strata when given.
 * Among points on a line some least total never crosses, so that choosing which points are used decides the pairs.
 */
export function optimalPairs(distance: Float64Array, treat: Float64Array, strata?: Int32Array): Pairs {
  const { treated, control } = armsOf(treat);
  const codes = strata ? [...new Set(strata)].sort((a, b) => a - b) : [0];
  const pairs = codes.flatMap((code) => {
    const inside = (rows: Uint32Array) => (strata ? rows.filter((row) => strata[row] === code) : rows);
    return pairsOnLine(distance, inside(treated), inside(control));
  });
  pairs.sort(([left], [right]) => left - right);
  return {
    treated: Uint32Array.from(pairs, ([row]) => row),
    control: Uint32Array.from(pairs, ([, row]) => row),
    tied: 0,
  };
}
