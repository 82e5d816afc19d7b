import { assessmentOptions as contract } from "../../contracts/assessments.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readOptions } from "./options.read.ts";

export const assessmentOptions = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { householdId }) => readOptions(context, householdId),
  trace: (_output, { householdId }) => ({ householdId }),
});
