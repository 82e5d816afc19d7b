import { accepted, type Result, refused } from "../../core/result.ts";
import { balance, effectiveSizes } from "../causal/balance.ts";
import { optimalPairs } from "../causal/optimalPairs.ts";
import { overlapOf, propensity } from "../causal/propensity.ts";
import { distanceScale, type Match, type MatchOptions, psMatch, weighed } from "../causal/psMatch.ts";
import { seByPair, weightedDifference } from "../causal/weightedDifference.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewUnits, reasons } from "../refusals.ts";
import type { CaseAnswer, CaseFunction, CaseFunctions } from "./case.ts";
import { type CausalFrame, causalFrame, withColumn } from "./causalFrame.ts";
import type { InputReader } from "./inputs.ts";

const balanceCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const { read, X, treat, weights, dropped } = frame.value;
  const denominator = read.oneOf("denominator", ["treated", "control", "pooled", "all"], "treated");
  const failure = read.failure();
  if (failure) return refused(failure);
  const covariates = balance(X, treat, weights ? { denominator, weights } : { denominator });
  return accepted({ covariates, ess: effectiveSizes(treat, weights), dropped });
};

function optionsOf(read: InputReader, frame: CausalFrame): MatchOptions {
  const caliper = read.optionalNumber("caliper");
  const exact = frame.groups.get("exact")?.codes;
  return {
    link: read.oneOf("link", ["ps", "logit"], "ps"),
    order: read.oneOf("order", ["largest", "smallest", "data", "random"], "largest"),
    ratio: read.number("ratio", 1),
    replace: read.flag("replace", false),
    tieBreak: read.oneOf("tieBreak", ["lowest row", "seeded"], "lowest row") === "seeded" ? "seeded" : "row",
    ...(caliper === undefined ? {} : { caliper }),
    ...(exact ? { exact } : {}),
    seed: read.seed("seed", "0"),
  };
}

interface Matched {
  readonly frame: CausalFrame;
  readonly e: Float64Array;
  /** 1 for the rows that seek a match: the treated for ATT, the controls for ATC. */
  readonly focal: Float64Array;
  readonly estimand: "ATT" | "ATC";
  readonly denominator: "treated" | "control";
}

function startMatch(frame: CausalFrame): Result<Matched, EvaluationFailure> {
  const estimand = frame.read.oneOf("estimand", ["ATT", "ATC"], "ATT");
  const failure = frame.read.failure();
  if (failure) return refused(failure);
  const score = propensity(frame.treat, frame.X);
  if (!score.ok) return score;
  const focal = estimand === "ATT" ? frame.treat : frame.treat.map((value) => 1 - value);
  return accepted({
    frame,
    e: score.value.e,
    focal,
    estimand,
    denominator: estimand === "ATT" ? "treated" : "control",
  });
}

/** The effect among the matched, where an outcome was asked for. */
function effectOf({ frame, estimand }: Matched, match: Pick<Match, "weights" | "pairs" | "matches">): CaseAnswer {
  if (!frame.y || match.pairs.treated.length === 0) return {};
  const { estimate, meanTreated, meanControl } = weightedDifference(frame.y, frame.treat, match.weights);
  const se = seByPair(frame.y, match.pairs, match.matches);
  return {
    [estimand === "ATT" ? "att" : "atc"]: estimate,
    meanTreated,
    meanControl,
    seClusterPair: se.ok ? se.value : null,
  };
}

function pairsOf({ frame }: Matched, { pairs }: Pick<Match, "pairs">): readonly (readonly [number, number])[] {
  const { rows } = frame;
  return Array.from(pairs.treated, (row, at) => [(rows[row] ?? 0) + 1, (rows[pairs.control[at] ?? 0] ?? 0) + 1]);
}

function balancesOf({ frame, e, denominator }: Matched, weights: Float64Array): CaseAnswer {
  const design = withColumn(frame.X, "ps", e);
  const some = weights.some((weight) => weight > 0);
  return {
    balanceBefore: balance(design, frame.treat, { denominator }),
    ...(some ? { balanceAfter: balance(design, frame.treat, { denominator, weights }) } : {}),
    ess: some ? effectiveSizes(frame.treat, weights) : { treated: 0, control: 0 },
    overlap: overlapOf(e, frame.treat),
  };
}

const psMatchCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const options = optionsOf(frame.value.read, frame.value);
  if (!Number.isInteger(options.ratio) || options.ratio < 1)
    return refused({ code: "out_of_range", field: "ratio", least: 1, most: frame.value.X.n });
  if (options.caliper !== undefined && !(options.caliper >= 0))
    return refused({ code: "out_of_range", field: "caliper", least: 0, most: 100 });
  const started = startMatch(frame.value);
  if (!started.ok) return started;
  const { e, focal } = started.value;
  const match = psMatch(e, focal, options);
  const seeking = focal.reduce((sum, value) => sum + value, 0);
  return accepted({
    nTreatedMatched: match.nTreated,
    nControlMatched: match.nControl,
    unmatched: seeking - match.nTreated,
    caliperWidth: match.caliperWidth ?? null,
    sumAbsDistance: match.sumAbsDistance,
    ...effectOf(started.value, match),
    ...balancesOf(started.value, match.weights),
    tieShare: match.tieShare,
    pairs: pairsOf(started.value, match),
    dropped: frame.value.dropped,
    warnings: reasons(fewUnits({ treated: match.nTreated, control: match.nControl })),
  });
};

const psMatchOptimalCase: CaseFunction = async (input, data) => {
  const frame = await causalFrame(input, data);
  if (!frame.ok) return frame;
  const link = frame.value.read.oneOf("link", ["ps", "logit"], "ps");
  const started = startMatch(frame.value);
  if (!started.ok) return started;
  const { e, focal } = started.value;
  const distance = distanceScale(e, link);
  const pairs = optimalPairs(distance, focal, frame.value.groups.get("exact")?.codes);
  const counted = weighed(pairs, focal.length, distance);
  return accepted({
    nPairs: pairs.treated.length,
    totalDistance: counted.sumAbsDistance,
    ...effectOf(started.value, { pairs, ...counted }),
    ...balancesOf(started.value, counted.weights),
    pairs: pairsOf(started.value, { pairs }),
    dropped: frame.value.dropped,
    warnings: reasons(fewUnits({ treated: counted.nTreated, control: counted.nControl })),
  });
};

/** Balance and matching on the propensity score. */
export const matchingCases: CaseFunctions = {
  balance: balanceCase,
  psMatch: psMatchCase,
  psMatchOptimal: psMatchOptimalCase,
};
