import type pg from "pg";
import { PLACES } from "../care/derive.sql.ts";
import type { BatchKey } from "./storeRows.ts";

const UNKNOWN_PLACES = `
with ${PLACES}
insert into return_finding (tenant_id, source_id, batch_id, rule, year, child, kind, file, row, fields)
select $1, $2, $3, 'territory_unknown', told.year, told.child, told.kind, told.file, told.row, '{TERRITORY}'
from return_row told
where told.tenant_id = $1 and told.batch_id = $3 and told.kind = 'Population'
  and not exists (select from place where place.said = lower(told.values ->> 'TERRITORY'))`;

const UNKNOWN_SIBLINGS = `
with known as materialized (select external_id from care_child where tenant_id = $1 and source_id = $2)
insert into return_finding (tenant_id, source_id, batch_id, rule, year, child, kind, file, row, fields)
select $1, $2, $3, 'sibling_unknown', told.year, told.child, told.kind, told.file, told.row, '{SIBLING}'
from return_row told
where told.tenant_id = $1 and told.batch_id = $3 and told.kind = 'Siblings'
  and (told.child not in (select external_id from known) or told.values ->> 'SIBLING' not in (select external_id from known))`;

/** Looks up what the rows of a list name: places of the agency, and children it has reported. */
export async function checkLists(client: pg.ClientBase, { tenantId, sourceId, batchId }: BatchKey): Promise<void> {
  for (const statement of [UNKNOWN_PLACES, UNKNOWN_SIBLINGS]) {
    await client.query(statement, [tenantId, sourceId, batchId]);
  }
}
