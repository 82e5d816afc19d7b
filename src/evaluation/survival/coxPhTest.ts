import { chi2Sf } from "../numeric/distributions.ts";
import { solveSpd } from "../numeric/linear.ts";
import { radixArgsort } from "../numeric/sort.ts";
import type { CoxData } from "./coxData.ts";
import { addInformation, expectedSum, tieSums } from "./coxPass.ts";
import { curveOf } from "./km.ts";
import type { SurvivalInput } from "./observed.ts";
import { risksAt, walkRisk } from "./riskSums.ts";
import { tieTolerance } from "./timeline.ts";

/** The function of time an effect is tested to change with: 1 - KM, the time, its logarithm, or its rank. */
export const PH_TRANSFORMS = ["km", "identity", "log", "rank"] as const;
export type PhTransform = (typeof PH_TRANSFORMS)[number];

export interface TestResult {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
}

export interface PhTest {
  readonly global: TestResult;
  /** One for each column in the model, in the order of `columns`. */
  readonly terms: readonly TestResult[];
}

/** g at each block with events. */
function transformed(input: SurvivalInput, data: CoxData, transform: PhTransform): Float64Array {
  if (transform === "identity") return data.blockTime.slice();
  if (transform === "log") return data.blockTime.map((time) => Math.log(time));
  if (transform === "km") {
    const { curve } = curveOf({ ...input, weights: undefined }, tieTolerance(input.time));
    const before = new Map<number, number>();
    for (let at = 0; at < curve.times.length; at++)
      before.set(curve.times[at] ?? 0, 1 - (at === 0 ? 1 : (curve.survival[at - 1] ?? 1)));
    return data.blockTime.map((time) => before.get(time) ?? 0);
  }
  return timeRanks(data);
}

/** The mean rank of each block's time among the times of all rows. */
function timeRanks(data: CoxData): Float64Array {
  const order = radixArgsort(data.blockTime);
  const ranks = new Float64Array(data.blocks);
  const rowsOf = (b: number) => (data.blockStart[b + 1] ?? 0) - (data.blockStart[b] ?? 0);
  let before = 0;
  for (let from = 0; from < order.length; ) {
    const time = data.blockTime[order[from] ?? 0];
    let to = from;
    let here = 0;
    for (; to < order.length && data.blockTime[order[to] ?? 0] === time; to++) here += rowsOf(order[to] ?? 0);
    for (; from < to; from++) ranks[order[from] ?? 0] = before + (here + 1) / 2;
    before += here;
  }
  return ranks;
}

/** Score and information of the effects changing with g, beside those that do not. */
interface Extended {
  readonly score: Float64Array;
  readonly plain: Float64Array;
  readonly mixed: Float64Array;
  readonly squared: Float64Array;
}

function extendedPass(data: CoxData, beta: Float64Array, g: Float64Array): Extended {
  const { p, x, weights } = data;
  const size = (p * (p + 1)) / 2;
  const sums = {
    score: new Float64Array(p),
    plain: new Float64Array(size),
    mixed: new Float64Array(size),
    squared: new Float64Array(size),
  };
  walkRisk(data, { risks: risksAt(data, beta), second: true }, (event) => {
    const ties = tieSums(event, data.efron);
    const at = g[event.block] ?? 0;
    for (let j = 0; j < p; j++) {
      let own = 0;
      for (let place = data.blockStart[event.block] ?? 0; place < (data.eventEnd[event.block] ?? 0); place++)
        own += (weights[place] ?? 0) * (x[place * p + j] ?? 0);
      sums.score[j] = (sums.score[j] ?? 0) + at * (own - expectedSum(event, ties, j));
    }
    addInformation(sums.plain, event, ties);
    addInformation(sums.mixed, event, ties, at);
    addInformation(sums.squared, event, ties, at * at);
  });
  return sums;
}

/** u' (the block of the inverse information)u for the added effects of some columns, all plain ones being in the model. */
function scoreTest(
  { score, plain, mixed, squared }: Extended,
  free: readonly number[],
  tested: readonly number[],
): TestResult {
  const at = (i: number, j: number) => (i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i);
  const all = [
    ...free.map((column) => ({ column, added: false })),
    ...tested.map((column) => ({ column, added: true })),
  ];
  const size = all.length;
  const matrix = new Float64Array(size * size);
  for (const [i, one] of all.entries())
    for (const [j, other] of all.entries()) {
      const part = one.added && other.added ? squared : one.added || other.added ? mixed : plain;
      matrix[i * size + j] = part[at(one.column, other.column)] ?? 0;
    }
  const gradient = all.map(({ column, added }) => (added ? (score[column] ?? 0) : 0));
  const solved = solveSpd(matrix, size, gradient);
  const chisq = solved ? gradient.reduce((sum, value, i) => sum + value * (solved[i] ?? 0), 0) : Number.NaN;
  return { chisq, df: tested.length, p: chi2Sf(chisq, tested.length) };
}

function centredOnEvents(data: CoxData, g: Float64Array): Float64Array {
  let sum = 0;
  let events = 0;
  for (let b = 0; b < data.blocks; b++) {
    const here = (data.eventEnd[b] ?? 0) - (data.blockStart[b] ?? 0);
    if (here === 0) continue;
    sum += here * (g[b] ?? 0);
    events += here;
  }
  const middle = sum / events;
  let spread = 0;
  const centred = g.map((value) => value - middle);
  for (let b = 0; b < data.blocks; b++)
    if ((data.eventEnd[b] ?? 0) > (data.blockStart[b] ?? 0)) spread = Math.max(spread, Math.abs(centred[b] ?? 0));
  return spread > 0 ? centred.map((value) => value / spread) : centred;
}

/**
 * Whether effects stay the same over time: score test of the interaction of each column (and of all) with a function of
 * time (Grambsch and Therneau 1994, without the approximation of a constant variance; Therneau 2020). `free`: the columns
 * in the model. The curve of `km` is that of all rows, unweighted, just before each event.
 */
export function phTest(
  input: SurvivalInput,
  fit: { readonly data: CoxData; readonly beta: Float64Array; readonly free: readonly number[] },
  transform: PhTransform,
): PhTest {
  const { data, beta, free } = fit;
  const g = centredOnEvents(data, transformed(input, data, transform));
  const sums = extendedPass(data, beta, g);
  return { global: scoreTest(sums, free, free), terms: free.map((column) => scoreTest(sums, free, [column])) };
}
