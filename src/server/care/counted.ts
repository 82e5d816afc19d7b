import type pg from "pg";

/** Which batch speaks for a table in a year: the return applied last that brings that table. */
export interface CountedTable {
  readonly kind: string;
  readonly year: number;
  readonly batchId: string;
}

/**
 * The tables that count for an agency. A later return of the same year takes the place of the earlier one, table by table, so that a
 * corrected return never mixes with what it corrects.
 */
export async function findCountedTables(
  client: pg.ClientBase,
  tenantId: string,
  sourceId: string,
): Promise<readonly CountedTable[]> {
  const { rows } = await client.query<CountedTable>(
    `select distinct on (given."table", given.year) given."table" as kind, given.year, batch.id as "batchId"
     from return_batch batch
     cross join lateral jsonb_to_recordset(batch.report -> 'tables') as given ("table" text, year integer)
     where batch.tenant_id = $1 and batch.source_id = $2 and batch.state = 'applied'
     order by given."table", given.year, batch.applied_order desc`,
    [tenantId, sourceId],
  );
  return rows;
}
