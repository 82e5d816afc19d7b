import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Level } from "../../core/access/actions.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { Target } from "../../core/outcomes/target.ts";
import { objectInTerritory } from "../access/objects.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { Database } from "../database/connect.ts";
import type { OperationContext } from "../operation.ts";
import type { Computed } from "./compute.ts";
import type { SourceRead, TargetRead } from "./heading.read.ts";

/** Level of what is published: figures, never the children behind them. */
const PUBLISHED: Level = 1;

/** An agency with its targets, and what publishing is asked about. */
export interface Publisher extends SourceRead {
  readonly targets: Readonly<Record<string, TargetRead>>;
  readonly access: AccessObject;
}

/** Targets of an agency by indicator, as JSON, beside the columns of `care_source`. */
export function targetsOf(tenantId: string): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_object_agg(target.indicator, json_build_object('target', target.target, 'parameters', target.parameters,
      'version', target.version)), '{}')
    from outcome_target target where target.tenant_id = ${tenantId} and target.source_id = care_source.id)`;
}

/** The agency of an operation; undefined when this person does not see it. */
export async function findPublisher(context: OperationContext, sourceId: string): Promise<Publisher | undefined> {
  const { actor, client, db } = context;
  const { rows } = await sql<Omit<Publisher, "access"> & { territoryId: string }>`
    select care_source.id, care_source.name, care_source.facts_until as "factsUntil",
      care_source.facts_version as "factsVersion", care_source.territory_id as "territoryId",
      ${targetsOf(actor.tenantId)} as targets
    from care_source where ${compilePredicate(actor, "care.read", "care_source")} and care_source.id = ${sourceId}`.execute(
    db,
  );
  const row = rows[0];
  if (!row) return undefined;
  const { territoryId, ...source } = row;
  return {
    ...source,
    access: await objectInTerritory(client, actor, territoryId, { kind: "results", level: PUBLISHED }),
  };
}

/** What each kind of fact is, so that the same facts give the same digest whatever their order and their ids. */
const FACTS: Readonly<Record<string, string>> = {
  care_child: "id, sex, birth_date, ethnicity, disabled",
  care_period:
    "child_id, started_on, ended_on, exit_code, exit_group, lost_on, left_truncated, short_break, origin_area",
  care_setting:
    "child_id, ordinal, starts_on, ends_on, reason_new, place_type, setting_group, place_key, place_area, home_area, same_carer",
  care_report: "child_id, reported_on, occurred_on, substantiated",
  care_review: "child_id, held_on, code",
  sibling_link: "child_a, child_b",
  population: "territory_id, year, dimension, grp, n",
};

/** Which derivation of its facts an agency has now. */
export async function findFactsVersion(db: Database, tenantId: string, sourceId: string): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    select facts_version as version from care_source where tenant_id = ${tenantId} and id = ${sourceId}`.execute(db);
  return rows[0]?.version;
}

/** Digest of the facts of an agency together with the definitions they were counted by. */
export async function hashFacts(
  db: Database,
  of: { tenantId: string; sourceId: string },
  definitions: unknown,
): Promise<string> {
  const parts = Object.entries(FACTS).map(
    ([table, columns]) => sql`
      select ${table} as name, count(*)::text as n, coalesce(sum(hashtextextended(row(${sql.raw(columns)})::text, 0)::numeric), 0)::text as digest
      from ${sql.table(table)} where tenant_id = ${of.tenantId} and source_id = ${of.sourceId}`,
  );
  const { rows } = await sql`${sql.join(parts, sql` union all `)} order by name`.execute(db);
  return createHash("sha256")
    .update(JSON.stringify({ facts: rows, definitions }))
    .digest("hex");
}

/** Pages of the last publication of an agency, by indicator; empty before the first. */
export async function findLastPages(
  db: Database,
  { tenantId, sourceId }: { tenantId: string; sourceId: string },
): Promise<ReadonlyMap<string, Computed>> {
  const { rows } = await sql<{ page: string; figures: Computed }>`
    select figure.page, figure.figures from outcome_figure figure
    where figure.tenant_id = ${tenantId} and figure.snapshot_id = (
      select snapshot.id from outcome_snapshot snapshot
      where snapshot.tenant_id = ${tenantId} and snapshot.source_id = ${sourceId}
      order by snapshot.published_at desc, snapshot.id limit 1)`.execute(db);
  return new Map(rows.map(({ page, figures }) => [page, figures]));
}

/** A publication before it is stored. */
export interface SnapshotRow {
  readonly id: string;
  readonly source: SourceRead & { readonly factsUntil: string };
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly definitions: unknown;
  readonly dataHash: string;
  readonly pages: ReadonlyMap<string, unknown>;
}

/** Stores a publication with all its pages; neither is ever changed. */
export async function insertSnapshot(
  db: Database,
  actor: { readonly tenantId: string; readonly userId: string },
  row: SnapshotRow,
): Promise<void> {
  const { source } = row;
  await sql`
    insert into outcome_snapshot (tenant_id, id, source_id, source_name, from_on, to_on, observed_until, facts_version,
      definitions, data_hash, published_by)
    values (${actor.tenantId}, ${row.id}, ${source.id}, ${source.name}, ${row.from ?? null}, ${row.to ?? null},
      ${source.factsUntil}, ${source.factsVersion}, ${JSON.stringify(row.definitions)}, ${row.dataHash}, ${actor.userId})`.execute(
    db,
  );
  const pages = [...row.pages];
  await sql`
    insert into outcome_figure (tenant_id, snapshot_id, page, source_id, figures)
    select ${actor.tenantId}, ${row.id}, page, ${source.id}, figures
    from unnest(${pages.map(([page]) => page)}::text[], ${pages.map(([, figures]) => JSON.stringify(figures))}::jsonb[])
      as told (page, figures)`.execute(db);
}

/** Stores a target; the row of an indicator is one, whose version grows. */
export async function upsertTarget(
  { db, actor }: OperationContext,
  sourceId: string,
  indicator: string,
  { target, parameters, version }: Target,
): Promise<void> {
  await sql`
    insert into outcome_target (tenant_id, source_id, indicator, target, parameters, version, set_by)
    values (${actor.tenantId}, ${sourceId}, ${indicator}, ${target}, ${JSON.stringify(parameters)}, ${version}, ${actor.userId})
    on conflict (tenant_id, source_id, indicator) do update
    set target = excluded.target, parameters = excluded.parameters, version = excluded.version, set_by = excluded.set_by,
        set_at = statement_timestamp()`.execute(db);
}
