import { discardReturn as contract } from "../../contracts/returns.ts";
import { moveReturn } from "../../core/returns/states.ts";
import { defineOperation } from "../operation.ts";
import { findBatch, moveBatch, removeRows } from "./returns.data.ts";

export const discardReturn = defineOperation({
  name: contract.name,
  contract,
  load: (context, { batchId }) => findBatch(context, batchId),
  permission: ({ access }) => access,
  decide: (batch, { baseVersion }) => moveReturn(batch, "discarded", baseVersion),
  save: async (context, state, { batchId }) => {
    await removeRows(context, batchId);
    const version = await moveBatch(context, batchId, state);
    return { output: { batchId, version }, stream: { kind: "return_batch", id: batchId, version } };
  },
});
