import type { Design } from "../terms.ts";
import type { ArmModel, OutcomeModels } from "./outcomeModels.ts";
import { seOfInfluence } from "./weighting.ts";

export interface Standardised {
  readonly meanTreated: number;
  readonly meanControl: number;
  readonly difference: number;
  readonly seDifference: number;
  /** Each row's influence on the difference. */
  readonly influence: Float64Array;
  /** ln of the ratio of the two means, where both are above 0. */
  readonly logRiskRatio?: number;
  readonly seLogRiskRatio?: number;
}

/** Over whom predictions are averaged: 1 for rows that count. */
function target(treat: Float64Array, estimand: "ATE" | "ATT" | "ATC"): Float64Array {
  if (estimand === "ATE") return new Float64Array(treat.length).fill(1);
  return estimand === "ATT" ? treat : treat.map((value) => 1 - value);
}

interface Mean {
  readonly mean: number;
  readonly influence: Float64Array;
}

/** The average prediction over the target and each row's influence on it: through who is averaged and through the model. */
function averaged(model: ArmModel, X: Design, counts: Float64Array): Mean {
  const n = X.n;
  const p = X.p;
  const share = counts.reduce((sum, value) => sum + value, 0) / n;
  let total = 0;
  for (let i = 0; i < n; i++) total += (counts[i] as number) * (model.predicted[i] as number);
  const mean = total / n / share;
  const influence = model.predicted.map((value, i) => ((counts[i] ?? 0) * (value - mean)) / share);
  const gradient = X.cols.map((column) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (counts[i] as number) * (model.slope[i] as number) * (column[i] as number);
    return sum / n / share;
  });
  const combined = new Float64Array(p);
  for (let j = 0; j < p; j++)
    for (let k = 0; k < p; k++) {
      const value = (gradient[k] ?? 0) * (model.bread[k * p + j] ?? 0);
      combined[j] = (combined[j] ?? 0) + (Number.isNaN(value) ? 0 : value);
    }
  model.rows.forEach((row, at) => {
    let through = 0;
    for (let j = 0; j < p; j++) through += (combined[j] as number) * ((X.cols[j] as Float64Array)[row] as number);
    influence[row] = (influence[row] ?? 0) + n * through * (model.residuals[at] ?? 0);
  });
  return { mean, influence };
}

/**
 * g-computation (Robins 1986; Snowden, Rose and Mortimer 2011): one outcome model per arm, predictions averaged over all (ATE), the
 * treated (ATT) or the controls (ATC). Standard errors from the stacked estimating equations, the covariates random.
 */
export function gcomp(
  models: OutcomeModels,
  X: Design,
  treat: Float64Array,
  { estimand, cluster }: { readonly estimand: "ATE" | "ATT" | "ATC"; readonly cluster?: Int32Array | undefined },
): Standardised {
  const counts = target(treat, estimand);
  const treated = averaged(models.treated, X, counts);
  const control = averaged(models.control, X, counts);
  const influence = treated.influence.map((value, i) => value - (control.influence[i] ?? 0));
  const difference = {
    meanTreated: treated.mean,
    meanControl: control.mean,
    difference: treated.mean - control.mean,
    seDifference: seOfInfluence(influence, cluster),
    influence,
  };
  if (!(treated.mean > 0 && control.mean > 0)) return difference;
  const relative = treated.influence.map(
    (value, i) => value / treated.mean - (control.influence[i] ?? 0) / control.mean,
  );
  return {
    ...difference,
    logRiskRatio: Math.log(treated.mean / control.mean),
    seLogRiskRatio: seOfInfluence(relative, cluster),
  };
}
