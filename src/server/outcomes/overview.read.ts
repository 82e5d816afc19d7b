import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { outcomesOverview } from "../../contracts/outcomes.ts";
import type { Indicator } from "../../core/outcomes/definition.ts";
import { indicators, outcomes } from "../../core/outcomes/indicators.ts";
import type { QueryContext } from "../query.ts";
import { computeAll, startEngine } from "./engine.ts";
import { type Opened, openOutcomes, tellHeading } from "./heading.read.ts";
import { type Language, type RowRead, rowOf, tellRow } from "./words.ts";

/** Name of the page over all indicators inside a publication. */
export const OVERVIEW_PAGE = "overview";

type Output = OutputOf<typeof outcomesOverview>;

async function rowsOf(
  { db, actor }: QueryContext,
  opened: Opened,
  period: ParametersOf<typeof outcomesOverview>,
): Promise<readonly RowRead[]> {
  if (opened.snapshot && opened.figures) return opened.figures as readonly RowRead[];
  const { source, targets } = opened;
  const engine = await startEngine({ db, tenantId: actor.tenantId, source, targets, today: actor.today });
  return (await computeAll(engine, period)).map(rowOf);
}

/** The nine outcomes and all other indicators, as published or counted now. */
export async function readOutcomesOverview(
  context: QueryContext,
  parameters: ParametersOf<typeof outcomesOverview>,
): Promise<Output | undefined> {
  const opened = await openOutcomes(context, parameters, OVERVIEW_PAGE);
  const unknown = parameters.sourceId !== undefined && opened.source === null;
  if (unknown || (parameters.snapshotId !== undefined && !opened.snapshot)) return undefined;
  const rows = new Map((await rowsOf(context, opened, parameters)).map((row) => [row.indicator, row]));
  const language: Language = context.signedIn.language;
  const told = (indicator: Indicator) => {
    const row = rows.get(indicator.id);
    const target = opened.targets[indicator.id]?.target ?? null;
    return row ? [tellRow(indicator, row, { target, language })] : [];
  };
  const ofOutcomes = new Set(outcomes.flatMap((one) => one.indicators));
  const byId = new Map(indicators.map((one) => [one.id, one]));
  return {
    ...tellHeading(context, opened),
    outcomes: outcomes.map(({ n, label, indicators: ids }) => ({
      n,
      label: label[language],
      rows: ids.flatMap((id) => {
        const indicator = byId.get(id);
        return indicator ? told(indicator) : [];
      }),
    })),
    others: indicators.filter(({ id }) => !ofOutcomes.has(id)).flatMap(told),
  };
}
