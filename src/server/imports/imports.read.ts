import type { OutputOf } from "../../contracts/contract.ts";
import type { importBatches } from "../../contracts/imports.ts";
import type { QueryContext } from "../query.ts";

const mostBatches = 200;

/** Loads whose places are all within the reader's reach (row security), newest first, without what the cells said. */
export async function readImportBatches({ client, actor }: QueryContext): Promise<OutputOf<typeof importBatches>> {
  const { rows } = await client.query(
    `select batch.id as "batchId", batch.file_name as "fileName", batch.recorded_at as "importedAt",
            importer.display_name as "importedBy", batch.state, batch.undone_at as "undoneAt",
            undoer.display_name as "undoneBy",
            array(select place.name from territory place
                  where place.tenant_id = $1 and place.id = any (batch.territory_ids) order by place.name) as places,
            batch.families, batch.accepted_rows as people, batch.refused_rows as "refusedRows",
            case when batch.state = 'applied' then batch.families else batch.kept_families end as "familiesHere",
            batch.report -> 'groups' as groups
     from import_batch batch
     join user_account importer on importer.tenant_id = $1 and importer.id = batch.imported_by
     left join user_account undoer on undoer.tenant_id = $1 and undoer.id = batch.undone_by
     where batch.tenant_id = $1 and batch.kind = 'registry'
     order by batch.recorded_at desc, batch.id limit ${mostBatches}`,
    [actor.tenantId],
  );
  return { items: rows };
}
