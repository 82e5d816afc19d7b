import type { Indicator, Measure } from "../../core/outcomes/definition.ts";
import type { Sums } from "../../core/outcomes/figures.ts";
import type { Dimension } from "../../core/outcomes/words.ts";
import type { Cell, EarlierRelease, Sum, Table } from "../../evaluation/suppression/release.ts";
import { usualRule } from "../../evaluation/suppression/rule.ts";
import { suppress } from "../../evaluation/suppression/suppress.ts";
import type { ComparedGroup, Comparison } from "./comparisons.ts";
import type { BrokenDown, Computed } from "./compute.ts";
import type { Stays } from "./stays.ts";

type Breakdown = Computed["breakdowns"][number];

/** Whether a group has so few children that anything told of it tells about them. */
function hasFew({ n }: BrokenDown): boolean {
  return n !== null && n > 0 && n <= usualRule.limit;
}

const id = (dimension: Dimension, group: string, part: string) => `${dimension}/${group}/${part}`;

function cellsOf(measure: Measure, dimension: Dimension, one: BrokenDown): readonly Cell[] {
  const alwaysHidden = hasFew(one);
  const cell = (part: string, value: number | null): readonly Cell[] =>
    value === null ? [] : [{ id: id(dimension, one.group, part), value: Math.round(value), alwaysHidden }];
  const above = cell("above", one.numerator);
  // The population is no secret of the agency.
  if (measure === "population" || measure === "count") return above;
  const rest = measure === "share" && one.numerator !== null ? (one.denominator ?? 0) - one.numerator : null;
  return [...above, ...cell("below", one.denominator), ...cell("rest", rest)];
}

/** The numbers of one breakdown with the sums an attacker knows: groups add up to the figure, and shares to their base. */
function tableOf(measure: Measure, { dimension, groups }: Breakdown, totals: readonly Cell[]): Table {
  const cells = groups.flatMap((one) => cellsOf(measure, dimension, one));
  const known = new Set(cells.map((one) => one.id));
  const over = (part: string) => groups.map(({ group }) => id(dimension, group, part)).filter((one) => known.has(one));
  const sums: Sum[] = totals.map((total) => ({ total: total.id, parts: over(total.id.replace("all/", "")) }));
  const ofGroups = groups
    .map(({ group }) => ({
      total: id(dimension, group, "below"),
      parts: [id(dimension, group, "above"), id(dimension, group, "rest")],
    }))
    .filter(({ total, parts }) => known.has(total) && parts.every((part) => known.has(part)));
  return { cells: [...cells, ...totals], sums: [...sums.filter(({ parts }) => parts.length > 0), ...ofGroups] };
}

/** What the figure itself tells: it is published whatever its size, so it hides nothing. */
function totalsOf(measure: Measure, { groups }: Breakdown): readonly Cell[] {
  const sum = (of: (one: BrokenDown) => number | null) =>
    groups.reduce((before, one) => before + Math.round(of(one) ?? 0), 0);
  const above = { id: "all/above", value: sum(({ numerator }) => numerator) };
  const below = { id: "all/below", value: sum(({ denominator }) => denominator) };
  const rest = { id: "all/rest", value: below.value - above.value };
  if (measure === "median") return [below];
  if (measure === "population" || measure === "count") return [above];
  return measure === "share" ? [above, below, rest] : [above, below];
}

/** What was told before of the same children: an attacker puts both side by side. */
function earlierOf(measure: Measure, totals: readonly Cell[], before: Breakdown | undefined): EarlierRelease {
  const told = (before?.groups ?? []).filter(({ hidden }) => !hidden);
  const cells = before ? told.flatMap((one) => cellsOf(measure, before.dimension, one)) : [];
  return { table: { cells: [...totals, ...cells], sums: [] }, hidden: new Set(), relation: "revision" };
}

const HIDDEN: Sums = { value: null, numerator: null, denominator: null };

const POOL = "few";
/** A single hidden group is no crowd to hide in. */
const LEAST_POOLED = 3;

/**
 * Groups with few children are all hidden, so of them only the sum can be read: they are one cell. Hundreds of areas with a
 * child or two each would otherwise each ask for cover of their own.
 */
function pooled({ dimension, groups }: Breakdown): Breakdown {
  const few = groups.filter(hasFew);
  if (few.length < LEAST_POOLED) return { dimension, groups };
  const sum = (of: (one: BrokenDown) => number | null) =>
    few.reduce<number | null>((before, one) => {
      const value = of(one);
      return value === null ? before : (before ?? 0) + Math.round(value);
    }, null);
  const pool: BrokenDown = {
    group: POOL,
    hidden: false,
    n: sum(({ n }) => n),
    value: null,
    numerator: sum(({ numerator }) => numerator),
    denominator: sum(({ denominator }) => denominator),
  };
  return { dimension, groups: [...groups.filter((one) => !hasFew(one)), pool] };
}

function hideGroups(measure: Measure, breakdown: Breakdown, before: Breakdown | undefined): Breakdown {
  const totals = totalsOf(measure, breakdown);
  const table = tableOf(measure, pooled(breakdown), totals);
  const { hidden } = suppress(table, usualRule, earlierOf(measure, totals, before));
  const { dimension } = breakdown;
  const groups = breakdown.groups.map((one) => {
    const parts = ["above", "below", "rest"].map((part) => id(dimension, one.group, part));
    const hides = hasFew(one) || parts.some((part) => hidden.has(part));
    return hides ? { ...one, ...HIDDEN, n: null, hidden: true } : one;
  });
  return { dimension, groups };
}

function hideCompared(comparison: Comparison, breakdown: Breakdown | undefined): Comparison {
  const hidden = new Set(breakdown?.groups.filter((one) => one.hidden).map(({ group }) => group));
  const referenceHidden = comparison.reference !== null && hidden.has(comparison.reference);
  const groups = comparison.groups.map((one): ComparedGroup => {
    if (hidden.has(one.group)) {
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
      samePeriod ? before.breakdowns.find(({ dimension }) => dimension === breakdown.dimension) : undefined,
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
