import * as contracts from "../../contracts/plans.ts";
import { agreePlan as decide } from "../../core/plans/plan.ts";
import { recordHappening } from "../cases/clocks.data.ts";
import { defineOperation } from "../operation.ts";
import { findPlan, updateAgreedPlan } from "./plans.data.ts";

export const agreePlan = defineOperation({
  name: "agreePlan",
  contract: contracts.agreePlan,
  load: (context, { planId }) => findPlan(context, planId),
  permission: ({ inCase }) => inCase.access,
  decide: (found, input, actor) => {
    const decided = decide(found.inCase.pack, found, input, actor.today);
    return decided.ok ? { ok: true, value: { plan: decided.value, inCase: found.inCase } } : decided;
  },
  save: async (context, { plan, inCase }, { planId }) => {
    await updateAgreedPlan(context, planId, plan);
    await recordHappening(context, inCase, { event: "plan_agreed", of: plan.agreementKind });
    const { version } = plan;
    return { output: { planId, version }, stream: { kind: "plan", id: planId, version } };
  },
});
