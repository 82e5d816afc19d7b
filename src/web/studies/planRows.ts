import type { Outcome } from "../../contracts/studyFigures.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useColumnNames } from "./columnWords.tsx";
import type { ContentOf, StudyData, WrittenTask } from "./contents.ts";
import { resultTexts } from "./texts.result.ts";
import { taskTexts } from "./texts.tasks.ts";
import { studiesTexts } from "./texts.ts";

type Row = readonly [name: string, value: string];

/** What is written in each task as rows to read; undefined while nothing is, empty when costs were decided against. */
export function usePlanRows(data: StudyData): (task: WrittenTask) => readonly Row[] | undefined {
  const t = useTexts(studiesTexts);
  const question = useQuestionRows(data);
  const population = usePopulationRows(data);
  const design = useDesignRows(data);
  const { power, costs } = useNumberRows(data);
  const c = useTexts(taskTexts).covariates;
  const name = useColumnNames(data.columns);
  return (task) => {
    const written = data.contents.find((content) => content.task === task);
    switch (written?.task) {
      case undefined:
        return undefined;
      case "question":
        return question(written.content);
      case "population":
        return population(written.content);
      case "design":
        return design(written.content);
      case "covariates":
        return [[c.label, written.content.covariates.map(name).join(", ") || t.none]];
      case "power":
        return power(written.content);
      case "costs":
        return written.content === null ? [] : costs(written.content);
    }
  };
}

function useQuestionRows(data: StudyData) {
  const t = useTexts(taskTexts).question;
  const { none } = useTexts(studiesTexts);
  const { number } = useFormats();
  const name = useColumnNames(data.columns);
  const outcomeWords = (outcome: Outcome) => {
    const { kind, betterWhen, horizon, endedBy, worthwhile } = outcome;
    const good = kind === "time" ? { more: t.moreTime, less: t.lessTime } : { more: t.more, less: t.less };
    const parts = [name(outcome.column), `${t.betterWhen} ${good[betterWhen]}`];
    if (endedBy !== null) parts.push(`${t.endedBy}: ${endedBy}`);
    if (horizon !== null) parts.push(`${t.horizon}: ${number(horizon, 0)}`);
    const unit = kind === "number" ? "" : ` ${t.perHundred}`;
    if (worthwhile !== null) parts.push(`${t.worthwhile}: ${number(worthwhile, 2)}${unit}`);
    return parts.join(". ");
  };
  return ({ question, unitWord, outcome, secondary }: ContentOf<"question">): readonly Row[] => [
    [t.question, question || none],
    [t.unitWord, unitWord || none],
    [t.outcome, outcome === null ? none : outcomeWords(outcome)],
    ...(secondary.length > 0 ? [[t.secondary, secondary.map(outcomeWords).join("; ")] as const] : []),
  ];
}

function usePopulationRows(data: StudyData) {
  const t = useTexts(taskTexts).population;
  const { none } = useTexts(studiesTexts);
  const { longDate, number } = useFormats();
  const place = (id: string) => data.places.find((one) => one.id === id)?.name ?? id;
  const pack = (id: string) => data.packs.find((one) => one.id === id)?.name ?? id;
  return (content: ContentOf<"population">): readonly Row[] => {
    if (content.from === "table") {
      const columns = content.columns.map(({ label, known }) => `${label} (${t.moments[known].toLowerCase()})`);
      const seen = content.observedUntil;
      return [
        [t.from, t.table],
        [t.columns, columns.join(", ") || none],
        ...(seen === null ? [] : [[t.observedUntil, longDate(seen)] as const]),
      ];
    }
    const { arms, territoryIds, instrumentId } = content;
    const instrument = data.packs.flatMap(({ instruments }) => instruments).find(({ id }) => id === instrumentId);
    const words = {
      draw: t.byDraw,
      territory: arms.by === "territory" ? `${t.byTerritory}: ${arms.programme.map(place).join(", ")}` : "",
      pack: arms.by === "pack" ? `${t.byPack}: ${pack(arms.comparison)}` : "",
    };
    const measured: readonly Row[] = [
      [t.instrument, instrument?.name ?? instrumentId ?? t.noInstrument],
      [t.first, `${number(content.firstWithinDays, 0)} ${t.days}`],
      [t.laterFrom, `${number(content.laterFromDays, 0)}–${number(content.laterToDays, 0)}`],
    ];
    return [
      [t.from, t.records],
      [t.pack, pack(content.packId)],
      ...(territoryIds.length > 0 ? [[t.places, territoryIds.map(place).join(", ")] as const] : []),
      [t.enteredFrom, longDate(content.enteredFrom)],
      [t.enteredTo, longDate(content.enteredTo)],
      ...(instrumentId === null ? [] : measured),
      [t.arms, words[arms.by]],
    ];
  };
}

