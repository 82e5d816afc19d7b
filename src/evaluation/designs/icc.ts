import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type RandomIntercept, randomIntercept } from "../models/randomIntercept.ts";
import type { Design } from "../terms.ts";

export interface AnovaIcc {
  readonly clusters: number;
  readonly n: number;
  readonly msBetween: number;
  readonly msWithin: number;
  /** Size of a cluster when they were equal; otherwise (n - sum of squared sizes / n) / (clusters - 1). */
  readonly n0: number;
  /** May be negative: rows of one cluster are then less alike than rows of different ones. */
  readonly iccAnova: number;
}

/**
 * Intraclass correlation by one-way analysis of variance: (MSB - MSW) / (MSB + (n0 - 1) MSW).
 * Fails with `no_rows`, `too_few_clusters` (fewer than 2) or `too_few_units` (every cluster one row).
 * Method: Donner & Koval 1980 (Biometrics 36:19-25).
 */
export function anovaIcc(y: Float64Array, cluster: Int32Array): Result<AnovaIcc, EvaluationFailure> {
  const n = y.length;
  if (n === 0) return refused({ code: "no_rows" });
  const groups = new Map<number, { size: number; sum: number }>();
  let all = 0;
  for (let i = 0; i < n; i++) {
    const code = cluster[i] as number;
    const group = groups.get(code) ?? { size: 0, sum: 0 };
    groups.set(code, group);
    group.size++;
    group.sum += y[i] as number;
    all += y[i] as number;
  }
  const clusters = groups.size;
  if (clusters < 2) return refused({ code: "too_few_clusters", n: clusters, needed: 2 });
  if (n === clusters) return refused({ code: "too_few_units", arm: "cluster", n: 1, needed: 2 });
  let within = 0;
  for (let i = 0; i < n; i++) {
    const group = groups.get(cluster[i] as number);
    within += ((y[i] as number) - (group ? group.sum / group.size : 0)) ** 2;
  }
  let between = 0;
  let squares = 0;
  for (const { size, sum } of groups.values()) {
    between += size * (sum / size - all / n) ** 2;
    squares += size * size;
  }
  const msBetween = between / (clusters - 1);
  const msWithin = within / (n - clusters);
  const n0 = (n - squares / n) / (clusters - 1);
  const iccAnova = (msBetween - msWithin) / (msBetween + (n0 - 1) * msWithin);
  return accepted({ clusters, n, msBetween, msWithin, n0, iccAnova });
}

export interface Icc extends AnovaIcc {
  readonly reml: RandomIntercept;
}

/**
 * How alike outcomes are within clusters: the analysis of variance of `y`, and a random-intercept model of `y` on `X`
 * (with its intercept) by restricted maximum likelihood, whose likeness is what the covariates leave over.
 * Fails as `anovaIcc` and `randomIntercept` do.
 */
export function icc(y: Float64Array, X: Design, cluster: Int32Array): Result<Icc, EvaluationFailure> {
  const anova = anovaIcc(y, cluster);
  if (!anova.ok) return anova;
  const reml = randomIntercept(y, X, cluster);
  return reml.ok ? accepted({ ...anova.value, reml: reml.value }) : reml;
}
