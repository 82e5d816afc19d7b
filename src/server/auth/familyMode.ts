import {
  enterFamilyMode as enterContract,
  leaveFamilyMode as leaveContract,
  setFamilyModePin as pinContract,
} from "../../contracts/auth.ts";
import { permit } from "../../core/access/policy.ts";
import { checkPin } from "../../core/auth/pin.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { SignedIn } from "../actor.ts";
import { inTransaction, type Transaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { answerFailure, generalAnswer } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { forgetCurrent, noteInLedger, readOwnSecrets, refusalOfSecret } from "./account.ts";
import { getOwnSecrets } from "./auth.data.ts";
import { getSignedIn } from "./currentPerson.ts";
import { hashSecret, TooBusy } from "./hashing.ts";

export const setFamilyModePin = defineEndpoint({
  name: pinContract.name,
  contract: pinContract,
  handle: async (context, { pin }) => {
    const { surroundings, language } = context;
    const signedIn = getSignedIn(context);
    const checked = checkPin(pin);
    if (!checked.ok) return answerFailure(checked.failure, pinContract.failures, language);
    let hash: string;
    try {
      hash = await hashSecret(checked.value);
    } catch (error) {
      if (!(error instanceof TooBusy)) throw error;
      return answerFailure({ code: "busy" }, pinContract.failures, language);
    }
    await inTransaction(surroundings.pool, signedIn.actor, async (transaction) => {
      await transaction.client.query("select app.set_pin($1)", [hash]);
      await noteInLedger(transaction, signedIn, { operation: pinContract.name, now: surroundings.clock() });
    });
    return { status: 200, body: { done: true } };
  },
});

interface Lending {
  readonly householdId: string;
  readonly assessmentId: string;
}

type Lent = "lent" | "not_found" | "forbidden" | "pin_missing" | "not_answering";

async function lend(
  transaction: Transaction,
  signedIn: SignedIn,
  { householdId, assessmentId }: Lending,
  now: Date,
): Promise<Lent> {
  const { client } = transaction;
  const { actor } = signedIn;
  const { rows } = await client.query(
    "select state from assessment where tenant_id = app.tenant() and id = $1 and household_id = $2",
    [assessmentId, householdId],
  );
  const object = await findHouseholdObject(client, actor, householdId);
  if (rows.length === 0 || !object) return "not_found";
  if (!permit(actor, "assessment.write", object, now.toISOString())) return "forbidden";
  if (rows[0].state !== "family_answering") return "not_answering";
  if ((await getOwnSecrets(client)).family_mode_pin_hash === null) return "pin_missing";
  await client.query("select app.set_family_mode($1, $2, $3)", [signedIn.signInId, householdId, assessmentId]);
  await noteInLedger(transaction, signedIn, {
    operation: enterContract.name,
    now,
    input: { householdId, assessmentId },
  });
  return "lent";
}

export const enterFamilyMode = defineEndpoint({
  name: enterContract.name,
  contract: enterContract,
  handle: async (context, input) => {
    const { surroundings, request, language } = context;
    const signedIn = getSignedIn(context);
    const lent = await inTransaction(surroundings.pool, signedIn.actor, (transaction) =>
      lend(transaction, signedIn, input, surroundings.clock()),
    );
    if (lent === "not_found" || lent === "forbidden") return generalAnswer(lent, language);
    if (lent !== "lent") return answerFailure({ code: lent }, enterContract.failures, language);
    forgetCurrent(surroundings, request);
    return { status: 200, body: input };
  },
});

async function takeBack(surroundings: Surroundings, signedIn: SignedIn): Promise<void> {
  await inTransaction(surroundings.pool, signedIn.actor, async (transaction) => {
    await transaction.client.query("select app.set_family_mode($1, null, null)", [signedIn.signInId]);
    await noteInLedger(transaction, signedIn, { operation: leaveContract.name, now: surroundings.clock() });
  });
}

export const leaveFamilyMode = defineEndpoint({
  name: leaveContract.name,
  contract: leaveContract,
  handle: async (context, { pin }) => {
    const { surroundings, request, language } = context;
    const signedIn = getSignedIn(context);
    const { family_mode_pin_hash: stored } = await readOwnSecrets(surroundings, signedIn);
    if (signedIn.familyMode === null || stored === null) {
      return answerFailure({ code: "not_in_family_mode" }, leaveContract.failures, language);
    }
    const refusal = await refusalOfSecret(surroundings, {
      kind: "family_mode",
      subject: signedIn.actor.userId,
      stored,
      typed: pin,
      wrong: "wrong_pin",
      texts: leaveContract.failures,
      language,
    });
    if (refusal) return refusal;
    await takeBack(surroundings, signedIn);
    forgetCurrent(surroundings, request);
    return { status: 200, body: { done: true } };
  },
});
