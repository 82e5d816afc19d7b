import type { InputOf } from "../../contracts/contract.ts";
import { receiveReturn as contract } from "../../contracts/returns.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import type { Result } from "../../core/result.ts";
import { Rollback } from "../database/transaction.ts";
import { type Answer, answerFailure } from "../failure.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { type Checked, checkReturn } from "./checkReturn.ts";
import { type PlanFailure, type PlannedFile, planFiles } from "./planFiles.ts";
import { whileChecking } from "./progress.ts";
import { BrokenFile } from "./readCsv.ts";
import { findMapping, findSource, saveMapping } from "./returns.data.ts";
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

async function planUpload(context: OperationContext, input: Input): Promise<State["planned"]> {
  const { kind, year, uploadId } = input;
  const files = filesOf(context.actor, uploadId);
  if (!files.ok) return files;
  if (kind !== "mapped") return planFiles(files.value, { kind, year });
  return planFiles(files.value, { kind, year, mapping: input.mapping ?? (await findMapping(context, input.sourceId)) });
}

/** A file that breaks off in the middle undoes everything that was read before it. */
async function checkAll(context: OperationContext, input: Input, planned: readonly PlannedFile[]): Promise<Checked> {
  try {
    const key = { tenantId: context.actor.tenantId, batchId: input.batchId };
    return await whileChecking(key, () => checkReturn(context, input, planned));
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
    const { batchId, uploadId } = input;
    const checked = await checkAll(context, input, planned);
    if (input.mapping) await saveMapping(context, input.sourceId, input.mapping);
    forgetUpload(context.actor, uploadId);
    return {
      output: { batchId, version: 1, ...checked },
      stream: { kind: "return_batch", id: batchId, version: 1 },
    };
  },
});
