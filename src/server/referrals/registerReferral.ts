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
      `select from territory join pack_version on pack_version.tenant_id = territory.tenant_id and pack_version.id = $3
       where territory.tenant_id = $1 and territory.id = $2`,
      [actor.tenantId, input.territoryId, input.packVersionId],
    );
    if (rows.length === 0) return undefined;
    return { access: await objectInTerritory(client, actor, input.territoryId, { kind: "referral", level: 1 }) };
  },
  permission: ({ access }) => access,
  decide: (_, input, actor) => decide(input, actor.today),
  save: async (context, referral) => {
    const code = await nextReferralCode(context);
    await insertReferral(context, { ...referral, code });
    const { id } = referral;
    return { output: { id, code, version: 1 }, stream: { kind: "referral", id, version: 1 } };
  },
});
