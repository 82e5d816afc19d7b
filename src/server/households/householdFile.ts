import { householdFile as contract } from "../../contracts/families.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readHouseholdFile } from "./householdFile.read.ts";

export const householdFile = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { householdId }) => readHouseholdFile(context, householdId),
  trace: ({ household }) => ({ householdId: household.id }),
});
