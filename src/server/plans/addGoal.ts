import * as contracts from "../../contracts/plans.ts";
import { addGoal as decide } from "../../core/plans/goal.ts";
import { defineOperation } from "../operation.ts";
import { findPlanSituation, insertGoal } from "./plans.data.ts";

export const addGoal = defineOperation({
  name: "addGoal",
  contract: contracts.addGoal,
  load: (context, { planId }) => findPlanSituation(context, planId),
  permission: ({ access }) => access,
  decide: ({ situation, householdId }, input) => {
    const decided = decide(situation, input);
    return decided.ok ? { ok: true, value: { goal: decided.value, householdId } } : decided;
  },
  save: async (context, { goal, householdId }, { goalId, planId }) => {
    await insertGoal(context, { goalId, planId, householdId }, goal);
    return { output: { goalId, version: goal.version }, stream: { kind: "goal", id: goalId, version: goal.version } };
  },
});
