import * as contracts from "../../contracts/plans.ts";
import { refusePlan as decide } from "../../core/plans/plan.ts";
import { refusalStep } from "../../core/plans/refusal.ts";
import { findCase } from "../cases/caseSituation.data.ts";
import { defineOperation } from "../operation.ts";
import { findPlan, updateRefusedPlan } from "./plans.data.ts";
import { takeRefusalStep } from "./refusal.data.ts";

export const refusePlan = defineOperation({
  name: "refusePlan",
  contract: contracts.refusePlan,
  load: async (context, { planId }) => {
    const found = await findPlan(context, planId);
    const inCase = found && (await findCase(context, found.inCase.caseId));
    return inCase && { ...found, found: inCase, access: found.inCase.access };
  },
  permission: ({ access }) => access,
  decide: ({ found, plan, situation }, input, actor) => {
    const decided = decide(found.pack, { plan, situation }, input, actor.today);
    if (!decided.ok) return decided;
    const { moveTo } = decided.value;
    const step = moveTo === null ? undefined : refusalStep(found.pack, found.stage, moveTo);
    return { ok: true, value: { plan: decided.value, step, found } };
  },
  save: async (context, { plan, step, found }, { planId }) => {
    await updateRefusedPlan(context, planId, plan);
    if (step) await takeRefusalStep(context, found, { ...step, refusedOn: plan.refusedOn, reason: plan.reason });
    const { version } = plan;
    return { output: { planId, version, movedTo: step?.to ?? null }, stream: { kind: "plan", id: planId, version } };
  },
});
