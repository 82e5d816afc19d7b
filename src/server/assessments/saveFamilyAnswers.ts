import { saveFamilyAnswers as contract } from "../../contracts/assessments.ts";
import { saveFamilyAnswers as decide } from "../../core/assessments/assessment.ts";
import type { Answers } from "../../core/instruments/answers.ts";
import { defineOperation } from "../operation.ts";
import { findAssessment, updateAnswers } from "./assessments.data.ts";

export const saveFamilyAnswers = defineOperation({
  name: contract.name,
  contract,
  load: (context, { assessmentId }) => findAssessment(context, assessmentId),
  permission: ({ access }) => access,
  decide: ({ compiled, assessment }, input, { today }) =>
    decide(compiled, assessment, { ...input, answers: input.answers as Answers }, today),
  save: async (context, saved, { assessmentId }) => {
    await updateAnswers(context, { assessmentId, rater: "family" }, saved);
    const { version, state } = saved;
    return { output: { assessmentId, version, state }, stream: { kind: "assessment", id: assessmentId, version } };
  },
});
