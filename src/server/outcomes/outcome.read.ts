import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { Benchmark } from "../../contracts/outcomeFigures.ts";
import type { outcome } from "../../contracts/outcomes.ts";
import type { Indicator } from "../../core/outcomes/definition.ts";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import type { QueryContext } from "../query.ts";
import { benchmarkSource, newestPublished } from "./benchmark/published.ts";
import { type Computed, compareOutcomes, computeIndicator, parametersUsed } from "./compute.ts";
import { computeAll, startEngine } from "./engine.ts";
import { type Opened, openOutcomes, tellHeading } from "./heading.read.ts";
import { type Language, tellBreakdowns, tellDefinition, tellDisparities, tellFigure } from "./words.ts";

type Parameters = ParametersOf<typeof outcome>;

/** What a page of one indicator shows, wherever it came from. */
interface Shown {
  readonly computed: Computed;
  readonly indicator: Indicator;
  readonly used: Readonly<Record<string, number>>;
}

async function computeNow(
  { db, actor }: QueryContext,
  opened: Opened,
  indicator: Indicator,
  period: Parameters,
): Promise<Shown> {
  const { source, targets } = opened;
  const engine = await startEngine({ db, tenantId: actor.tenantId, source, targets, today: actor.today });
  const computed =
    indicator.method.cohort === "comparison"
      ? compareOutcomes(engine, indicator, await computeAll(engine, period), period)
      : await computeIndicator(engine, indicator, period);
  return { computed, indicator, used: parametersUsed(engine, indicator) };
}

function asPublished({ snapshot, figures, definition }: Opened): Shown | undefined {
  if (!snapshot || !figures || !definition) return undefined;
  return { computed: figures as Computed, ...definition };
}

const abroad = {
  es: "Valores de los estados de Estados Unidos: otro país, otras leyes. Sirven de orientación, no de meta.",
  en: "Values of the states of the United States: another country, other laws. A yardstick, not a target.",
} as const;

function benchmarkOf(indicator: Indicator, ours: number | null, language: Language): Benchmark | null {
  const newest = newestPublished(indicator);
  if (!newest) return null;
  return { label: abroad[language], source: benchmarkSource, ours, national: indicator.national, ...newest };
}

/** One indicator with all that explains it, as published or counted now. */
export async function readOutcome(
  context: QueryContext,
  parameters: Parameters,
): Promise<OutputOf<typeof outcome> | undefined> {
  const known = findIndicator(parameters.indicator);
  if (!known) return undefined;
  const opened = await openOutcomes(context, parameters, known.id);
  const unknown = parameters.sourceId !== undefined && opened.source === null;
  if (unknown || (parameters.snapshotId !== undefined && !opened.snapshot)) return undefined;
  const { computed, indicator, used } = asPublished(opened) ?? (await computeNow(context, opened, known, parameters));
  const { language } = context.signedIn;
  const target = opened.targets[indicator.id];
  return {
    ...tellHeading(context, opened),
    definition: tellDefinition(indicator, used, language),
    figure: tellFigure(indicator, computed.figure, language),
    target: target?.target ?? null,
    targetVersion: target?.version ?? 0,
    breakdowns: tellBreakdowns(computed, language),
    disparities: tellDisparities(computed, parameters.base ?? "previous_decision", language),
    trend: [...computed.trend],
    benchmark: benchmarkOf(indicator, computed.figure.value, language),
  };
}
