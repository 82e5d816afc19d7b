import type { Censoring } from "./censoring.ts";
import type { CoxData } from "./coxData.ts";
import type { CoxPoint } from "./coxPass.ts";
import { risksAt } from "./riskSums.ts";

/** Rows with another ending stay at risk of the one of interest, with the weight G(s-) / G(T-) after their time T. */
export interface SubRisk {
  readonly data: CoxData;
  /** 1 at places that ended by another cause. */
  readonly other: Uint8Array;
  readonly censoring: Censoring;
}

/** Sums over the subdistribution's risk set at each block with events of interest. */
export interface SubMoments {
  readonly block: number;
  readonly events: number;
  readonly s: number;
  readonly s1: Float64Array;
  readonly s2: Float64Array;
}

/** 1 / G(T-) at a place of a block. */
function inverseShare({ censoring }: SubRisk, block: number, place: number): number {
  return 1 / (censoring.before[block * censoring.groups + (censoring.codes[place] ?? 0)] ?? 1);
}

/** Adds sign x risk x (1, x, x x') of one place to flat sums of 1 + p + p (p + 1) / 2 numbers from `base`. */
function add(
  sums: Float64Array,
  base: number,
  { x, p }: CoxData,
  { place, risk }: { place: number; risk: number },
): void {
  sums[base] = (sums[base] ?? 0) + risk;
  let at = base + 1 + p;
  for (let i = 0; i < p; i++) {
    const here = risk * (x[place * p + i] ?? 0);
    sums[base + 1 + i] = (sums[base + 1 + i] ?? 0) + here;
    for (let j = 0; j <= i; j++, at++) sums[at] = (sums[at] ?? 0) + here * (x[place * p + j] ?? 0);
  }
}

/** Runs back through time; those who left by another cause are taken out of the weighted part when not yet gone. */
export function walkSubRisk(sub: SubRisk, risks: Float64Array, visit: (moments: SubMoments) => void): void {
  const { data, other, censoring } = sub;
  const { p, blocks, blockStart, eventEnd } = data;
  const size = 1 + p + (p * (p + 1)) / 2;
  const present = new Float64Array(size);
  const gone = new Float64Array(size * censoring.groups);
  for (let b = 0; b < blocks; b++)
    for (let place = blockStart[b] ?? 0; place < (blockStart[b + 1] ?? 0); place++)
      if (other[place])
        add(gone, size * (censoring.codes[place] ?? 0), data, {
          place,
          risk: (risks[place] ?? 0) * inverseShare(sub, b, place),
        });
  for (let b = 0; b < blocks; b++) {
    const start = blockStart[b] ?? 0;
    for (let place = start; place < (blockStart[b + 1] ?? 0); place++) {
      const risk = risks[place] ?? 0;
      add(present, 0, data, { place, risk });
      if (other[place])
        add(gone, size * (censoring.codes[place] ?? 0), data, { place, risk: -risk * inverseShare(sub, b, place) });
    }
    const events = (eventEnd[b] ?? 0) - start;
    if (events === 0) continue;
    const all = present.slice();
    for (let g = 0; g < censoring.groups; g++) {
      const share = censoring.before[b * censoring.groups + g] ?? 0;
      for (let at = 0; at < size; at++) all[at] = (all[at] ?? 0) + share * (gone[g * size + at] ?? 0);
    }
    visit({ block: b, events, s: all[0] ?? 0, s1: all.subarray(1, 1 + p), s2: all.subarray(1 + p) });
  }
}

/** Log pseudo-likelihood (ties after Breslow), score and information. */
export function subPass(sub: SubRisk, beta: Float64Array): CoxPoint {
  const { p, eventSums } = sub.data;
  const point = { logLik: 0, score: eventSums.slice(), information: new Float64Array((p * (p + 1)) / 2) };
  for (let j = 0; j < p; j++) point.logLik += (beta[j] ?? 0) * (eventSums[j] ?? 0);
  walkSubRisk(sub, risksAt(sub.data, beta), ({ events, s, s1, s2 }) => {
    point.logLik -= events * Math.log(s);
    for (let i = 0, at = 0; i < p; i++) {
      const mean = (s1[i] ?? 0) / s;
      point.score[i] = (point.score[i] ?? 0) - events * mean;
      for (let j = 0; j <= i; j++, at++)
        point.information[at] = (point.information[at] ?? 0) + events * ((s2[at] ?? 0) / s - (mean * (s1[j] ?? 0)) / s);
    }
  });
  return point;
}
