import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normCdf, normInv, normSf } from "../numeric/distributions.ts";
import { findRoot } from "../numeric/roots.ts";
import { type Arms, alphaFault, armsFault, powerFault, shareFault } from "./limits.ts";

export interface ProportionsTest {
  readonly p1: number;
  readonly p2: number;
  /** Two-sided. */
  readonly alpha: number;
  /** `normal`: pooled variance under no effect, unpooled under the effect. `arcsine`: Cohen's h, always with both tails. */
  readonly method: "normal" | "arcsine";
  /** Also counts rejections on the wrong side (method `normal`). */
  readonly strict?: boolean;
}

/** Cohen's h, without sign. */
export function arcsineEffect(p1: number, p2: number): number {
  return Math.abs(2 * Math.asin(Math.sqrt(p1)) - 2 * Math.asin(Math.sqrt(p2)));
}

function testFault({ p1, p2, alpha }: ProportionsTest): EvaluationFailure | undefined {
  return shareFault("p1", p1) ?? shareFault("p2", p2) ?? alphaFault(alpha);
}

function normalPower({ n1, n2 }: Arms, { p1, p2, alpha, strict = false }: ProportionsTest): number {
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const without = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)) * normInv(1 - alpha / 2);
  const gap = Math.abs(p1 - p2);
  const spread = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  if (spread === 0) return gap > without ? 1 : 0;
  return normCdf((gap - without) / spread) + (strict ? normSf((gap + without) / spread) : 0);
}

function arcsinePower({ n1, n2 }: Arms, { p1, p2, alpha }: ProportionsTest): number {
  const distance = arcsineEffect(p1, p2) * Math.sqrt((n1 * n2) / (n1 + n2));
  const reach = normInv(1 - alpha / 2);
  return normSf(reach - distance) + normCdf(-reach - distance);
}

function powerOf(arms: Arms, test: ProportionsTest): number {
  return test.method === "arcsine" ? arcsinePower(arms, test) : normalPower(arms, test);
}

/**
 * Power of the two-sided comparison of two proportions with `n1` and `n2` units (any positive number). Normal approximation
 * (Fleiss, Levin and Paik 2003, chapter 4) or Cohen's arcsine (1988, chapter 6). `h` is the arcsine effect.
 */
export function powerTwoProportions(
  arms: Arms,
  test: ProportionsTest,
): Result<{ readonly power: number; readonly h: number }, EvaluationFailure> {
  const fault = testFault(test) ?? armsFault(arms);
  if (fault) return refused(fault);
  return accepted({ power: powerOf(arms, test), h: arcsineEffect(test.p1, test.p2) });
}

export interface Sizes {
  /** The smaller real number of units of the first arm that reaches the power. */
  readonly nPerArm: number;
  /** Whole units per arm, rounded up. */
  readonly n1: number;
  readonly n2: number;
}

/** Whole units per arm that a real size asks for; a hair above a whole number is that number. */
export function wholeSizes(nPerArm: number, ratio: number): Sizes {
  const up = (value: number) => Math.ceil(value * (1 - 1e-12));
  return { nPerArm, n1: up(nPerArm), n2: up(nPerArm * ratio) };
}

/** Units per arm for a power; `ratio` is the size of the second arm by that of the first. Refuses equal proportions. */
export function sampleSizeTwoProportions(
  test: ProportionsTest,
  { power, ratio = 1 }: { readonly power: number; readonly ratio?: number },
): Result<Sizes, EvaluationFailure> {
  const fault = testFault(test) ?? powerFault(power, test.alpha);
  if (fault) return refused(fault);
  if (!(ratio > 0 && Number.isFinite(ratio)))
    return refused({ code: "out_of_range", field: "ratio", least: 0, most: 1e6 });
  if (test.p1 === test.p2) return refused({ code: "no_effect_asked" });
  const at = (logN: number) => powerOf({ n1: Math.exp(logN), n2: ratio * Math.exp(logN) }, test) - power;
  const found = findRoot(at, Math.log(1e-6), Math.log(1e15));
  return found === undefined
    ? refused({ code: "not_converged", method: "sample size" })
    : accepted(wholeSizes(Math.exp(found), ratio));
}

/**
 * The nearest second proportion to `p1` (in the `direction` asked) that these arms would see with this power; absent when not
 * even 0 or 1 would be seen.
 */
export function mdeTwoProportions(
  arms: Arms,
  { p1, alpha, method, strict, power }: Omit<ProportionsTest, "p2"> & { readonly power: number },
  direction: "fall" | "rise",
): Result<{ readonly p2: number | null }, EvaluationFailure> {
  const test = { p1, alpha, method, ...(strict === undefined ? {} : { strict }) };
  const fault = testFault({ ...test, p2: p1 }) ?? armsFault(arms) ?? powerFault(power, alpha);
  if (fault) return refused(fault);
  const end = direction === "fall" ? 0 : 1;
  const at = (p2: number) => powerOf(arms, { ...test, p2 }) - power;
  if (at(end) < 0) return accepted({ p2: null });
  return accepted({ p2: findRoot(at, p1, end) ?? null });
}
