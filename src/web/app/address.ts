import { useMemo } from "react";
import { useParams, useSearch as useSearchText } from "wouter";
import { navigate } from "wouter/use-browser-location";

/** Goes to an address of the application, read from its top; `replace` leaves no way back to the present one. */
export function go(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  navigate(href, { replace });
  if (!replace) window.scrollTo(0, 0);
}

/** What stands in the address in the place of `:name`. */
export function useParameter(name: string): string {
  const value = useParams()[name];
  if (value === undefined) throw new Error(`the address of this screen has no :${name}`);
  return value;
}

/** The search of the address, name by name. */
export function useSearch(): Readonly<Record<string, string>> {
  const text = useSearchText();
  return useMemo(() => Object.fromEntries(new URLSearchParams(text)), [text]);
}
