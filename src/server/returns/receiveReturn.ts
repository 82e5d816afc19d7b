import type { InputOf } from "../../contracts/contract.ts";
import { receiveReturn as contract } from "../../contracts/returns.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { Result } from "../../core/result.ts";
import { findCountedTables } from "../care/counted.ts";
import { Rollback } from "../database/transaction.ts";
import { type Answer, answerFailure } from "../failure.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { checkRows } from "./checkRows.ts";
import { type PlanFailure, type PlannedFile, planFiles } from "./planFiles.ts";
import { BrokenFile } from "./readCsv.ts";
import { closeBatch, findSource, openBatch } from "./returns.data.ts";
import { type BatchKey, type StoredRows, storeRows } from "./storeRows.ts";
import { filesOf, forgetUpload } from "./uploads.ts";

type Input = InputOf<typeof contract>;
type Refusal =
  | PlanFailure
  | { readonly code: "no_files" }
  | { readonly code: "upload_incomplete"; readonly file: string };

interface State {
  readonly access: AccessObject;
  readonly planned: Result<readonly PlannedFile[], Refusal>;
}

async function planUpload({ actor }: OperationContext, { uploadId, year }: Input): Promise<State["planned"]> {
  const files = filesOf(actor, uploadId);
  return files.ok ? planFiles(files.value, year) : files;
}

/** A file that breaks off in the middle undoes everything that was read before it. */
async function storeAll(
  context: OperationContext,
  key: BatchKey,
  planned: readonly PlannedFile[],
): Promise<StoredRows> {
  try {
    return await storeRows(context.client, key, planned);
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    throw new Rollback<Answer>(answerFailure(error.failure, contract.failures, "es"));
  }
}

export const receiveReturn = defineOperation({
  name: contract.name,
  contract,
  load: async (context, input): Promise<State | undefined> => {
    const access = await findSource(context, input.sourceId);
    return access && { access, planned: await planUpload(context, input) };
  },
  permission: ({ access }) => access,
  decide: ({ planned }) => planned,
  save: async (context, planned, input) => {
    const { client, actor } = context;
    const { batchId, sourceId } = input;
    const key = { tenantId: actor.tenantId, sourceId, batchId };
    await openBatch(context, input);
    const stored = await storeAll(context, key, planned);
    await client.query("select app.analyze_care()");
    const counted = await findCountedTables(client, actor.tenantId, sourceId);
    const { rulesRun, notRun } = await checkRows(client, key, stored.tables, counted);
    const { rows } = await client.query(
      "select count(*)::int as findings from return_finding where tenant_id = $1 and batch_id = $2",
      [actor.tenantId, batchId],
    );
    const findings = rows[0].findings as number;
    const { files, tables, agencies, rowsRead, rowsRefused } = stored;
    const years = [...new Set(tables.map(({ year }) => year))].sort();
    const report = { tables, agencies, rulesRun, notRun, findings };
    await closeBatch(context, batchId, { files, years, rowsRead, rowsRefused, report });
    forgetUpload(actor, input.uploadId);
    return {
      output: { batchId, version: 1, rowsRead, rowsRefused, findings },
      stream: { kind: "return_batch", id: batchId, version: 1 },
    };
  },
});
