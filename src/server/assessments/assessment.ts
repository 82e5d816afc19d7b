import { assessment as contract } from "../../contracts/assessments.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readAssessment } from "./assessments.read.ts";

export const assessment = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { assessmentId }) => readAssessment(context, assessmentId),
  trace: ({ householdId }) => ({ householdId }),
});
