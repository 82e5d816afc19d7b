import type pg from "pg";
import type { OutputOf } from "../../contracts/contract.ts";
import type { careSources, returnBatch, returnBatches } from "../../contracts/returns.ts";
import type { NotRun } from "../../core/returns/runRules.ts";
import { titleOf } from "../../core/returns/titles.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import type { GivenTable, ToldFile } from "./storeRows.ts";

type Batch = OutputOf<typeof returnBatches>["items"][number];
type Context = Pick<QueryContext, "client" | "actor">;

const MAY_IMPORT = "source.scope_key = any (coalesce((select app.scope_keys('care', 'write', 3)), '{}'))";

export async function readCareSources({ client, actor }: Context): Promise<OutputOf<typeof careSources>> {
  const seen = predicateText(actor, "care.read", "source", 2);
  const { rows } = await client.query(
    `select jsonb_build_object(
       'items', (select coalesce(jsonb_agg(to_jsonb(told) order by told.name), '[]') from (
         select source.id as "sourceId", source.name, source.kind, source.territory_id as "territoryId",
                place.name as territory, source.facts_until as "factsUntil", source.facts_version as "factsVersion",
                (select count(*) from care_child child
                 where child.tenant_id = source.tenant_id and child.source_id = source.id) as children,
                ${MAY_IMPORT} as "mayImport", source.mapping
         from care_source source
         join territory place on place.tenant_id = source.tenant_id and place.id = source.territory_id
         where ${seen.text}) told),
       'territories', (select coalesce(jsonb_agg(jsonb_build_object('territoryId', place.id, 'name', place.name)
           order by place.name), '[]') from territory place
         where place.tenant_id = $1 and (place.valid_to is null or place.valid_to > app.today())
           and place.id::text || ':2' = any (coalesce((select app.scope_keys('care', 'write', 3)), '{}')))) as told`,
    [actor.tenantId, ...seen.values],
  );
  return rows[0].told;
}

const BATCHES = `
select batch.id as "batchId", batch.version, batch.source_id as "sourceId", source.name as source, batch.kind, batch.state,
       batch.years, batch.rows_read as "rowsRead", batch.rows_refused as "rowsRefused",
       coalesce((batch.report ->> 'findings')::int, 0) as findings, batch.checked_at as "checkedAt",
       coalesce(checker.display_name, '') as "checkedBy", batch.applied_at as "appliedAt", batch.undone_at as "undoneAt",
       ${MAY_IMPORT} as "mayImport", batch.files, batch.report
from return_batch batch
join care_source source on source.tenant_id = batch.tenant_id and source.id = batch.source_id
left join user_account checker on checker.tenant_id = batch.tenant_id and checker.id = batch.checked_by`;

interface Report {
  readonly tables?: readonly GivenTable[];
  readonly agencies?: readonly string[];
  readonly rulesRun?: number;
  readonly notRun?: readonly NotRun[];
}

interface StoredBatch extends Batch {
  readonly files: readonly ToldFile[];
  readonly report: Report;
}

const instant = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

function told({ files: _, report: __, ...batch }: StoredBatch): Batch {
  const checkedAt = new Date(batch.checkedAt).toISOString();
  return { ...batch, checkedAt, appliedAt: instant(batch.appliedAt), undoneAt: instant(batch.undoneAt) };
}

/** More are not told: an agency sends one a year. */
const mostBatches = 200;

export async function readReturnBatches({ client, actor }: Context, sourceId?: string): Promise<{ items: Batch[] }> {
  const seen = predicateText(actor, "care.read", "source", 3);
  const { rows } = await client.query<StoredBatch>(
    `${BATCHES} where batch.tenant_id = $1 and ($2::uuid is null or batch.source_id = $2) and ${seen.text}
     order by batch.checked_at desc limit ${mostBatches}`,
    [actor.tenantId, sourceId ?? null, ...seen.values],
  );
  return { items: rows.map(told) };
}

async function findStoredBatch({ client, actor }: Context, batchId: string): Promise<StoredBatch | undefined> {
  const seen = predicateText(actor, "care.read", "source", 3);
  const { rows } = await client.query<StoredBatch>(
    `${BATCHES} where batch.tenant_id = $1 and batch.id = $2 and ${seen.text}`,
    [actor.tenantId, batchId, ...seen.values],
  );
  return rows[0];
}

interface Counted {
  readonly groups: readonly { readonly rule: string; readonly count: number; readonly children: number }[];
  readonly childrenWithFindings: number;
}

async function countFindings(client: pg.ClientBase, tenantId: string, batchId: string): Promise<Counted> {
  const { rows } = await client.query(
    `select jsonb_build_object(
       'groups', (select coalesce(jsonb_agg(to_jsonb(counted) order by counted.count desc, counted.rule), '[]') from (
         select rule, count(*) as count, count(distinct child) as children from return_finding
         where tenant_id = $1 and batch_id = $2 group by rule) counted),
       'childrenWithFindings', (select count(distinct child) from return_finding where tenant_id = $1 and batch_id = $2)
     ) as told`,
    [tenantId, batchId],
  );
  return rows[0].told as Counted;
}

export async function readReturnBatch(
  context: Context,
  batchId: string,
): Promise<OutputOf<typeof returnBatch> | undefined> {
  const batch = await findStoredBatch(context, batchId);
  if (!batch) return undefined;
  const { groups, childrenWithFindings } = await countFindings(context.client, context.actor.tenantId, batchId);
  const { tables = [], agencies = [], rulesRun = 0, notRun = [] } = batch.report;
  return {
    batch: told(batch),
    files: batch.files.map((file) => ({
      ...file,
      years: [...file.years],
      ignoredColumns: [...file.ignoredColumns],
      unknownCodes: [...file.unknownCodes],
    })),
    tables: [...tables].sort((one, other) => one.year - other.year || (one.table < other.table ? -1 : 1)),
    agencies: [...agencies],
    groups: groups.map((group) => ({ ...group, ...titleOf(group.rule) })),
    rulesRun,
    notRun: notRun.map(({ rule, years, missing }) => {
      const { es, en } = titleOf(rule);
      return { rule, es, en, years: [...years], missing: [...missing] };
    }),
    childrenWithFindings,
  };
}
