import { cholesky, choleskySolve, multiply } from "../numeric/linear.ts";
import { type Prepared, prepareColumns } from "./columns.ts";
import { crossProducts, linear, type Range, total, totalOf, weightedSums } from "./kernels.ts";
import { fitScore } from "./score.ts";

export type DidMethod = "dr" | "ipw" | "reg";

/** Why one effect could not be estimated. */
export type CellFault = "overlap" | "singular";

/** Above this score someone treated has nobody to be compared with. */
export const LARGEST_SCORE = 0.999;

/** A treated group beside its comparison: the first `treated` places of `idx` are the group. */
export interface Arms {
  readonly idx: Int32Array;
  readonly treated: number;
}

/** All that a cell needs and that does not depend on the outcome: kept for every period that shares it. */
export interface Nuisance {
  readonly arms: Arms;
  readonly prepared: Prepared;
  readonly weights: Float64Array | undefined;
  /** Sum of weights of the treated. */
  readonly treatedWeight: number;
  /** Weights of the treated (first places) and odds weights of the comparison (the others). */
  readonly balance: Float64Array;
  readonly balanceWeight: number;
  readonly fitted: Float64Array | undefined;
  readonly inverse: Float64Array | undefined;
  /** Factor of products of covariates over the comparison. */
  readonly lower: Float64Array | undefined;
  /** How the influence of the regression coefficients enters. */
  readonly regressionPart: Float64Array | undefined;
}

const ones = (n: number) => new Float64Array(n).fill(1);

function scored(prepared: Prepared, arms: Arms, weights: Float64Array | undefined) {
  const score = fitScore(prepared.cols, arms.treated, weights);
  if (!score) return undefined;
  for (const share of score.fitted) if (!(share < LARGEST_SCORE)) return undefined;
  return score;
}

function oddsWeights(arms: Arms, fitted: Float64Array, weights: Float64Array | undefined): Float64Array {
  return fitted.map((share, i) => {
    const weight = weights ? (weights[i] as number) : 1;
    return i < arms.treated ? weight : (weight * share) / (1 - share);
  });
}

/** Fits the score (dr, ipw) and prepares the outcome regression (dr, reg) of a group and its comparison. */
export function nuisanceOf(
  arms: Arms,
  data: { readonly x: readonly Float64Array[]; readonly weights: Float64Array | undefined },
  method: DidMethod,
): Nuisance | CellFault {
  const { idx, treated } = arms;
  const prepared = prepareColumns(data.x, idx);
  const { cols } = prepared;
  const { weights: own } = data;
  const weights = own && Float64Array.from(idx, (unit) => own[unit] as number);
  const first: Range = { from: 0, to: treated };
  const rest: Range = { from: treated, to: idx.length };
  const score = method === "reg" ? undefined : scored(prepared, arms, weights);
  if (method !== "reg" && !score) return "overlap";
  const balance = score ? oddsWeights(arms, score.fitted, weights) : (weights ?? ones(idx.length));
  const treatedWeight = total(balance, first);
  const balanceWeight = total(balance, rest);
  const lower = method === "ipw" ? undefined : cholesky(crossProducts(cols, rest, weights), cols.length, 1e-12);
  if (method !== "ipw" && !lower) return "singular";
  const treatedSums = weightedSums(cols, first, balance);
  const oddsSums = weightedSums(cols, rest, balance);
  const moments = treatedSums.map((sum, j) => {
    const balanced = method === "dr" ? (oddsSums[j] as number) / balanceWeight : 0;
    return balanced - sum / treatedWeight;
  });
  return {
    arms,
    prepared,
    weights,
    treatedWeight,
    balance,
    balanceWeight,
    fitted: score?.fitted,
    inverse: score?.inverse,
    lower,
    regressionPart: lower && choleskySolve(lower, cols.length, moments),
  };
}

/** Scratch arrays of one length, reused from cell to cell. */
export interface Scratch {
  readonly change: Float64Array;
  readonly residual: Float64Array;
  readonly part: Float64Array;
}

