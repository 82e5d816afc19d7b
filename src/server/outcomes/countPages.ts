import { setImmediate as nextTurn } from "node:timers/promises";
import { findIndicator, indicators } from "../../core/outcomes/indicators.ts";
import type { Database } from "../database/connect.ts";
import { type Computed, compareOutcomes, type Period, parametersUsed } from "./compute.ts";
import { countEach, startEngine } from "./engine.ts";
import type { SourceRead } from "./heading.read.ts";
import { STAYS_PAGE } from "./lengthOfStay.read.ts";
import { OVERVIEW_PAGE } from "./overview.read.ts";
import { publishable } from "./publication.ts";
import { joinFewExits, publishableStays } from "./publishedStays.ts";
import { findLastPages, type Publisher } from "./snapshots.data.ts";
import { computeStays } from "./stays.ts";
import { rowOf } from "./words.ts";

interface ToCount {
  readonly tenantId: string;
  readonly source: SourceRead & Pick<Publisher, "targets"> & { readonly factsUntil: string };
  readonly period: Period;
  /** Told of every indicator that is ready; may throw to end the count. */
  readonly onCounted: (counted: number) => Promise<void>;
}

/** Everything a publication shows, small numbers hidden, with the definitions it was counted by. */
export async function countPages(db: Database, { tenantId, source, period, onCounted }: ToCount) {
  // Children are known until the last day of the facts, whatever day it is.
  const engine = await startEngine({ db, tenantId, source, targets: source.targets, today: source.factsUntil });
  const before = await findLastPages(db, { tenantId, sourceId: source.id });
  const told: Computed[] = [];
  for await (const computed of countEach(engine, period)) {
    const indicator = findIndicator(computed.indicator);
    told.push(indicator ? publishable(indicator, computed, before.get(computed.indicator)) : computed);
    await onCounted(told.length);
    // What to hide of hundreds of areas takes a while: other requests get their turn in between.
    await nextTurn();
  }
  const all = told.map((computed): Computed => {
    const indicator = findIndicator(computed.indicator);
    // The widest gap is looked for among what is published: that of a hidden group would tell its rate.
    return indicator?.method.cohort === "comparison" ? compareOutcomes(engine, indicator, told, period) : computed;
  });
  const pages = new Map<string, unknown>(all.map((computed) => [computed.indicator, computed]));
  pages.set(OVERVIEW_PAGE, all.map(rowOf));
  pages.set(STAYS_PAGE, publishableStays(await computeStays(engine, period, joinFewExits)));
  const definitions = Object.fromEntries(
    indicators.map((indicator) => [indicator.id, { indicator, used: parametersUsed(engine, indicator) }]),
  );
  return { pages, definitions };
}
