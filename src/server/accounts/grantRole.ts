import { grantRole as contract } from "../../contracts/accounts.ts";
import { grantIn } from "../../core/accounts/reach.ts";
import { grantRole as decide } from "../../core/accounts/role.ts";
import { defineOperation } from "../operation.ts";
import { findAccount, findPlace, insertGrant } from "./accounts.data.ts";

export const grantRole = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { userId, territoryId }) => {
    const territoryPath = await findPlace(context, territoryId);
    const account = await findAccount(context, userId);
    return account && territoryPath && { account, access: grantIn(context.actor.tenantId, territoryPath) };
  },
  permission: ({ access }) => access,
  decide: ({ account }, input, actor) => decide(account, input, actor),
  save: async (context, { purposes }, { grantId, userId, role, territoryId }) => {
    await insertGrant(context, { id: grantId, userId, role, territoryId, purposes });
    return { output: { grantId }, stream: { kind: "access_grant", id: grantId, version: 1 } };
  },
});
