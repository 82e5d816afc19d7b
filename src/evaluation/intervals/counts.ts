import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { chi2Sf } from "../numeric/distributions.ts";
import type { FourCells } from "../numeric/fourCells.ts";
import { type PlainWarning, when } from "../warning.ts";
import { conditionalOddsRatio, conditionalOf, exactTwoSided } from "./conditional.ts";
import { binomialTwoSided } from "./poisson.ts";
import { checkLevel, checkShare, checkWhole, exactLimits, type Limits } from "./shares.ts";

export interface ChiSquare {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
  readonly warnings: readonly PlainWarning[];
}

/** Below this expected count in some cell the chi-squared distribution is a rough guide (Cochran 1954). */
const SMALL_EXPECTED = 5;

/**
 * Pearson's test (1900) that rows and columns of a table of counts are independent, without continuity correction. Empty
 * rows and columns are left out. Fails with `malformed_input` when the rows differ in length, counts are negative, or fewer
 * than two rows or columns are left.
 */
export function chiSquare(table: readonly (readonly number[])[]): Result<ChiSquare, EvaluationFailure> {
  const width = table[0]?.length ?? 0;
  const valid = table.every(
    (row) => row.length === width && row.every((count) => count >= 0 && Number.isFinite(count)),
  );
  if (!valid) return refused({ code: "malformed_input", field: "table", expected: "rows_of_counts" });
  const rowSums = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columnSums = Array.from({ length: width }, (_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const [rows, columns] = [rowSums.filter((sum) => sum > 0).length, columnSums.filter((sum) => sum > 0).length];
  if (rows < 2 || columns < 2)
    return refused({ code: "malformed_input", field: "table", expected: "two_rows_and_columns_with_counts" });
  const total = rowSums.reduce((sum, one) => sum + one, 0);
  let chisq = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, row] of table.entries())
    for (const [j, count] of row.entries()) {
      const expected = ((rowSums[i] ?? 0) * (columnSums[j] ?? 0)) / total;
      if (expected === 0) continue;
      chisq += (count - expected) ** 2 / expected;
      least = Math.min(least, expected);
    }
  const df = (rows - 1) * (columns - 1);
  const dropped = rows < table.length || columns < width;
  const warnings = [...when(dropped, "empty_row_or_column"), ...when(least < SMALL_EXPECTED, "small_expected")];
  return accepted({ chisq, df, p: chi2Sf(chisq, df), warnings });
}

/** Cochran (1954) and Armitage's (1955) test of a trend of shares `x` / `n` over `scores` (1, 2, … unless given). */
export function trendTest(input: {
  readonly x: readonly number[];
  readonly n: readonly number[];
  readonly scores?: readonly number[];
}): Result<{ readonly chisq: number; readonly df: number; readonly p: number }, EvaluationFailure> {
  const { x, n } = input;
  const scores = input.scores ?? x.map((_, index) => index + 1);
  if (x.length < 2 || n.length !== x.length || scores.length !== x.length)
    return refused({ code: "malformed_input", field: "x", expected: "as_many_as_n_and_scores" });
  for (const [index, one] of x.entries()) {
    const failure = checkShare({ x: one, n: n[index] ?? 0 }, `[${index}]`);
    if (failure) return refused(failure);
  }
  const over = (of: (index: number) => number) => x.reduce((sum, _, index) => sum + of(index), 0);
  const total = over((i) => n[i] ?? 0);
  const share = over((i) => x[i] ?? 0) / total;
  const middle = over((i) => (n[i] ?? 0) * (scores[i] ?? 0)) / total;
  const slope = over((i) => ((x[i] ?? 0) - (n[i] ?? 0) * share) * ((scores[i] ?? 0) - middle));
  const spread = share * (1 - share) * over((i) => (n[i] ?? 0) * ((scores[i] ?? 0) - middle) ** 2);
  if (!(spread > 0)) return refused({ code: "malformed_input", field: "x", expected: "shares_and_scores_that_vary" });
  const chisq = (slope * slope) / spread;
  return accepted({ chisq, df: 1, p: chi2Sf(chisq, 1) });
}

