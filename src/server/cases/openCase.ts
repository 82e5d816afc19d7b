import { openCase as contract } from "../../contracts/cases.ts";
import { openCase as decide } from "../../core/cases/case.ts";
import { deadlinesTouched } from "../../core/packs/deadlineRules.ts";
import { newId } from "../ids.ts";
import { defineOperation } from "../operation.ts";
import { findCase } from "./caseSituation.data.ts";
import { touchClocks } from "./clocks.data.ts";
import { findOpening, insertCase } from "./openCase.data.ts";

export const openCase = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findOpening(context, input),
  permission: (state) => state.access,
  decide: (state) => {
    const decided = decide(state);
    return decided.ok ? { ok: true, value: { ...decided.value, packVersionId: state.packVersionId } } : decided;
  },
  save: async (context, { stage, packVersionId }, { id, householdId, referralId }) => {
    await insertCase(context, { id, householdId, referralId, packVersionId, stage, changeId: newId() });
    const opened = await findCase(context, id);
    if (opened) await touchClocks(context, opened, deadlinesTouched(opened.pack, { event: "case_opened", of: null }));
    return { output: { id, version: 1, stage }, stream: { kind: "case_file", id, version: 1 } };
  },
});
