import { families as contract } from "../../contracts/families.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readFamilies } from "./families.read.ts";

export const families = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: readFamilies,
  trace: ({ items }) => ({ shownIds: items.map(({ id }) => id), shownCount: items.length }),
});
