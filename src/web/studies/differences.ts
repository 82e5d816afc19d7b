import { canonicalJson } from "../../core/canonical.ts";
import type { FieldConflict } from "../../core/stale.ts";

/** Whether two contents say the same, whatever the order of their members. */
export function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null);
}

function membersOf(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
}

/** Where two versions of what is written in a task differ, member by member. */
export function differences(mine: unknown, theirs: unknown): readonly FieldConflict[] {
  const [yours, others] = [membersOf(mine), membersOf(theirs)];
  return [...new Set([...Object.keys(yours), ...Object.keys(others)])]
    .filter((field) => !same(yours[field], others[field]))
    .map((field) => ({ field, yours: yours[field], theirs: others[field] }));
}

/** A value in words: lists one after another, the members of a thing by their values. `name` says what a text stands for. */
export function inWords(
  value: unknown,
  words: { readonly none: string; readonly name: (text: string) => string },
): string {
  if (value === null || value === undefined || value === "") return words.none;
  if (typeof value === "string") return words.name(value);
  if (typeof value !== "object") return String(value);
  const parts = Array.isArray(value) ? value : Object.values(value);
  if (parts.length === 0) return words.none;
  return parts.map((part) => inWords(part, words)).join(Array.isArray(value) ? "; " : ", ");
}
