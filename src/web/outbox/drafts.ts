import { useCallback, useEffect, useRef, useState } from "react";
import { useOwner } from "../app/session.tsx";
import { deviceStore } from "./deviceStore.ts";
import type { Owner } from "./outbox.ts";
import { seal, unseal } from "./sealing.ts";

function placeOf(owner: Owner, key: string): string {
  return `draft/${owner.userId}/${key}`;
}

async function readDraft<Value>(owner: Owner, key: string): Promise<Value | undefined> {
  const place = placeOf(owner, key);
  const row = await (await deviceStore()).drafts.get(place);
  if (!row) return undefined;
  try {
    return await unseal<Value>(owner.key, place, row.sealed);
  } catch {
    return undefined; // sealed with a key that no longer exists
  }
}

async function writeDraft(owner: Owner, key: string, value: unknown): Promise<void> {
  const place = placeOf(owner, key);
  const sealed = await seal(owner.key, place, value);
  await (await deviceStore()).drafts.put({ place, owner: owner.userId, savedAt: Date.now(), sealed });
}

/** A form's content that survives a killed browser. */
export interface Draft<Value> {
  readonly value: Value;
  readonly update: (change: Partial<Value> | ((before: Value) => Value)) => void;
  /** Forgets the draft, after the operation was saved. */
  readonly clear: () => Promise<void>;
  /** False until the device has been asked for an earlier draft: show the form only then. */
  readonly ready: boolean;
  /** True when the content comes from an earlier, unfinished visit to this form. */
  readonly restored: boolean;
  /** When the device last acknowledged the content. */
  readonly savedAt: Date | undefined;
}

/** Keeps `initial` as it is edited; every change is sealed and written to this device at once, in order. */
export function useDraft<Value extends object>(key: string, initial: Value): Draft<Value> {
  const owner = useOwner();
  const [value, setValue] = useState(initial);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const [savedAt, setSavedAt] = useState<Date>();
  const latest = useRef(initial);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const cleared = useRef(false);

  useEffect(() => {
    let current = true;
    setReady(false);
    cleared.current = false;
    readDraft<Value>(owner, key).then((draft) => {
      if (!current) return;
      if (draft !== undefined) {
        latest.current = { ...latest.current, ...draft };
        setValue(latest.current);
        setRestored(true);
      }
      setReady(true);
    });
    return () => {
      current = false;
    };
  }, [owner, key]);

  const update = useCallback(
    (change: Partial<Value> | ((before: Value) => Value)) => {
      latest.current = typeof change === "function" ? change(latest.current) : { ...latest.current, ...change };
      const toWrite = latest.current;
      setValue(toWrite);
      queue.current = queue.current
        .then(async () => {
          // Only the newest of several quick changes needs the disk.
          if (cleared.current || latest.current !== toWrite) return;
          await writeDraft(owner, key, toWrite);
          setSavedAt(new Date());
        })
        .catch(() => undefined);
    },
    [owner, key],
  );

  const clear = useCallback(async () => {
    cleared.current = true;
    await queue.current;
    await (await deviceStore()).drafts.delete(placeOf(owner, key));
  }, [owner, key]);

  return { value, update, clear, ready, restored, savedAt };
}
