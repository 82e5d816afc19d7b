import type { Indicator, Missing } from "../../core/outcomes/definition.ts";
import { computedValue, type Figure, figureOf, type Sums } from "../../core/outcomes/figures.ts";
import { inOrder } from "../../core/outcomes/groups.ts";
import { findIndicator, outcomes, parameterOf } from "../../core/outcomes/indicators.ts";
import { type Span, spanFor, trendOf } from "../../core/outcomes/spans.ts";
import { type Base, bases, type Dimension, dimensions } from "../../core/outcomes/words.ts";
import { kaplanMeier } from "../../evaluation/survival.ts";
import type { Database } from "../database/connect.ts";
import type { Asked } from "./cohorts/asked.ts";
import { type Comparison, compareGroups, type Gap, widestGap } from "./comparisons.ts";
import {
  type Counts,
  countIndicator,
  countPopulation,
  type FactsPresent,
  type GroupCount,
  type PopulationCount,
  type StayCount,
} from "./counting.ts";

/** What stays the same while the indicators of an agency are counted. */
export interface Engine {
  readonly db: Database;
  readonly tenantId: string;
  readonly sourceId: string;
  readonly observedUntil: string;
  readonly present: FactsPresent;
  /** Parameters the agency changed, by indicator. */
  readonly stored: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Indicators that a data quality check beyond its limit spoils. */
  readonly spoiled: ReadonlySet<string>;
}

/** A group's part of a figure; numbers are null when hidden. */
export interface BrokenDown extends Sums {
  readonly group: string;
  readonly hidden: boolean;
  /** Children, where the sums are days or moves. */
  readonly n: number | null;
}

/** Everything counted for one indicator, in codes: words are added when it is read. */
export interface Computed {
  readonly indicator: string;
  readonly version: number;
  readonly figure: Figure;
  readonly trend: readonly (Sums & Span)[];
  readonly breakdowns: readonly { readonly dimension: Dimension; readonly groups: readonly BrokenDown[] }[];
  readonly comparisons: readonly Comparison[];
}

/** A period asked for; without it each indicator takes the latest it can. */
export interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Years counted beside each other, the period itself included; all that a page shows unless said otherwise. */
  readonly years?: number;
}

function missingFacts({ method }: Indicator, present: FactsPresent): Missing | null {
  if (method.cohort === "none") return method.missing;
  if (method.cohort === "comparison") return null;
  if (method.cohort === "reports") return present.reports ? null : "no_reports";
  if (!present.periods) return "no_facts";
  if (method.cohort === "in_care_during" && method.counts === "maltreatment" && !present.reports) return "no_reports";
  if (method.cohort !== "point_in_time") return null;
  if (method.counts === "reviewed" && !present.reviews) return "no_reviews";
  const ofSiblings = method.counts === "siblings_all" || method.counts === "siblings_some";
  return ofSiblings && !present.siblings ? "no_siblings" : null;
}

type StaysOf = ReadonlyMap<string, readonly StayCount[]>;
const keyOf = (span: number, dimension: Dimension | null, group: string | null) => `${span} ${dimension} ${group}`;

/** Stays by period and group: a national agency has a row for nearly every day of every group. */
function sortStays({ stays }: Counts): StaysOf {
  const sorted = new Map<string, StayCount[]>();
  for (const stay of stays) {
    const key = keyOf(stay.span, stay.dimension, stay.group);
    const known = sorted.get(key);
    if (known) known.push(stay);
    else sorted.set(key, [stay]);
  }
  return sorted;
}

function medianOf(of: StaysOf, span: number, dimension: Dimension | null = null, group: string | null = null) {
  const stays = of.get(keyOf(span, dimension, group)) ?? [];
  return kaplanMeier(stays.map(({ time, cause, count }) => ({ time, event: cause !== null, count }))).median.time;
}

interface Counted {
  readonly indicator: Indicator;
  readonly counts: Counts;
  readonly stays: StaysOf;
  readonly population: readonly PopulationCount[];
  /** Children with a confirmed report, by group: the decision before an entry. Empty where none were loaded. */
  readonly reported: readonly GroupCount[];
  readonly last: number;
}

function populationOf({ population }: Counted, span: number, dimension: string, group: string): number | null {
  return population.find((one) => one.span === span && one.dimension === dimension && one.group === group)?.n ?? null;
}

function brokenDown(counted: Counted, { dimension, group, n, numerator, denominator }: GroupCount): BrokenDown {
  const { measure, multiplier } = counted.indicator;
  if (measure === "median") {
    const value = medianOf(counted.stays, counted.last, dimension, group);
    return { group, hidden: false, n, value, numerator: null, denominator: n };
  }
  const base = measure === "population" ? populationOf(counted, counted.last, dimension, group) : denominator;
  const of = measure === "count" ? null : base;
  return {
    group,
    hidden: false,
    n,
    value: computedValue(measure, multiplier, numerator, of),
    numerator,
    denominator: of,
  };
}

