import type { OutcomeModels } from "./outcomeModels.ts";
import { seOfInfluence } from "./weighting.ts";

export interface DoublyRobust {
  readonly estimate: number;
  readonly meanTreated: number;
  readonly meanControl: number;
  readonly se: number;
  readonly influence: Float64Array;
}

export interface AipwRequest {
  readonly models: OutcomeModels;
  /** The chance of being treated, one per row. */
  readonly e: Float64Array;
  readonly treat: Float64Array;
  readonly y: Float64Array;
  readonly cluster?: Int32Array | undefined;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** For everybody: mean of m1 - m0 + T (Y - m1) / e - (1 - T)(Y - m0) / (1 - e). */
function forAll({ models, e, treat, y, cluster }: AipwRequest): DoublyRobust {
  const one = y.map((value, i) => {
    const predicted = models.treated.predicted[i] ?? 0;
    return predicted + (treat[i] === 1 ? (value - predicted) / (e[i] ?? 1) : 0);
  });
  const zero = y.map((value, i) => {
    const predicted = models.control.predicted[i] ?? 0;
    return predicted + (treat[i] === 1 ? 0 : (value - predicted) / (1 - (e[i] ?? 0)));
  });
  const meanTreated = meanOf(one);
  const meanControl = meanOf(zero);
  const estimate = meanTreated - meanControl;
  const influence = one.map((value, i) => value - (zero[i] ?? 0) - estimate);
  return { estimate, meanTreated, meanControl, se: seOfInfluence(influence, cluster), influence };
}

/** For one arm (`focal` 1): what its rows show beyond the other arm's model, less what that model misses in the other arm. */
function forFocal(
  { y, cluster }: AipwRequest,
  focal: Float64Array,
  predicted: Float64Array,
  odds: Float64Array,
): { readonly estimate: number; readonly ownMean: number; readonly se: number; readonly influence: Float64Array } {
  const n = y.length;
  let own = 0;
  let ownGap = 0;
  let ownTotal = 0;
  let weight = 0;
  let otherGap = 0;
  for (let i = 0; i < n; i++) {
    const gap = (y[i] as number) - (predicted[i] as number);
    if (focal[i] === 1) {
      own++;
      ownGap += gap;
      ownTotal += y[i] as number;
    } else {
      weight += odds[i] as number;
      otherGap += (odds[i] as number) * gap;
    }
  }
  const seen = ownGap / own;
  const missed = otherGap / weight;
  const influence = y.map((value, i) => {
    const gap = value - (predicted[i] ?? 0);
    return focal[i] === 1 ? ((gap - seen) * n) / own : (-(odds[i] ?? 0) * (gap - missed) * n) / weight;
  });
  return { estimate: seen - missed, ownMean: ownTotal / own, se: seOfInfluence(influence, cluster), influence };
}

/**
 * Augmented inverse-probability weighting (Robins, Rotnitzky and Zhao 1994): right when either the score or the outcome models are.
 * Standard errors from the influence function, score and models taken as known.
 */
export function aipw(request: AipwRequest, estimand: "ATE" | "ATT" | "ATC"): DoublyRobust {
  if (estimand === "ATE") return forAll(request);
  const { models, e, treat } = request;
  if (estimand === "ATT") {
    const odds = e.map((score) => score / (1 - score));
    const { estimate, ownMean, se, influence } = forFocal(request, treat, models.control.predicted, odds);
    return { estimate, meanTreated: ownMean, meanControl: ownMean - estimate, se, influence };
  }
  const odds = e.map((score) => (1 - score) / score);
  const focal = treat.map((value) => 1 - value);
  const { estimate, ownMean, se, influence } = forFocal(request, focal, models.treated.predicted, odds);
  const flipped = influence.map((value) => -value);
  return { estimate: -estimate, meanTreated: ownMean - estimate, meanControl: ownMean, se, influence: flipped };
}
