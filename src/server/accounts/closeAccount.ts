import { closeAccount as contract } from "../../contracts/accounts.ts";
import { closeAccount as decide } from "../../core/accounts/account.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { defineOperation } from "../operation.ts";
import { endSignInsOf, findAccount, touchAccount } from "./accounts.data.ts";

export const closeAccount = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { userId }) => {
    const account = await findAccount(context, userId);
    return account && { account, access: objectWithoutPlace(context.actor, { kind: "user", level: 1 }) };
  },
  permission: ({ access }) => access,
  decide: ({ account }, _input, actor, now) => decide(account, actor, now),
  save: async (context, { userId }) => {
    await endSignInsOf(context, userId);
    const version = await touchAccount(context, userId, { at: context.now });
    return { output: { userId, version }, stream: { kind: "account", id: userId, version } };
  },
});
