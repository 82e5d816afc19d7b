import type { Indicator, Measure } from "../../core/outcomes/definition.ts";
import type { Sums } from "../../core/outcomes/figures.ts";
import type { Dimension } from "../../core/outcomes/words.ts";
import { groupsToHide, type ToldBefore } from "../../evaluation/suppression/breakdown.ts";
import { usualRule } from "../../evaluation/suppression/rule.ts";
import type { ComparedGroup, Comparison } from "./comparisons.ts";
import type { Computed } from "./compute.ts";
import type { Stays } from "./stays.ts";

type Breakdown = Computed["breakdowns"][number];

/** The counts an attacker could reckon with: the population is no secret of the agency, and a median is no count. */
function countsOf(measure: Measure, { numerator, denominator }: Pick<Sums, "numerator" | "denominator">) {
  const whole = (value: number | null) => (value === null ? null : Math.round(value));
  const overPopulation = measure === "population" || measure === "count";
  return {
    above: measure === "median" ? null : whole(numerator),
    below: overPopulation ? null : whole(denominator),
  };
}

/** What was published of the same period before, by dimension. */
function toldBefore(measure: Measure, before: Computed | undefined, dimension: Dimension): ToldBefore | undefined {
  const breakdown = before?.breakdowns.find((one) => one.dimension === dimension);
  if (!before || !breakdown) return undefined;
  const groups = breakdown.groups.map((one) => ({ group: one.group, hidden: one.hidden, ...countsOf(measure, one) }));
  return { total: countsOf(measure, before.figure), groups };
}

const HIDDEN: Sums = { value: null, numerator: null, denominator: null };

function hideGroups(measure: Measure, { dimension, groups }: Breakdown, before: ToldBefore | undefined): Breakdown {
  const counted = groups.map((one) => ({ group: one.group, n: one.n, ...countsOf(measure, one) }));
  const hidden = groupsToHide({ subset: measure === "share", groups: counted }, usualRule, before);
  return {
    dimension,
    groups: groups.map((one) => (hidden.has(one.group) ? { ...one, ...HIDDEN, n: null, hidden: true } : one)),
  };
}

/** A comparison may be taken over counts of another decision, which are as small as they are. */
function hasFewBelow({ of }: ComparedGroup): boolean {
  return of !== null && of > 0 && of <= usualRule.limit;
}

function hideCompared(comparison: Comparison, breakdown: Breakdown | undefined): Comparison {
  const hidden = new Set(breakdown?.groups.filter((one) => one.hidden).map(({ group }) => group));
  const referenceHidden = comparison.reference !== null && hidden.has(comparison.reference);
  const groups = comparison.groups.map((one): ComparedGroup => {
    if (hidden.has(one.group) || hasFewBelow(one)) {
      return {
        ...one,
        hidden: true,
        atPoint: null,
        of: null,
        rate: null,
        ratio: null,
        interval: null,
        difference: null,
      };
    }
    return referenceHidden ? { ...one, ratio: null, interval: null, difference: null } : one;
  });
  return { ...comparison, groups };
}

/**
 * An indicator as it may be published: groups with small numbers are hidden, and as many others as it takes so that the small
 * ones cannot be worked out from the sums, nor from what was published before of the same period.
 */
export function publishable(indicator: Indicator, computed: Computed, before?: Computed): Computed {
  const samePeriod = before && before.figure.from === computed.figure.from && before.figure.to === computed.figure.to;
  const breakdowns = computed.breakdowns.map((breakdown) =>
    hideGroups(
      indicator.measure,
      breakdown,
      toldBefore(indicator.measure, samePeriod ? before : undefined, breakdown.dimension),
    ),
  );
  const comparisons = computed.comparisons.map((one) =>
    hideCompared(
      one,
      breakdowns.find(({ dimension }) => dimension === one.dimension),
    ),
  );
  return { ...computed, breakdowns, comparisons };
}

const GRID_DAYS = 30;
const ROUND_TO = 5;

/** The last point of each month: a curve by days would tell the very day on which a single child left. */
function byMonth<Point extends { readonly days: number }>(points: readonly Point[]): readonly Point[] {
  const months = new Map<number, Point>();
  for (const point of points) {
    const days = Math.ceil(point.days / GRID_DAYS) * GRID_DAYS;
    months.set(days, { ...point, days });
  }
  return [...months.values()];
}

/** The page on length of stay as it may be published: by months, and with rounded numbers of children. */
export function publishableStays(stays: Stays): Stays {
  const curve = byMonth(stays.curve).map((point) => ({
    ...point,
    atRisk: Math.round(point.atRisk / ROUND_TO) * ROUND_TO,
  }));
  const incidence = stays.incidence.map((one) => ({ ...one, points: byMonth(one.points) }));
  return { ...stays, curve, incidence };
}
