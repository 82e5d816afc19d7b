import { applyRegistryImport as contract } from "../../contracts/imports.ts";
import { applyRegistryImport as decide } from "../../core/imports/assess.ts";
import { batchReport } from "../../core/imports/report.ts";
import { refused } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { loadImportState, waitForOtherImports } from "./importState.data.ts";
import { insertBatch, insertFamilies } from "./imports.data.ts";
import { namedFailure } from "./namedFailure.ts";

export const applyRegistryImport = defineOperation({
  name: contract.name,
  contract,
  load: async (context, input) => {
    await waitForOtherImports(context);
    return loadImportState(context, input);
  },
  permission: ({ access }) => access,
  decide: (state, input) => {
    const decided = decide(state, input);
    return decided.ok ? decided : refused(namedFailure(decided.failure));
  },
  save: async (context, assessment, { batchId, fileName, fileHash }) => {
    const { families, counts } = assessment;
    const { people, refusedRows } = counts;
    const report = batchReport(assessment);
    await insertBatch(context, { batchId, fileName, fileHash, families, acceptedRows: people, refusedRows, report });
    await insertFamilies(context, batchId, families);
    return {
      output: { batchId, families: families.length, people, refusedRows },
      stream: { kind: "import_batch", id: batchId, version: 1 },
    };
  },
});
