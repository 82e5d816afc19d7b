import { moveStage as contract } from "../../contracts/cases.ts";
import { moveStage as decide } from "../../core/cases/case.ts";
import { defineOperation } from "../operation.ts";
import { findCase } from "./caseSituation.data.ts";
import { touchClocks } from "./clocks.data.ts";
import { saveStageStep } from "./stages.data.ts";

export const moveStage = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findCase(context, input.caseId),
  permission: (state) => state.access,
  decide: (state, input) => {
    const moved = decide(state, input);
    return moved.ok ? { ok: true, value: { moved: moved.value, found: state } } : moved;
  },
  save: async (context, { moved, found }, { caseId, baseVersion, reason }) => {
    const { householdId, stage: from } = found;
    const to = moved.stage;
    await saveStageStep(context, { caseId, householdId, from, to, version: baseVersion, reason: reason.trim() });
    await touchClocks(context, found, moved);
    const version = baseVersion + 1;
    return { output: { id: caseId, version, stage: to }, stream: { kind: "case_file", id: caseId, version } };
  },
});
