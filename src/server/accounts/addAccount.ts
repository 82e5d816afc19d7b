import { addAccount as contract } from "../../contracts/accounts.ts";
import { addAccount as decide } from "../../core/accounts/account.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { normaliseEmail } from "../auth/signIn.ts";
import { defineOperation } from "../operation.ts";
import { findPlace, insertGrant, judgePassword, setPassword } from "./accounts.data.ts";

export const addAccount = defineOperation({
  name: contract.name,
  contract,
  load: async (context, input) => {
    const territoryPath = await findPlace(context, input.territoryId);
    if (!territoryPath) return undefined;
    const email = normaliseEmail(input.email);
    const { rows } = await context.client.query("select app.email_taken($1) as taken", [email]);
    const password = await judgePassword(context, input.password, { email, name: input.name });
    const access = objectWithoutPlace(context.actor, { kind: "user", level: 1 });
    return { access, territoryPath, email, emailTaken: rows[0].taken as boolean, password };
  },
  permission: ({ access }) => access,
  decide: (state, input, actor, now) => decide(state, input, actor, now),
  save: async (context, { name, email, passwordHash, purposes }, { userId, grantId, language, role, territoryId }) => {
    const { client, actor } = context;
    const { rows } = await client.query(
      `insert into user_account (tenant_id, id, email, display_name, language) values ($1,$2,$3,$4,$5)
       returning user_account.version`,
      [actor.tenantId, userId, email, name, language],
    );
    await setPassword(client, userId, passwordHash);
    await insertGrant(context, { id: grantId, userId, role, territoryId, purposes });
    const version = rows[0].version as number;
    return { output: { userId, version }, stream: { kind: "account", id: userId, version } };
  },
});
