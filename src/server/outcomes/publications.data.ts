import { sql } from "kysely";
import type { AccessObject } from "../../core/access/policy.ts";
import type { PublicationFailure, PublicationState } from "../../core/outcomes/publish.ts";
import type { Database } from "../database/connect.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import type { OperationContext } from "../operation.ts";
import type { SourceRead } from "./heading.read.ts";
import { findPublisher, type Publisher, targetsOf } from "./snapshots.data.ts";

/** Stores that a publication was asked for. Somebody else's, asked for in the same instant, wins; then this one is decided again. */
export async function insertPublication(
  { client, actor }: OperationContext,
  asked: { readonly id: string; readonly sourceId: string; readonly from?: string; readonly to?: string },
): Promise<void> {
  mustChangeOne(
    await client.query(
      `insert into outcome_publication (tenant_id, id, source_id, from_on, to_on, asked_by) values ($1,$2,$3,$4,$5,$6)
       on conflict do nothing`,
      [actor.tenantId, asked.id, asked.sourceId, asked.from ?? null, asked.to ?? null, actor.userId],
    ),
  );
}

/** Whether figures of an agency are being counted for a publication. */
export async function isPublishing({ client, actor }: OperationContext, sourceId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from outcome_publication where tenant_id = $1 and source_id = $2 and state in ('waiting', 'counting')",
    [actor.tenantId, sourceId],
  );
  return rowCount === 1;
}

/** A publication and what calling it off is asked about. */
export interface AskedPublication {
  readonly id: string;
  readonly state: PublicationState;
  readonly version: number;
  readonly access: AccessObject;
}

export async function findPublication(context: OperationContext, id: string): Promise<AskedPublication | undefined> {
  const { rows } = await context.client.query(
    `select id, state, version, source_id as "sourceId" from outcome_publication where tenant_id = $1 and id = $2`,
    [context.actor.tenantId, id],
  );
  const row = rows[0] as (Omit<AskedPublication, "access"> & { sourceId: string }) | undefined;
  const publisher = row && (await findPublisher(context, row.sourceId));
  return publisher && { ...row, access: publisher.access };
}

/** Calls a publication off; one that ended meanwhile is decided again. */
export async function markCancelled(
  { client, actor }: OperationContext,
  { id, version }: AskedPublication,
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update outcome_publication set state = 'cancelled', version = version + 1, moved_at = statement_timestamp()
       where tenant_id = $1 and id = $2 and version = $3 and state in ('waiting', 'counting')`,
      [actor.tenantId, id, version],
    ),
  );
}

/** What whoever counts needs to know of a publication. `allowed`: the person who asked may still publish. */
export interface PublicationToCount {
  readonly source: SourceRead & Pick<Publisher, "targets">;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly allowed: boolean;
}

/** A publication that is still wanted; undefined for one that has ended. Whoever lost the right to publish may not even see the agency. */
export async function findToCount(db: Database, tenantId: string, id: string): Promise<PublicationToCount | undefined> {
  const { rows } = await sql<PublicationToCount>`
    select publication.from_on as "from", publication.to_on as "to",
      json_build_object('id', care_source.id, 'name', care_source.name, 'factsUntil', care_source.facts_until,
        'factsVersion', care_source.facts_version, 'targets', ${targetsOf(tenantId)}) as source,
      coalesce(care_source.id = any ((select app.results_sources('write'))::uuid[]) and person.disabled_at is null, false) as allowed
    from outcome_publication publication
    left join care_source on care_source.tenant_id = ${tenantId} and care_source.id = publication.source_id
    left join user_account person on person.tenant_id = ${tenantId} and person.id = publication.asked_by
    where publication.tenant_id = ${tenantId} and publication.id = ${id} and publication.state in ('waiting', 'counting')`.execute(
    db,
  );
  const row = rows[0];
  return row && { ...row, from: row.from ?? undefined, to: row.to ?? undefined };
}

/** Says how far the count has come; false for a publication that was called off. */
export async function noteCounted(
  db: Database,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  { counted, whole }: { readonly counted: number; readonly whole: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update outcome_publication set state = 'counting', counted = ${counted}, whole = ${whole}, moved_at = statement_timestamp()
    where tenant_id = ${tenantId} and id = ${id} and state in ('waiting', 'counting')`.execute(db);
  return numAffectedRows === 1n;
}

/** Ends a publication; false for one that had ended before. */
export async function endPublication(
  db: Database,
  { tenantId, id }: { readonly tenantId: string; readonly id: string },
  failure: PublicationFailure | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update outcome_publication
    set state = ${failure === null ? "published" : "failed"}, failure = ${failure}, version = version + 1, moved_at = statement_timestamp()
    where tenant_id = ${tenantId} and id = ${id} and state in ('waiting', 'counting')`.execute(db);
  return numAffectedRows === 1n;
}