/** Takes the comparison's regression of the change off everyone's change. */
function residualise({ prepared, arms, lower, weights }: Nuisance, { change, residual, part }: Scratch): void {
  const { cols } = prepared;
  const all: Range = { from: 0, to: arms.idx.length };
  if (!lower) {
    residual.set(change.subarray(0, all.to));
    return;
  }
  const rest: Range = { from: arms.treated, to: all.to };
  for (let i = rest.from; i < rest.to; i++) {
    part[i] = (weights ? (weights[i] as number) : 1) * (change[i] as number);
  }
  const beta = choleskySolve(lower, cols.length, weightedSums(cols, rest, part));
  linear(cols, beta, all, part);
  for (let i = 0; i < all.to; i++) residual[i] = (change[i] as number) - (part[i] as number);
}

/** How the estimated score enters the influence: coefficients of x, to be multiplied by weight * (D - e). */
function scorePart(nuisance: Nuisance, { residual, part }: Scratch, mean: number): Float64Array | undefined {
  const { prepared, arms, balance, balanceWeight, inverse } = nuisance;
  if (!inverse) return undefined;
  const p = prepared.cols.length;
  const rest: Range = { from: arms.treated, to: arms.idx.length };
  for (let i = rest.from; i < rest.to; i++) part[i] = (balance[i] as number) * ((residual[i] as number) - mean);
  const moments = weightedSums(prepared.cols, rest, part).map((sum) => sum / balanceWeight);
  return multiply(inverse, moments, [p, p, 1]);
}

/** Adds factor * (x'b) to the influence of the places of a range, scaled to the whole sample. */
function addPart(
  cols: readonly Float64Array[],
  b: Float64Array,
  range: Range,
  add: { readonly part: Float64Array; readonly factor: (place: number) => number; readonly into: Float64Array },
): void {
  linear(cols, b, range, add.part);
  for (let i = range.from; i < range.to; i++) {
    add.into[i] = (add.into[i] as number) + add.factor(i) * (add.part[i] as number);
  }
}

/**
 * The effect of one group in one period from the changes since the base period, and its influence by place
 * (`influence[i]`, whose plain sum of squares is the variance of the effect).
 * Methods: Sant'Anna & Zhao 2020 (J Econometrics 219:101-122), the doubly robust estimator with logit score and least
 * squares, Abadie's 2005 weights in Hajek form, Heckman, Ichimura & Todd's 1997 outcome regression.
 */
export function panelEffect(nuisance: Nuisance, scratch: Scratch, method: DidMethod, influence: Float64Array): number {
  const { arms, prepared, balance, balanceWeight, treatedWeight, weights, fitted, regressionPart } = nuisance;
  const { residual, part } = scratch;
  const first: Range = { from: 0, to: arms.treated };
  const rest: Range = { from: arms.treated, to: arms.idx.length };
  residualise(nuisance, scratch);
  const treatedMean = totalOf(balance, residual, first) / treatedWeight;
  const otherMean = method === "reg" ? 0 : totalOf(balance, residual, rest) / balanceWeight;
  for (let i = 0; i < first.to; i++) {
    influence[i] = ((balance[i] as number) * ((residual[i] as number) - treatedMean)) / treatedWeight;
  }
  for (let i = rest.from; i < rest.to; i++) {
    const own = method === "reg" ? 0 : (balance[i] as number) * ((residual[i] as number) - otherMean);
    influence[i] = -own / balanceWeight;
  }
  const weightOf = (place: number) => (weights ? (weights[place] as number) : 1);
  const score = scorePart(nuisance, scratch, otherMean);
  if (score && fitted) {
    const factor = (place: number) => weightOf(place) * ((fitted[place] as number) - (place < arms.treated ? 1 : 0));
    addPart(prepared.cols, score, { from: 0, to: rest.to }, { part, factor, into: influence });
  }
  if (regressionPart) {
    const factor = (place: number) => weightOf(place) * (residual[place] as number);
    addPart(prepared.cols, regressionPart, rest, { part, factor, into: influence });
  }
  return treatedMean - otherMean;
}
