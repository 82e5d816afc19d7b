import { runStudy as contract } from "../../contracts/studyRuns.ts";
import { accepted } from "../../core/result.ts";
import { mayRun } from "../../core/studies/decisions.ts";
import { defineOperation } from "../operation.ts";
import { findStudy } from "./studies.data.ts";

/** Task of the queue that computes whatever waits. */
export const COMPUTE_STUDIES = "computeStudies";

export const runStudy = defineOperation({
  name: contract.name,
  contract,
  load: (context, { studyId }) => findStudy(context, studyId),
  permission: ({ access }) => access,
  decide: (study) => {
    const allowed = mayRun(study);
    return allowed.ok ? accepted(study) : allowed;
  },
  save: async ({ client, actor, now }, { contents }, { studyId, runId }) => {
    await client.query(
      "insert into study_run (tenant_id, id, study_id, asked_by, asked_at, costs) values ($1,$2,$3,$4,$5,$6)",
      [actor.tenantId, runId, studyId, actor.userId, now, contents.costs ? JSON.stringify(contents.costs) : null],
    );
    return {
      output: { runId },
      stream: { kind: "study_run", id: runId, version: 1 },
      jobs: [{ task: COMPUTE_STUDIES, payload: {} }],
    };
  },
});
