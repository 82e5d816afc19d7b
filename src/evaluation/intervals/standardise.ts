import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { gammaInv } from "../numeric/distributions.ts";
import { poissonLimits } from "./poisson.ts";
import { checkLevel } from "./shares.ts";

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Columns of equal length of counts (0 or more) and of populations (above 0). */
function checkStrata(counts: Columns, populations: Columns): EvaluationFailure | undefined {
  const columns = [...Object.entries(counts), ...Object.entries(populations)];
  const length = columns[0]?.[1].length ?? 0;
  for (const [field, values] of columns) {
    if (values.length !== length || length === 0)
      return { code: "malformed_input", field, expected: "one_number_for_each_stratum" };
    const least = Object.hasOwn(populations, field) ? Number.MIN_VALUE : 0;
    if (!values.every((value) => value >= least && Number.isFinite(value)))
      return { code: "out_of_range", field, least: least === 0 ? 0 : 1, most: Number.MAX_SAFE_INTEGER };
  }
  return undefined;
}

type Columns = Readonly<Record<string, readonly number[]>>;

export interface DirectRate {
  readonly crudeRate: number;
  readonly adjustedRate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Rate the strata would have in the standard population (whose sizes must be given: there is no rate standardised to
 * nothing in particular), with the gamma interval of Fay and Feuer (1997).
 */
export function directStandardise(
  strata: {
    readonly count: readonly number[];
    readonly population: readonly number[];
    readonly standard: readonly number[];
  },
  level = 0.95,
): Result<DirectRate, EvaluationFailure> {
  const { count, population, standard } = strata;
  const failure = checkLevel(level) ?? checkStrata({ count, standard }, { population });
  if (failure) return refused(failure);
  const all = total(standard);
  if (!(all > 0)) return refused({ code: "out_of_range", field: "standard", least: 1, most: Number.MAX_SAFE_INTEGER });
  let [rate, variance, most] = [0, 0, 0];
  for (const [i, events] of count.entries()) {
    const weight = (standard[i] ?? 0) / all / (population[i] ?? 1);
    rate += weight * events;
    variance += weight * weight * events;
    most = Math.max(most, weight);
  }
  const tail = (1 - level) / 2;
  const [next, spread] = [rate + most, variance + most * most];
  return accepted({
    crudeRate: total(count) / total(population),
    adjustedRate: rate,
    lower: rate === 0 ? 0 : gammaInv(tail, (rate * rate) / variance, rate / variance),
    upper: gammaInv(1 - tail, (next * next) / spread, next / spread),
  });
}

export interface IndirectRatio {
  readonly observed: number;
  readonly expected: number;
  /** Observed over expected; NaN limits on the log scale where nothing was observed. */
  readonly smr: number;
  readonly lowerLog: number;
  readonly upperLog: number;
  readonly lowerExact: number;
  readonly upperExact: number;
  readonly crudeRate: number;
  readonly adjustedRate: number;
}

/** Events over those expected at the rates of a standard, with log and exact Poisson limits (the expected ones as known). */
export function indirectStandardise(
  strata: {
    readonly count: readonly number[];
    readonly population: readonly number[];
    readonly stdCount: readonly number[];
    readonly stdPopulation: readonly number[];
  },
  level = 0.95,
): Result<IndirectRatio, EvaluationFailure> {
  const { count, population, stdCount, stdPopulation } = strata;
  const failure = checkLevel(level) ?? checkStrata({ stdCount }, { population, stdPopulation });
  if (failure) return refused(failure);
  // The strata of those counted need not be known: their total is enough.
  if (!(count.length > 0 && count.every((value) => Number.isSafeInteger(value) && value >= 0)))
    return refused({ code: "malformed_input", field: "count", expected: "whole_counts" });
  const observed = total(count);
  const expected = total(population.map((size, i) => (size * (stdCount[i] ?? 0)) / (stdPopulation[i] ?? 1)));
  if (!(expected > 0))
    return refused({ code: "out_of_range", field: "stdCount", least: 1, most: Number.MAX_SAFE_INTEGER });
  const smr = observed / expected;
  const spread = Math.exp(reachOf(level) / Math.sqrt(observed));
  const { lower, upper } = poissonLimits(observed, level);
  return accepted({
    observed,
    expected,
    smr,
    lowerLog: observed > 0 ? smr / spread : Number.NaN,
    upperLog: observed > 0 ? smr * spread : Number.NaN,
    lowerExact: lower / expected,
    upperExact: upper / expected,
    crudeRate: observed / total(population),
    adjustedRate: (smr * total(stdCount)) / total(stdPopulation),
  });
}
