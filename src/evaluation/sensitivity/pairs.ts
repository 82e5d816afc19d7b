import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** Treated minus control of each matched pair, and how many pairs lacked a value. */
export interface PairDifferences {
  readonly differences: Float64Array;
  readonly missing: number;
}

/** Leaves out pairs that lack either value. Refuses when none is left. */
export function pairDifferences(
  treated: Float64Array,
  control: Float64Array,
): Result<PairDifferences, EvaluationFailure> {
  const all = treated.map((value, row) => value - (control[row] ?? Number.NaN));
  const differences = all.filter((value) => Number.isFinite(value));
  if (differences.length === 0) return refused({ code: "no_rows" });
  return accepted({ differences, missing: all.length - differences.length });
}

/** Gamma says how many times likelier hidden causes could make treatment for one of two alike units: never below 1. */
export function invalidGamma(gammas: readonly number[]): EvaluationFailure | undefined {
  if (gammas.length > 0 && gammas.every((gamma) => gamma >= 1 && Number.isFinite(gamma))) return undefined;
  return { code: "out_of_range", field: "gamma", least: 1, most: Number.MAX_VALUE };
}
