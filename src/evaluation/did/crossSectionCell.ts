import { cholesky, choleskySolve, multiply } from "../numeric/linear.ts";
import { prepareColumns } from "./columns.ts";
import { crossProducts, linear, type Range, total, totalOf, weightedSums } from "./kernels.ts";
import { type CellFault, type DidMethod, LARGEST_SCORE } from "./panelCell.ts";
import type { Conventions } from "./sample.ts";
import { fitScore } from "./score.ts";

/** The rows of one comparison in four blocks, one after the other: group before and after, comparison before and after. */
export interface Blocks {
  readonly idx: Int32Array;
  readonly groupBefore: Range;
  readonly groupAfter: Range;
  readonly otherBefore: Range;
  readonly otherAfter: Range;
}

export interface CrossSectionEffect {
  readonly att: number;
  /** By place of `idx`; the plain sum of squares is the variance. */
  readonly influence: Float64Array;
}

interface Work {
  readonly blocks: Blocks;
  readonly group: Range;
  readonly cols: readonly Float64Array[];
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly influence: Float64Array;
  readonly part: Float64Array;
}

interface Regression {
  readonly range: Range;
  readonly lower: Float64Array;
  readonly beta: Float64Array;
}

function gather(column: Float64Array | undefined, idx: Int32Array): Float64Array {
  return Float64Array.from(idx, (row) => (column ? (column[row] as number) : 1));
}

function regress({ cols, y, weights, part }: Work, range: Range): Regression | undefined {
  const lower = cholesky(crossProducts(cols, range, weights), cols.length, 1e-12);
  if (!lower) return undefined;
  for (let i = range.from; i < range.to; i++) part[i] = (weights[i] as number) * (y[i] as number);
  return { range, lower, beta: choleskySolve(lower, cols.length, weightedSums(cols, range, part)) };
}

/** Weighted means of the columns over a range. */
function means(cols: readonly Float64Array[], range: Range, weights: Float64Array): Float64Array {
  const size = total(weights, range);
  return weightedSums(cols, range, weights).map((sum) => sum / size);
}

/** Adds the mean of `values` over a block (times sign) to the influence and returns it (times sign). */
function addMean(work: Work, range: Range, values: Float64Array, how: { weights: Float64Array; sign: number }): number {
  const size = total(how.weights, range);
  const mean = totalOf(how.weights, values, range) / size;
  for (let i = range.from; i < range.to; i++) {
    const own = ((how.weights[i] as number) * ((values[i] as number) - mean)) / size;
    work.influence[i] = (work.influence[i] as number) + how.sign * own;
  }
  return how.sign * mean;
}

/** Adds the influence of a regression's coefficients, which enter the effect with `slope`. */
function addRegression(work: Work, { range, lower, beta }: Regression, slope: Float64Array): void {
  const { cols, y, weights, influence, part } = work;
  const b = choleskySolve(lower, cols.length, slope);
  const fitted = new Float64Array(range.to);
  linear(cols, beta, range, fitted);
  linear(cols, b, range, part);
  for (let i = range.from; i < range.to; i++) {
    const residual = (y[i] as number) - (fitted[i] as number);
    influence[i] = (influence[i] as number) + (weights[i] as number) * residual * (part[i] as number);
  }
}

interface Scored {
  readonly fitted: Float64Array;
  readonly inverse: Float64Array;
  /** Weights of the group, odds weights of the comparison. */
  readonly balance: Float64Array;
}

function scoreOf({ cols, group, weights }: Work): Scored | undefined {
  const score = fitScore(cols, group.to, weights);
  if (!score) return undefined;
  for (const share of score.fitted) if (!(share < LARGEST_SCORE)) return undefined;
  const balance = score.fitted.map((share, i) =>
    i < group.to ? (weights[i] as number) : ((weights[i] as number) * share) / (1 - share),
  );
  return { ...score, balance };
}

/** Adds the influence of the estimated score on the difference of the comparison's odds-weighted means. */
function addScore(work: Work, { fitted, inverse, balance }: Scored, residual: Float64Array): void {
  const { cols, blocks, group, weights, influence, part } = work;
  const p = cols.length;
  const moments = new Float64Array(p);
  for (const [range, sign] of [
    [blocks.otherAfter, 1],
    [blocks.otherBefore, -1],
  ] as const) {
    const size = total(balance, range);
    const mean = totalOf(balance, residual, range) / size;
    for (let i = range.from; i < range.to; i++) part[i] = (balance[i] as number) * ((residual[i] as number) - mean);
    const sums = weightedSums(cols, range, part);
    for (let j = 0; j < p; j++) moments[j] = (moments[j] as number) + (sign * (sums[j] as number)) / size;
  }
  const all = { from: 0, to: weights.length };
  linear(cols, multiply(inverse, moments, [p, p, 1]), all, part);
  for (let i = 0; i < all.to; i++) {
    const deviation = (i < group.to ? 1 : 0) - (fitted[i] as number);
    influence[i] = (influence[i] as number) - (weights[i] as number) * deviation * (part[i] as number);
  }
}

/** The four means of `values`: change of the group minus change of the comparison. */
function addFourMeans(work: Work, values: Float64Array, balance: Float64Array): number {
  const { blocks } = work;
  return (
    addMean(work, blocks.groupAfter, values, { weights: balance, sign: 1 }) +
    addMean(work, blocks.groupBefore, values, { weights: balance, sign: -1 }) +
    addMean(work, blocks.otherAfter, values, { weights: balance, sign: -1 }) +
    addMean(work, blocks.otherBefore, values, { weights: balance, sign: 1 })
  );
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - (b[i] as number));
}

