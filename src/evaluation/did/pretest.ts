import { accepted, type Result, refused } from "../../core/result.ts";
import { chi2Sf } from "../numeric/distributions.ts";
import { cholesky, choleskySolve, invSpd } from "../numeric/linear.ts";
import type { AttGt } from "./attgt.ts";
import { byCluster, type Influence } from "./influence.ts";
import type { DidWarning } from "./sample.ts";

/** Wald test that every effect before the start is 0: `W` on `df` restrictions. */
export interface Pretest {
  readonly W: number;
  readonly df: number;
  /** Rounded to five decimals with the conventions of R's `did`. */
  readonly p: number;
  readonly pExact: number;
}

/** Below this reciprocal condition number the covariance of the effects counts as singular. */
const SINGULAR = Number.EPSILON;

function covariance(parts: readonly Influence[], n: number): Float64Array {
  const q = parts.length;
  const v = new Float64Array(q * q);
  for (let j = 0; j < q; j++) {
    const left = parts[j] as Influence;
    for (let k = 0; k <= j; k++) {
      const right = parts[k] as Influence;
      let sum = 0;
      for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
      v[j * q + k] = sum / n;
      v[k * q + j] = sum / n;
    }
  }
  return v;
}

function columnSum(a: Float64Array, p: number): number {
  let most = 0;
  for (let j = 0; j < p; j++) {
    let sum = 0;
    for (let i = 0; i < p; i++) sum += Math.abs(a[i * p + j] as number);
    most = Math.max(most, sum);
  }
  return most;
}

/**
 * Tests parallel trends before the start with every estimated effect of an untreated period (base periods apart).
 * Refuses with `no_pre_periods`, or `pretest_singular` when the effects are linearly tied (more of them than units can tell).
 * Method: Callaway & Sant'Anna 2021, section 4.4 (integrated moments left out): n * b' V^-1 b.
 */
export function pretest(
  result: AttGt,
): Result<Pretest, Extract<DidWarning, { code: "no_pre_periods" | "pretest_singular" }>> {
  const atts: number[] = [];
  const parts: Influence[] = [];
  for (const [place, { g, t, att, se }] of result.cells.entries()) {
    const influence = result.influence[place];
    if (g <= t || att === undefined || se === undefined || !influence) continue;
    atts.push(att);
    parts.push(byCluster(influence, result.sample));
  }
  const df = atts.length;
  if (df === 0) return refused({ code: "no_pre_periods" });
  const v = covariance(parts, result.n);
  const lower = cholesky(v, df);
  const inverse = lower && invSpd(v, df);
  if (!lower || !inverse || 1 / (columnSum(v, df) * columnSum(inverse, df)) <= SINGULAR) {
    return refused({ code: "pretest_singular", cells: df });
  }
  const solved = choleskySolve(lower, df, atts);
  const W = result.n * atts.reduce((sum, att, j) => sum + att * (solved[j] ?? 0), 0);
  const pExact = chi2Sf(W, df);
  return accepted({ W, df, p: result.conventions === "did" ? Math.round(pExact * 1e5) / 1e5 : pExact, pExact });
}