function useDesignRows(data: StudyData) {
  const t = useTexts(taskTexts).design;
  const { designs } = useTexts(studiesTexts);
  const { number } = useFormats();
  const name = useColumnNames(data.columns);
  const own = (comparison: ContentOf<"design">["comparison"]): readonly Row[] => {
    switch (comparison.design) {
      case "waiting_list_lottery":
        return [[t.treatment, name(comparison.treatment)]];
      case "matched_comparison":
        return [
          [t.treatment, name(comparison.treatment)],
          [t.method, t.methods[comparison.method]],
          [t.estimand, t.estimands[comparison.estimand]],
          ...(comparison.caliper === null ? [] : [[t.caliper, number(comparison.caliper, 2)] as const]),
          ...(comparison.within === null ? [] : [[t.within, name(comparison.within)] as const]),
        ];
      case "difference_in_differences":
        return [
          [t.treatment, name(comparison.treatment)],
          [t.before, name(comparison.before)],
        ];
      case "phased_rollout":
        return [
          [t.unit, name(comparison.unit)],
          [t.period, name(comparison.period)],
          [t.start, name(comparison.start)],
          [t.control, t.controls[comparison.control]],
        ];
      case "cut_off":
        return [
          [t.running, name(comparison.running)],
          [t.cutoff, number(comparison.cutoff, 2)],
          [t.enters, comparison.enters === "below" ? t.below : t.above],
          [t.bandwidth, number(comparison.bandwidth, 2)],
        ];
    }
  };
  return ({ comparison, stratum, cluster }: ContentOf<"design">): readonly Row[] => [
    [t.design, designs[comparison.design]],
    ...own(comparison),
    ...(stratum === null ? [] : [[t.stratum, name(stratum)] as const]),
    ...(cluster === null ? [] : [[t.cluster, name(cluster)] as const]),
  ];
}

function useNumberRows(data: StudyData) {
  const t = useTexts(resultTexts);
  const { yes, no } = useTexts(studiesTexts);
  const { number } = useFormats();
  const name = useColumnNames(data.columns);
  const told = (label: string, value: number | null, unit = ""): readonly Row[] =>
    value === null ? [] : [[label, `${number(value, 2)} ${unit}`.trim()]];
  const power = (content: ContentOf<"power">): readonly Row[] => [
    ...told(t.power.programme, content.programme),
    ...told(t.power.comparison, content.comparison),
    ...told(t.power.deviation, content.deviation),
    ...told(t.power.share, content.share === null ? null : content.share * 100, t.power.perHundred),
    ...told(t.power.correlation, content.correlation),
    ...told(t.power.clusterSize, content.clusterSize),
    ...told(t.power.icc, content.icc),
    [t.power.read, content.read ? yes : no],
  ];
  const costs = ({ column, currency, perspective, worth }: NonNullable<ContentOf<"costs">>): readonly Row[] => [
    [t.costs.column, name(column)],
    [t.costs.perspective, perspective],
    [t.costs.worth, worth.map((amount) => `${number(amount, 2)} ${currency}`).join(", ")],
  ];
  return { power, costs };
}
