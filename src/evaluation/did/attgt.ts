import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type CellPlan, planCells } from "./cells.ts";
import { crossSectionCells } from "./crossSections.ts";
import { type Influence, influenceOf, type SampleUnits, standardError } from "./influence.ts";
import type { DidMethod } from "./panelCell.ts";
import { panelCells } from "./panels.ts";
import { type Conventions, type DidRows, type DidWarning, didFrame } from "./sample.ts";
import { widen } from "./wide.ts";

export interface AttGtOptions {
  /** Compare with those never treated, or also with those not yet treated (own group never). */
  readonly control: "nevertreated" | "notyettreated";
  readonly method: DidMethod;
  readonly basePeriod: "varying" | "universal";
  /** Periods by which the effect may begin before the group's first period. */
  readonly anticipation: number;
  /** False: repeated cross-sections, every row another person. */
  readonly panel: boolean;
  /** Formulas of standard errors; `exact` when absent. */
  readonly conventions?: Conventions;
}

/** Effect on group `g` in period `t`. No `att`: it could not be estimated (a warning says why). No `se`: base period. */
export interface AttCell {
  readonly g: number;
  readonly t: number;
  readonly att?: number;
  readonly se?: number;
}

export interface AttGt {
  /** Units (panel) or rows (cross-sections) that took part. */
  readonly n: number;
  readonly nClusters: number;
  /** Of these, in groups whose effect is estimated, and in no such group (those to compare with). */
  readonly nTreated: number;
  readonly nComparison: number;
  readonly periods: readonly number[];
  readonly cells: readonly AttCell[];
  /** By cell, one number per unit; zero for a base period, undefined for a cell without estimate. */
  readonly influence: readonly (Influence | undefined)[];
  readonly sample: SampleUnits;
  readonly conventions: Conventions;
  readonly warnings: readonly DidWarning[];
}

/** What estimating cell after cell gives; influence is scaled so that its mean square over n is the variance. */
export interface CellEstimate {
  readonly att: number;
  readonly influence: Influence;
}

function wrongOption({ anticipation }: AttGtOptions): EvaluationFailure | undefined {
  if (Number.isInteger(anticipation) && anticipation >= 0) return undefined;
  return { code: "malformed_input", field: "anticipation", expected: "whole_number_not_negative" };
}

function finish(
  plans: readonly CellPlan[],
  estimates: readonly (CellEstimate | undefined)[],
  sample: SampleUnits,
  periods: readonly number[],
) {
  return plans.map(({ g, at, base }, place): AttCell => {
    const estimate = estimates[place];
    const named = { g, t: periods[at] ?? Number.NaN };
    if (at === base) return { ...named, att: 0 };
    if (!estimate) return named;
    const se = standardError(estimate.influence, sample);
    return se > Number.EPSILON ** 0.5 * 10 ? { ...named, att: estimate.att, se } : { ...named, att: estimate.att };
  });
}

function clustersIn({ cluster, n }: SampleUnits): number {
  return cluster ? new Set(cluster).size : n;
}

/**
 * Group-time average treatment effects of a staggered roll-out, with their influence functions.
 * Effects are in the unit of `y`; periods and groups are numbers on one scale (0 = never treated). Standard errors are
 * sqrt(mean(influence^2) / n) without small-sample factor; with `cluster` the influence is summed by cluster first.
 * Fails with `no_rows`, `duplicate_id`, `treatment_changes`, `no_treated_group`, `no_comparison_group`, `malformed_input`.
 * Method: Callaway & Sant'Anna 2021 (J Econometrics 225:200-230).
 */
export function attgt(data: DidRows, options: AttGtOptions): Result<AttGt, EvaluationFailure> {
  const wrong = wrongOption(options);
  if (wrong) return refused(wrong);
  const frame = didFrame(data, options);
  if (!frame.ok) return frame;
  const { periods, groups } = frame.value;
  const plans = planCells(periods, groups, options);
  const warnings: DidWarning[] = [...frame.value.warnings];
  const wide = options.panel ? widen(data, frame.value) : undefined;
  const { sample, estimates } = wide
    ? panelCells(wide, { plans, periods, options, warnings })
    : crossSectionCells(data, frame.value, { plans, options, warnings });
  const nClusters = clustersIn(sample);
  if (sample.cluster && nClusters < 30) warnings.push({ code: "few_clusters", n: nClusters });
  const estimated = new Set(plans.map(({ g }) => g));
  const nTreated = sample.group.filter((group) => estimated.has(group)).length;
  const zero = influenceOf(sample.n, plans.length);
  return accepted({
    n: sample.n,
    nClusters,
    nTreated,
    nComparison: sample.n - nTreated,
    periods,
    cells: finish(plans, estimates, sample, periods),
    influence: plans.map(({ at, base }, place) => (at === base ? zero : estimates[place]?.influence)),
    sample,
    conventions: options.conventions ?? "exact",
    warnings,
  });
}
