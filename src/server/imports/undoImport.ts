import { undoImport as contract } from "../../contracts/imports.ts";
import { undoImport as decide } from "../../core/imports/undo.ts";
import { defineOperation } from "../operation.ts";
import { findBatch, takeBack } from "./undoImport.data.ts";

export const undoImport = defineOperation({
  name: contract.name,
  contract,
  load: (context, { batchId }) => findBatch(context, batchId),
  permission: ({ access }) => access,
  decide: ({ state }) => decide(state),
  save: async (context, _, { batchId }) => ({
    output: { batchId, ...(await takeBack(context, batchId)) },
    stream: { kind: "import_batch", id: batchId, version: 2 },
  }),
});
