import { setImmediate as nextTurn } from "node:timers/promises";
import { publishSnapshot as contract } from "../../contracts/outcomes.ts";
import { findIndicator, indicators } from "../../core/outcomes/indicators.ts";
import { publishSnapshot as decide } from "../../core/outcomes/publish.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { type Computed, compareOutcomes, type Period, parametersUsed } from "./compute.ts";
import { computeAll, startEngine } from "./engine.ts";
import { STAYS_PAGE } from "./lengthOfStay.read.ts";
import { OVERVIEW_PAGE } from "./overview.read.ts";
import { publishable } from "./publication.ts";
import { joinFewExits, publishableStays } from "./publishedStays.ts";
import { findLastPages, findPublisher, hashFacts, insertSnapshot, type Publisher } from "./snapshots.data.ts";
import { computeStays } from "./stays.ts";
import { rowOf } from "./words.ts";

async function countPages({ db, actor }: OperationContext, source: Publisher, period: Period) {
  const { tenantId, today } = actor;
  const engine = await startEngine({ db, tenantId, source, targets: source.targets, today });
  const before = await findLastPages(db, { tenantId, sourceId: source.id });
  const told: Computed[] = [];
  for (const computed of await computeAll(engine, period)) {
    const indicator = findIndicator(computed.indicator);
    told.push(indicator ? publishable(indicator, computed, before.get(computed.indicator)) : computed);
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

export const publishSnapshot = defineOperation({
  name: contract.name,
  contract,
  load: (context, { sourceId }) => findPublisher(context, sourceId),
  permission: ({ access }) => access,
  decide: (source, input) => decide(source, input),
  save: async (context, source, { snapshotId, from, to }) => {
    const { pages, definitions } = await countPages(context, source, { from, to });
    const of = { tenantId: context.actor.tenantId, sourceId: source.id };
    const dataHash = await hashFacts(context.db, of, definitions);
    await insertSnapshot(context, { id: snapshotId, source, from, to, definitions, dataHash, pages });
    return {
      output: { snapshotId, dataHash, indicators: indicators.length },
      stream: { kind: "outcome_snapshot", id: snapshotId, version: 1 },
    };
  },
});
