import { accepted, type Result, refused } from "../../core/result.ts";
import type { StudyComparison } from "../../core/studies/protocol.ts";
import type { Words } from "../../core/words.ts";
import { aipw } from "../causal/aipw.ts";
import { armsOf, effectiveSizes } from "../causal/balance.ts";
import { entropyBalance } from "../causal/entropyBalance.ts";
import { matchAI } from "../causal/matchAI.ts";
import { outcomeModels } from "../causal/outcomeModels.ts";
import { type Propensity, propensity } from "../causal/propensity.ts";
import { distanceScale, type Match, psMatch } from "../causal/psMatch.ts";
import { propensityWeights } from "../causal/weighting.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewUnits, smallEffectiveSize } from "../refusals.ts";
import { adjustedDifference, type Estimated, estimatedFrom, modelOf } from "./linear.ts";
import { armSizes, type Sample, subsample } from "./sample.ts";
import { say } from "./speech.ts";

export type Matching = Extract<StudyComparison, { design: "matched_comparison" }>;

/** Two arms made comparable, and the effect between them. */
export interface Comparable {
  readonly fit: Estimated;
  readonly method: Words;
  /** The units the estimate rests on, and the weight of each. */
  readonly used: Sample;
  readonly weights: Float64Array;
  readonly effective: { readonly programme: number; readonly comparison: number };
  /** Units that nobody resembles, left out. */
  readonly alone: number;
  /** Pairs, as places in `used`: programme, then its match. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly tieShare: number;
  /** Places in the sample of the rows used. */
  readonly places: Uint32Array;
}

export interface Request {
  readonly sample: Sample;
  readonly comparison: Matching;
  /** Group within which pairs are made, by row of the sample. */
  readonly within: Int32Array | undefined;
  readonly seed: string;
}

type Made = Result<Comparable, EvaluationFailure>;

export function scoreOf(sample: Sample): Result<Propensity, EvaluationFailure> {
  const X = modelOf(sample, false);
  if (X.p < 2) return refused({ code: "malformed_input", field: "covariates", expected: "one at least" });
  return propensity(sample.treat, X);
}

function sizesTold(treat: Float64Array, weights: Float64Array) {
  const { treated, control } = effectiveSizes(treat, weights);
  return { programme: treated, comparison: control };
}

/** The larger of two errors, with its degrees of freedom. */
function surer(one: Estimated, other: Estimated): Estimated {
  return one.se >= other.se ? one : other;
}

export function pairsOf({ sample, comparison, within, seed }: Request, e: Float64Array): Match {
  return psMatch(e, sample.treat, {
    link: "logit",
    order: "largest",
    ratio: 1,
    replace: false,
    tieBreak: "seeded",
    seed,
    ...(comparison.caliper === null ? {} : { caliper: comparison.caliper }),
    ...(within ? { exact: within } : {}),
  });
}

/**
 * Each unit of the programme with its nearest of the comparison, each used once; what still differs within pairs is allowed for by
 * regression, with whole pairs as clusters (and those who share fate, whichever error is larger).
 */
export function byPairs(request: Request, score: Propensity): Made {
  const { sample } = request;
  const match = pairsOf(request, score.e);
  const { treated, control } = match.pairs;
  const short = fewUnits({ pairs: treated.length });
  if (short) return refused(short);
  const pairAt = new Map<number, number>();
  treated.forEach((row, at) => {
    pairAt.set(row, at);
    pairAt.set(control[at] ?? 0, at);
  });
  const places = Uint32Array.from(pairAt.keys()).sort();
  const used = subsample(sample, places);
  const placeOf = new Map(Array.from(places, (row, at) => [row, at] as const));
  const codes = Int32Array.from(places, (row) => pairAt.get(row) ?? 0);
  const byPair = adjustedDifference(used.y, used, { cluster: codes });
  if (!byPair.ok) return byPair;
  const byFate = used.cluster ? adjustedDifference(used.y, used) : byPair;
  if (!byFate.ok) return byFate;
  return accepted({
    fit: surer(byPair.value, byFate.value),
    method: say(
      `${treated.length} parejas por la probabilidad de entrar, ajustando lo que aún las distingue; error agrupado por parejas${used.cluster ? " o por quienes comparten suerte, el mayor" : ""}`,
      `${treated.length} pairs on the chance of entering, adjusting for what still tells them apart; error clustered by pairs${used.cluster ? " or by those who share fate, the larger" : ""}`,
    ),
    used,
    weights: new Float64Array(used.treat.length).fill(1),
    effective: armSizes(used),
    alone: armSizes(sample).programme - treated.length,
    pairs: Array.from(treated, (row, at) => [placeOf.get(row) ?? 0, placeOf.get(control[at] ?? 0) ?? 0] as const),
    tieShare: match.tieShare,
    places,
  });
}

/** Both arms matched with replacement, ties averaged (Abadie and Imbens). */
export function byNeighbours({ sample, comparison }: Request, score: Propensity): Made {
  if (comparison.within !== null || comparison.caliper !== null)
    return refused({ code: "option_not_offered", fn: "matched_comparison", option: "nearest ATE within or caliper" });
  const found = matchAI(
    { y: sample.y, treat: sample.treat, on: [distanceScale(score.e, "logit")], X: modelOf(sample, false) },
    { estimand: comparison.estimand, M: 1, biasAdjust: true, varianceMatches: 1 },
  );
  if (!found.ok) return found;
  const fit = estimatedFrom(found.value.estimate, found.value.seAI, sample.treat.length - modelOf(sample, true).p);
  if (!fit.ok) return fit;
  const { weights } = propensityWeights(score.e, sample.treat, comparison.estimand);
  return accepted({
    fit: fit.value,
    method: say(
      "El más parecido del otro grupo, con repetición y promediando empates (Abadie e Imbens)",
      "The nearest of the other arm, with replacement and ties averaged (Abadie and Imbens)",
    ),
    ...everybody(sample, weights),
    effective: armSizes(sample),
  });
}

