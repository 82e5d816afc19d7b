import type {
  IndicatorDefinition,
  OutcomeBreakdown,
  OutcomeDisparity,
  OutcomeFigure,
  OutcomeRow,
} from "../../contracts/outcomeFigures.ts";
import { cohortNames } from "../../core/outcomes/cohortNames.ts";
import { cohortOf, type Indicator, type Told } from "../../core/outcomes/definition.ts";
import type { Figure, Sums } from "../../core/outcomes/figures.ts";
import { tellDimension, tellGroup } from "../../core/outcomes/groups.ts";
import { tellMissing, tellReason, tellWarning } from "../../core/outcomes/reasons.ts";
import type { Span } from "../../core/outcomes/spans.ts";
import { type Comparison, type Gap, type NotComparable, widestGap } from "./comparisons.ts";
import type { Computed } from "./compute.ts";

export type Language = "es" | "en";

const notComparable: Readonly<Record<NotComparable, Told>> = {
  no_population: {
    es: "Falta la población infantil por grupo.",
    en: "The child population by group is missing.",
  },
  no_previous_decision: {
    es: "No se ha cargado la decisión anterior: notificaciones de maltrato.",
    en: "The decision before it was not loaded: reports of maltreatment.",
  },
  one_group: { es: "No hay dos grupos que comparar.", en: "There are no two groups to compare." },
  median: {
    es: "Una mediana no se compara con una razón de tasas: mire el valor de cada grupo.",
    en: "A median is not compared by a ratio of rates: see the value of each group.",
  },
  not_counted: { es: "Este indicador no es una tasa.", en: "This indicator is not a rate." },
};

/** A definition as the reader sees it; `stored` are the parameters the agency chose. */
export function tellDefinition(
  indicator: Indicator,
  used: Readonly<Record<string, number>>,
  language: Language,
): IndicatorDefinition {
  const say = (told: Told) => told[language];
  const cohort = cohortOf(indicator);
  // Over the population the cohort itself still counts: a day's snapshot stays one.
  const warning = cohortNames[indicator.method.cohort].warning;
  return {
    id: indicator.id,
    version: indicator.version,
    family: indicator.family,
    name: say(indicator.name),
    numerator: say(indicator.numerator),
    denominator: say(indicator.denominator),
    exclusions: indicator.exclusions.map(say),
    notes: indicator.notes.map(say),
    cohort,
    cohortLabel: say(cohortNames[cohort].label),
    cohortWarning: warning === null ? null : say(warning),
    unit: say(indicator.unit),
    multiplier: indicator.multiplier,
    direction: indicator.direction,
    standing: indicator.standing,
    standingNote: say(indicator.standingNote),
    source: indicator.source,
    parameters: indicator.parameters.map(({ id, label, usual, lowest, highest, editable }) => ({
      id,
      label: say(label),
      value: used[id] ?? usual,
      usual,
      lowest,
      highest,
      editable,
    })),
  };
}

/** A figure in words. */
export function tellFigure(
  { id, version }: { id: string; version: number },
  figure: Figure,
  language: Language,
): OutcomeFigure {
  return {
    indicator: id,
    definitionVersion: version,
    from: figure.from,
    to: figure.to,
    value: figure.value,
    numerator: figure.numerator,
    denominator: figure.denominator,
    excluded: figure.excluded.map(({ reason, n }) => ({ reason, label: tellReason(reason, language), n })),
    verdict: figure.verdict,
    warnings: figure.warnings.map((warning) => tellWarning(warning, language)),
    noData: figure.missing === null ? null : tellMissing(figure.missing, language),
  };
}

/** The breakdowns of an indicator in words. */
export function tellBreakdowns({ breakdowns }: Computed, language: Language): OutcomeBreakdown[] {
  return breakdowns.map(({ dimension, groups }) => ({
    dimension,
    label: tellDimension(dimension, language),
    groups: groups.map(({ group, hidden, value, numerator, denominator }) => ({
      group,
      label: tellGroup(dimension, group, language),
      hidden,
      value,
      numerator,
      denominator,
    })),
  }));
}

function tellComparison(
  { dimension, base, unavailable, reference, groups }: Comparison,
  language: Language,
): OutcomeDisparity {
  const label = (group: string) => tellGroup(dimension, group, language);
  return {
    dimension,
    label: tellDimension(dimension, language),
    base,
    unavailable: unavailable === null ? null : notComparable[unavailable][language],
    reference: reference === null ? null : { group: reference, label: label(reference) },
    groups: groups.map((one) => ({ ...one, label: label(one.group), isReference: one.group === reference })),
  };
}

/** The comparisons of an indicator over one base, in words. */
export function tellDisparities(
  { comparisons }: Computed,
  base: Comparison["base"],
  language: Language,
): OutcomeDisparity[] {
  return comparisons.filter((one) => one.base === base).map((one) => tellComparison(one, language));
}

/** What the page over all indicators keeps of each. */
export interface RowRead {
  readonly indicator: string;
  readonly version: number;
  readonly figure: Figure;
  readonly trend: readonly (Sums & Span)[];
  readonly gap: Gap | null;
}

/** The line of an indicator on the page over all of them. */
export function rowOf({ indicator, version, figure, trend, comparisons }: Computed): RowRead {
  return { indicator, version, figure, trend, gap: widestGap(comparisons) };
}

/** That line in words. */
export function tellRow(
  indicator: Indicator,
  { figure, trend, gap, version }: RowRead,
  { target, language }: { readonly target: number | null; readonly language: Language },
): OutcomeRow {
  return {
    indicator: indicator.id,
    name: indicator.name[language],
    unit: indicator.unit[language],
    direction: indicator.direction,
    standing: indicator.standing,
    figure: tellFigure({ id: indicator.id, version }, figure, language),
    target,
    trend: [...trend],
    widestGap:
      gap === null
        ? null
        : {
            dimension: gap.dimension,
            dimensionLabel: tellDimension(gap.dimension, language),
            group: tellGroup(gap.dimension, gap.group, language),
            reference: tellGroup(gap.dimension, gap.reference, language),
            ratio: gap.ratio,
            interval: gap.interval,
          },
  };
}
