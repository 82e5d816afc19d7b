import { cholesky, choleskySolve, invSpd } from "../numeric/linear.ts";
import { crossProducts, linear, weightedSums } from "./kernels.ts";

/** Probability of belonging to the treated group, by place, and the inverse information of its coefficients. */
export interface Score {
  readonly fitted: Float64Array;
  readonly inverse: Float64Array;
}

const ITERATIONS = 50;
const SMALL_CHANGE = 1e-12;

/** Minus twice the log-likelihood; the first `treated` places are the treated. */
function deviance(eta: Float64Array, treated: number, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < eta.length; i++) {
    const signed = i < treated ? -(eta[i] as number) : (eta[i] as number);
    const term = signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed));
    sum += weights ? (weights[i] as number) * term : term;
  }
  return 2 * sum;
}

interface State {
  readonly cols: readonly Float64Array[];
  readonly treated: number;
  readonly weights: Float64Array | undefined;
  readonly fitted: Float64Array;
  readonly information: Float64Array;
  readonly gradient: Float64Array;
}

/** Fitted shares, information weights and gradient terms at the linear predictor. */
function refresh({ treated, weights, fitted, information, gradient }: State, eta: Float64Array): void {
  for (let i = 0; i < eta.length; i++) {
    const share = 1 / (1 + Math.exp(-(eta[i] as number)));
    const weight = weights ? (weights[i] as number) : 1;
    fitted[i] = share;
    information[i] = weight * share * (1 - share);
    gradient[i] = weight * ((i < treated ? 1 : 0) - share);
  }
}

/**
 * Logistic regression of "is among the first `treated` places" on prepared columns, by Newton's method with halving.
 * Undefined where the information is singular (perfect separation). A fit of its own beside `models/logit.ts` because a
 * panel needs one per group and comparison, with nothing but fitted values and information.
 */
export function fitScore(
  cols: readonly Float64Array[],
  treated: number,
  weights: Float64Array | undefined,
): Score | undefined {
  const n = cols[0]?.length ?? 0;
  const p = cols.length;
  const all = { from: 0, to: n };
  const state: State = {
    cols,
    treated,
    weights,
    fitted: new Float64Array(n),
    information: new Float64Array(n),
    gradient: new Float64Array(n),
  };
  let coef: Float64Array = new Float64Array(p);
  let eta: Float64Array = new Float64Array(n);
  let tried: Float64Array = new Float64Array(n);
  let before = deviance(eta, treated, weights);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    refresh(state, eta);
    const lower = cholesky(crossProducts(cols, all, state.information), p);
    if (!lower) return undefined;
    const step = choleskySolve(lower, p, weightedSums(cols, all, state.gradient));
    let size = 1;
    let next = coef;
    let after = before;
    for (let halving = 0; halving < 30; halving++, size /= 2) {
      const length = size;
      next = coef.map((value, j) => value + length * (step[j] as number));
      linear(cols, next, all, tried);
      after = deviance(tried, treated, weights);
      if (after <= before * (1 + SMALL_CHANGE)) break;
    }
    [eta, tried, coef] = [tried, eta, next];
    const change = Math.abs(before - after);
    before = after;
    if (change <= SMALL_CHANGE * (Math.abs(after) + 0.1)) break;
  }
  refresh(state, eta);
  const inverse = invSpd(crossProducts(cols, all, state.information), p);
  return inverse && { fitted: state.fitted, inverse };
}
