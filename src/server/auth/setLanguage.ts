import { setLanguage as contract } from "../../contracts/auth.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { forgetCurrent } from "./account.ts";
import { getSignedIn } from "./currentPerson.ts";

export const setLanguage = defineEndpoint({
  name: contract.name,
  contract,
  handle: async (context, { language }) => {
    const { surroundings, request } = context;
    await inTransaction(surroundings.pool, getSignedIn(context).actor, ({ client }) =>
      client.query("select app.set_language($1)", [language]),
    );
    forgetCurrent(surroundings, request);
    return { status: 200, body: { language } };
  },
});
