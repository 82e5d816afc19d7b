import { registerReferral as contract } from "../../contracts/referrals.ts";
import { registerReferral as decide } from "../../core/referrals/registration.ts";
import { objectInTerritory } from "../access/objects.ts";
import { defineOperation } from "../operation.ts";
import { insertReferral, nextReferralCode } from "./referrals.data.ts";

export const registerReferral = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, input) => {
    const { rows } = await client.query(
      `select exists (select from pack_version where tenant_id = $1 and id = $2) as programme,
              exists (select from territory where tenant_id = $1 and id = $3) as territory`,
      [actor.tenantId, input.packVersionId, input.territoryId],
    );
    const access = await objectInTerritory(client, actor, input.territoryId, { kind: "referral", level: 1 });
    return { access, programmePublished: rows[0].programme, territoryKnown: rows[0].territory, today: actor.today };
  },
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input),
  save: async (context, referral) => {
    const code = await nextReferralCode(context);
    await insertReferral(context, { ...referral, code });
    const { id } = referral;
    return { output: { id, code, version: 1 }, stream: { kind: "referral", id, version: 1 } };
  },
});
