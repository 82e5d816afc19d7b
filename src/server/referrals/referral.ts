import { referral as contract } from "../../contracts/referrals.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readReferral } from "./referrals.read.ts";

export const referral = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: (context, { referralId }) => readReferral(context, referralId),
  trace: ({ id, household }) => ({ ...(household && { householdId: household.id }), shownIds: [id] }),
});
