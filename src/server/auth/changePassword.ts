import { randomBytes } from "node:crypto";
import { changePassword as contract } from "../../contracts/passwords.ts";
import { normalisePassword } from "../../core/auth/password.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { answerFailure } from "../failure.ts";
import { noteInLedger, readOwnSecrets, refusalOfSecret } from "./account.ts";
import { endOwnSignIns } from "./auth.data.ts";
import { checkPasswordOf } from "./createAccount.ts";
import { getSignedIn } from "./currentPerson.ts";
import { hashSecret, TooBusy } from "./hashing.ts";
import { forgetSignIn } from "./signedIn.ts";

export const changePassword = defineEndpoint({
  name: contract.name,
  contract,
  handle: async (context, input) => {
    const { surroundings, language } = context;
    const signedIn = getSignedIn(context);
    const { pool, clock } = surroundings;
    const secrets = await readOwnSecrets(surroundings, signedIn);
    const refusal = await refusalOfSecret(surroundings, {
      kind: "account",
      subject: signedIn.email,
      stored: secrets.password_hash,
      typed: input.current,
      wrong: "wrong_password",
      texts: contract.failures,
      language,
    });
    if (refusal) return refusal;
    if (normalisePassword(input.next) === normalisePassword(input.current)) {
      return answerFailure({ code: "same_password" }, contract.failures, language);
    }
    const tenantName = await inTransaction(pool, signedIn.actor, async ({ client }) => {
      return (await client.query("select name from tenant where id = app.tenant()")).rows[0].name as string;
    });
    const { email, displayName } = signedIn;
    const checked = checkPasswordOf(input.next, { email, displayName, tenantName });
    if (!checked.ok) return answerFailure(checked.failure, contract.failures, language);
    let hash: string;
    try {
      hash = await hashSecret(checked.value);
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error;
      return answerFailure({ code: "busy" }, contract.failures, language);
    }
    await inTransaction(pool, signedIn.actor, async (transaction) => {
      const { client } = transaction;
      await client.query("select app.set_password(app.user_id(), $1, $2)", [hash, randomBytes(32)]);
      await endOwnSignIns(client, clock(), signedIn.signInId);
      await noteInLedger(transaction, signedIn, { operation: contract.name, now: clock() });
    });
    forgetSignIn(pool);
    return { status: 200, body: { done: true } };
  },
});
