import type { Dexie, Table } from "dexie";
import type { Sealed } from "./sealing.ts";

/** An operation that waits for the server. `order` is the order in which they were saved. */
export interface OutboxRow {
  order?: number;
  readonly id: string;
  readonly owner: string;
  readonly state: "waiting" | "refused";
  readonly sealed: Sealed;
}

/** Half-written forms, one row per form and person. */
export interface DraftRow {
  readonly place: string;
  readonly owner: string;
  readonly savedAt: number;
  readonly sealed: Sealed;
}

/** The store of this device: what waits to be sent, and half-written forms. */
export interface DeviceStore extends Dexie {
  readonly outbox: Table<OutboxRow, number>;
  readonly drafts: Table<DraftRow, string>;
}

let opened: Promise<DeviceStore> | undefined;

async function open(): Promise<DeviceStore> {
  const { Dexie: Store } = await import("dexie");
  // "strict": a write is done when the disk has it, so that a killed browser loses nothing that was acknowledged.
  const store = new Store("trenza", { chromeTransactionDurability: "strict" });
  store.version(1).stores({ outbox: "++order,&id,owner", drafts: "place,owner" });
  return store as DeviceStore;
}

/** Opens the store once; its library is fetched apart, so that the first page does not wait for it. */
export function deviceStore(): Promise<DeviceStore> {
  opened ??= open();
  return opened;
}
