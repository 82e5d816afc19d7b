import { withdrawConsent as contract } from "../../contracts/consents.ts";
import { withdrawConsent as decide } from "../../core/consents/consent.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { defineOperation } from "../operation.ts";
import { findConsent } from "./consents.data.ts";

export const withdrawConsent = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findConsent(context, input.consentId),
  permission: (state) => state.access,
  decide: (state, input, actor) => decide(state, input, actor.today),
  save: async ({ client, actor }, withdrawnOn, { consentId: id, baseVersion, reason }) => {
    mustChangeOne(
      await client.query(
        `update consent set withdrawn_on = $4, withdrawal_reason = $5, version = version + 1
         where tenant_id = $1 and id = $2 and version = $3`,
        [actor.tenantId, id, baseVersion, withdrawnOn, reason.trim()],
      ),
    );
    const version = baseVersion + 1;
    return { output: { id, version }, stream: { kind: "consent", id, version } };
  },
});
