import { spoiledBy } from "../../core/outcomes/checks.ts";
import type { Indicator } from "../../core/outcomes/definition.ts";
import { indicators } from "../../core/outcomes/indicators.ts";
import type { Database } from "../database/connect.ts";
import { countChecks } from "./checks.read.ts";
import { type Computed, compareOutcomes, computeIndicator, type Engine, type Period } from "./compute.ts";
import { findFactsPresent, readyToCount } from "./counting.ts";
import type { SourceRead, TargetRead } from "./heading.read.ts";

/** An id no agency has: without an agency every count is empty and says so. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

interface Start {
  readonly db: Database;
  readonly tenantId: string;
  readonly source: SourceRead | null;
  readonly targets: Readonly<Record<string, TargetRead>>;
  readonly today: string;
}

/** Gets ready to count an agency: which facts there are, what the checks say, which parameters it chose. */
export async function startEngine({ db, tenantId, source, targets, today }: Start): Promise<Engine> {
  const sourceId = source?.id ?? NOBODY;
  await readyToCount(db);
  const present = await findFactsPresent(db, tenantId, sourceId);
  const counts = present.periods ? await countChecks(db, { tenantId, sourceId }) : [];
  return {
    db,
    tenantId,
    sourceId,
    observedUntil: source?.factsUntil ?? today,
    present,
    stored: new Map(Object.entries(targets).map(([indicator, { parameters }]) => [indicator, parameters])),
    spoiled: spoiledBy(counts),
  };
}

/** Every indicator of an agency, one after the other; the comparison comes last, from what the others found. */
export async function* countEach(engine: Engine, period: Period): AsyncGenerator<Computed, void, undefined> {
  const all: Computed[] = [];
  const isComparison = ({ method }: Indicator) => method.cohort === "comparison";
  for (const indicator of indicators) {
    if (isComparison(indicator)) continue;
    const computed = await computeIndicator(engine, indicator, period);
    all.push(computed);
    yield computed;
  }
  for (const one of indicators.filter(isComparison)) yield compareOutcomes(engine, one, all, period);
}

/** Every indicator of an agency. */
export async function computeAll(engine: Engine, period: Period): Promise<readonly Computed[]> {
  const all: Computed[] = [];
  for await (const computed of countEach(engine, period)) all.push(computed);
  return all;
}
