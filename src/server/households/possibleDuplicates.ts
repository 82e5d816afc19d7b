import { possibleDuplicates as contract } from "../../contracts/families.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readPossibleDuplicates } from "./duplicates.read.ts";

export const possibleDuplicates = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: readPossibleDuplicates,
  trace: ({ visible, hidden }) => ({
    shownIds: visible.map(({ householdId }) => householdId),
    shownCount: visible.length + hidden,
  }),
});
