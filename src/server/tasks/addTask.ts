import * as contracts from "../../contracts/tasks.ts";
import { addTask as decide } from "../../core/tasks/task.ts";
import { defineOperation } from "../operation.ts";
import { findAssignee, findHousehold, insertTask } from "./tasks.data.ts";

export const addTask = defineOperation({
  name: "addTask",
  contract: contracts.addTask,
  load: async (context, { householdId, assignedTo }) => {
    const found = await findHousehold(context, householdId);
    return found && { ...found, assignee: await findAssignee(context, householdId, assignedTo) };
  },
  permission: ({ access }) => access,
  decide: ({ assignee }, input) => decide(assignee, input),
  save: async (context, task, { taskId, householdId, assignedTo }) => {
    await insertTask(context, { taskId, householdId, assignedTo }, task);
    return { output: { taskId, version: 1 }, stream: { kind: "task", id: taskId, version: 1 } };
  },
});
