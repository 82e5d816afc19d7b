import type { FastifyRequest } from "fastify";
import { normalisePassword } from "../../core/auth/password.ts";
import type { SignedIn } from "../actor.ts";
import { appendToLedger } from "../audit/ledger.ts";
import { inTransaction, type Transaction } from "../database/transaction.ts";
import { type Answer, answerFailure } from "../failure.ts";
import { newId } from "../ids.ts";
import type { Surroundings } from "../surroundings.ts";
import { settleAttempts, takeAttempts, tooManyTries } from "./attempts.ts";
import { getOwnSecrets, type OwnSecrets } from "./auth.data.ts";
import { tokenOf } from "./cookies.ts";
import { matchesSecret, TooBusy } from "./hashing.ts";
import { forgetSignIn } from "./signedIn.ts";

type Texts = Parameters<typeof answerFailure>[1];

/** The secrets of whoever is signed in. */
export function readOwnSecrets(surroundings: Surroundings, { actor }: SignedIn): Promise<OwnSecrets> {
  return inTransaction(surroundings.pool, actor, ({ client }) => getOwnSecrets(client));
}

interface Note {
  readonly operation: string;
  readonly now: Date;
  /** Ids only: no secret is ever in the ledger. */
  readonly input?: Readonly<Record<string, string>>;
}

/** A change of one's own account, in the ledger like every other change. */
export async function noteInLedger(transaction: Transaction, { actor }: SignedIn, note: Note): Promise<void> {
  await appendToLedger(transaction, {
    tenantId: actor.tenantId,
    operationId: newId(),
    operation: note.operation,
    stream: "account",
    streamId: actor.userId,
    version: 0,
    actorId: actor.userId,
    device: "",
    claimedAt: note.now.toISOString(),
    input: note.input ?? {},
  });
}

interface SecretCheck {
  readonly kind: "account" | "family_mode";
  readonly subject: string;
  readonly stored: string;
  readonly typed: string;
  /** Code of the refusal when the secret is another one. */
  readonly wrong: string;
  readonly texts: Texts;
  readonly language: "es" | "en";
}

/** Compares a typed secret within the limits; undefined when it is right, else the refusal. */
export async function refusalOfSecret(surroundings: Surroundings, check: SecretCheck): Promise<Answer | undefined> {
  const { kind, subject, stored, typed, texts, language } = check;
  const attempts = await takeAttempts(surroundings, [[kind, subject]]);
  if (!attempts) return tooManyTries(kind, texts, language);
  try {
    if (!(await matchesSecret(stored, normalisePassword(typed)))) {
      return answerFailure({ code: check.wrong }, texts, language);
    }
  } catch (error) {
    if (!(error instanceof TooBusy)) throw error;
    await settleAttempts(surroundings, attempts);
    return answerFailure({ code: "busy" }, texts, language);
  }
  await settleAttempts(surroundings, attempts);
  return undefined;
}

/** Makes the next request of this browser ask the database again. */
export function forgetCurrent(surroundings: Surroundings, request: FastifyRequest): void {
  const token = tokenOf(request.cookies, surroundings.secureCookies);
  if (token !== undefined) forgetSignIn(surroundings.pool, token);
}
