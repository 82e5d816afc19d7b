import * as contracts from "../../contracts/plans.ts";
import { moveGoal as decide } from "../../core/plans/goal.ts";
import { defineOperation } from "../operation.ts";
import { findGoal, updateGoal } from "./plans.data.ts";

export const moveGoal = defineOperation({
  name: "moveGoal",
  contract: contracts.moveGoal,
  load: (context, { goalId }) => findGoal(context, goalId),
  permission: ({ access }) => access,
  decide: ({ situation, goal, householdId }, input) => {
    const decided = decide(situation, goal, input);
    return decided.ok ? { ok: true, value: { change: decided.value, householdId } } : decided;
  },
  save: async (context, { change, householdId }, { goalId, words }) => {
    await updateGoal(context, { goalId, householdId }, change, words.trim());
    const { version } = change.after;
    return { output: { goalId, version }, stream: { kind: "goal", id: goalId, version } };
  },
});
