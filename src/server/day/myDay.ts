import * as contracts from "../../contracts/day.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readMyDay } from "./myDay.read.ts";

export const myDay = defineQuery({
  name: "myDay",
  contract: contracts.myDay,
  permission: (actor) => holdsSomewhere(actor, contracts.myDay.action),
  read: readMyDay,
  trace: ({ rows }) => ({
    shownIds: [...new Set(rows.map(({ householdId }) => householdId))],
    shownCount: new Set(rows.map(({ householdId }) => householdId)).size,
  }),
});
