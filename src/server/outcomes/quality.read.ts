import { sql } from "kysely";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type * as contracts from "../../contracts/outcomes.ts";
import { checks, stateOf } from "../../core/outcomes/checks.ts";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import { tellReason } from "../../core/outcomes/reasons.ts";
import { spanFor } from "../../core/outcomes/spans.ts";
import type { QueryContext } from "../query.ts";
import { countChecks, listCheckRows } from "./checks.read.ts";
import { openOutcomes, tellHeading } from "./heading.read.ts";
import { listMembers } from "./members.read.ts";

const PER_PAGE = 50;
/** No page of a publication: these lists are always of now. */
const NO_PAGE = "";

/** Every check of an agency's data with its limit. */
export async function readDataQuality(
  context: QueryContext,
  parameters: ParametersOf<typeof contracts.dataQuality>,
): Promise<OutputOf<typeof contracts.dataQuality> | undefined> {
  const opened = await openOutcomes(context, { ...parameters, live: "yes" }, NO_PAGE);
  if (parameters.sourceId !== undefined && opened.source === null) return undefined;
  const { tenantId } = context.actor;
  const counts = opened.source ? await countChecks(context.db, { tenantId, sourceId: opened.source.id }) : [];
  const byId = new Map(counts.map((count) => [count.id, count]));
  const { language } = context.signedIn;
  const told = checks.map((check) => {
    const count = byId.get(check.id) ?? { id: check.id, n: null, of: null };
    return {
      id: check.id,
      label: check.label[language],
      explanation: check.explanation[language],
      n: count.n,
      of: count.of,
      percent: count.n === null || !count.of ? null : (count.n / count.of) * 100,
      limit: check.limit,
      bound: check.bound,
      state: stateOf(check, count),
      whoFixes: check.whoFixes[language],
      indicators: [...check.indicators],
    };
  });
  const states = new Set(told.map(({ state }) => state));
  const verdict = states.has("exceeded")
    ? "poor"
    : !states.has("within")
      ? "no_data"
      : states.has("not_run")
        ? "check"
        : "good";
  return { ...tellHeading(context, opened), verdict, checks: told };
}

/** The stays a check touches. */
export async function readDataQualityRows(
  context: QueryContext,
  { sourceId, check, page = 1 }: ParametersOf<typeof contracts.dataQualityRows>,
): Promise<OutputOf<typeof contracts.dataQualityRows> | undefined> {
  const { source } = await openOutcomes(context, { sourceId, live: "yes" }, NO_PAGE);
  if (!source) return undefined;
  const of = { tenantId: context.actor.tenantId, sourceId: source.id };
  const found = await listCheckRows(context.db, of, { check, page, perPage: PER_PAGE });
  return found && { page, perPage: PER_PAGE, total: found.total, rows: [...found.rows] };
}

/** The children inside a figure, or left out of it with the reason. */
export async function readOutcomeMembers(
  context: QueryContext,
  parameters: ParametersOf<typeof contracts.outcomeMembers>,
): Promise<OutputOf<typeof contracts.outcomeMembers> | undefined> {
  const indicator = findIndicator(parameters.indicator);
  if (!indicator) return undefined;
  const { actor, db, signedIn } = context;
  const { source, targets } = await openOutcomes(context, { ...parameters, live: "yes" }, NO_PAGE);
  if (parameters.sourceId !== undefined && !source) return undefined;
  const { page = 1 } = parameters;
  const empty = { today: actor.today, from: null, to: null, page, perPage: PER_PAGE, total: 0, members: [] };
  if (!source?.factsUntil) return empty;
  const span = spanFor(indicator, source.factsUntil, parameters);
  const asked = { tenantId: actor.tenantId, sourceId: source.id, observedUntil: source.factsUntil, spans: [span] };
  const wanted = { ...parameters, page, perPage: PER_PAGE };
  const found = await listMembers(db, asked, indicator, wanted, targets[indicator.id]?.parameters);
  return {
    ...empty,
    from: span.from,
    to: span.to,
    total: found.total,
    members: found.members.map((member) => ({
      ...member,
      reason: member.reason === null ? null : tellReason(member.reason, signedIn.language),
    })),
  };
}

/** The publications of an agency, newest first. */
export async function readSnapshots(
  context: QueryContext,
  parameters: ParametersOf<typeof contracts.outcomeSnapshots>,
): Promise<OutputOf<typeof contracts.outcomeSnapshots> | undefined> {
  const opened = await openOutcomes(context, parameters, NO_PAGE);
  if (parameters.sourceId !== undefined && opened.source === null) return undefined;
  const { tenantId } = context.actor;
  type Snapshot = OutputOf<typeof contracts.outcomeSnapshots>["snapshots"][number];
  const { rows } = await sql<Snapshot>`
    select snapshot.id, snapshot.published_at as "publishedAt", coalesce(person.display_name, '') as "publishedBy",
      snapshot.data_hash as "dataHash", snapshot.observed_until as "observedUntil"
    from outcome_snapshot snapshot
    left join user_account person on person.tenant_id = ${tenantId} and person.id = snapshot.published_by
    where snapshot.tenant_id = ${tenantId} and snapshot.source_id = ${opened.source?.id ?? null}::uuid
    order by snapshot.published_at desc, snapshot.id limit 200`.execute(context.db);
  const snapshots = rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt).toISOString() }));
  return { ...tellHeading(context, opened), snapshots };
}
