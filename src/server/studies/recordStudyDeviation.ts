import { recordStudyDeviation as contract } from "../../contracts/studyRuns.ts";
import { mayDeviate } from "../../core/studies/decisions.ts";
import { defineOperation } from "../operation.ts";
import { findStudy } from "./studies.data.ts";

export const recordStudyDeviation = defineOperation({
  name: contract.name,
  contract,
  load: (context, { studyId }) => findStudy(context, studyId),
  permission: ({ access }) => access,
  decide: (study) => mayDeviate(study),
  save: async ({ client, actor, now }, _, { studyId, deviationId, what, why }) => {
    await client.query(
      `insert into study_deviation (tenant_id, id, study_id, what, why, noted_by, noted_at) values ($1,$2,$3,$4,$5,$6,$7)`,
      [actor.tenantId, deviationId, studyId, what.trim(), why.trim(), actor.userId, now],
    );
    return { output: { deviationId }, stream: { kind: "study_deviation", id: deviationId, version: 1 } };
  },
});