function predicted(work: Work, { beta }: Regression, range: Range): Float64Array {
  const values = new Float64Array(work.weights.length);
  linear(work.cols, beta, range, values);
  return values;
}

function regressionEffect(work: Work): number | undefined {
  const { blocks, group, cols, y, weights } = work;
  const before = regress(work, blocks.otherBefore);
  const after = regress(work, blocks.otherAfter);
  if (!before || !after) return undefined;
  const own =
    addMean(work, blocks.groupAfter, y, { weights, sign: 1 }) +
    addMean(work, blocks.groupBefore, y, { weights, sign: -1 });
  const change = difference(predicted(work, after, group), predicted(work, before, group));
  const counterfactual = addMean(work, group, change, { weights, sign: -1 });
  const middle = means(cols, group, weights);
  addRegression(
    work,
    after,
    middle.map((value) => -value),
  );
  addRegression(work, before, middle);
  return own + counterfactual;
}

/** One period's part of the efficient correction: mean over the whole group minus mean over the group then. */
function addEfficient(
  work: Work,
  own: { readonly group: Regression; readonly other: Regression; readonly block: Range; readonly sign: number },
): number {
  const { group, weights } = work;
  const effect = difference(predicted(work, own.group, group), predicted(work, own.other, group));
  return (
    addMean(work, group, effect, { weights, sign: own.sign }) +
    addMean(work, own.block, effect, { weights, sign: -own.sign })
  );
}

function robustEffect(work: Work, scored: Scored, asPrinted: boolean): number | undefined {
  const { blocks, group, cols, y, weights } = work;
  const groupBefore = regress(work, blocks.groupBefore);
  const groupAfter = regress(work, blocks.groupAfter);
  const otherBefore = regress(work, blocks.otherBefore);
  const otherAfter = regress(work, blocks.otherAfter);
  if (!groupBefore || !groupAfter || !otherBefore || !otherAfter) return undefined;
  const residual = new Float64Array(y.length);
  linear(cols, otherBefore.beta, blocks.groupBefore, residual);
  linear(cols, otherAfter.beta, blocks.groupAfter, residual);
  linear(cols, otherBefore.beta, blocks.otherBefore, residual);
  linear(cols, otherAfter.beta, blocks.otherAfter, residual);
  for (let i = 0; i < y.length; i++) residual[i] = (y[i] as number) - (residual[i] as number);
  const robust = addFourMeans(work, residual, scored.balance);
  addScore(work, scored, residual);
  const efficient =
    addEfficient(work, { group: groupAfter, other: otherAfter, block: blocks.groupAfter, sign: 1 }) +
    addEfficient(work, { group: groupBefore, other: otherBefore, block: blocks.groupBefore, sign: -1 });
  const middle = means(cols, group, weights);
  addRegression(work, otherAfter, difference(means(cols, blocks.otherAfter, scored.balance), middle));
  const early = means(cols, blocks.groupBefore, weights);
  const balanced = means(cols, blocks.otherBefore, scored.balance);
  const printed = difference(difference(middle, early), difference(early, balanced));
  addRegression(work, otherBefore, asPrinted ? printed : difference(middle, balanced));
  addRegression(work, groupAfter, difference(middle, means(cols, blocks.groupAfter, weights)));
  addRegression(work, groupBefore, difference(early, middle));
  return robust + efficient;
}

/**
 * The effect of one group in one period from two sets of people asked at different times; `idx` point into the columns.
 * Methods: Sant'Anna & Zhao 2020 (J Econometrics 219:101-122): the locally efficient doubly robust estimator for
 * repeated cross-sections (their tau_2), Hajek-type weighting and outcome regression. With the conventions of R's `did`
 * the comparison's earlier regression enters the influence of `dr` with the sign it has in DRDID 1.0.6: the same in the
 * limit, a few per cent apart in small samples.
 */
export function crossSectionEffect(
  blocks: Blocks,
  data: { readonly x: readonly Float64Array[]; readonly y: Float64Array; readonly weights: Float64Array | undefined },
  { method, conventions }: { readonly method: DidMethod; readonly conventions: Conventions },
): CrossSectionEffect | CellFault {
  const { idx } = blocks;
  for (const range of [blocks.groupBefore, blocks.groupAfter, blocks.otherBefore, blocks.otherAfter]) {
    if (range.to === range.from) return "singular";
  }
  const work: Work = {
    blocks,
    group: { from: 0, to: blocks.groupAfter.to },
    cols: prepareColumns(data.x, idx).cols,
    y: gather(data.y, idx),
    weights: gather(data.weights, idx),
    influence: new Float64Array(idx.length),
    part: new Float64Array(idx.length),
  };
  const scored = method === "reg" ? undefined : scoreOf(work);
  if (method !== "reg" && !scored) return "overlap";
  let att: number | undefined;
  if (!scored) att = regressionEffect(work);
  else if (method === "dr") att = robustEffect(work, scored, conventions === "did");
  else {
    att = addFourMeans(work, work.y, scored.balance);
    addScore(work, scored, work.y);
  }
  return att === undefined ? "singular" : { att, influence: work.influence };
}
