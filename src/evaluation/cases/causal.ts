import { accepted, type Result, refused } from "../../core/result.ts";
import { aipw } from "../causal/aipw.ts";
import { armsOf, balance, effectiveSize, effectiveSizes } from "../causal/balance.ts";
import { entropyBalance } from "../causal/entropyBalance.ts";
import { gcomp } from "../causal/gcomp.ts";
import { matchAI } from "../causal/matchAI.ts";
import { type Family, outcomeModels } from "../causal/outcomeModels.ts";
import { propensity } from "../causal/propensity.ts";
import { seWeightsKnown, weightedDifference } from "../causal/weightedDifference.ts";
import { propensityWeights, seOfInfluence, stackedInfluence } from "../causal/weighting.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewClusters, fewUnits, reasons, smallEffectiveSize } from "../refusals.ts";
import type { CaseFunction, CaseFunctions } from "./case.ts";
import { type CausalFrame, causalFrame, outcomeOf } from "./causalFrame.ts";

/** Sums of the weights of each arm. */
function sumsByArm(treat: Float64Array, weights: Float64Array) {
  const sums = { treated: 0, control: 0 };
  weights.forEach((weight, i) => {
    sums[treat[i] === 1 ? "treated" : "control"] += weight;
  });
  return sums;
}

/** Limits below which a study would not go on: said beside the number. */
function warningsOf({ treat, groups }: CausalFrame, ess?: { readonly treated: number; readonly control: number }) {
  const cluster = groups.get("cluster")?.codes;
  return reasons(
    fewUnits(effectiveSizes(treat)),
    cluster && fewClusters(new Set(cluster).size),
    ess && smallEffectiveSize(ess),
  );
}

/** In whose deviations balance is shown: the group the effect is for, both where it is for all. */
const denominators = { ATE: "pooled", ATO: "pooled", ATT: "treated", ATC: "control" } as const;

const ipwCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const { read, X, treat, groups, dropped } = frame.value;
  const estimand = read.oneOf("estimand", ["ATE", "ATT", "ATC", "ATO"]);
  const trimQuantile = read.optionalNumber("trimQuantile");
  const y = outcomeOf(frame.value);
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!y.ok) return y;
  if (trimQuantile !== undefined && !(trimQuantile > 0 && trimQuantile <= 1))
    return refused({ code: "out_of_range", field: "trimQuantile", least: 0, most: 1 });
  const score = propensity(treat, X);
  if (!score.ok) return score;
  const { weights, trimmed } = propensityWeights(score.value.e, treat, estimand, trimQuantile);
  const cluster = groups.get("cluster")?.codes;
  const influence =
    trimQuantile === undefined ? stackedInfluence({ score: score.value, X, treat, y: y.value, estimand }) : undefined;
  return accepted({
    ...weightedDifference(y.value, treat, weights),
    seWeightsKnown: seWeightsKnown(y.value, treat, weights),
    ...(influence ? { seStacked: seOfInfluence(influence) } : {}),
    ...(influence && cluster ? { seCluster: seOfInfluence(influence, cluster) } : {}),
    ess: effectiveSizes(treat, weights),
    weightSum: sumsByArm(treat, weights),
    maxWeight: weights.reduce((most, weight) => Math.max(most, weight), 0),
    trimmed,
    balanceAfter: balance(X, treat, { denominator: denominators[estimand], weights }),
    overlap: score.value.overlap,
    dropped,
    warnings: warningsOf(frame.value, effectiveSizes(treat, weights)),
  });
};

function modelled(frame: CausalFrame) {
  const { read, X, treat } = frame;
  const family: Family = read.oneOf("family", ["gaussian", "binomial"], "gaussian");
  const estimand = read.oneOf("estimand", ["ATE", "ATT", "ATC"]);
  const y = outcomeOf(frame);
  const failure = read.failure();
  if (failure) return refused<EvaluationFailure>(failure);
  if (!y.ok) return y;
  const models = outcomeModels(y.value, treat, X, family);
  if (!models.ok) return models;
  return accepted({ models: models.value, y: y.value, family, estimand, cluster: frame.groups.get("cluster")?.codes });
}

const gcompCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const fitted = modelled(frame.value);
  if (!fitted.ok) return fitted;
  const { models, family, estimand, cluster } = fitted.value;
  const { X, treat, dropped } = frame.value;
  const { meanTreated, meanControl, difference, seDifference, logRiskRatio, seLogRiskRatio } = gcomp(models, X, treat, {
    estimand,
    cluster,
  });
  const ratio = family === "binomial" && logRiskRatio !== undefined ? { logRiskRatio, seLogRiskRatio } : {};
  return accepted({
    meanTreated,
    meanControl,
    difference,
    seDifference,
    ...ratio,
    dropped,
    warnings: warningsOf(frame.value),
  });
};

const aipwCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const fitted = modelled(frame.value);
  if (!fitted.ok) return fitted;
  const { models, y, estimand, cluster } = fitted.value;
  const { X, treat, dropped } = frame.value;
  const score = propensity(treat, X);
  if (!score.ok) return score;
  const { estimate, meanTreated, meanControl, se } = aipw({ models, e: score.value.e, treat, y, cluster }, estimand);
  return accepted({
    estimate,
    meanTreated,
    meanControl,
    se,
    overlap: score.value.overlap,
    dropped,
    warnings: warningsOf(frame.value),
  });
};

const entropyBalanceCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const { read, X, treat, y, dropped } = frame.value;
  const estimand = read.oneOf("estimand", ["ATT", "ATC"], "ATT");
  const failure = read.failure();
  if (failure) return refused(failure);
  const { treated, control } = armsOf(treat);
  const [target, from] = estimand === "ATT" ? [treated, control] : [control, treated];
  const made = entropyBalance(
    X,
    from,
    target,
    frame.value.weights && Float64Array.from(from, (row) => frame.value.weights?.[row] ?? 1),
  );
  if (!made.ok) return made;
  const weights = new Float64Array(treat.length).fill(1);
  from.forEach((row, at) => {
    weights[row] = (made.value.weights[at] ?? 0) * target.length;
  });
  const name = estimand === "ATT" ? "att" : "atc";
  const effect = y
    ? { [name]: weightedDifference(y, treat, weights).estimate, seWeightsKnown: seWeightsKnown(y, treat, weights) }
    : {};
  return accepted({
    ...effect,
    [estimand === "ATT" ? "essControl" : "essTreated"]: effectiveSize(made.value.weights),
    maxWeightShare: made.value.weights.reduce((most, weight) => Math.max(most, weight), 0),
    entropy: made.value.entropy,
    maxAbsMoment: made.value.maxAbsMoment,
    balanceAfter: balance(X, treat, { denominator: denominators[estimand], weights }),
    dropped,
    warnings: warningsOf(frame.value, effectiveSizes(treat, weights)),
  });
};

/** What matching is on: the score alone, or the terms. */
function matchedOn(frame: CausalFrame, on: "ps" | "covariates"): Result<readonly Float64Array[], EvaluationFailure> {
  const { X, treat } = frame;
  if (on === "covariates") return accepted(X.cols.filter((_, j) => X.names[j] !== "(Intercept)"));
  const score = propensity(treat, X);
  return score.ok ? accepted([score.value.e]) : score;
}

const matchAICase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const { read, X, treat, dropped } = frame.value;
  const estimand = read.oneOf("estimand", ["ATT", "ATE", "ATC"], "ATT");
  const on = read.oneOf("on", ["ps", "covariates"], "covariates");
  read.oneOf("ties", ["average"], "average");
  const M = read.number("M", 1);
  const biasAdjust = read.flag("biasAdjust", false);
  const varianceMatches = read.optionalNumber("varianceMatches");
  const y = outcomeOf(frame.value);
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!y.ok) return y;
  if (!Number.isInteger(M) || M < 1) return refused({ code: "out_of_range", field: "M", least: 1, most: X.n });
  const scale = matchedOn(frame.value, on);
  if (!scale.ok) return scale;
  const options = { estimand, M, biasAdjust, ...(varianceMatches === undefined ? {} : { varianceMatches }) };
  const answer = matchAI(
    { y: y.value, treat, on: scale.value, X: adjustmentDesign(frame.value, on, scale.value) },
    options,
  );
  return answer.ok ? accepted({ ...answer.value, dropped, warnings: warningsOf(frame.value) }) : answer;
};

/** The adjustment is linear in what was matched on. */
function adjustmentDesign({ X }: CausalFrame, on: "ps" | "covariates", scale: readonly Float64Array[]) {
  if (on === "covariates") return X;
  return { n: X.n, p: 2, names: ["(Intercept)", "ps"], cols: [new Float64Array(X.n).fill(1), ...scale] };
}

/** Effects by weighting, standardisation, both, and matching with replacement. */
export const causalCases: CaseFunctions = {
  ipw: ipwCase,
  gcomp: gcompCase,
  aipw: aipwCase,
  entropyBalance: entropyBalanceCase,
  matchAI: matchAICase,
};
