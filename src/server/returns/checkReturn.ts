import { findCountedTables } from "../care/counted.ts";
import type { OperationContext } from "../operation.ts";
import { checkLists } from "./checkLists.ts";
import { checkRows } from "./checkRows.ts";
import type { PlannedFile } from "./planFiles.ts";
import { closeBatch, openBatch } from "./returns.data.ts";
import { storeRows } from "./storeRows.ts";

/** What checking a return came to. */
export interface Checked {
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly findings: number;
}

/**
 * Keeps the rows of planned files under a new batch of an agency and asks every rule of them; nothing counts yet. Throws `BrokenFile`
 * for a file that breaks off: the transaction must then be left.
 */
export async function checkReturn(
  context: Pick<OperationContext, "client" | "actor" | "now">,
  batch: { readonly batchId: string; readonly sourceId: string; readonly kind: string },
  planned: readonly PlannedFile[],
): Promise<Checked> {
  const { client, actor } = context;
  const { batchId, sourceId } = batch;
  const key = { tenantId: actor.tenantId, sourceId, batchId };
  await openBatch(context, batch);
  const { files, tables, agencies, rowsRead, rowsRefused } = await storeRows(client, key, planned);
  await client.query("select app.analyze_care()");
  const counted = await findCountedTables(client, actor.tenantId, sourceId);
  // The published rules are those of the yearly return; they say nothing about a census or a list from elsewhere.
  const { rulesRun, notRun } =
    batch.kind === "ssda903" ? await checkRows(client, key, tables, counted) : { rulesRun: 0, notRun: [] };
  await checkLists(client, key);
  const { rows } = await client.query(
    "select count(*)::int as findings from return_finding where tenant_id = $1 and batch_id = $2",
    [actor.tenantId, batchId],
  );
  const findings = rows[0].findings as number;
  const years = [...new Set(tables.map(({ year }) => year))].sort();
  const report = { tables, agencies, rulesRun, notRun, findings };
  await closeBatch(context, batchId, { files, years, rowsRead, rowsRefused, report });
  return { rowsRead, rowsRefused, findings };
}
