import * as contracts from "../../contracts/plans.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readPlan } from "./plan.read.ts";

export const plan = defineQuery({
  name: "plan",
  contract: contracts.plan,
  permission: (actor) => holdsSomewhere(actor, contracts.plan.action),
  read: (context, { caseId }) => readPlan(context, caseId),
  trace: ({ householdId }) => ({ householdId }),
});
