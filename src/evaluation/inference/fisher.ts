import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Conditional, type FourCells, givenMargins, meanAbove, probabilitiesAt } from "../numeric/fourCells.ts";
import { findRoot } from "../numeric/roots.ts";

export interface FisherAnswer {
  readonly pTwoSided: number;
  readonly pGreater: number;
  readonly pLess: number;
  /** Null stands for an odds ratio without upper end. */
  readonly oddsRatioConditionalMLE: number | null;
  readonly lower: number;
  readonly upper: number | null;
}

export interface FisherOptions {
  readonly alpha?: number;
  /** Of the search for odds ratios, on the scale of the ratio or of its inverse, whichever is below 1. */
  readonly tolerance?: number;
}

function sumWhere(table: Conditional, logOdds: number, holds: (value: number) => boolean): number {
  return probabilitiesAt(table, logOdds).reduce((sum, p, at) => (holds(table.least + at) ? sum + p : sum), 0);
}

/** Odds ratios lie within exp(-FAR) and exp(FAR) in any table of counts. */
const FAR = 700;

/**
 * The odds ratio at which an increasing (or decreasing) function is 0, looked for between 0 and 1, or as 1 / x when it lies
 * above 1: the tolerance is on that scale. The usual programs stop at 1.2e-4, which moves a limit of several hundred by a
 * hundredth.
 */
function oddsAt(f: (logOdds: number) => number, tolerance: number): number | null {
  const atOne = f(0);
  if (atOne === 0) return 1;
  const options = { relative: 0, absolute: tolerance };
  const below = f(-FAR) > 0 !== atOne > 0;
  const found = below
    ? findRoot((x) => f(x === 0 ? -FAR : Math.log(x)), 0, 1, options)
    : findRoot((x) => f(-Math.log(x)), Number.EPSILON, 1, options);
  return found === undefined ? null : below ? found : 1 / found;
}

function estimateOf(table: Conditional, tolerance: number): number | null {
  const above = table.x - table.least;
  const most = table.logs.length - 1;
  if (above === 0) return most === 0 ? null : 0;
  return above === most ? null : oddsAt((logOdds) => meanAbove(table, logOdds) - above, tolerance);
}

function limitsOf(
  table: Conditional,
  { alpha, tolerance }: { readonly alpha: number; readonly tolerance: number },
): { readonly lower: number; readonly upper: number | null } {
  const { x, least, logs } = table;
  const from = (logOdds: number) => sumWhere(table, logOdds, (value) => value >= x) - alpha / 2;
  const to = (logOdds: number) => sumWhere(table, logOdds, (value) => value <= x) - alpha / 2;
  return {
    lower: x === least ? 0 : (oddsAt(from, tolerance) ?? 0),
    upper: x === least + logs.length - 1 ? null : oddsAt(to, tolerance),
  };
}

/**
 * Fisher's exact test of a two-by-two table: the two-sided p sums the tables no more likely than the one observed (with a
 * relative tolerance of 1e-7 for ties); odds ratio by conditional maximum likelihood, limits from the noncentral
 * hypergeometric distribution (Cornfield 1956). `greater`: odds ratio above 1. Refuses counts that are not whole or all 0.
 */
export function fisherExact(
  counts: FourCells,
  { alpha = 0.05, tolerance = 1e-15 }: FisherOptions = {},
): Result<FisherAnswer, EvaluationFailure> {
  if (!counts.flat().every((count) => Number.isInteger(count) && count >= 0)) {
    return refused({ code: "malformed_input", field: "table", expected: "whole_numbers" });
  }
  if (!(alpha > 0 && alpha < 1)) return refused({ code: "out_of_range", field: "alpha", least: 0, most: 1 });
  if (counts.flat().every((count) => count === 0)) return refused({ code: "no_rows" });
  const table = givenMargins(counts);
  const here = (table.logs[table.x - table.least] ?? 0) + Math.log1p(1e-7);
  const central = probabilitiesAt(table, 0);
  const pTwoSided = central.reduce((sum, p, at) => ((table.logs[at] ?? 0) <= here ? sum + p : sum), 0);
  return accepted({
    pTwoSided: Math.min(1, pTwoSided),
    pGreater: Math.min(
      1,
      sumWhere(table, 0, (value) => value >= table.x),
    ),
    pLess: Math.min(
      1,
      sumWhere(table, 0, (value) => value <= table.x),
    ),
    oddsRatioConditionalMLE: estimateOf(table, tolerance),
    ...limitsOf(table, { alpha, tolerance }),
  });
}
