import { closeAssessment as contract } from "../../contracts/assessments.ts";
import { closeAssessment as decide } from "../../core/assessments/assessment.ts";
import { defineOperation } from "../operation.ts";
import { findAssessment, updateClosed } from "./assessments.data.ts";

export const closeAssessment = defineOperation({
  name: contract.name,
  contract,
  load: (context, { assessmentId }) => findAssessment(context, assessmentId),
  permission: ({ access }) => access,
  decide: ({ compiled, assessment, householdId }, input, { today }) => {
    const decided = decide(compiled, assessment, input, today);
    return decided.ok ? { ok: true, value: { closed: decided.value, householdId } } : decided;
  },
  save: async (context, { closed, householdId }, { assessmentId }) => {
    await updateClosed(context, { assessmentId, householdId }, closed);
    const { version } = closed;
    return {
      output: { assessmentId, version, state: "closed" as const },
      stream: { kind: "assessment", id: assessmentId, version },
    };
  },
});
