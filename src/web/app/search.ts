import { useCallback } from "react";
import { go, useSearch } from "./address.ts";

/** One value of the address's search, as text; writing it keeps the others, so that a filtered list can be shared by link. */
export function useSearchValue(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const write = useCallback(
    (value: string | undefined) => {
      const url = new URL(window.location.href);
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
      go(url.pathname + url.search, { replace: true });
    },
    [name],
  );
  return [useSearch()[name], write];
}
