import { cancelStudyRun as contract } from "../../contracts/studyRuns.ts";
import { accepted, refused } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { endRun, findRun } from "./runs.data.ts";

export const cancelStudyRun = defineOperation({
  name: contract.name,
  contract,
  load: (context, { runId }) => findRun(context, runId),
  permission: ({ access }) => access,
  decide: ({ state }) => {
    const open = state === "waiting" || state === "running";
    return open ? accepted(true) : refused({ code: "ended_already" });
  },
  save: async ({ client, actor }, _, { runId }) => {
    // One that ends at this very moment keeps how it ended.
    await endRun(client, { tenantId: actor.tenantId, runId }, { state: "cancelled" });
    const { rows } = await client.query("select state from study_run where tenant_id = $1 and id = $2", [
      actor.tenantId,
      runId,
    ]);
    return { output: { runId, state: rows[0].state }, stream: { kind: "study_run", id: runId, version: 2 } };
  },
});
