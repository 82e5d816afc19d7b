import { resetAccount as contract } from "../../contracts/accounts.ts";
import { resetAccount as decide } from "../../core/accounts/account.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { defineOperation } from "../operation.ts";
import { endSignInsOf, findAccount, judgePassword, setPassword, touchAccount } from "./accounts.data.ts";

export const resetAccount = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { userId, password }) => {
    const account = await findAccount(context, userId);
    if (!account) return undefined;
    const access = objectWithoutPlace(context.actor, { kind: "user", level: 1 });
    return { access, account, password: await judgePassword(context, password, account) };
  },
  permission: ({ access }) => access,
  decide: (state, _input, actor, now) => decide(state, actor, now),
  save: async (context, passwordHash, { userId }) => {
    await setPassword(context.client, userId, passwordHash);
    await context.client.query("select app.reset_totp($1)", [userId]);
    await endSignInsOf(context, userId);
    const version = await touchAccount(context, userId);
    return { output: { userId, version }, stream: { kind: "account", id: userId, version } };
  },
});
