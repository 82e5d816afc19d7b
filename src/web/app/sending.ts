import { useEffect, useState, useSyncExternalStore } from "react";
import { deviceStore } from "../outbox/deviceStore.ts";
import { onOutboxChange } from "../outbox/outbox.ts";
import { useOwner } from "./session.tsx";

function watchConnection(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Whether the device says it has a connection. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchConnection, () => navigator.onLine);
}

/** How many of this person's operations wait on this device. */
export function useWaiting(): number {
  const { userId } = useOwner();
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    deviceStore()
      .then((store) => store.outbox.where("owner").equals(userId).count())
      .then(setWaiting);
    return onOutboxChange(setWaiting);
  }, [userId]);
  return waiting;
}
