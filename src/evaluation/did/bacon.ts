import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type PanelSample, panelSample } from "./panelSample.ts";
import type { DidRows, DidWarning } from "./sample.ts";
import { byUnit } from "./twoWay.ts";

export type ComparisonType =
  | "Earlier vs Later Treated"
  | "Later vs Always Treated"
  | "Later vs Earlier Treated"
  | "Treated vs Untreated";

/** One 2 x 2 comparison inside the two-way regression. `control` 0 = never treated. */
export interface Comparison {
  readonly type: ComparisonType;
  readonly treated: number;
  readonly control: number;
  readonly estimate: number;
  readonly weight: number;
}

export interface Bacon {
  /** The two-way coefficient the comparisons add up to. */
  readonly twfe: number;
  readonly byType: readonly { readonly type: ComparisonType; readonly weight: number; readonly estimate: number }[];
  readonly comparisons: readonly Comparison[];
  readonly warnings: readonly DidWarning[];
}

/** Units that begin together: their number, the place of their first treated period and their means by period. */
interface Cohort {
  readonly group: number;
  readonly size: number;
  readonly start: number;
  readonly means: Float64Array;
}

/** Cohorts of the units present in every period; those that start after the last period count as never treated. */
function cohortsOf(sample: PanelSample): { readonly cohorts: readonly Cohort[]; readonly incomplete: number } {
  const { order, start } = byUnit(sample);
  const { periods, times, units } = sample;
  const sums = new Map<number, { size: number; sums: Float64Array }>();
  let incomplete = 0;
  for (let u = 0; u < units; u++) {
    const from = start[u] as number;
    const to = start[u + 1] as number;
    if (to - from < periods) {
      incomplete++;
      continue;
    }
    const own = sample.group[order[from] as number] as number;
    const group = own > (times.at(-1) ?? 0) ? 0 : own;
    const cohort = sums.get(group) ?? { size: 0, sums: new Float64Array(periods) };
    sums.set(group, cohort);
    cohort.size++;
    for (let i = from; i < to; i++) {
      const row = order[i] as number;
      const p = sample.period[row] as number;
      cohort.sums[p] = (cohort.sums[p] as number) + (sample.y[row] as number);
    }
  }
  const cohorts = [...sums].map(([group, { size, sums: all }]) => {
    const begun = times.findIndex((time) => time >= group);
    return { group, size, start: group === 0 ? periods : begun, means: all.map((sum) => sum / size) };
  });
  return { cohorts: cohorts.sort((a, b) => a.start - b.start), incomplete };
}

function meanBetween(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] as number;
  return sum / (to - from);
}

/** Change of the treated minus change of the control around `cut`, within the periods from..to. */
function twoByTwo(treated: Cohort, control: Cohort, [from, cut, to]: readonly [number, number, number]): number {
  const change = (cohort: Cohort) => meanBetween(cohort.means, cut, to) - meanBetween(cohort.means, from, cut);
  return change(treated) - change(control);
}

/** A cohort beside one whose treatment never changes. */
function againstConstant(treated: Cohort, control: Cohort, periods: number): Comparison {
  const share = (periods - treated.start) / periods;
  const both = treated.size + control.size;
  const part = treated.size / both;
  return {
    type: control.start === 0 ? "Later vs Always Treated" : "Treated vs Untreated",
    treated: treated.group,
    control: control.group,
    estimate: twoByTwo(treated, control, [0, treated.start, periods]),
    weight: both * both * part * (1 - part) * share * (1 - share),
  };
}

/** Two cohorts that both begin: the earlier beside the later before it begins, then the later beside the earlier. */
function bothTreated(earlier: Cohort, later: Cohort, periods: number): readonly Comparison[] {
  const early = (periods - earlier.start) / periods;
  const late = (periods - later.start) / periods;
  const both = earlier.size + later.size;
  const part = earlier.size / both;
  const common = both * both * part * (1 - part) * (early - late);
  return [
    {
      type: "Earlier vs Later Treated",
      treated: earlier.group,
      control: later.group,
      estimate: twoByTwo(earlier, later, [0, earlier.start, later.start]),
      weight: common * (1 - early),
    },
    {
      type: "Later vs Earlier Treated",
      treated: later.group,
      control: earlier.group,
      estimate: twoByTwo(later, earlier, [earlier.start, later.start, periods]),
      weight: common * late,
    },
  ];
}

function compare(cohorts: readonly Cohort[], periods: number): Comparison[] {
  const changing = cohorts.filter(({ start }) => start > 0 && start < periods);
  const constant = cohorts.filter(({ start }) => start === 0 || start >= periods);
  return [
    ...changing.flatMap((treated) => constant.map((control) => againstConstant(treated, control, periods))),
    ...changing.flatMap((earlier, place) =>
      changing.slice(place + 1).flatMap((later) => bothTreated(earlier, later, periods)),
    ),
  ];
}

const TYPES = [
  "Earlier vs Later Treated",
  "Later vs Always Treated",
  "Later vs Earlier Treated",
  "Treated vs Untreated",
] as const;

/**
 * Takes the two-way fixed effects coefficient apart into its 2 x 2 comparisons: which of them compare with units already
 * treated, and with what weight. Units that lack a period are left out and counted (the decomposition needs a balanced
 * panel, and `twfe` here is the coefficient of that panel). Cohorts treated in every period serve as a comparison of
 * their own type. Fails with `no_rows`, `duplicate_id` or `constant_treatment`.
 * Method: Goodman-Bacon 2021 (J Econometrics 225:254-277), theorem 1.
 */
export function bacon(data: DidRows): Result<Bacon, EvaluationFailure> {
  const sample = panelSample({ ...data, x: [] });
  if (!sample.ok) return sample;
  const { cohorts, incomplete } = cohortsOf(sample.value);
  const raw = compare(cohorts, sample.value.periods);
  const whole = raw.reduce((sum, { weight }) => sum + weight, 0);
  if (!(whole > 0)) return refused({ code: "constant_treatment", column: "group" });
  const comparisons = raw.map((one) => ({ ...one, weight: one.weight / whole }));
  const byType = TYPES.flatMap((type) => {
    const own = comparisons.filter((one) => one.type === type);
    const weight = own.reduce((sum, one) => sum + one.weight, 0);
    const estimate = own.reduce((sum, one) => sum + one.weight * one.estimate, 0) / weight;
    return own.length > 0 ? [{ type, weight, estimate }] : [];
  });
  const warnings: DidWarning[] = [];
  if (sample.value.missing > 0) warnings.push({ code: "rows_with_missing_values", n: sample.value.missing });
  if (incomplete > 0) warnings.push({ code: "incomplete_units_dropped", n: incomplete });
  const total = comparisons.reduce((sum, { weight, estimate }) => sum + weight * estimate, 0);
  return accepted({ twfe: total, byType, comparisons, warnings });
}
