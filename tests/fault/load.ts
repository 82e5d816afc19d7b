import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { addNote, familyTasks } from "../../src/contracts/tasks.ts";
import type { Families } from "./families.ts";

/** One write as a device sends it: the same envelope again and again until the server acknowledges it. */
interface Sent {
  readonly operationId: string;
  readonly noteId: string;
  readonly text: string;
}

export interface Answered {
  readonly status: number;
  readonly message: string;
}

/** Sends one note; status 0 when there was no answer at all. */
export async function sendNote(url: string, families: Families, sent: Sent): Promise<Answered> {
  const { householdId, cookie } = families;
  const input = { noteId: sent.noteId, householdId, text: sent.text };
  const body = JSON.stringify({ operationId: sent.operationId, claimedAt: new Date().toISOString(), input });
  return call(`${url}${addNote.url}`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body,
  });
}

/** Opens the family's tasks and notes, which also writes the read log. */
export function readNotes(url: string, families: Families): Promise<Answered> {
  const { householdId, cookie } = families;
  return call(`${url}${familyTasks.url}?householdId=${householdId}`, { headers: { cookie } });
}

async function call(url: string, init: RequestInit): Promise<Answered> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    const message = response.ok ? "" : ((JSON.parse(text) as { error?: { message?: string } }).error?.message ?? text);
    return { status: response.status, message };
  } catch {
    return { status: 0, message: "" };
  }
}

export function aNote(number: number): Sent {
  return { operationId: randomUUID(), noteId: randomUUID(), text: `Nota ${number}: la familia llegó a la cita.` };
}

/** Several devices writing without pause. */
export interface Load {
  /** Acknowledged so far: id of the note and its text. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Statuses seen other than 200, with how often. */
  readonly refusals: ReadonlyMap<number, number>;
  /** Lets every device deliver what it has in hand, then ends. */
  readonly finish: () => Promise<void>;
}

/** Starts `devices` writers. Each keeps sending its note until it is acknowledged, as an outbox does. */
export function startLoad(urlOf: () => string, families: Families, devices = 4): Load {
  const acknowledged = new Map<string, string>();
  const refusals = new Map<number, number>();
  let writing = true;
  let number = 0;
  const deliver = async (sent: Sent) => {
    for (;;) {
      const { status } = await sendNote(urlOf(), families, sent);
      if (status === 200) {
        acknowledged.set(sent.noteId, sent.text);
        return;
      }
      refusals.set(status, (refusals.get(status) ?? 0) + 1);
      await pause(30);
    }
  };
  const device = async () => {
    while (writing) {
      number += 1;
      const sent = aNote(number);
      await deliver(sent);
      // Now and then the answer got lost on the way and the device sends again what was already accepted.
      if (number % 7 === 0) await deliver(sent);
    }
  };
  const devicesAtWork = Array.from({ length: devices }, device);
  return {
    acknowledged,
    refusals,
    finish: async () => {
      writing = false;
      await Promise.all(devicesAtWork);
    },
  };
}
