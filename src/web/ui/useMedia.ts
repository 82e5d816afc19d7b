import { useCallback, useSyncExternalStore } from "react";

/** Narrower than a tablet upright: where tables are cards and the bar is at the bottom. */
export const PHONE = "(width < 48rem)";

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
