import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { lnGamma } from "../numeric/special.ts";

/** Units (or whole clusters, when these are drawn) of a stratum and how many of them the draw gives the programme. */
export interface DrawStratum {
  readonly units: number;
  readonly treated: number;
}

export interface AttainableP {
  /** Different draws possible; may be Infinity, then `lnAssignments` still tells. */
  readonly assignments: number;
  readonly lnAssignments: number;
  readonly oneSided: number;
  readonly twoSided: number;
}

function lnChoose(n: number, k: number): number {
  return lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
}

/** The number of ways to choose k of n, exact while whole numbers are. */
export function choose(n: number, k: number): number {
  const few = Math.min(k, n - k);
  let ways = 1;
  for (let i = 1; i <= few; i++) {
    ways = Math.round((ways * (n - few + i)) / i);
    if (ways > Number.MAX_SAFE_INTEGER) return Math.exp(lnChoose(n, k));
  }
  return ways;
}

/**
 * The smallest p a randomisation test could give, whatever happens: one draw among all possible ones, and two for a two-sided
 * test when every stratum is halved, because then each draw has its mirror image. To be looked at before a study begins.
 */
export function minimumAttainableP(strata: readonly DrawStratum[]): Result<AttainableP, EvaluationFailure> {
  if (strata.length === 0) return refused({ code: "no_rows" });
  for (const { units, treated } of strata) {
    if (!Number.isInteger(units) || !Number.isInteger(treated)) {
      return refused({ code: "malformed_input", field: "strata", expected: "whole_numbers" });
    }
    if (treated < 0 || treated > units)
      return refused({ code: "out_of_range", field: "treated", least: 0, most: units });
  }
  const assignments = strata.reduce((ways, { units, treated }) => ways * choose(units, treated), 1);
  const lnAssignments = strata.reduce((sum, { units, treated }) => sum + lnChoose(units, treated), 0);
  const halved = strata.every(({ units, treated }) => units === 2 * treated);
  const oneSided = Math.exp(-lnAssignments);
  const exact = assignments <= Number.MAX_SAFE_INTEGER ? 1 / assignments : oneSided;
  return accepted({ assignments, lnAssignments, oneSided: exact, twoSided: Math.min(1, halved ? 2 * exact : exact) });
}
