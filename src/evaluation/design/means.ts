import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { tInv } from "../numeric/distributions.ts";
import { nctCdf, nctSf } from "../numeric/noncentral.ts";
import { findRoot } from "../numeric/roots.ts";
import { type Arms, alphaFault, armsFault, positiveFault, powerFault } from "./limits.ts";
import { type Sizes, wholeSizes } from "./proportions.ts";

export interface MeansTest {
  /** Difference to be seen, in the unit of `sd`. */
  readonly delta: number;
  readonly sd: number;
  /** Two-sided. */
  readonly alpha: number;
  /** Also counts rejections on the wrong side. */
  readonly strict?: boolean;
  /** Correlation of the outcome with what is known before (ANCOVA): shrinks the sd and costs one degree of freedom. */
  readonly correlation?: number;
}

type Spread = Omit<MeansTest, "delta">;

function spreadFault({ sd, alpha, correlation }: Spread): EvaluationFailure | undefined {
  if (correlation !== undefined && !(correlation > -1 && correlation < 1)) {
    return { code: "out_of_range", field: "correlation", least: -1, most: 1 };
  }
  return positiveFault("sd", sd) ?? alphaFault(alpha);
}

/** Residual degrees of freedom of the two arms, less one for the covariate. */
function freedom({ n1, n2 }: Arms, correlation: number | undefined): number {
  return n1 + n2 - 2 - (correlation === undefined ? 0 : 1);
}

function powerOf(arms: Arms, { delta, sd, alpha, strict = false, correlation }: MeansTest): number {
  const df = freedom(arms, correlation);
  const spread = sd * Math.sqrt(1 - (correlation ?? 0) ** 2);
  const noncentrality = (Math.abs(delta) / spread) * Math.sqrt((arms.n1 * arms.n2) / (arms.n1 + arms.n2));
  const reach = -tInv(alpha / 2, df);
  return nctSf(reach, df, noncentrality) + (strict ? nctCdf(-reach, df, noncentrality) : 0);
}

function freedomFault(arms: Arms, correlation: number | undefined): EvaluationFailure | undefined {
  const df = freedom(arms, correlation);
  const needed = correlation === undefined ? 3 : 4;
  return df > 0 ? undefined : { code: "too_few_units", arm: "all", n: arms.n1 + arms.n2, needed };
}

/** Power of the two-sample t test, exact by the noncentral t (Cohen 1988, chapter 2). `df` = n1 + n2 - 2, or - 3 with a covariate. */
export function powerTwoMeans(arms: Arms, test: MeansTest): Result<{ readonly power: number }, EvaluationFailure> {
  const fault = spreadFault(test) ?? armsFault(arms) ?? freedomFault(arms, test.correlation);
  if (fault) return refused(fault);
  if (!Number.isFinite(test.delta)) return refused({ code: "malformed_input", field: "delta", expected: "number" });
  return accepted({ power: powerOf(arms, test) });
}

/** Power after adjusting for a baseline measure: sd sqrt(1 - rho^2), one degree of freedom less, both tails. */
export function powerAncova(
  arms: Arms,
  test: MeansTest & { readonly correlation: number },
): Result<{ readonly power: number }, EvaluationFailure> {
  return powerTwoMeans(arms, { strict: true, ...test });
}

/** Units per arm for a power; `ratio` is the size of the second arm by that of the first. Refuses a difference of 0. */
export function sampleSizeTwoMeans(
  test: MeansTest,
  { power, ratio = 1 }: { readonly power: number; readonly ratio?: number },
): Result<Sizes, EvaluationFailure> {
  const fault = spreadFault(test) ?? powerFault(power, test.alpha) ?? positiveFault("ratio", ratio);
  if (fault) return refused(fault);
  if (test.delta === 0) return refused({ code: "no_effect_asked" });
  // Two units per arm, or as few as leave half a degree of freedom.
  const least = Math.max(2 / Math.min(1, ratio), (test.correlation === undefined ? 2.5 : 3.5) / (1 + ratio));
  const at = (logN: number) => powerOf({ n1: Math.exp(logN), n2: ratio * Math.exp(logN) }, test) - power;
  if (at(Math.log(least)) >= 0) return accepted(wholeSizes(least, ratio));
  const found = findRoot(at, Math.log(least), Math.log(1e12));
  return found === undefined
    ? refused({ code: "not_converged", method: "sample size" })
    : accepted(wholeSizes(Math.exp(found), ratio));
}

/** The smallest difference these arms would see with this power, in the unit of `sd`. */
export function mdeTwoMeans(
  arms: Arms,
  spread: Spread & { readonly power: number },
): Result<{ readonly delta: number; readonly d: number }, EvaluationFailure> {
  const fault =
    spreadFault(spread) ??
    armsFault(arms) ??
    freedomFault(arms, spread.correlation) ??
    powerFault(spread.power, spread.alpha);
  if (fault) return refused(fault);
  const at = (delta: number) => powerOf(arms, { ...spread, delta }) - spread.power;
  let most = 10 * spread.sd * Math.sqrt(1 / arms.n1 + 1 / arms.n2);
  for (let doubled = 0; doubled < 60 && at(most) < 0; doubled++) most *= 2;
  const delta = findRoot(at, 0, most);
  if (delta === undefined) return refused({ code: "not_converged", method: "smallest difference" });
  return accepted({ delta, d: delta / spread.sd });
}
