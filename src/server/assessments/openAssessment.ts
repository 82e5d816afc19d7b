import { openAssessment as contract } from "../../contracts/assessments.ts";
import { openAssessment as decide } from "../../core/assessments/assessment.ts";
import { defineOperation } from "../operation.ts";
import { findOpening, insertAssessment } from "./assessments.data.ts";

export const openAssessment = defineOperation({
  name: contract.name,
  contract,
  load: findOpening,
  permission: ({ access }) => access,
  decide: ({ compiled, found, householdId, number }, { openedOn }, { today }) => {
    const decided = decide(compiled, found, openedOn, today);
    return decided.ok ? { ok: true, value: { ...decided.value, householdId, number } } : decided;
  },
  save: async (context, { state, householdId, number }, input) => {
    const { assessmentId, caseId, instrumentVersionId, openedOn, correctsId } = input;
    const row = { assessmentId, caseId, householdId, instrumentVersionId, number, state, openedOn, correctsId };
    await insertAssessment(context, row);
    return {
      output: { assessmentId, version: 1, state },
      stream: { kind: "assessment", id: assessmentId, version: 1 },
    };
  },
});
