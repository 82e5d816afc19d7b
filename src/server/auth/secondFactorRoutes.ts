import type { FastifyReply, FastifyRequest } from "fastify";
import {
  confirmSecondFactor as confirmContract,
  giveSecondFactor as giveContract,
  startSecondFactor as startContract,
} from "../../contracts/auth.ts";
import { enrolmentAddress } from "../../core/auth/totp.ts";
import type { SignedIn } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint, type EndpointContext } from "../endpoint.ts";
import { answerFailure, generalAnswer } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { forgetCurrent, noteInLedger, readOwnSecrets, refusalOfSecret } from "./account.ts";
import { settleAttempts, takeAttempts, tooManyTries } from "./attempts.ts";
import { findSignIn } from "./auth.data.ts";
import { handOver } from "./browser.ts";
import { digestOf, newToken, tokenOf } from "./cookies.ts";
import { getSignedIn } from "./currentPerson.ts";
import { matchingStep, newSecret } from "./oneTimeCode.ts";
import { openSecret, sealSecret } from "./secondFactor.ts";
import { stageOf } from "./signedIn.ts";

export const startSecondFactor = defineEndpoint({
  name: startContract.name,
  contract: startContract,
  handle: async (context, input) => {
    const { surroundings, language } = context;
    const signedIn = getSignedIn(context);
    const secrets = await readOwnSecrets(surroundings, signedIn);
    const refusal = await refusalOfSecret(surroundings, {
      kind: "account",
      subject: signedIn.email,
      stored: secrets.password_hash,
      typed: input.password,
      wrong: "wrong_password",
      texts: startContract.failures,
      language,
    });
    if (refusal) return refusal;
    const secret = newSecret();
    const started = await inTransaction(surroundings.pool, signedIn.actor, async ({ client }) => {
      const sealed = sealSecret(secret, surroundings.sealingKey);
      return (await client.query("select app.set_totp($1) as started", [sealed])).rows[0].started as boolean;
    });
    if (!started) return answerFailure({ code: "second_factor_exists" }, startContract.failures, language);
    return { status: 200, body: { secret, address: enrolmentAddress(secret, signedIn.email, "Trenza") } };
  },
});

/** What the browser has to do next, or why the code was not spent. */
type Spent = SignedIn["stage"] | "wrong_code" | "too_many_tries";

interface Spending {
  readonly secret: string;
  readonly code: string;
  /** Operation for the ledger, when this use is a change of the account. */
  readonly note: string | null;
}

/** Spends a code: right, in time, never used; then this browser gets a new token, because it has more rights. */
async function spendCode(
  context: EndpointContext,
  signedIn: SignedIn,
  { secret, code, note }: Spending,
): Promise<Spent> {
  const { surroundings, request, reply } = context;
  const attempts = await takeAttempts(surroundings, [["second_factor", signedIn.actor.userId]]);
  if (!attempts) return "too_many_tries";
  const now = surroundings.clock();
  const step = matchingStep(openSecret(secret, surroundings.sealingKey), code, now.getTime());
  if (step === undefined) return "wrong_code";
  const token = newToken();
  const rotated = await inTransaction(surroundings.pool, signedIn.actor, async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query("select app.use_totp_step($1, $2) as used", [step, now]);
    if (!rows[0].used) return false;
    if (note !== null) await noteInLedger(transaction, signedIn, { operation: note, now });
    const digests = [digestOf(currentToken(surroundings, request)), digestOf(token)];
    return (await client.query("select app.confirm_second_factor($1, $2, $3) as done", [...digests, now])).rows[0].done;
  });
  if (!rotated) return "wrong_code";
  await settleAttempts(surroundings, attempts);
  rotate(surroundings, { request, reply, token });
  const opened = await findSignIn(surroundings.pool, digestOf(token));
  return opened ? stageOf(opened) : "wrong_code";
}

function currentToken(surroundings: Surroundings, request: FastifyRequest): string {
  return tokenOf(request.cookies, surroundings.secureCookies) ?? "";
}

function rotate(
  surroundings: Surroundings,
  browser: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly token: string },
): void {
  forgetCurrent(surroundings, browser.request);
  handOver(surroundings, browser.reply, browser.token);
}

export const confirmSecondFactor = defineEndpoint({
  name: confirmContract.name,
  contract: confirmContract,
  handle: async (context, { code }) => {
    const { surroundings, language } = context;
    const signedIn = getSignedIn(context);
    const { totp_secret: secret, totp_confirmed: confirmed } = await readOwnSecrets(surroundings, signedIn);
    if (secret === null || confirmed) return answerFailure({ code: "not_started" }, confirmContract.failures, language);
    const spent = await spendCode(context, signedIn, { secret, code, note: confirmContract.name });
    if (spent === "too_many_tries") return tooManyTries("second_factor", confirmContract.failures, language);
    if (spent === "wrong_code") return answerFailure({ code: spent }, confirmContract.failures, language);
    return { status: 200, body: { stage: spent } };
  },
});

export const giveSecondFactor = defineEndpoint({
  name: giveContract.name,
  contract: giveContract,
  handle: async (context, { code }) => {
    const { surroundings, language } = context;
    const signedIn = getSignedIn(context);
    if (signedIn.stage === "open" || signedIn.stage === "new_password") {
      return { status: 200, body: { stage: signedIn.stage } };
    }
    const { totp_secret: secret, totp_confirmed: confirmed } = await readOwnSecrets(surroundings, signedIn);
    if (secret === null || !confirmed) return generalAnswer("second_factor_needed", language);
    const spent = await spendCode(context, signedIn, { secret, code, note: null });
    if (spent === "too_many_tries") return tooManyTries("second_factor", giveContract.failures, language);
    if (spent === "wrong_code") return answerFailure({ code: spent }, giveContract.failures, language);
    return { status: 200, body: { stage: spent } };
  },
});
