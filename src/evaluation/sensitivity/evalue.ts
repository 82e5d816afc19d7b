import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normInv } from "../numeric/distributions.ts";
import { findRoot } from "../numeric/roots.ts";

/**
 * An effect with its interval. RR and IRR are ratios taken as they stand; OR and HR become risk ratios unless the outcome is
 * `rare`; SMD is a standardised mean difference; OLS a coefficient per `delta` of the exposure, `sd` that of the outcome; RD
 * the four counts of a two-by-two table (n11 exposed with the event, n10 exposed without, n01 not exposed with, n00 without).
 */
export type EffectForEValue =
  | ({ readonly measure: "RR" | "IRR" } & Limits)
  | ({ readonly measure: "OR" | "HR"; readonly rare?: boolean } & Limits)
  | ({ readonly measure: "SMD"; readonly se?: number } & Limits)
  | { readonly measure: "OLS"; readonly est: number; readonly se: number; readonly sd: number; readonly delta?: number }
  | {
      readonly measure: "RD";
      readonly n11: number;
      readonly n10: number;
      readonly n01: number;
      readonly n00: number;
      readonly alpha?: number;
    };

interface Limits {
  readonly est: number;
  readonly lo?: number | undefined;
  readonly hi?: number | undefined;
}

/** The effect as a risk ratio and how strong a hidden cause must be. Null where no limit was given. */
export interface EValue {
  readonly rrPoint: number;
  readonly rrLower: number | null;
  readonly rrUpper: number | null;
  readonly evaluePoint: number;
  /** Of the limit nearer to the null; 1 when the interval holds the null. */
  readonly evalueCI: number | null;
}

type Ratios = Pick<EValue, "rrPoint" | "rrLower" | "rrUpper">;

/** VanderWeele and Ding 2017: the ratio by which a hidden cause must go with both exposure and outcome. */
function strength(ratio: number, truth: number): number {
  const away = ratio < truth ? truth / ratio : ratio / truth;
  return away + Math.sqrt(away * (away - 1));
}

function hazardToRisk(hazardRatio: number): number {
  const root = Math.sqrt(hazardRatio);
  return -Math.expm1(root * Math.log(0.5)) / -Math.expm1(Math.log(0.5) / root);
}

function mapped({ est, lo, hi }: Limits, map: (value: number) => number): Ratios {
  return {
    rrPoint: map(est),
    rrLower: lo === undefined ? null : map(lo),
    rrUpper: hi === undefined ? null : map(hi),
  };
}

/** Chinn 2000 and Hasselblad-Hedges by way of the odds ratio: d becomes exp(0.91 d), its limits reach 1.78 se. */
function standardised(
  d: number,
  { se, lo, hi }: { se?: number | undefined; lo?: number | undefined; hi?: number | undefined },
): Ratios {
  if (se === undefined) return mapped({ est: d, lo, hi }, (value) => Math.exp(0.91 * value));
  return {
    rrPoint: Math.exp(0.91 * d),
    rrLower: Math.exp(0.91 * d - 1.78 * se),
    rrUpper: Math.exp(0.91 * d + 1.78 * se),
  };
}

function answerOf(ratios: Ratios, truth: number): EValue {
  const { rrPoint, rrLower, rrUpper } = ratios;
  const near = rrPoint >= truth ? rrLower : rrUpper;
  const holds = near !== null && (rrPoint >= truth ? near <= truth : near >= truth);
  const evalueCI = near === null ? null : holds ? 1 : strength(near, truth);
  return { ...ratios, evaluePoint: strength(rrPoint, truth), evalueCI };
}

interface Counts {
  readonly n11: number;
  readonly n10: number;
  readonly n01: number;
  readonly n00: number;
}

/** Lower limit of the risk difference once a hidden cause with bounding factor `b` is taken off (Ding and VanderWeele 2016). */
function correctedLower({ n11, n10, n01, n00 }: Counts, b: number, z: number): number {
  const [exposed, others] = [n11 + n10, n01 + n00];
  const n = exposed + others;
  const [p1, p0, f] = [n11 / exposed, n01 / others, exposed / n];
  const share = f + (1 - f) / b;
  const gap = p1 - p0 * b;
  const fromRisks = ((p1 * (1 - p1)) / exposed + ((p0 * (1 - p0)) / others) * b * b) * share * share;
  const fromShare = ((gap * (1 - 1 / b)) ** 2 * f * (1 - f)) / n;
  return gap * share - z * Math.sqrt(fromRisks + fromShare);
}

