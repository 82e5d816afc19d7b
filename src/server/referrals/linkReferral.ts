import { linkReferral as contract } from "../../contracts/referrals.ts";
import { linkReferral as decide } from "../../core/referrals/registration.ts";
import { defineOperation } from "../operation.ts";
import { findReferral, saveLink } from "./referrals.data.ts";

export const linkReferral = defineOperation({
  name: contract.name,
  contract,
  load: async (context, input) => {
    const found = await findReferral(context, input.referralId);
    const { rows } = await context.client.query("select id from household where tenant_id = $1 and id = $2", [
      context.actor.tenantId,
      input.householdId,
    ]);
    return rows.length === 0 ? undefined : found;
  },
  permission: (state) => state.access,
  decide: (state, input) => decide(state.referral, input),
  save: async (context, householdId, { referralId, baseVersion }) => {
    await saveLink(context, referralId, { version: baseVersion, householdId });
    const version = baseVersion + 1;
    return { output: { id: referralId, version }, stream: { kind: "referral", id: referralId, version } };
  },
});
