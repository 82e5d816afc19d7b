import * as contracts from "../../contracts/care.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readCareChild } from "./careChild.read.ts";

export const careChild = defineQuery({
  name: contracts.careChild.name,
  contract: contracts.careChild,
  permission: (actor) => holdsSomewhere(actor, contracts.careChild.action),
  read: readCareChild,
  trace: ({ childId }) => ({ shownIds: [childId] }),
});
