import type { CoxData } from "./coxData.ts";
import { type EventBlock, risksAt, walkRisk } from "./riskSums.ts";

/** Increments of the baseline hazard per block, and of hazard times mean covariates, added up over time. */
interface Hazards {
  /** At block b: the hazard up to and with its time, in its stratum, at the centre of the covariates. */
  readonly hazard: Float64Array;
  readonly means: Float64Array;
}

/** What the events of a tied block share: sums over k of the hazards, times f = k / d, times the means. */
function stepsOf({ risk, dead, count, weight }: EventBlock, efron: boolean) {
  const p = risk.s1.length;
  const steps = efron ? count : 1;
  const sums = { h0: 0, f0: 0, mean: new Float64Array(p), h1: new Float64Array(p), f1: new Float64Array(p) };
  for (let k = 0; k < steps; k++) {
    const f = k / steps;
    const denominator = risk.s - f * dead.s;
    const hazard = weight / steps / denominator;
    sums.h0 += hazard;
    sums.f0 += f * hazard;
    for (let j = 0; j < p; j++) {
      const mean = ((risk.s1[j] ?? 0) - f * (dead.s1[j] ?? 0)) / denominator;
      sums.mean[j] = (sums.mean[j] ?? 0) + mean / steps;
      sums.h1[j] = (sums.h1[j] ?? 0) + hazard * mean;
      sums.f1[j] = (sums.f1[j] ?? 0) + f * hazard * mean;
    }
  }
  return sums;
}

/** Adds up from the earliest time of each stratum (its last block) to the latest. */
function accumulate({ blocks, first, p }: CoxData, { hazard, means }: Hazards): void {
  for (let b = blocks - 2; b >= 0; b--) {
    if (first[b + 1]) continue;
    hazard[b] = (hazard[b] ?? 0) + (hazard[b + 1] ?? 0);
    for (let j = 0; j < p; j++) means[b * p + j] = (means[b * p + j] ?? 0) + (means[(b + 1) * p + j] ?? 0);
  }
}

/** The block from which on (back in time) each place is no longer at risk; -1: at risk from the start. */
function entryBlocks({ n, blocks, entryOrder, leaveEnd, blockStart, first }: CoxData): Int32Array | undefined {
  if (!entryOrder || !leaveEnd) return undefined;
  const result = new Int32Array(n).fill(-1);
  let next = 0;
  for (let b = 0; b < blocks; b++) {
    const start = first[b] ? (blockStart[b] ?? 0) : 0;
    for (; next < (leaveEnd[b] ?? 0); next++) {
      const place = entryOrder[next] ?? 0;
      if (place >= start) result[place] = b;
    }
  }
  return result;
}

/**
 * Score residuals by place (n x p, on the stored scale), not weighted: each row's part of the score (Therneau and Grambsch
 * 2000, 4.5), with tied events after Efron when the fit was. Their weighted sum over rows is 0 at the maximum.
 */
export function scoreResiduals(data: CoxData, beta: Float64Array): Float64Array {
  const { n, p, x, weights, efron } = data;
  const risks = risksAt(data, beta);
  const residuals = new Float64Array(n * p);
  const sums = { hazard: new Float64Array(data.blocks), means: new Float64Array(data.blocks * p) };
  walkRisk(data, { risks, second: false }, (event) => {
    const { h0, f0, mean, h1, f1 } = stepsOf(event, efron);
    sums.hazard[event.block] = h0;
    sums.means.set(h1, event.block * p);
    for (let place = data.blockStart[event.block] ?? 0; place < (data.eventEnd[event.block] ?? 0); place++) {
      const relative = (risks[place] ?? 0) / (weights[place] ?? 1);
      for (let j = 0, at = place * p; j < p; j++, at++) {
        const value = x[at] ?? 0;
        residuals[at] = value - (mean[j] ?? 0) + relative * (value * f0 - (f1[j] ?? 0));
      }
    }
  });
  accumulate(data, sums);
  const entries = entryBlocks(data);
  for (let b = 0; b < data.blocks; b++)
    for (let place = data.blockStart[b] ?? 0; place < (data.blockStart[b + 1] ?? 0); place++) {
      const relative = (risks[place] ?? 0) / (weights[place] ?? 1);
      const from = entries?.[place] ?? -1;
      const hazard = (sums.hazard[b] ?? 0) - (from < 0 ? 0 : (sums.hazard[from] ?? 0));
      for (let j = 0, at = place * p; j < p; j++, at++) {
        const mean = (sums.means[b * p + j] ?? 0) - (from < 0 ? 0 : (sums.means[from * p + j] ?? 0));
        residuals[at] = (residuals[at] ?? 0) - relative * ((x[at] ?? 0) * hazard - mean);
      }
    }
  return residuals;
}

/** Sum over units of (sum of weighted residuals)(its transpose), p x p. A unit is a row unless `unit` says otherwise. */
export function scoreProducts(
  data: CoxData,
  residuals: Float64Array,
  unit?: { readonly codes: Int32Array; readonly count: number },
): Float64Array {
  const { n, p, order, weights } = data;
  const count = unit?.count ?? n;
  const sums = new Float64Array(count * p);
  for (let place = 0; place < n; place++) {
    const u = unit ? (unit.codes[order[place] ?? 0] ?? 0) : place;
    for (let j = 0; j < p; j++)
      sums[u * p + j] = (sums[u * p + j] ?? 0) + (weights[place] ?? 0) * (residuals[place * p + j] ?? 0);
  }
  const products = new Float64Array(p * p);
  for (let u = 0; u < count; u++)
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++)
        products[i * p + j] = (products[i * p + j] ?? 0) + (sums[u * p + i] ?? 0) * (sums[u * p + j] ?? 0);
  return products;
}

/** The baseline cumulative hazard of each stratum at the times with events, ascending, at covariates 0. */
export interface BaselineHazard {
  readonly stratum: number;
  readonly times: Float64Array;
  readonly hazard: Float64Array;
}

/** Breslow's estimate (1974), with tied events spread as Efron's likelihood does when the fit was Efron's. */
export function baselineHazard(data: CoxData, beta: Float64Array): readonly BaselineHazard[] {
  const { p, centre, scale, blocks, first, blockStratum, blockTime } = data;
  // The stored covariates are centred: 0 of a covariate is -centre / scale there.
  let atZero = 0;
  for (let j = 0; j < p; j++) if ((scale[j] ?? 0) > 0) atZero -= ((beta[j] ?? 0) * (centre[j] ?? 0)) / (scale[j] ?? 1);
  const factor = Math.exp(atZero);
  const sums = { hazard: new Float64Array(blocks), means: new Float64Array(blocks * p) };
  walkRisk(data, { risks: risksAt(data, beta), second: false }, (event) => {
    sums.hazard[event.block] = stepsOf(event, data.efron).h0 * factor;
  });
  accumulate(data, sums);
  const strata: { stratum: number; from: number; to: number }[] = [];
  for (let b = 0; b < blocks; b++) {
    if (first[b]) strata.push({ stratum: blockStratum[b] ?? 0, from: b, to: b });
    const last = strata.at(-1);
    if (last) last.to = b + 1;
  }
  return strata.map(({ stratum, from, to }) => ({
    stratum,
    times: blockTime.slice(from, to).reverse(),
    hazard: sums.hazard.slice(from, to).reverse(),
  }));
}
