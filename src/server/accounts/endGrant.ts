import { endGrant as contract } from "../../contracts/accounts.ts";
import { grantIn } from "../../core/accounts/reach.ts";
import { endGrant as decide } from "../../core/accounts/role.ts";
import { defineOperation } from "../operation.ts";
import { findGrant } from "./accounts.data.ts";

export const endGrant = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { grantId }) => {
    const grant = await findGrant(context, grantId);
    return grant && { grant, access: grantIn(context.actor.tenantId, grant.territoryPath) };
  },
  permission: ({ access }) => access,
  decide: ({ grant }, { lastDay }, actor) => decide(grant, lastDay, actor),
  save: async ({ client, actor }, validTo, { grantId, lastDay }) => {
    await client.query(
      "update access_grant set valid_to = $3 where access_grant.tenant_id = $1 and access_grant.id = $2",
      [actor.tenantId, grantId, validTo],
    );
    return { output: { grantId, lastDay }, stream: { kind: "access_grant", id: grantId, version: 2 } };
  },
});
