import { assessmentHistory as contract } from "../../contracts/assessments.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readHistory } from "./history.read.ts";

export const assessmentHistory = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { householdId }) => readHistory(context, householdId),
  trace: (_output, { householdId }) => ({ householdId }),
});
