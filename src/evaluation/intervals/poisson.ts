import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { binomCdf, binomPmf, binomSf, gammaInv } from "../numeric/distributions.ts";
import { type PlainWarning, when } from "../warning.ts";
import { checkLevel, checkWhole, exactLimits, type Limits } from "./shares.ts";

/** Events in a time of exposure (person-days, person-years…), in which one person may have several. */
export interface Exposure {
  readonly events: number;
  readonly time: number;
}

function checkExposure({ events, time }: Exposure, names: readonly [string, string]): EvaluationFailure | undefined {
  const whole = checkWhole({ [names[0]]: events });
  if (whole) return whole;
  const valid = time > 0 && Number.isFinite(time);
  return valid ? undefined : { code: "out_of_range", field: names[1], least: 0, most: Number.MAX_VALUE };
}

/** Exact limits of the mean of a Poisson count (Garwood 1936), unchecked. */
export function poissonLimits(events: number, level: number): Limits {
  const tail = (1 - level) / 2;
  return { lower: events === 0 ? 0 : gammaInv(tail, events, 1), upper: gammaInv(1 - tail, events + 1, 1) };
}

/** A rate of events by exposure with Garwood's exact interval (1936). No event has an upper limit too. */
export function poissonRate(
  exposure: Exposure,
  level = 0.95,
): Result<Limits & { readonly rate: number }, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkExposure(exposure, ["events", "personTime"]);
  if (failure) return refused(failure);
  const { events, time } = exposure;
  const { lower, upper } = poissonLimits(events, level);
  return accepted({ rate: events / time, lower: lower / time, upper: upper / time });
}

/** Counts as likely as the observed one but for rounding count as no more likely (as R's relErr). */
const ALIKE = 1 + 1e-7;

/** How many of the counts `from` … `to` (chances rising) are no more likely than the limit. */
function unlikelyCount(chanceAt: (step: number) => number, steps: number, limit: number): number {
  let low = 0;
  let high = steps;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chanceAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** P of all counts no more likely than `x` among `n` trials of chance `p`: the two-sided exact test of asymmetric tails. */
export function binomialTwoSided(x: number, n: number, p: number): number {
  if (n === 0) return 1;
  if (p <= 0 || p >= 1) return Number(x === (p <= 0 ? 0 : n));
  const mean = n * p;
  if (x === mean) return 1;
  const limit = binomPmf(x, n, p) * ALIKE;
  if (x < mean) {
    const steps = n - Math.ceil(mean) + 1;
    const far = unlikelyCount((step) => binomPmf(n - step, n, p), steps, limit);
    return Math.min(1, binomCdf(x, n, p) + (far > 0 ? binomSf(n - far, n, p) : 0));
  }
  const far = unlikelyCount((step) => binomPmf(step, n, p), Math.floor(mean) + 1, limit);
  return Math.min(1, (far > 0 ? binomCdf(far - 1, n, p) : 0) + binomSf(x - 1, n, p));
}

export interface RateRatio extends Limits {
  /** NaN where neither has events, Infinity where only the second has none. */
  readonly ratio: number;
  readonly p: number;
  readonly warnings: readonly PlainWarning[];
}

/**
 * Ratio of two rates, exact given the total number of events (Przyborowski and Wilenski 1940): limits after Clopper and
 * Pearson, p over all divisions no more likely than the observed one.
 */
export function rateRatio(one: Exposure, other: Exposure, level = 0.95): Result<RateRatio, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkExposure(one, ["x1", "t1"]) ?? checkExposure(other, ["x2", "t2"]);
  if (failure) return refused(failure);
  const n = one.events + other.events;
  const factor = other.time / one.time;
  const { lower, upper } = n === 0 ? { lower: 0, upper: 1 } : exactLimits({ x: one.events, n }, level);
  return accepted({
    ratio: one.events / one.time / (other.events / other.time),
    lower: (lower / (1 - lower)) * factor,
    upper: (upper / (1 - upper)) * factor,
    p: binomialTwoSided(one.events, n, one.time / (one.time + other.time)),
    warnings: when(one.events === 0 || other.events === 0, "zero_cell"),
  });
}
