import { closeCase as contract } from "../../contracts/cases.ts";
import { closeCase as decide } from "../../core/cases/case.ts";
import { deadlinesTouched } from "../../core/packs/deadlineRules.ts";
import { defineOperation } from "../operation.ts";
import { findCase } from "./caseSituation.data.ts";
import { touchClocks } from "./clocks.data.ts";
import { saveStageStep } from "./stages.data.ts";

export const closeCase = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findCase(context, input.caseId),
  permission: (state) => state.access,
  decide: (state, input) => {
    const moved = decide(state, input);
    return moved.ok ? { ok: true, value: { moved: moved.value, found: state } } : moved;
  },
  save: async (context, { moved, found }, { caseId, baseVersion, words, closedOn, closing = null }) => {
    const { householdId, stage: from, pack, running } = found;
    const closed = { on: closedOn, closing };
    const step = { caseId, householdId, from, to: moved.stage, version: baseVersion, reason: words.trim(), closed };
    await saveStageStep(context, step);
    const closure = deadlinesTouched(pack, { event: "case_closed", of: null });
    const meets = [...moved.meets, ...closure.meets];
    const others = running.map(({ deadlineId }) => deadlineId).filter((id) => !meets.includes(id));
    await touchClocks(context, found, { starts: [], meets, stops: [...moved.stops, ...others, ...meets] });
    const version = baseVersion + 1;
    return { output: { id: caseId, version, stage: moved.stage }, stream: { kind: "case_file", id: caseId, version } };
  },
});
