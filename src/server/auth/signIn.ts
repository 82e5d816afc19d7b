import { signIn as contract } from "../../contracts/auth.ts";
import { normalisePassword } from "../../core/auth/password.ts";
import { defineEndpoint } from "../endpoint.ts";
import { answerFailure } from "../failure.ts";
import { networkOf, settleAttempts, takeAttempts, tooManyTries } from "./attempts.ts";
import { findCredential, findSignIn } from "./auth.data.ts";
import { closeBrowser, deviceName, handOver, openBrowser } from "./browser.ts";
import { digestOf } from "./cookies.ts";
import { matchesSecret, TooBusy } from "./hashing.ts";
import { stageOf } from "./signedIn.ts";

/** The one spelling of an address that accounts are kept under. */
export function normaliseEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

export const signIn = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings, request, reply, language }, input) => {
    const email = normaliseEmail(input.email);
    const attempts = await takeAttempts(surroundings, [
      ["address", networkOf(request.ip)],
      ["account", email],
    ]);
    if (!attempts) return tooManyTries("account", contract.failures, language);
    const credential = await findCredential(surroundings.pool, email);
    let matches: boolean;
    try {
      matches = await matchesSecret(credential?.password_hash, normalisePassword(input.password));
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error;
      await settleAttempts(surroundings, attempts);
      return answerFailure({ code: "busy" }, contract.failures, language);
    }
    if (!matches || !credential) return answerFailure({ code: "wrong_sign_in" }, contract.failures, language);
    await settleAttempts(surroundings, attempts);
    // The browser's earlier sign-in ends: a token set before, by whomever, never gains rights.
    await closeBrowser(surroundings, request, reply);
    const person = { tenantId: credential.tenant_id, userId: credential.user_id };
    const token = await openBrowser(surroundings, person, deviceName(request.headers["user-agent"]));
    handOver(surroundings, reply, token);
    const opened = await findSignIn(surroundings.pool, digestOf(token));
    return { status: 200, body: { stage: opened ? stageOf(opened) : "open" } };
  },
});