function comparison(counted: Counted, dimension: Dimension, base: Base): Comparison {
  const { indicator, counts } = counted;
  const none = (unavailable: NonNullable<Comparison["unavailable"]>): Comparison => ({
    dimension,
    base,
    unavailable,
    reference: null,
    groups: [],
  });
  const { measure } = indicator;
  if (measure === "median") return none("median");
  if (measure === "count" || measure === "none") return none("not_counted");
  const overReports = measure === "population" && base === "previous_decision";
  if (overReports && counted.reported.length === 0) return none("no_previous_decision");
  const groups = counts.groups.filter((one) => one.dimension === dimension);
  const overPopulation = base === "population";
  const bared = groups.flatMap(({ group, numerator, denominator }) => {
    const reported = counted.reported.find((one) => one.dimension === dimension && one.group === group)?.n ?? null;
    const of = overPopulation
      ? populationOf(counted, counted.last, dimension, group)
      : overReports
        ? reported
        : measure === "ratio"
          ? numerator + denominator
          : denominator;
    return of === null ? [] : [{ group, atPoint: numerator, of }];
  });
  if (overPopulation && bared.length === 0) return none("no_population");
  return compareGroups({ dimension, base }, bared, indicator);
}

function computed(engine: Engine, counted: Counted, spans: readonly Span[]): Computed {
  const { indicator, counts, last } = counted;
  const figures = spans.map((span, index) =>
    figureOf({
      indicator,
      span,
      observedUntil: engine.observedUntil,
      totals: counts.totals[index] ?? [],
      population: indicator.measure === "population" ? populationOf(counted, index + 1, "all", "all") : null,
      median: indicator.measure === "median" ? medianOf(counted.stays, index + 1) : null,
      checkExceeded: engine.spoiled.has(indicator.id),
      missing: null,
    }),
  );
  const figure = figures[last - 1];
  if (!figure) throw new Error("an indicator is counted over at least one period");
  const trend = figures.map(({ from, to, value, numerator, denominator }) => ({
    from,
    to,
    value,
    numerator,
    denominator,
  }));
  const breakdowns = dimensions.map((dimension) => ({
    dimension,
    groups: inOrder(
      dimension,
      counts.groups.filter((one) => one.dimension === dimension).map((one) => brokenDown(counted, one)),
    ),
  }));
  const comparisons = bases.flatMap((base) => dimensions.map((dimension) => comparison(counted, dimension, base)));
  return { indicator: indicator.id, version: indicator.version, figure, trend, breakdowns, comparisons };
}

function withoutValue(engine: Engine, indicator: Indicator, span: Span, missing: Missing): Computed {
  const figure = figureOf({
    indicator,
    span,
    observedUntil: engine.observedUntil,
    totals: [],
    population: null,
    median: null,
    checkExceeded: false,
    missing,
  });
  return { indicator: indicator.id, version: indicator.version, figure, trend: [], breakdowns: [], comparisons: [] };
}

/** One indicator of one agency over a period and the years before it: one statement, and one more for its population. */
export async function computeIndicator(engine: Engine, indicator: Indicator, period: Period = {}): Promise<Computed> {
  const span = spanFor(indicator, engine.observedUntil, period);
  const missing = missingFacts(indicator, engine.present);
  if (missing !== null) return withoutValue(engine, indicator, span, missing);
  const spans = trendOf(span, period.years);
  const asked = { tenantId: engine.tenantId, sourceId: engine.sourceId, observedUntil: engine.observedUntil, spans };
  const counts = await countIndicator(engine.db, asked, indicator, engine.stored.get(indicator.id) ?? {});
  if (!counts) return withoutValue(engine, indicator, span, "not_comparable");
  const population = await countPopulation(engine.db, asked);
  const reported = await reportedBefore(engine, indicator, { ...asked, spans: [span] });
  return computed(
    engine,
    { indicator, counts, stays: sortStays(counts), population, reported, last: spans.length },
    spans,
  );
}

async function reportedBefore(engine: Engine, { method }: Indicator, asked: Asked): Promise<readonly GroupCount[]> {
  const recurrence = findIndicator("cfsr4.s2");
  if (method.cohort !== "entry" || method.counts !== "one" || !engine.present.reports || !recurrence) return [];
  return (await countIndicator(engine.db, asked, recurrence, {}))?.groups ?? [];
}

/** The widest gap by ethnicity among the nine outcomes, as a figure of its own. */
export function compareOutcomes(
  engine: Engine,
  indicator: Indicator,
  all: readonly Computed[],
  period: Period,
): Computed {
  const byId = new Map(all.map((one) => [one.indicator, one]));
  const gaps = outcomes.flatMap(({ indicators: [main] }) => {
    const gap = main === undefined ? null : widestGap(byId.get(main)?.comparisons ?? [], "ethnicity");
    return gap ? [gap] : [];
  });
  const span = spanFor(indicator, engine.observedUntil, period);
  const empty = withoutValue(engine, indicator, span, "not_comparable");
  const certain = gaps.filter(({ interval }) => interval !== null && (interval.low > 1 || interval.high < 1));
  const width = ({ ratio }: Gap) => Math.abs(Math.log(ratio));
  const [widest] = (certain.length > 0 ? certain : gaps).sort((left, right) => width(right) - width(left));
  if (!widest) return empty;
  return {
    ...empty,
    figure: { ...empty.figure, value: widest.ratio, missing: null, verdict: certain.length > 0 ? "good" : "check" },
  };
}

/** The parameters of a definition as they were used. */
export function parametersUsed(engine: Engine, indicator: Indicator): Readonly<Record<string, number>> {
  const stored = engine.stored.get(indicator.id) ?? {};
  return Object.fromEntries(indicator.parameters.map(({ id }) => [id, parameterOf(indicator, id, stored)]));
}