function riskDifference(written: Counts & { readonly alpha?: number }): EValue {
  const { n11, n10, n01, n00, alpha = 0.05 } = written;
  const swap = n11 * (n01 + n00) < n01 * (n11 + n10);
  const counts = swap ? { n11: n01, n10: n00, n01: n11, n00: n10 } : { n11, n10, n01, n00 };
  const ratio = counts.n11 / (counts.n11 + counts.n10) / (counts.n01 / (counts.n01 + counts.n00));
  const z = normInv(1 - alpha / 2);
  const atNull = correctedLower(counts, 1, z);
  const factor = atNull <= 0 ? 1 : (findRoot((b) => correctedLower(counts, b, z), 1, ratio) ?? 1);
  const back = (value: number) => (swap ? 1 / value : value);
  return {
    rrPoint: back(ratio),
    rrLower: swap ? null : factor,
    rrUpper: swap ? 1 / factor : null,
    evaluePoint: strength(ratio, 1),
    evalueCI: atNull <= 0 ? 1 : strength(factor, 1),
  };
}

function ratiosOf(effect: Exclude<EffectForEValue, { measure: "RD" }>): Ratios {
  switch (effect.measure) {
    case "OR":
      return mapped(effect, effect.rare === true ? (value) => value : Math.sqrt);
    case "HR":
      return mapped(effect, effect.rare === true ? (value) => value : hazardToRisk);
    case "SMD":
      return standardised(effect.est, effect);
    case "OLS":
      return standardised((effect.est * (effect.delta ?? 1)) / effect.sd, {
        se: (effect.se * Math.abs(effect.delta ?? 1)) / effect.sd,
      });
    default:
      return mapped(effect, (value) => value);
  }
}

function countsFault({ n11, n10, n01, n00 }: Counts): EvaluationFailure | undefined {
  for (const [field, value] of Object.entries({ n11, n10, n01, n00 })) {
    if (!(value >= 0 && Number.isFinite(value)))
      return { code: "out_of_range", field, least: 0, most: Number.MAX_VALUE };
  }
  // Without events among either the ratio is 0, infinite or no number at all: nothing to be strong against.
  return n11 > 0 && n01 > 0 ? undefined : { code: "too_few_events", events: Math.min(n11, n01), needed: 1 };
}

function faultOf(effect: Exclude<EffectForEValue, { measure: "RD" }>): EvaluationFailure | undefined {
  const ratio = effect.measure !== "SMD" && effect.measure !== "OLS";
  const limits = effect.measure === "OLS" ? [] : [effect.lo, effect.hi].filter((value) => value !== undefined);
  const least = ratio ? Number.MIN_VALUE : -Number.MAX_VALUE;
  for (const value of [effect.est, ...limits]) {
    if (!(value >= least && Number.isFinite(value)))
      return { code: "out_of_range", field: "est", least, most: Number.MAX_VALUE };
  }
  const outside = "lo" in effect && effect.lo !== undefined && effect.lo > effect.est;
  const beyond = "hi" in effect && effect.hi !== undefined && effect.hi < effect.est;
  if (outside || beyond)
    return { code: "malformed_input", field: outside ? "lo" : "hi", expected: "interval_around_est" };
  const spreads = effect.measure === "OLS" ? [effect.se, effect.sd] : effect.measure === "SMD" ? [effect.se ?? 0] : [];
  if (
    !spreads.every((value) => value >= 0 && Number.isFinite(value)) ||
    (effect.measure === "OLS" && effect.sd === 0)
  ) {
    return { code: "out_of_range", field: "se", least: 0, most: Number.MAX_VALUE };
  }
  return undefined;
}

/**
 * The E-value (VanderWeele and Ding 2017, Ann Intern Med 167:268-274): how strongly a hidden cause would have to go with both
 * the programme and the outcome, as risk ratios, to explain the effect away; `truth` is the risk ratio to be explained
 * (1 unless given). Transformations of other measures: VanderWeele 2017 (OR, HR), Chinn 2000 (SMD), Ding and VanderWeele 2016
 * (RD). Refuses ratios that are not positive and limits on the wrong side of the estimate.
 */
export function evalue(effect: EffectForEValue, truth = 1): Result<EValue, EvaluationFailure> {
  if (!(truth > 0 && Number.isFinite(truth))) {
    return refused({ code: "out_of_range", field: "true", least: Number.MIN_VALUE, most: Number.MAX_VALUE });
  }
  if (effect.measure === "RD") {
    const fault = countsFault(effect);
    return fault ? refused(fault) : accepted(riskDifference(effect));
  }
  const fault = faultOf(effect);
  return fault ? refused(fault) : accepted(answerOf(ratiosOf(effect), truth));
}
