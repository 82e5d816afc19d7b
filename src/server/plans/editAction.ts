import * as contracts from "../../contracts/plans.ts";
import { editAction as decide } from "../../core/plans/action.ts";
import { defineOperation } from "../operation.ts";
import { findAction, updateAction } from "./plans.data.ts";

export const editAction = defineOperation({
  name: "editAction",
  contract: contracts.editAction,
  load: (context, { actionId }) => findAction(context, actionId),
  permission: ({ access }) => access,
  decide: ({ situation, action }, input) => decide(situation, action, input),
  save: async (context, action, { actionId }) => {
    await updateAction(context, actionId, action);
    const { version } = action;
    return { output: { actionId, version }, stream: { kind: "goal_action", id: actionId, version } };
  },
});
