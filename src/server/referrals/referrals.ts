import { referrals as contract } from "../../contracts/referrals.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readReferrals } from "./referrals.read.ts";

export const referrals = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: readReferrals,
  trace: ({ items }) => ({ shownIds: items.map(({ id }) => id), shownCount: items.length }),
});
