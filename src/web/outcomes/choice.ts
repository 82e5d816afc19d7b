import { useCallback, useMemo } from "react";
import { go, useSearch } from "../app/address.ts";

/** Which agency, which figures and which stretch of time a screen of outcomes shows; kept in its address. */
export interface Choice {
  readonly sourceId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly snapshotId?: string;
  readonly live?: "yes";
}

const NAMES = {
  sourceId: "entidad",
  from: "desde",
  to: "hasta",
  snapshotId: "publicacion",
  live: "ahora",
} as const satisfies Record<keyof Choice, string>;
const KEYS = Object.keys(NAMES) as readonly (keyof Choice)[];

/** What the search of an address asks for. */
export function choiceOf(search: Readonly<Record<string, string>>): Choice {
  const known = KEYS.flatMap((key) => {
    const value = search[NAMES[key]];
    return value ? [[key, key === "live" ? "yes" : value]] : [];
  });
  return Object.fromEntries(known);
}

/** An address with a choice in it, so that it can be shared. */
export function addressWith(
  path: string,
  choice: Choice,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(more)) if (value) search.set(name, value);
  for (const key of KEYS) {
    const value = choice[key];
    if (value) search.set(NAMES[key], value);
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** The choice in force, the way to change it, and addresses that keep it. */
export function useChoice() {
  const search = useSearch();
  const choice = useMemo(() => choiceOf(search), [search]);
  const choose = useCallback(
    (next: Choice) => {
      const rest = Object.entries(search).filter(([name]) => !Object.values<string>(NAMES).includes(name));
      go(addressWith(window.location.pathname, next, Object.fromEntries(rest)), { replace: true });
    },
    [search],
  );
  const addressOf = useCallback(
    (path: string, more?: Readonly<Record<string, string | undefined>>) => addressWith(path, choice, more),
    [choice],
  );
  return { choice, choose, addressOf, search };
}

/** Where one indicator is shown. */
export const INDICATOR_PATH = "/resultados/indicador";
/** Where the children of one indicator are listed. */
export const MEMBERS_PATH = "/resultados/indicador/lista";
/** Where one child's dated facts are shown. */
export const CHILD_PATH = "/resultados/infancia";

/** Stretches of twelve months that end on the given day and on the same day of the years before, the newest first. */
export function yearsBack(until: string, count: number): readonly { readonly from: string; readonly to: string }[] {
  const [year = 0, month = 1, day = 1] = until.split("-").map(Number);
  const ending = (back: number, later: number) =>
    new Date(Date.UTC(year - back, month - 1, day + later)).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, back) => ({ from: ending(back + 1, 1), to: ending(back, 0) }));
}
