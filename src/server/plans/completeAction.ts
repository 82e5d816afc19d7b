import * as contracts from "../../contracts/plans.ts";
import { completeAction as decide } from "../../core/plans/action.ts";
import { defineOperation } from "../operation.ts";
import { findAction, updateAction } from "./plans.data.ts";

export const completeAction = defineOperation({
  name: "completeAction",
  contract: contracts.completeAction,
  load: (context, { actionId }) => findAction(context, actionId),
  permission: ({ access }) => access,
  decide: ({ situation, action }, input, actor) => decide(situation, action, input, actor.today),
  save: async (context, action, { actionId }) => {
    await updateAction(context, actionId, action);
    const { version } = action;
    return { output: { actionId, version }, stream: { kind: "goal_action", id: actionId, version } };
  },
});
