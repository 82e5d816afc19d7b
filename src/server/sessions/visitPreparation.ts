import * as contracts from "../../contracts/sessions.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readVisitPreparation } from "./visitPreparation.read.ts";

export const visitPreparation = defineQuery({
  name: "visitPreparation",
  contract: contracts.visitPreparation,
  permission: (actor) => holdsSomewhere(actor, contracts.visitPreparation.action),
  read: readVisitPreparation,
  trace: ({ householdId }) => ({ householdId }),
});
