import { undoReturn as contract } from "../../contracts/returns.ts";
import { moveReturn } from "../../core/returns/states.ts";
import { deriveFacts } from "../care/derive.ts";
import { defineOperation } from "../operation.ts";
import { findBatch, moveBatch } from "./returns.data.ts";

export const undoReturn = defineOperation({
  name: contract.name,
  contract,
  load: (context, { batchId }) => findBatch(context, batchId),
  permission: ({ access }) => access,
  decide: (batch, { baseVersion }) => {
    const moved = moveReturn(batch, "undone", baseVersion);
    return moved.ok ? { ok: true, value: batch.sourceId } : moved;
  },
  save: async (context, sourceId, { batchId }) => {
    const version = await moveBatch(context, batchId, "undone");
    const facts = await deriveFacts(context.client, context.actor.tenantId, sourceId);
    return { output: { batchId, version, ...facts }, stream: { kind: "return_batch", id: batchId, version } };
  },
});
