import type { BatchState } from "../../core/imports/undo.ts";
import type { OperationContext } from "../operation.ts";
import { findAccess } from "./importState.data.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** A load with the places it brought families to; undefined when this person could not have made it. */
export async function findBatch(context: Context, batchId: string) {
  const { rows } = await context.client.query(
    "select state, territory_ids as places from import_batch where tenant_id = $1 and id = $2 and kind = 'registry'",
    [context.actor.tenantId, batchId],
  );
  const batch = rows[0] as { readonly state: BatchState; readonly places: readonly string[] } | undefined;
  return batch && { state: batch.state, access: await findAccess(context, batch.places) };
}

/** Removes the families of a load and names those that stay, as far as this person may see them. */
export async function takeBack({ client, actor }: Context, batchId: string) {
  const { rows } = await client.query(
    "select families, app.undo_import(id) as kept from import_batch where tenant_id = $1 and id = $2",
    [actor.tenantId, batchId],
  );
  const { families, kept } = rows[0] as { readonly families: number; readonly kept: readonly string[] };
  const named = await client.query(
    `select id as "householdId", code, name from household where tenant_id = $1 and id = any ($2::uuid[]) order by code`,
    [actor.tenantId, kept],
  );
  return { removed: families - kept.length, kept: named.rows, keptOutOfSight: kept.length - named.rows.length };
}
