import * as contracts from "../../contracts/plans.ts";
import { draftPlan as decide } from "../../core/plans/plan.ts";
import { findCaseWithPack } from "../cases/caseWithPack.data.ts";
import { defineOperation } from "../operation.ts";
import { findDraftFacts, insertPlan } from "./plans.data.ts";

export const draftPlan = defineOperation({
  name: "draftPlan",
  contract: contracts.draftPlan,
  load: async (context, { caseId, assessmentId }) => {
    const inCase = await findCaseWithPack(context, caseId);
    return inCase && { inCase, facts: await findDraftFacts(context, caseId, assessmentId) };
  },
  permission: ({ inCase }) => inCase.access,
  decide: ({ inCase, facts }) => {
    const decided = decide(inCase.pack, { closedOn: inCase.closedOn, ...facts });
    return decided.ok ? { ok: true, value: { ...decided.value, inCase } } : decided;
  },
  save: async (context, { inCase, version }, { planId, assessmentId }) => {
    await insertPlan(context, { planId, inCase, assessmentId });
    return { output: { planId, version }, stream: { kind: "plan", id: planId, version } };
  },
});
