import { Dexie, type Table } from "dexie";
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

class DeviceStore extends Dexie {
  declare readonly outbox: Table<OutboxRow, number>;
  declare readonly drafts: Table<DraftRow, string>;
  constructor() {
    // "strict": a write is done when the disk has it, so that a killed browser loses nothing that was acknowledged.
    super("trenza", { chromeTransactionDurability: "strict" });
    this.version(1).stores({ outbox: "++order,&id,owner", drafts: "place,owner" });
  }
}

export const deviceStore = new DeviceStore();
