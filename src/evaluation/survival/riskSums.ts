import type { CoxData } from "./coxData.ts";

/** Weighted sums over a set of rows: of the risks, of risk times covariates, of risk times their products. */
export interface Moments {
  s: number;
  readonly s1: Float64Array;
  /** Lower triangle: element (i, j), j <= i, at i (i + 1) / 2 + j. */
  readonly s2: Float64Array;
}

/** One time with events: everyone at risk, the events among them, and their number and weight. */
export interface EventBlock {
  readonly block: number;
  readonly risk: Moments;
  readonly dead: Moments;
  readonly count: number;
  readonly weight: number;
}

function moments(p: number): Moments {
  return { s: 0, s1: new Float64Array(p), s2: new Float64Array((p * (p + 1)) / 2) };
}

function clear(sums: Moments): void {
  sums.s = 0;
  sums.s1.fill(0);
  sums.s2.fill(0);
}

interface Walk {
  readonly data: CoxData;
  /** exp(linear predictor) times weight, by place. */
  readonly risks: Float64Array;
  readonly second: boolean;
}

function add(sums: Moments, { data, risks, second }: Walk, place: number, sign: number): void {
  const { p, x } = data;
  const risk = sign * (risks[place] ?? 0);
  const base = place * p;
  sums.s += risk;
  let at = 0;
  for (let i = 0; i < p; i++) {
    const here = risk * (x[base + i] ?? 0);
    sums.s1[i] = (sums.s1[i] ?? 0) + here;
    if (!second) continue;
    for (let j = 0; j <= i; j++, at++) sums.s2[at] = (sums.s2[at] ?? 0) + here * (x[base + j] ?? 0);
  }
}

/** exp(linear predictor) times weight, by place. */
export function risksAt(data: CoxData, beta: Float64Array): Float64Array {
  const { n, p, x, weights } = data;
  const risks = new Float64Array(n);
  for (let place = 0, at = 0; place < n; place++) {
    let eta = 0;
    for (let j = 0; j < p; j++, at++) eta += (x[at] ?? 0) * (beta[j] ?? 0);
    risks[place] = (weights[place] ?? 0) * Math.exp(eta);
  }
  return risks;
}

/** Sums afresh over the places of a stratum that are at risk at a block: what subtraction lost comes back. */
function resum(sums: Moments, walk: Walk, { block, from }: { block: number; from: number }): void {
  const { data } = walk;
  clear(sums);
  const gone = new Set<number>();
  const end = data.leaveEnd?.[block] ?? 0;
  for (let e = 0; e < end; e++) gone.add(data.entryOrder?.[e] ?? 0);
  for (let place = from; place < (data.blockStart[block + 1] ?? 0); place++)
    if (!gone.has(place)) add(sums, walk, place, 1);
}

/**
 * Runs back through time and tells every block with events its sums. Late entries are subtracted when the block is at or
 * before their entry; when little is left of the largest sum, it is summed afresh against cancellation.
 */
export function walkRisk(
  data: CoxData,
  { risks, second }: { readonly risks: Float64Array; readonly second: boolean },
  visit: (block: EventBlock) => void,
): void {
  const walk = { data, risks, second };
  const risk = moments(data.p);
  const dead = moments(data.p);
  let gone = 0;
  let from = 0;
  let most = 0;
  for (let block = 0; block < data.blocks; block++) {
    const start = data.blockStart[block] ?? 0;
    const events = data.eventEnd[block] ?? 0;
    if (data.first[block]) {
      clear(risk);
      gone = firstOf(data, gone, start);
      from = start;
      most = 0;
    }
    let weight = 0;
    clear(dead);
    for (let place = start; place < (data.blockStart[block + 1] ?? 0); place++) {
      add(risk, walk, place, 1);
      if (place >= events) continue;
      add(dead, walk, place, 1);
      weight += data.weights[place] ?? 0;
    }
    most = Math.max(most, risk.s);
    const end = data.leaveEnd?.[block] ?? 0;
    for (; gone < end; gone++) add(risk, walk, data.entryOrder?.[gone] ?? 0, -1);
    if (events === start) continue;
    if (risk.s < 1e-4 * most && end > 0) {
      resum(risk, walk, { block, from });
      most = risk.s;
    }
    visit({ block, risk, dead, count: events - start, weight });
  }
}

/** Skips late entries of earlier strata: their sums are gone already. */
function firstOf({ entryOrder }: CoxData, gone: number, start: number): number {
  let next = gone;
  while (entryOrder && next < entryOrder.length && (entryOrder[next] ?? 0) < start) next++;
  return next;
}
