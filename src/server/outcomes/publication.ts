import type { Indicator, Measure } from "../../core/outcomes/definition.ts";
import type { Sums } from "../../core/outcomes/figures.ts";
import type { Dimension } from "../../core/outcomes/words.ts";
import { groupsToHide, type ToldBefore } from "../../evaluation/suppression/breakdown.ts";
import { usualRule } from "../../evaluation/suppression/rule.ts";
import { isFew, isTotalTooSmall } from "../../evaluation/suppression/total.ts";
import type { ComparedGroup, Comparison } from "./comparisons.ts";
import type { Computed } from "./compute.ts";

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

/** The figure of one period, or nothing of it where it would tell a small count. */
function hideTotal<Shown extends Sums>(measure: Measure, shown: Shown, n: number | null): Shown {
  const counts = { subset: measure === "share", n, ...countsOf(measure, shown) };
  return isTotalTooSmall(counts, usualRule) ? { ...shown, ...HIDDEN } : shown;
}

/** Children of the last period: everybody is in one group of each dimension. */
function childrenOf({ breakdowns: [any] }: Computed): number | null {
  return any ? any.groups.reduce((sum, { n }) => sum + (n ?? 0), 0) : null;
}

function hideFewLeftOut(figure: Computed["figure"]): Computed["figure"] {
  return { ...figure, excluded: figure.excluded.map((one) => (isFew(one.n, usualRule) ? { ...one, n: null } : one)) };
}

const NOBODY_TOLD = { ...HIDDEN, n: null, hidden: true } as const;

/** Nothing of the last period, because all of it is about few children. */
function withoutFigure(computed: Computed): Computed {
  const { figure, breakdowns, comparisons } = computed;
  const hiddenGroups = breakdowns.map(({ dimension, groups }) => ({
    dimension,
    groups: groups.map((one) => ({ ...one, ...NOBODY_TOLD })),
  }));
  return {
    ...computed,
    figure: { ...figure, ...HIDDEN, warnings: [], verdict: "no_data", missing: "too_few" },
    breakdowns: hiddenGroups,
    comparisons: comparisons.map((one) =>
      hideCompared(
        one,
        hiddenGroups.find(({ dimension }) => dimension === one.dimension),
      ),
    ),
  };
}

/**
 * An indicator as it may be published: figures with small numbers are hidden whole. Of the others, groups with small numbers are hidden,
 * and as many others as it takes so that the small ones cannot be worked out from the sums, nor from what was published before of the
 * same period.
 */
export function publishable(indicator: Indicator, computed: Computed, before?: Computed): Computed {
  const { measure } = indicator;
  const figure = hideTotal(measure, computed.figure, childrenOf(computed));
  const trend = computed.trend.map((point, index) =>
    // The last point is the figure again.
    index === computed.trend.length - 1 && figure !== computed.figure
      ? { ...point, ...HIDDEN }
      : hideTotal(measure, point, null),
  );
  const told = { ...computed, trend, figure: hideFewLeftOut(computed.figure) };
  return figure === computed.figure ? hideSmallGroups(measure, told, before) : withoutFigure(told);
}

function hideSmallGroups(measure: Measure, computed: Computed, before: Computed | undefined): Computed {
  const samePeriod =
    before &&
    before.figure.missing !== "too_few" &&
    before.figure.from === computed.figure.from &&
    before.figure.to === computed.figure.to;
  const breakdowns = computed.breakdowns.map((breakdown) =>
    hideGroups(measure, breakdown, toldBefore(measure, samePeriod ? before : undefined, breakdown.dimension)),
  );
  const comparisons = computed.comparisons.map((one) =>
    hideCompared(
      one,
      breakdowns.find(({ dimension }) => dimension === one.dimension),
    ),
  );
  return { ...computed, breakdowns, comparisons };
}
