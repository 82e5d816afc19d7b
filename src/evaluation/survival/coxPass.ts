import type { CoxData } from "./coxData.ts";
import { coxKernels } from "./coxKernels.ts";
import { type EventBlock, risksAt, walkRisk } from "./riskSums.ts";

/** Partial log-likelihood, its gradient and its negative second derivative (lower triangle) at some coefficients. */
export interface CoxPoint {
  logLik: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
}

/** What tied events share, over the steps k = 0 … d - 1 with f = k / d (Efron 1977); Breslow is the single step f = 0. */
export interface TieSums {
  /** Mean weight of the events. */
  readonly weight: number;
  logs: number;
  a0: number;
  a1: number;
  a2: number;
  c0: number;
  c1: number;
  c2: number;
  c3: number;
}

/** Sums of f^j / D_k (a), f^j / D_k^2 (c) and log D_k, with D_k = risk of all - f risk of the events. */
export function tieSums({ risk, dead, count, weight }: EventBlock, efron: boolean): TieSums {
  const steps = efron ? count : 1;
  const sums: TieSums = { weight: weight / steps, logs: 0, a0: 0, a1: 0, a2: 0, c0: 0, c1: 0, c2: 0, c3: 0 };
  for (let k = 0; k < steps; k++) {
    const f = k / steps;
    const denominator = risk.s - f * dead.s;
    const inverse = 1 / denominator;
    const square = inverse * inverse;
    sums.logs += Math.log(denominator);
    sums.a0 += inverse;
    sums.a1 += f * inverse;
    sums.a2 += f * f * inverse;
    sums.c0 += square;
    sums.c1 += f * square;
    sums.c2 += f * f * square;
    sums.c3 += f * f * f * square;
  }
  return sums;
}

/** Adds this block's part of the information, times `factor`, to a lower triangle. */
export function addInformation(information: Float64Array, { risk, dead }: EventBlock, ties: TieSums, factor = 1): void {
  const p = risk.s1.length;
  const by = ties.weight * factor;
  for (let i = 0, at = 0; i < p; i++) {
    const all = risk.s1[i] ?? 0;
    const own = dead.s1[i] ?? 0;
    for (let j = 0; j <= i; j++, at++) {
      const other = risk.s1[j] ?? 0;
      const otherOwn = dead.s1[j] ?? 0;
      const spread =
        (risk.s2[at] ?? 0) * ties.a0 -
        (dead.s2[at] ?? 0) * ties.a1 -
        (all * other * ties.c0 - (all * otherOwn + own * other) * ties.c1 + own * otherOwn * ties.c2);
      information[at] = (information[at] ?? 0) + by * spread;
    }
  }
}

/** The expected sum of covariate i over this block's events. */
export function expectedSum({ risk, dead }: EventBlock, ties: TieSums, i: number): number {
  return ties.weight * ((risk.s1[i] ?? 0) * ties.a0 - (dead.s1[i] ?? 0) * ties.a1);
}

function generalPass(data: CoxData, beta: Float64Array, point: CoxPoint): void {
  const risks = risksAt(data, beta);
  walkRisk(data, { risks, second: true }, (block) => {
    const ties = tieSums(block, data.efron);
    point.logLik -= ties.weight * ties.logs;
    for (let i = 0; i < data.p; i++) point.score[i] = (point.score[i] ?? 0) - expectedSum(block, ties, i);
    addInformation(point.information, block, ties);
  });
}

/** One pass over the data. Few covariates and no late entries: a written-out loop; otherwise the general one. */
export function coxPass(data: CoxData, beta: Float64Array): CoxPoint {
  const { p, eventSums } = data;
  const point = { logLik: 0, score: eventSums.slice(), information: new Float64Array((p * (p + 1)) / 2) };
  for (let j = 0; j < p; j++) point.logLik += (beta[j] ?? 0) * (eventSums[j] ?? 0);
  const kernel = data.entryOrder ? undefined : coxKernels[p - 1];
  if (kernel) kernel(data, beta, point);
  else generalPass(data, beta, point);
  return point;
}
