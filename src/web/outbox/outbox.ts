import type { Envelope } from "../../contracts/contract.ts";
import { ApiFailure, NotReached, request } from "../app/request.ts";
import { deviceStore, type OutboxRow } from "./deviceStore.ts";
import { seal, unseal } from "./sealing.ts";

/** What an outbox row holds once opened. */
export interface OutboxContent {
  readonly url: string;
  readonly summary: string;
  readonly envelope: Envelope<unknown>;
  readonly refusal?: { readonly code: string; readonly message: string };
}

/** Thrown to the form when the operation is safe on this device but the server has not answered yet. */
export class NotSentYet extends Error {}

/** Whose outbox this is, and with which key it is read. */
export interface Owner {
  readonly userId: string;
  readonly key: CryptoKey;
  readonly language: string;
}

interface Outcome {
  readonly output?: unknown;
  readonly failure?: ApiFailure;
}

const counters = new Set<(waiting: number) => void>();

/** Tells how many operations wait, now and after every change. */
export function onOutboxChange(listener: (waiting: number) => void): () => void {
  counters.add(listener);
  return () => counters.delete(listener);
}

async function announce(owner: Owner): Promise<void> {
  const waiting = await (await deviceStore()).outbox.where("owner").equals(owner.userId).count();
  for (const listener of counters) listener(waiting);
}

function placeOf(id: string): string {
  return `outbox/${id}`;
}

async function deliver(owner: Owner, content: OutboxContent): Promise<Outcome> {
  try {
    const output = await request({
      method: "POST",
      url: content.url,
      body: content.envelope,
      language: owner.language,
    });
    return { output };
  } catch (error) {
    if (error instanceof ApiFailure && error.status < 500 && error.status !== 401) return { failure: error };
    throw error instanceof NotReached ? error : new NotReached("later", { cause: error });
  }
}

async function settle(owner: Owner, row: OutboxRow, content: OutboxContent, mine: Map<string, Outcome>): Promise<void> {
  const outcome = await deliver(owner, content);
  const order = row.order as number;
  const formIsOpen = mine.has(row.id);
  if (formIsOpen) mine.set(row.id, outcome);
  if (outcome.failure === undefined || formIsOpen) {
    await (await deviceStore()).outbox.delete(order);
    return;
  }
  // Nobody is looking at the form any more: the text stays readable here, with the reason, until the person decides.
  const refusal = { code: outcome.failure.code, message: outcome.failure.message };
  const sealed = await seal(owner.key, placeOf(row.id), { ...content, refusal });
  await (await deviceStore()).outbox.update(order, { state: "refused", sealed });
}

/**
 * Undefined for a row sealed with this person's other key: what the worker wrote stays closed while the screen is lent to a
 * family, and the other way round. It waits until its own key is back.
 */
async function contentOf(owner: Owner, row: OutboxRow): Promise<OutboxContent | undefined> {
  return unseal<OutboxContent>(owner.key, placeOf(row.id), row.sealed).catch(() => undefined);
}

/** Sends what waits, oldest first, one sender per browser. Stops at the first that cannot be reached. */
async function flush(owner: Owner, mine: Map<string, Outcome>): Promise<void> {
  await navigator.locks.request("trenza-outbox", async () => {
    const rows = await (await deviceStore()).outbox.where("owner").equals(owner.userId).sortBy("order");
    for (const row of rows.filter((candidate) => candidate.state === "waiting")) {
      const content = await contentOf(owner, row);
      if (content) await settle(owner, row, content, mine);
    }
  });
  await announce(owner);
}

/**
 * Saves an operation on this device and sends it. Resolves with the server's answer; throws `ApiFailure` when it is
 * refused (the form still holds the text) and `NotSentYet` when it is safe here and will be sent later.
 */
export async function sendThroughOutbox(owner: Owner, content: OutboxContent): Promise<unknown> {
  const { operationId } = content.envelope;
  const sealed = await seal(owner.key, placeOf(operationId), content);
  await (await deviceStore()).outbox.add({ id: operationId, owner: owner.userId, state: "waiting", sealed });
  const mine = new Map<string, Outcome>([[operationId, {}]]);
  try {
    await flush(owner, mine);
  } catch (error) {
    await announce(owner);
    if (error instanceof NotReached) throw new NotSentYet("saved on this device");
    throw error;
  }
  let outcome = mine.get(operationId);
  // Another tab may have sent it first: the same id gets the same answer, so asking again is safe.
  if (outcome?.failure === undefined && outcome?.output === undefined) outcome = await deliver(owner, content);
  if (outcome.failure) throw outcome.failure;
  return outcome.output;
}

/** Tries again to send what waits (at start, when the signal returns, when the page is seen again). */
export async function retryOutbox(owner: Owner): Promise<void> {
  await flush(owner, new Map()).catch((error) => {
    if (!(error instanceof NotReached)) throw error;
  });
}

/** What waits or was refused, oldest first, for the outbox screen. */
export async function listOutbox(
  owner: Owner,
): Promise<readonly (OutboxContent & { id: string; state: OutboxRow["state"] })[]> {
  const rows = await (await deviceStore()).outbox.where("owner").equals(owner.userId).sortBy("order");
  const opened = await Promise.all(
    rows.map(async (row) => {
      const content = await contentOf(owner, row);
      return content ? [{ ...content, id: row.id, state: row.state }] : [];
    }),
  );
  return opened.flat();
}

/** The person has read a refused operation and lets it go. */
export async function dismissRefused(owner: Owner, id: string): Promise<void> {
  await (await deviceStore()).outbox
    .where("id")
    .equals(id)
    .and((row) => row.owner === owner.userId && row.state === "refused")
    .delete();
  await announce(owner);
}
