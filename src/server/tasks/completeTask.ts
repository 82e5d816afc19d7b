import * as contracts from "../../contracts/tasks.ts";
import { completeTask as decide } from "../../core/tasks/task.ts";
import { defineOperation } from "../operation.ts";
import { findTask, updateTask } from "./tasks.data.ts";

export const completeTask = defineOperation({
  name: "completeTask",
  contract: contracts.completeTask,
  load: (context, { taskId }) => findTask(context, taskId),
  permission: ({ access }) => access,
  decide: ({ task }, input, actor) => decide(task, input, actor.today),
  save: async (context, task, { taskId }) => {
    await updateTask(context, taskId, task);
    const { version } = task;
    return { output: { taskId, version }, stream: { kind: "task", id: taskId, version } };
  },
});
