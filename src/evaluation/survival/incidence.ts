import { hazardSums, walk } from "./jackknife.ts";
import type { SurvivalInput } from "./observed.ts";
import { type RiskTable, riskTable } from "./riskTable.ts";

/** Share that left by one cause up to and with each time of the table, and its variance. */
export interface Incidence {
  readonly value: Float64Array;
  readonly variance: Float64Array;
}

/** S just before each position of the table. */
export function survivalBefore({ atRisk, events }: RiskTable): Float64Array {
  const before = new Float64Array(atRisk.length + 1);
  before[0] = 1;
  for (let at = 0; at < atRisk.length; at++) {
    const risk = atRisk[at] ?? 0;
    const stay = risk - (events[at] ?? 0);
    before[at + 1] = stay > 1e-9 * risk ? ((before[at] ?? 0) * stay) / risk : 0;
  }
  return before;
}

/** What the influence of a row is made of; F: incidence, A: hazard sums, G: sum of dF A before, B: sum of S d / r^2. */
interface Parts {
  readonly F: Float64Array;
  readonly A: Float64Array;
  /** G - B. */
  readonly D: Float64Array;
  readonly before: Float64Array;
}

function partsOf(table: RiskTable, own: Float64Array, before: Float64Array): Parts {
  const { atRisk } = table;
  const A = hazardSums(table);
  const F = new Float64Array(own.length);
  const D = new Float64Array(own.length);
  let share = 0;
  let difference = 0;
  for (let at = 0; at < own.length; at++) {
    const risk = atRisk[at] ?? 0;
    const step = ((before[at] ?? 0) * (own[at] ?? 0)) / risk;
    share += step;
    difference += step * (at === 0 ? 0 : (A[at - 1] ?? 0)) - step / risk;
    F[at] = share;
    D[at] = difference;
  }
  return { F, A, D, before };
}

/**
 * Sums of squares and products over units of the three numbers (constant, by F, by D) with which the influence of a unit
 * on F(t) is constant + by F x F(t) + by D x D(t).
 */
type Products = [cc: number, cf: number, cd: number, ff: number, fd: number, dd: number];

function squareSum([cc, cf, cd, ff, fd, dd]: Products, F: number, D: number): number {
  return Math.max(0, cc + 2 * F * cf + 2 * D * cd + F * F * ff + 2 * F * D * fd + D * D * dd);
}

/** What a row of weight 1 gains when it leaves at a position by a cause: to its constant and to its factor of F. */
function onLeaving(
  table: RiskTable,
  { F, A, D, before }: Parts,
  { at, ended, own }: { readonly at: number; readonly ended: boolean; readonly own: boolean },
): readonly [constant: number, factor: number] {
  const risk = table.atRisk[at] ?? 0;
  const stay = risk - (table.events[at] ?? 0);
  const factor = (A[at] ?? 0) - (ended && stay > 1e-9 * risk ? 1 / stay : 0);
  return [(D[at] ?? 0) - (F[at] ?? 0) * factor + (own ? (before[at] ?? 0) / risk : 0), factor];
}

/** Every row its own unit and at risk from the start: rows that leave together by one cause are alike. */
function varianceOfAlike(table: RiskTable, parts: Parts, alike: Alike): Float64Array {
  const { squares, cause } = alike;
  const variance = new Float64Array(table.times.length);
  const sums: Products = [0, 0, 0, 0, 0, 0];
  const lost = squares.lost();
  for (const column of [lost, ...squares.byCause]) for (const weight of column) sums[5] += weight;
  for (let at = 0; at < variance.length; at++) {
    for (let k = 0; k <= squares.byCause.length; k++) {
      const weight = (k === 0 ? lost : squares.byCause[k - 1])?.[at] ?? 0;
      if (weight === 0) continue;
      const [constant, factor] = onLeaving(table, parts, {
        at,
        ended: k > 0,
        own: k > 0 && (cause === 0 || k === cause),
      });
      sums[0] += weight * constant * constant;
      sums[1] += weight * constant * factor;
      sums[3] += weight * factor * factor;
      sums[5] -= weight;
    }
    variance[at] = squareSum(sums, parts.F[at] ?? 0, parts.D[at] ?? 0);
  }
  return variance;
}

interface Alike {
  /** The same table of squared weights. */
  readonly squares: RiskTable;
  readonly cause: number;
}

export interface Units {
  readonly codes: Int32Array;
  readonly count: number;
}

/** The general case: rows of one unit add up, and rows that came late start with what had happened by then. */
function varianceOfUnits(
  input: SurvivalInput,
  table: RiskTable,
  parts: Parts,
  { cause, unit }: { readonly cause: number; readonly unit: Units | undefined },
): Float64Array {
  const count = unit?.count ?? input.time.length;
  const state = new Float64Array(3 * count);
  const sums: Products = [0, 0, 0, 0, 0, 0];
  const variance = new Float64Array(table.times.length);
  const move = (row: number, [constant, factor, own]: readonly [number, number, number]) => {
    const base = 3 * (unit ? (unit.codes[row] ?? 0) : row);
    const weight = input.weights?.[row] ?? 1;
    const [c, f, d] = [state[base] ?? 0, state[base + 1] ?? 0, state[base + 2] ?? 0];
    const [nextC, nextF, nextD] = [c + weight * constant, f + weight * factor, d + weight * own];
    sums[0] += nextC * nextC - c * c;
    sums[1] += nextC * nextF - c * f;
    sums[2] += nextC * nextD - c * d;
    sums[3] += nextF * nextF - f * f;
    sums[4] += nextF * nextD - f * d;
    sums[5] += nextD * nextD - d * d;
    state[base] = nextC;
    state[base + 1] = nextF;
    state[base + 2] = nextD;
  };
  walk(table, {
    enter: (row, at) => {
      const [A, F, D] = at < 0 ? [0, 0, 0] : [parts.A[at] ?? 0, parts.F[at] ?? 0, parts.D[at] ?? 0];
      move(row, [A * F - D, -A, 1]);
    },
    leave: (row, at) => {
      const code = input.cause[row] ?? 0;
      const own = code > 0 && (cause === 0 || code === cause);
      move(row, [...onLeaving(table, parts, { at, ended: code > 0, own }), -1]);
    },
    after: (at) => {
      variance[at] = squareSum(sums, parts.F[at] ?? 0, parts.D[at] ?? 0);
    },
  });
  return variance;
}

/**
 * Aalen and Johansen's (1978) share that left by `cause` (0: by any) at each time of the table, and its variance by the
 * infinitesimal jackknife: the sum over units of (w dF/dw)^2. O(times x causes) when all rows are at risk from the start
 * and independent, otherwise O(rows + times).
 */
export function incidenceOf(
  input: SurvivalInput,
  table: RiskTable,
  { cause, unit, squares }: { readonly cause: number; readonly unit?: Units | undefined; readonly squares: RiskTable },
): Incidence {
  const own = cause === 0 ? table.events : (table.byCause[cause - 1] ?? new Float64Array(table.times.length));
  const parts = partsOf(table, own, survivalBefore(table));
  const alike = !input.entry && !unit;
  const variance = alike
    ? varianceOfAlike(table, parts, { squares, cause })
    : varianceOfUnits(input, table, parts, { cause, unit });
  return { value: parts.F, variance };
}

/** The table of squared weights; the table itself where all weights are 1. */
export function squaredTable(input: SurvivalInput, table: RiskTable, tolerance: number): RiskTable {
  if (!input.weights) return table;
  const squared = { ...input, weights: input.weights.map((weight) => weight * weight) };
  return riskTable(squared, table.byCause.length, tolerance);
}
