import type pg from "pg";
import type { Level } from "../../core/access/actions.ts";
import type { AccessObject, Actor } from "../../core/access/policy.ts";
import type { ReturnMapping } from "../../core/returns/mapped.ts";
import type { ReturnState } from "../../core/returns/states.ts";
import { objectInTerritory } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** Rows as they were read hold full postcodes: whoever handles them must reach this level. */
export const ROW_LEVEL: Level = 3;

const higher = (one: Level, other: Level): Level => (one > other ? one : other);

/** An agency as the policy sees it when its returns are handled. */
export async function sourceObject(
  client: pg.ClientBase,
  actor: Actor,
  { territoryId, level }: { readonly territoryId: string; readonly level: Level },
): Promise<AccessObject> {
  return objectInTerritory(client, actor, territoryId, { kind: "care", level: higher(level, ROW_LEVEL) });
}

export async function findSource({ client, actor }: Context, sourceId: string): Promise<AccessObject | undefined> {
  const { rows } = await client.query(
    `select territory_id as "territoryId", level from care_source where tenant_id = $1 and id = $2`,
    [actor.tenantId, sourceId],
  );
  return rows[0] && sourceObject(client, actor, rows[0]);
}

/** How an agency's own lists are understood, as it was said last. */
export async function findMapping({ client, actor }: Context, sourceId: string): Promise<ReturnMapping | undefined> {
  const { rows } = await client.query("select mapping from care_source where tenant_id = $1 and id = $2", [
    actor.tenantId,
    sourceId,
  ]);
  return (rows[0]?.mapping as ReturnMapping | null | undefined) ?? undefined;
}

export async function saveMapping({ client, actor }: Context, sourceId: string, mapping: ReturnMapping): Promise<void> {
  await client.query("update care_source set mapping = $3 where tenant_id = $1 and id = $2", [
    ...[actor.tenantId, sourceId],
    JSON.stringify(mapping),
  ]);
}

/** A return and what may be done with it. */
export interface BatchFacts {
  readonly state: ReturnState;
  readonly version: number;
  readonly sourceId: string;
  readonly access: AccessObject;
}

export async function findBatch({ client, actor }: Context, batchId: string): Promise<BatchFacts | undefined> {
  const { rows } = await client.query(
    `select batch.state, batch.version, batch.source_id as "sourceId", source.territory_id as "territoryId", source.level
     from return_batch batch
     join care_source source on source.tenant_id = batch.tenant_id and source.id = batch.source_id
     where batch.tenant_id = $1 and batch.id = $2`,
    [actor.tenantId, batchId],
  );
  const [batch] = rows;
  if (!batch) return undefined;
  const { state, version, sourceId } = batch;
  return { state, version, sourceId, access: await sourceObject(client, actor, batch) };
}

const INSERT_BATCH = `
insert into return_batch (tenant_id, id, source_id, kind, state, files, years, rows_read, rows_refused, report, checked_by, checked_at)
values ($1, $2, $3, $4, 'checked', '[]', '{}', 0, 0, '{}', $5, $6)`;

/** Opens a batch: from here on, and until it is applied or discarded, it takes rows. */
export async function openBatch(
  { client, actor, now }: Pick<OperationContext, "client" | "actor" | "now">,
  { batchId, sourceId, kind }: { readonly batchId: string; readonly sourceId: string; readonly kind: string },
): Promise<void> {
  await client.query(INSERT_BATCH, [actor.tenantId, batchId, sourceId, kind, actor.userId, now]);
}

/** What is told of a batch once its rows are kept and its rules asked. */
export interface BatchReport {
  readonly files: readonly unknown[];
  readonly years: readonly number[];
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly report: Readonly<Record<string, unknown>>;
}

export async function closeBatch(
  { client, actor }: Context,
  batchId: string,
  { files, years, rowsRead, rowsRefused, report }: BatchReport,
): Promise<void> {
  await client.query(
    `update return_batch set files = $3, years = $4, rows_read = $5, rows_refused = $6, report = $7
     where tenant_id = $1 and id = $2`,
    [actor.tenantId, batchId, JSON.stringify(files), years, rowsRead, rowsRefused, JSON.stringify(report)],
  );
}

/** Moves a batch to a state, in the name of whoever asks; returns its new version. */
export async function moveBatch(
  { client, actor, now }: Pick<OperationContext, "client" | "actor" | "now">,
  batchId: string,
  state: ReturnState,
): Promise<number> {
  const who = {
    applied: ", applied_by = $4, applied_at = $5, applied_order = source.facts_version",
    undone: ", undone_by = $4, undone_at = $5",
    discarded: "",
    checked: "",
  }[state];
  const { rows } = await client.query(
    `with source as materialized (
       select source.facts_version from care_source source
       where source.tenant_id = $1 and source.id = (select source_id from return_batch where tenant_id = $1 and id = $2)
       for no key update of source)
     update return_batch set state = $3, version = version + 1${who} from source
     where tenant_id = $1 and id = $2 returning version`,
    [actor.tenantId, batchId, state, ...(who === "" ? [] : [actor.userId, now])],
  );
  return rows[0].version as number;
}

/** A discarded return keeps what it was, not what it said. */
export async function removeRows({ client, actor }: Context, batchId: string): Promise<void> {
  for (const table of ["return_finding", "return_row"]) {
    await client.query(`delete from ${table} where tenant_id = $1 and batch_id = $2`, [actor.tenantId, batchId]);
  }
}
