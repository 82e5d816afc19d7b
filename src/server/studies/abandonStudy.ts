import { abandonStudy as contract } from "../../contracts/studies.ts";
import { accepted } from "../../core/result.ts";
import { mayAbandon } from "../../core/studies/decisions.ts";
import { defineOperation } from "../operation.ts";
import { findStudy, updateStudy } from "./studies.data.ts";

export const abandonStudy = defineOperation({
  name: contract.name,
  contract,
  load: (context, { studyId }) => findStudy(context, studyId),
  permission: ({ access }) => access,
  decide: (study, { baseVersion }) => {
    const allowed = mayAbandon(study, baseVersion);
    return allowed.ok ? accepted(study) : allowed;
  },
  save: async (context, study, { studyId, why }) => {
    const version = await updateStudy(
      context,
      { ...study, state: "abandoned" },
      { state: "abandoned", abandonedWhy: why.trim() },
    );
    return { output: { studyId, version }, stream: { kind: "study", id: studyId, version } };
  },
});
