import { type Conditional, type FourCells, givenMargins, meanAbove, probabilitiesAt } from "../numeric/fourCells.ts";
import { findIncreasingRoot } from "../numeric/roots.ts";

function added(left: Conditional, right: Conditional): Conditional {
  const logs = new Float64Array(left.logs.length + right.logs.length - 1);
  for (let t = 0; t < logs.length; t++) {
    const from = Math.max(0, t - right.logs.length + 1);
    const to = Math.min(t, left.logs.length - 1);
    let top = Number.NEGATIVE_INFINITY;
    for (let i = from; i <= to; i++) top = Math.max(top, (left.logs[i] ?? 0) + (right.logs[t - i] ?? 0));
    let sum = 0;
    for (let i = from; i <= to; i++) sum += Math.exp((left.logs[i] ?? 0) + (right.logs[t - i] ?? 0) - top);
    logs[t] = top + Math.log(sum);
  }
  return { x: left.x + right.x, least: left.least + right.least, logs };
}

/** Distribution of the sum of the first cells given all margins: convolution of hypergeometric ones. */
export function conditionalOf(strata: readonly FourCells[]): Conditional {
  const none: Conditional = { x: 0, least: 0, logs: new Float64Array(1) };
  return strata.map(givenMargins).reduce(added, none);
}

/** Tables as likely as the observed one but for rounding count as no more likely (as R's relErr). */
const ALIKE = 1 + 1e-7;

/** P of all sums no more likely than the observed one, at odds ratio 1. */
export function exactTwoSided(table: Conditional): number {
  const chances = probabilitiesAt(table, 0);
  const limit = (chances[table.x - table.least] ?? 0) * ALIKE;
  return Math.min(
    1,
    chances.reduce((sum, chance) => (chance <= limit ? sum + chance : sum), 0),
  );
}

function tail(table: Conditional, logOdds: number, upper: boolean): number {
  const at = table.x - table.least;
  const chances = probabilitiesAt(table, logOdds);
  return (upper ? chances.subarray(at) : chances.subarray(0, at + 1)).reduce((sum, chance) => sum + chance, 0);
}

/**
 * Conditional maximum likelihood estimate of the common odds ratio and its exact limits (Gart 1970). Infinity where the
 * sum is at its largest; NaN when the margins leave no freedom.
 */
export function conditionalOddsRatio(table: Conditional, level: number) {
  const at = table.x - table.least;
  const last = table.logs.length - 1;
  if (last === 0) return { estimate: Number.NaN, lower: 0, upper: Number.POSITIVE_INFINITY };
  const share = (1 - level) / 2;
  const root = (f: (logOdds: number) => number) => Math.exp(findIncreasingRoot(f, 0, 0.5) ?? Number.NaN);
  return {
    estimate: at === 0 ? 0 : at === last ? Number.POSITIVE_INFINITY : root((odds) => meanAbove(table, odds) - at),
    lower: at === 0 ? 0 : root((odds) => Math.log(tail(table, odds, true) / share)),
    upper: at === last ? Number.POSITIVE_INFINITY : root((odds) => Math.log(share / tail(table, odds, false))),
  };
}
