import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { manyGroups } from "../refusals.ts";
import type { Design, Groups } from "../terms.ts";
import { type PlainWarning, when } from "../warning.ts";
import { censoringOf } from "./censoring.ts";
import { compact, covarianceOf, sandwich } from "./cox.ts";
import { coxData, endlessTerm } from "./coxData.ts";
import { coxFit } from "./coxFit.ts";
import { scoreProducts } from "./coxResiduals.ts";
import { subResiduals } from "./fineGrayResiduals.ts";
import { type SubRisk, subPass } from "./fineGraySums.ts";
import { rowWarnings } from "./km.ts";
import { type Observed, observed, type SurvivalInput, taken, takenCodes } from "./observed.ts";
import { riskOrder } from "./riskOrder.ts";

export interface FineGrayInput extends SurvivalInput {
  /** Covariates without intercept; NaN is missing. */
  readonly X: Design;
  /** The cause whose incidence is modelled. */
  readonly interest: number;
  /** Groups in which losses are distributed differently; one when absent. */
  readonly censoringGroup?: Groups;
  readonly cluster?: Groups;
}

export interface FineGray {
  readonly n: number;
  readonly events: number;
  readonly competing: number;
  readonly nMissing: number;
  readonly names: readonly string[];
  readonly aliased: readonly string[];
  /** Log subdistribution hazard ratios. */
  readonly coef: Float64Array;
  /** Sandwich with the estimate of the losses, p x p. */
  readonly covRobust: Float64Array;
  readonly logLik: number;
  readonly logLikNull: number;
  readonly iterations: number;
  readonly warnings: readonly PlainWarning[];
}

function subRiskOf(rows: Observed, X: Design, { cause, censoring }: { cause: number; censoring: Groups | undefined }) {
  const own = rows.cause.map((code) => Number(code === cause));
  const input = { ...rows, cause: own };
  const data = coxData(input, X, { order: riskOrder(input, undefined), efron: false });
  const lost = rows.cause.map((code) => Number(code === 0));
  const other = new Uint8Array(rows.n);
  for (let place = 0; place < rows.n; place++) {
    const code = rows.cause[data.order[place] ?? 0] ?? 0;
    other[place] = Number(code !== 0 && code !== cause);
  }
  const groups = censoring
    ? compact(takenCodes(censoring.codes, rows.rows))
    : { codes: new Int32Array(rows.n), count: 1 };
  const sub: SubRisk = {
    data,
    other,
    censoring: censoringOf(data, { lost, codes: groups.codes, groups: groups.count }),
  };
  return { sub, lost };
}

/**
 * Fine and Gray's regression (1999) of one cause's cumulative incidence: log ratios of subdistribution hazards, losses
 * weighted by their Kaplan–Meier curve, ties after Breslow. Late entries and weights are refused (`option_not_offered`);
 * other refusals as `cox`.
 */
export function fineGray(input: FineGrayInput): Result<FineGray, EvaluationFailure> {
  const { X, interest: cause, censoringGroup, cluster } = input;
  if (input.entry)
    return refused({ code: "option_not_offered", fn: "fineGray", option: "entry", why: "late_entry_undefined" });
  if (input.weights)
    return refused({ code: "option_not_offered", fn: "fineGray", option: "weights", why: "weights_undefined" });
  const many = manyGroups("censoringGroup", censoringGroup?.levels.length ?? 1);
  if (many) return refused(many);
  if (X.p === 0) return refused({ code: "malformed_input", field: "x", expected: "terms" });
  const seen = observed(input, { codes: [censoringGroup?.codes, cluster?.codes], columns: X.cols });
  if (!seen.ok) return seen;
  const { rows, n, nMissing } = seen.value;
  const events = seen.value.cause.reduce((sum, code) => sum + Number(code === cause), 0);
  const competing = seen.value.cause.reduce((sum, code) => sum + Number(code !== cause && code !== 0), 0);
  if (events === 0) return refused({ code: "too_few_events", events: 0, needed: 1 });
  const used = n === X.n ? X : { ...X, n, cols: X.cols.map((column) => taken(column, rows)) };
  const { sub, lost } = subRiskOf(seen.value, used, { cause, censoring: censoringGroup });
  const endless = endlessTerm(sub.data, X);
  if (endless) return refused(endless);
  const fitted = coxFit(X.p, (beta) => subPass(sub, beta));
  if (!fitted.ok) return fitted;
  const fit = fitted.value;
  const free = Array.from({ length: X.p }, (_, j) => j).filter((j) => !fit.aliased.includes(j));
  const unit = cluster && compact(takenCodes(cluster.codes, rows));
  const products = scoreProducts(sub.data, subResiduals(sub, fit.beta, lost), unit);
  const robust = { covariance: sandwich(fit.covariance, products, X.p) };
  return accepted({
    n,
    events,
    competing,
    nMissing,
    names: free.map((j) => X.names[j] ?? ""),
    aliased: fit.aliased.map((j) => X.names[j] ?? ""),
    coef: Float64Array.from(free, (j) => (fit.beta[j] ?? 0) / (sub.data.scale[j] ?? 1)),
    covRobust: covarianceOf(robust, sub.data, free),
    logLik: fit.logLik,
    logLikNull: fit.logLikNull,
    iterations: fit.iterations,
    warnings: [
      ...rowWarnings(seen.value),
      ...when(fit.aliased.length > 0, "aliased_terms"),
      ...when(competing === 0, "no_competing_events"),
    ],
  });
}
