import { createStudy as contract } from "../../contracts/studies.ts";
import { accepted } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { insertStudy, studyObject } from "./studies.data.ts";

export const createStudy = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, { territoryId }) => ({ access: await studyObject(client, actor, territoryId) }),
  permission: ({ access }) => access,
  decide: () => accepted(true),
  save: async (context, _, input) => {
    await insertStudy(context, { ...input, title: input.title.trim() });
    const { studyId } = input;
    return { output: { studyId, version: 1 }, stream: { kind: "study", id: studyId, version: 1 } };
  },
});
