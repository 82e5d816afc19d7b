import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Covariance, type LinearFit, ols } from "../models/ols.ts";
import type { Design } from "../terms.ts";

/** Measurements, one row each: before (0) or after (1), of the treated (1) or the others (0). */
export interface TwoByTwoRows {
  readonly y: Float64Array;
  readonly treat: Float64Array;
  readonly after: Float64Array;
  /** Code (>= 0) of what shares fate; -1 is missing. */
  readonly cluster: Int32Array;
}

export type TwoByTwoCovariance = "classical" | "HC0" | "HC1" | "HC2" | "HC3" | "CR0" | "CR1" | "CR2";

export interface TwoByTwo {
  /** Change of the treated minus change of the others. */
  readonly estimate: number;
  readonly se: number;
  /** CR2: Satterthwaite's degrees of freedom and the two-sided p with them. */
  readonly dfSatt?: number;
  readonly p?: number;
  readonly meanTreatedPre: number;
  readonly meanTreatedPost: number;
  readonly meanControlPre: number;
  readonly meanControlPost: number;
  readonly n: number;
  /** Measurements after, by arm: people where each was measured once. */
  readonly nTreated: number;
  readonly nControl: number;
  readonly nMissing: number;
  readonly nClusters: number;
}

function completeRows({ y, treat, after, cluster }: TwoByTwoRows): Int32Array {
  return Int32Array.from(y.keys()).filter(
    (row) =>
      !Number.isNaN(y[row]) && !Number.isNaN(treat[row]) && !Number.isNaN(after[row]) && (cluster[row] as number) >= 0,
  );
}

function vcovOf(kind: TwoByTwoCovariance, cluster: Int32Array): Covariance {
  return kind === "CR0" || kind === "CR1" || kind === "CR2" ? { cluster, type: kind } : kind;
}

function zeroOrOne(values: Float64Array, rows: Int32Array): boolean {
  return rows.every((row) => values[row] === 0 || values[row] === 1);
}

function designOf(treat: Float64Array, after: Float64Array): Design {
  const both = treat.map((value, i) => value * (after[i] as number));
  const cols = [new Float64Array(treat.length).fill(1), treat, after, both];
  return { n: treat.length, p: cols.length, names: ["(Intercept)", "treat", "post", "treat:post"], cols };
}

function answer(fit: LinearFit, counts: Pick<TwoByTwo, "nTreated" | "nControl" | "nMissing" | "nClusters">): TwoByTwo {
  const [base = 0, group = 0, time = 0, effect = 0] = fit.coef;
  const dfSatt = fit.dfSatt?.[3];
  const p = fit.p?.[3];
  return {
    estimate: effect,
    se: fit.se[3] ?? Number.NaN,
    ...(dfSatt === undefined ? {} : { dfSatt }),
    ...(p === undefined ? {} : { p }),
    meanTreatedPre: base + group,
    meanTreatedPost: base + group + time + effect,
    meanControlPre: base,
    meanControlPost: base + time,
    n: fit.n,
    ...counts,
  };
}

/**
 * Difference-in-differences of two groups and two times: four means and the interaction of a regression on the stacked
 * measurements. A measurement that is missing is left out alone; its partner stays.
 * CR1 = cluster sandwich x G/(G-1) x (n-1)/(n-4); CR2 adds Satterthwaite's degrees of freedom, to be preferred when
 * clusters are few. Fails with `no_rows`, `malformed_input` (treat or time not 0/1), `constant_treatment`,
 * `too_few_clusters` (fewer than 2) or `singular` (an empty cell).
 */
export function did2x2(data: TwoByTwoRows, kind: TwoByTwoCovariance = "CR1"): Result<TwoByTwo, EvaluationFailure> {
  const rows = completeRows(data);
  if (rows.length === 0) return refused({ code: "no_rows" });
  for (const field of ["treat", "after"] as const) {
    if (!zeroOrOne(data[field], rows)) return refused({ code: "malformed_input", field, expected: "zero_or_one" });
  }
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  const treat = of(data.treat);
  if (treat.every((value) => value === treat[0])) return refused({ code: "constant_treatment", column: "treat" });
  const cluster = Int32Array.from(rows, (row) => data.cluster[row] as number);
  const clusters = new Set(cluster).size;
  if (clusters < 2) return refused({ code: "too_few_clusters", n: clusters, needed: 2 });
  const X = designOf(treat, of(data.after));
  const fit = ols(of(data.y), X, { vcov: vcovOf(kind, cluster) });
  if (!fit.ok) return fit;
  const [empty] = fit.value.aliased;
  if (empty !== undefined) return refused({ code: "singular", term: X.names[empty] ?? "" });
  const later = (arm: number) => rows.filter((row) => data.after[row] === 1 && data.treat[row] === arm).length;
  const nMissing = data.y.length - rows.length;
  return accepted(answer(fit.value, { nTreated: later(1), nControl: later(0), nMissing, nClusters: clusters }));
}
