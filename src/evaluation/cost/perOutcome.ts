import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normInv } from "../numeric/distributions.ts";
import { type FiellerSet, fiellerSet } from "./fieller.ts";

/** One row per person: what was spent on them and what was achieved (0/1, or any amount that is not negative). */
export interface OutcomeRows {
  readonly cost: Float64Array;
  readonly outcome: Float64Array;
  /** Code of what shares fate. */
  readonly cluster?: Int32Array;
}

export interface CostPerOutcome {
  readonly n: number;
  readonly nClusters: number;
  readonly totalCost: number;
  readonly totalOutcome: number;
  /** Money per unit of outcome. */
  readonly costPerOutcome: number;
  /** Linearised standard error of that ratio. */
  readonly se: number;
  readonly fieller: FiellerSet;
}

/** Sums by cluster, or the rows themselves. */
function unitsOf({ cost, outcome, cluster }: OutcomeRows): {
  readonly cost: Float64Array;
  readonly outcome: Float64Array;
} {
  if (!cluster) return { cost, outcome };
  const sums = new Map<number, [number, number]>();
  for (let i = 0; i < cost.length; i++) {
    const [c, o] = sums.get(cluster[i] as number) ?? [0, 0];
    sums.set(cluster[i] as number, [c + (cost[i] as number), o + (outcome[i] as number)]);
  }
  const all = [...sums.values()];
  return { cost: Float64Array.from(all, ([c]) => c), outcome: Float64Array.from(all, ([, o]) => o) };
}

/**
 * What one achieved outcome cost: total cost over total outcome of a group, with the linearised standard error and
 * Fieller's set (people, or clusters, as the sample). It compares nothing: without the group's counterfactual it is a
 * price, not an effect.
 * Fails with `no_rows`, `not_a_number`, `too_few_events` (nothing achieved), `too_few_units` (fewer than 2) or `out_of_range`.
 */
export function costPerOutcome(rows: OutcomeRows, level = 0.95): Result<CostPerOutcome, EvaluationFailure> {
  if (rows.cost.length === 0) return refused({ code: "no_rows" });
  if (!(level > 0 && level < 1)) return refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
  for (const column of ["cost", "outcome"] as const) {
    const missing = rows[column].findIndex((value) => !Number.isFinite(value));
    if (missing >= 0) return refused({ code: "not_a_number", column, row: missing + 1 });
  }
  const { cost, outcome } = unitsOf(rows);
  const n = cost.length;
  if (n < 2) return refused({ code: "too_few_units", arm: "", n, needed: 2 });
  const totalCost = cost.reduce((sum, value) => sum + value, 0);
  const totalOutcome = outcome.reduce((sum, value) => sum + value, 0);
  if (!(totalOutcome > 0)) return refused({ code: "too_few_events", events: 0, needed: 1 });
  const ratio = totalCost / totalOutcome;
  const scale = n / (n - 1);
  let [varC, varO, cov, left] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const c = (cost[i] as number) - totalCost / n;
    const o = (outcome[i] as number) - totalOutcome / n;
    varC += c * c * scale;
    varO += o * o * scale;
    cov += c * o * scale;
    left += (c - ratio * o) ** 2 * scale;
  }
  const parts = {
    numerator: totalCost,
    denominator: totalOutcome,
    varNumerator: varC,
    varDenominator: varO,
    covariance: cov,
  };
  return accepted({
    n: rows.cost.length,
    nClusters: n,
    totalCost,
    totalOutcome,
    costPerOutcome: ratio,
    se: Math.sqrt(left) / totalOutcome,
    fieller: fiellerSet(parts, normInv(0.5 + level / 2)),
  });
}
