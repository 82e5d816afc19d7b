import { quantile } from "../numeric/sums.ts";
import type { Design } from "../terms.ts";
import type { Propensity } from "./propensity.ts";
import { type WeightedDifference, weightedDifference } from "./weightedDifference.ts";

/**
 * Whom the effect is for: everybody (ATE), the treated (ATT), the controls (ATC), or those whose treatment was open (ATO, the
 * overlap population of Li, Morgan and Zaslavsky 2018).
 */
export type Estimand = "ATE" | "ATT" | "ATC" | "ATO";

/** The weight of a row and how it changes with the log-odds of its score. */
interface Weighing {
  readonly treated: (e: number) => number;
  readonly control: (e: number) => number;
  readonly treatedSlope: (e: number) => number;
  readonly controlSlope: (e: number) => number;
}

const weighings: Readonly<Record<Estimand, Weighing>> = {
  ATE: {
    treated: (e) => 1 / e,
    control: (e) => 1 / (1 - e),
    treatedSlope: (e) => -(1 - e) / e,
    controlSlope: (e) => e / (1 - e),
  },
  ATT: {
    treated: () => 1,
    control: (e) => e / (1 - e),
    treatedSlope: () => 0,
    controlSlope: (e) => e / (1 - e),
  },
  ATC: {
    treated: (e) => (1 - e) / e,
    control: () => 1,
    treatedSlope: (e) => -(1 - e) / e,
    controlSlope: () => 0,
  },
  ATO: {
    treated: (e) => 1 - e,
    control: (e) => e,
    treatedSlope: (e) => -e * (1 - e),
    controlSlope: (e) => e * (1 - e),
  },
};

/** Inverse-probability weights; above their type 7 quantile `trimQuantile` they are set to it. */
export function propensityWeights(
  e: Float64Array,
  treat: Float64Array,
  estimand: Estimand,
  trimQuantile?: number,
): { readonly weights: Float64Array; readonly trimmed: number } {
  const { treated, control } = weighings[estimand];
  const weights = e.map((score, i) => (treat[i] === 1 ? treated(score) : control(score)));
  if (trimQuantile === undefined) return { weights, trimmed: 0 };
  const most = quantile(weights, trimQuantile);
  return {
    weights: weights.map((weight) => Math.min(weight, most)),
    trimmed: weights.filter((weight) => weight > most).length,
  };
}

/** The influence of each row on the coefficients of its score: (information / n)^-1 x (t - e). */
function scoreInfluence({ fit }: Propensity, X: Design, treat: Float64Array, direction: Float64Array): Float64Array {
  const p = X.p;
  const n = X.n;
  // direction' cov x, for every row at once: only the combination asked for is needed.
  const combined = new Float64Array(p);
  for (let j = 0; j < p; j++)
    for (let k = 0; k < p; k++) {
      const value = (direction[k] ?? 0) * (fit.cov[k * p + j] ?? 0);
      combined[j] = (combined[j] ?? 0) + (Number.isNaN(value) ? 0 : value);
    }
  const influence = new Float64Array(n);
  X.cols.forEach((column, j) => {
    const factor = n * (combined[j] as number);
    for (let i = 0; i < n; i++) influence[i] = (influence[i] as number) + factor * (column[i] as number);
  });
  return influence.map((value, i) => value * ((treat[i] ?? 0) - (fit.fitted[i] ?? 0)));
}

export interface StackedRequest {
  readonly score: Propensity;
  readonly X: Design;
  readonly treat: Float64Array;
  readonly y: Float64Array;
  readonly estimand: Estimand;
}

/**
 * Each row's influence on the weighted difference, with the estimated score taken into account: the stacked equations of the
 * logistic regression and of the two means (Lunceford and Davidian 2004; Stefanski and Boos 2002).
 */
export function stackedInfluence({ score, X, treat, y, estimand }: StackedRequest): Float64Array {
  const { treated, control, treatedSlope, controlSlope } = weighings[estimand];
  const { e } = score;
  const { weights } = propensityWeights(e, treat, estimand);
  const means: WeightedDifference = weightedDifference(y, treat, weights);
  const n = y.length;
  let treatedTotal = 0;
  let controlTotal = 0;
  for (let i = 0; i < n; i++)
    if (treat[i] === 1) treatedTotal += (weights[i] ?? 0) / n;
    else controlTotal += (weights[i] ?? 0) / n;
  const own = new Float64Array(n);
  const slope = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const chance = e[i] as number;
    if (treat[i] === 1) {
      const gap = (y[i] as number) - means.meanTreated;
      own[i] = (treated(chance) * gap) / treatedTotal;
      slope[i] = (treatedSlope(chance) * gap) / treatedTotal;
    } else {
      const gap = (y[i] as number) - means.meanControl;
      own[i] = -(control(chance) * gap) / controlTotal;
      slope[i] = -(controlSlope(chance) * gap) / controlTotal;
    }
  }
  const direction = Float64Array.from(X.cols, (column) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (slope[i] as number) * (column[i] as number);
    return sum / n;
  });
  const through = scoreInfluence(score, X, treat, direction);
  return own.map((value, i) => value + (through[i] ?? 0));
}

/** sqrt(sum IF^2) / n; with clusters, sums within them and G/(G-1). */
export function seOfInfluence(influence: Float64Array, cluster?: Int32Array): number {
  const n = influence.length;
  if (!cluster) return Math.sqrt(influence.reduce((sum, value) => sum + value * value, 0)) / n;
  const sums = new Map<number, number>();
  influence.forEach((value, i) => {
    const code = cluster[i] ?? 0;
    sums.set(code, (sums.get(code) ?? 0) + value);
  });
  let squares = 0;
  for (const value of sums.values()) squares += value * value;
  return Math.sqrt((squares * sums.size) / (sums.size - 1)) / n;
}
