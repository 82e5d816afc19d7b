import { addMonths } from "../calendar/dates.ts";
import type { Indicator, Measure, Missing } from "./definition.ts";
import { isFault, type Warning } from "./reasons.ts";
import type { Span } from "./spans.ts";
import type { Verdict } from "./words.ts";

/** What a statement counted of one side of a cohort: those inside (`excluded` null), or those one reason leaves out. */
export interface Total {
  readonly excluded: string | null;
  readonly n: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** A value with what it was made of. */
export interface Sums {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** One figure before it is put into words. */
export interface Figure extends Sums, Span {
  /** `n` is null where a publication does not tell it, because they are few. */
  readonly excluded: readonly { readonly reason: string; readonly n: number | null }[];
  readonly warnings: readonly Warning[];
  readonly verdict: Verdict;
  readonly missing: Missing | null;
}

/** The value of sums: never 0 where nothing could be counted. */
export function computedValue(
  measure: Measure,
  multiplier: number | null,
  numerator: number,
  denominator: number | null,
): number | null {
  if (measure === "count") return numerator;
  if (measure === "none" || denominator === null || !(denominator > 0)) return null;
  return (numerator / denominator) * (multiplier ?? 1);
}

interface Counted {
  readonly indicator: Indicator;
  readonly span: Span;
  readonly observedUntil: string;
  readonly totals: readonly Total[];
  /** Children who live there; only for rates of population. */
  readonly population: number | null;
  /** Day by which half had left; only for the median. */
  readonly median: number | null;
  /** Whether a data quality check this indicator depends on is beyond its limit. */
  readonly checkExceeded: boolean;
  readonly missing: Missing | null;
}

const FEW = 30;
const MANY_LEFT_OUT = 0.1;

function sumsOf({ indicator, totals, population, median }: Counted): Sums & { readonly inside: number } {
  const within = totals.find(({ excluded }) => excluded === null);
  const inside = within?.n ?? 0;
  const numerator = within?.numerator ?? 0;
  const { measure, multiplier } = indicator;
  if (measure === "median") return { inside, value: median, numerator: null, denominator: inside };
  const denominator = measure === "population" ? population : measure === "count" ? null : (within?.denominator ?? 0);
  return { inside, value: computedValue(measure, multiplier, numerator, denominator), numerator, denominator };
}

function missingOf(
  { indicator, missing, population, totals }: Counted,
  value: number | null,
  inside: number,
): Missing | null {
  if (missing !== null) return missing;
  if (value !== null) return null;
  if (indicator.measure === "population" && !population) return "no_population";
  if (indicator.measure === "median" && inside > 0) return "not_estimable";
  return totals.length === 0 || value === null ? "nobody_in_cohort" : null;
}

function warningsOf(
  { indicator, span, observedUntil, totals, checkExceeded }: Counted,
  inside: number,
): readonly Warning[] {
  const found: Warning[] = [];
  const faulty = totals.filter(({ excluded }) => excluded !== null && isFault(excluded));
  const leftOut = faulty.reduce((sum, { n }) => sum + n, 0);
  if (checkExceeded) found.push("check_exceeded");
  if (span.to > observedUntil) found.push("after_observation");
  else if (addMonths(span.to, indicator.followUpMonths) > observedUntil) found.push("follow_up_incomplete");
  if (leftOut > MANY_LEFT_OUT * (leftOut + inside)) found.push("many_left_out");
  if (inside < FEW && indicator.measure !== "count") found.push("few");
  return found;
}

function verdictOf(value: number | null, warnings: readonly Warning[]): Verdict {
  if (value === null) return "no_data";
  if (warnings.includes("check_exceeded") || warnings.includes("after_observation")) return "poor";
  return warnings.length > 0 ? "check" : "good";
}

/** Puts one period's counts together: value, who was left out, and how far to believe it. */
export function figureOf(counted: Counted): Figure {
  const { inside, ...sums } = sumsOf(counted);
  const missing = missingOf(counted, sums.value, inside);
  const known = missing === null || missing === "no_population" || missing === "not_estimable";
  const warnings = missing === null ? warningsOf(counted, inside) : [];
  const excluded = counted.totals
    .flatMap(({ excluded: reason, n }) => (reason === null ? [] : [{ reason, n }]))
    .sort((left, right) => right.n - left.n || (left.reason < right.reason ? -1 : 1));
  const value = missing === null ? sums.value : null;
  return {
    ...counted.span,
    value,
    numerator: known ? sums.numerator : null,
    denominator: known ? sums.denominator : null,
    excluded,
    warnings,
    verdict: verdictOf(value, warnings),
    missing,
  };
}
