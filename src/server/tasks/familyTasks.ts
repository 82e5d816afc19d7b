import * as contracts from "../../contracts/tasks.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readFamilyTasks } from "./tasks.read.ts";

export const familyTasks = defineQuery({
  name: "familyTasks",
  contract: contracts.familyTasks,
  permission: (actor) => holdsSomewhere(actor, contracts.familyTasks.action),
  read: (context, { householdId }) => readFamilyTasks(context, householdId),
  trace: (_output, { householdId }) => ({ householdId }),
});
