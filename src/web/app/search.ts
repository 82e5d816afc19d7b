import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** One value of the address's search, as text; writing it keeps the others, so that a filtered list can be shared by link. */
export function useSearchValue(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const write = useCallback(
    (value: string | undefined) => {
      void navigate({
        to: ".",
        search: ((before: Record<string, unknown>) => ({
          ...before,
          [name]: value === "" ? undefined : value,
        })) as never,
        replace: true,
      });
    },
    [navigate, name],
  );
  const value = search[name];
  return [value === undefined || value === null ? undefined : String(value), write];
}