function everybody(
  sample: Sample,
  weights: Float64Array,
): Pick<Comparable, "used" | "weights" | "alone" | "pairs" | "tieShare" | "places"> {
  const places = Uint32Array.from(sample.treat.keys());
  return { used: sample, weights, alone: 0, pairs: [], tieShare: 0, places };
}

/** Rows with somebody to be compared with: the arm spoken of must lie where the other one reaches. */
function withCompany(sample: Sample, score: Propensity, estimand: Matching["estimand"]): Uint32Array {
  const { min, max } = score.overlap;
  return Uint32Array.from(sample.treat.keys()).filter((row) => {
    const e = score.e[row] ?? 0;
    return (estimand === "ATT" && sample.treat[row] === 0) || (e >= min && e <= max);
  });
}

/** Leaves out those who resemble nobody and asks the scores anew of the others. */
function trimmed(
  request: Request,
  score: Propensity,
): Result<{ own: Request; score: Propensity; alone: number; places: Uint32Array }, EvaluationFailure> {
  const { sample, comparison } = request;
  const places = withCompany(sample, score, comparison.estimand);
  const alone = sample.treat.length - places.length;
  if (alone === 0) return accepted({ own: request, score, alone, places });
  const own = { ...request, sample: subsample(sample, places) };
  const short = fewUnits(armSizes(own.sample));
  if (short) return refused(short);
  const again = scoreOf(own.sample);
  return again.ok ? accepted({ own, score: again.value, alone, places }) : again;
}

/** Weights of the reweighted arm that make both equal in every covariate. */
function entropyWeights({ sample, comparison }: Request): Result<Float64Array, EvaluationFailure> {
  const X = modelOf(sample, false);
  const { treated, control } = armsOf(sample.treat);
  const all = Uint32Array.from(sample.treat.keys());
  const weights = new Float64Array(sample.treat.length).fill(1);
  const arms =
    comparison.estimand === "ATT" ? [[control, treated] as const] : [[control, all] as const, [treated, all] as const];
  for (const [from, target] of arms) {
    const found = entropyBalance(X, from, target);
    if (!found.ok) return found;
    // Sizes of hundredths and thousandths would only lose digits; a weight of 0 is no row at all.
    from.forEach((row, at) => {
      weights[row] = Math.max(Number.MIN_VALUE * 1e10, (found.value.weights[at] ?? 0) * from.length);
    });
  }
  return accepted(weights);
}

export function byEntropy(request: Request, score: Propensity): Made {
  const made = trimmed(request, score);
  if (!made.ok) return made;
  const { own, alone, places } = made.value;
  const weights = entropyWeights(own);
  if (!weights.ok) return weights;
  const effective = sizesTold(own.sample.treat, weights.value);
  const small = smallEffectiveSize(effective);
  if (small) return refused(small);
  const fit = adjustedDifference(own.sample.y, own.sample, { weights: weights.value });
  if (!fit.ok) return fit;
  return accepted({
    ...everybody(own.sample, weights.value),
    fit: fit.value,
    method: say(
      `Pesos que igualan los grupos en todo lo conocido antes (equilibrio de entropía); error ${own.sample.cluster ? "CR2 por quienes comparten suerte" : "HC2"}`,
      `Weights that make the groups equal in everything known before (entropy balancing); error ${own.sample.cluster ? "CR2 by those who share fate" : "HC2"}`,
    ),
    effective,
    alone,
    places,
  });
}

export function byWeighting(request: Request, score: Propensity): Made {
  const made = trimmed(request, score);
  if (!made.ok) return made;
  const { own, alone, places } = made.value;
  const { sample, comparison } = own;
  const X = modelOf(sample, false);
  const models = outcomeModels(sample.y, sample.treat, X, "gaussian");
  if (!models.ok) return models;
  const { weights } = propensityWeights(made.value.score.e, sample.treat, comparison.estimand);
  const effective = sizesTold(sample.treat, weights);
  const small = smallEffectiveSize(effective);
  if (small) return refused(small);
  const found = aipw(
    { models: models.value, e: made.value.score.e, treat: sample.treat, y: sample.y, cluster: sample.cluster?.codes },
    comparison.estimand,
  );
  const df = sample.cluster ? sample.cluster.levels.length - 1 : sample.treat.length - 2 * X.p;
  const fit = estimatedFrom(found.estimate, found.se, df);
  if (!fit.ok) return fit;
  return accepted({
    ...everybody(sample, weights),
    fit: fit.value,
    method: say(
      "Pesos por la probabilidad de entrar y modelo del resultado a la vez (doblemente robusto, AIPW)",
      "Weights by the chance of entering together with a model of the outcome (doubly robust, AIPW)",
    ),
    effective,
    alone,
    places,
  });
}

const methods = { nearest: byPairs, entropy: byEntropy, weighting: byWeighting } as const;

/** The effect between two arms made comparable as the protocol says. */
export function comparable(request: Request, method = request.comparison.method): Made {
  const score = scoreOf(request.sample);
  if (!score.ok) return score;
  if (method === "nearest" && request.comparison.estimand === "ATE") return byNeighbours(request, score.value);
  return methods[method](request, score.value);
}