/** Exact test (McNemar 1947) of `b` pairs that changed one way and `c` the other; odds ratio b / c with exact limits. */
export function mcnemarExact(
  pairs: { readonly b: number; readonly c: number },
  level = 0.95,
): Result<Limits & { readonly p: number; readonly oddsRatio: number }, EvaluationFailure> {
  const failure = checkLevel(level) ?? checkWhole({ b: pairs.b, c: pairs.c });
  if (failure) return refused(failure);
  const { b, c } = pairs;
  const { lower, upper } = b + c === 0 ? { lower: 0, upper: 1 } : exactLimits({ x: b, n: b + c }, level);
  return accepted({
    p: binomialTwoSided(b, b + c, 0.5),
    oddsRatio: b / c,
    lower: lower / (1 - lower),
    upper: upper / (1 - upper),
  });
}

export interface MantelHaenszel extends Limits {
  readonly chisq: number;
  readonly p: number;
  /** Mantel and Haenszel's; NaN or Infinity where it has no value. */
  readonly commonOddsRatio: number;
  readonly exactP: number;
  /** Conditional maximum likelihood, with exact limits. */
  readonly exactOddsRatio: number;
  readonly exactLower: number;
  readonly exactUpper: number;
  readonly warnings: readonly PlainWarning[];
}

/** Sums over strata of R = ad / n, S = bc / n and the products of Robins, Breslow and Greenland (1986). */
function pooled(strata: readonly FourCells[]) {
  const sums = { r: 0, s: 0, pr: 0, mixed: 0, qs: 0, difference: 0, variance: 0 };
  for (const [[a, b], [c, d]] of strata) {
    const n = a + b + c + d;
    if (n === 0) continue;
    const [r, s] = [(a * d) / n, (b * c) / n];
    const [p, q] = [(a + d) / n, (b + c) / n];
    sums.r += r;
    sums.s += s;
    sums.pr += p * r;
    sums.mixed += p * s + q * r;
    sums.qs += q * s;
    sums.difference += a - ((a + b) * (a + c)) / n;
    if (n > 1) sums.variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  return sums;
}

/**
 * Common odds ratio of 2 x 2 tables in strata (Mantel and Haenszel 1959; log interval of Robins, Breslow and Greenland
 * 1986), their test without continuity correction, and the exact conditional test and interval. Fails with
 * `malformed_input` for counts that are not whole or strata that say nothing.
 */
export function mantelHaenszel(strata: readonly FourCells[], level = 0.95): Result<MantelHaenszel, EvaluationFailure> {
  const badLevel = checkLevel(level);
  if (badLevel) return refused(badLevel);
  for (const [index, [[a, b], [c, d]]] of strata.entries()) {
    const failure = checkWhole({ a, b, c, d });
    if (failure) return refused({ code: "malformed_input", field: `strata[${index}]`, expected: "whole_counts" });
  }
  const { r, s, pr, mixed, qs, difference, variance } = pooled(strata);
  if (!(variance > 0)) return refused({ code: "malformed_input", field: "strata", expected: "tables_that_vary" });
  const chisq = (difference * difference) / variance;
  const ratio = r / s;
  const spread = Math.exp(reachOf(level) * Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)));
  const table = conditionalOf(strata);
  const exact = conditionalOddsRatio(table, level);
  return accepted({
    chisq,
    p: chi2Sf(chisq, 1),
    commonOddsRatio: ratio,
    lower: ratio / spread,
    upper: ratio * spread,
    exactP: exactTwoSided(table),
    exactOddsRatio: exact.estimate,
    exactLower: exact.lower,
    exactUpper: exact.upper,
    warnings: when(r === 0 || s === 0, "zero_cell"),
  });
}
