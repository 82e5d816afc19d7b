import * as contracts from "../../contracts/plans.ts";
import { addAction as decide } from "../../core/plans/action.ts";
import { defineOperation } from "../operation.ts";
import { findGoal, insertAction } from "./plans.data.ts";

export const addAction = defineOperation({
  name: "addAction",
  contract: contracts.addAction,
  load: (context, { goalId }) => findGoal(context, goalId),
  permission: ({ access }) => access,
  decide: ({ situation, householdId }, input) => {
    const decided = decide(situation, input);
    return decided.ok ? { ok: true, value: { action: decided.value, householdId } } : decided;
  },
  save: async (context, { action, householdId }, { actionId, goalId }) => {
    await insertAction(context, { actionId, goalId, householdId }, action);
    const { version } = action;
    return { output: { actionId, version }, stream: { kind: "goal_action", id: actionId, version } };
  },
});
