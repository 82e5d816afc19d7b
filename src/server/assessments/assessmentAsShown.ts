import { assessmentAsShown as contract } from "../../contracts/assessments.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readAsShown } from "./assessments.read.ts";

export const assessmentAsShown = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { assessmentId }) => readAsShown(context, assessmentId),
  trace: ({ householdId }) => ({ householdId }),
});
