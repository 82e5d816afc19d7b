import { accepted, type Result, refused } from "../../core/result.ts";

/**
 * The part of ICU MessageFormat the product writes: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {…}}` with `#`,
 * `{x, select, a {…} other {…}}` and apostrophe quoting. It exists because intl-messageformat alone would take the shell over
 * its budget; the catalogue test checks it against intl-messageformat on every message of every catalogue.
 */
export type MessagePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly numeric: boolean }
  | { readonly kind: "count" }
  | { readonly kind: "choice"; readonly name: string; readonly by: "plural" | "select"; readonly cases: MessageCases };
export type MessageCases = ReadonlyMap<string, readonly MessagePart[]>;
export type MessageFailure = { readonly code: "message_malformed"; readonly at: number; readonly expected: string };
export type MessageValues = Readonly<Record<string, string | number>>;

interface Cursor {
  readonly text: string;
  at: number;
  problem: MessageFailure | null;
}

/** Reads a message into parts; a malformed message names the position and what was expected there. */
export function parseMessage(text: string): Result<readonly MessagePart[], MessageFailure> {
  const cursor: Cursor = { text, at: 0, problem: null };
  const parts = readParts(cursor, { nested: false, plural: false });
  if (cursor.problem) return refused(cursor.problem);
  return accepted(parts);
}

/** The parameter names a message needs, in order of appearance and without repeats. */
export function parameterNames(parts: readonly MessagePart[]): readonly string[] {
  const names = parts.flatMap((part): readonly string[] => {
    if (part.kind === "value") return [part.name];
    if (part.kind === "choice") return [part.name, ...[...part.cases.values()].flatMap(parameterNames)];
    return [];
  });
  return [...new Set(names)];
}

/** Writes a message with its values. `locale` is a BCP 47 tag and decides plural category and digits. */
export function writeMessage(parts: readonly MessagePart[], values: MessageValues, locale: string): string {
  return write(parts, { values, locale, count: 0 });
}

interface Writing {
  readonly values: MessageValues;
  readonly locale: string;
  readonly count: number;
}

function write(parts: readonly MessagePart[], writing: Writing): string {
  return parts.map((part) => writePart(part, writing)).join("");
}

function writePart(part: MessagePart, writing: Writing): string {
  if (part.kind === "text") return part.text;
  if (part.kind === "count") return digits(writing.count, writing.locale);
  const value = writing.values[part.name] ?? "";
  if (part.kind === "value") return part.numeric ? digits(Number(value), writing.locale) : String(value);
  const count = part.by === "plural" ? Number(value) : writing.count;
  const chosen = part.cases.get(caseKey(part, value, writing.locale)) ?? part.cases.get("other") ?? [];
  return write(chosen, { ...writing, count });
}

function caseKey(part: MessagePart & { kind: "choice" }, value: string | number, locale: string): string {
  if (part.by === "select") return String(value);
  const exact = `=${value}`;
  return part.cases.has(exact) ? exact : new Intl.PluralRules(locale).select(Number(value));
}

function digits(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

interface Place {
  readonly nested: boolean;
  readonly plural: boolean;
}

function readParts(cursor: Cursor, place: Place): MessagePart[] {
  const parts: MessagePart[] = [];
  while (cursor.at < cursor.text.length && !cursor.problem) {
    const sign = cursor.text[cursor.at];
    if (sign === "}") {
      if (!place.nested) fail(cursor, "no closing brace");
      return parts;
    }
    if (sign === "{") parts.push(readArgument(cursor));
    else if (sign === "#" && place.plural) {
      cursor.at += 1;
      parts.push({ kind: "count" });
    } else parts.push({ kind: "text", text: readText(cursor, place) });
  }
  return parts;
}

function readText(cursor: Cursor, place: Place): string {
  let text = "";
  while (cursor.at < cursor.text.length) {
    const sign = cursor.text[cursor.at] ?? "";
    if (sign === "{" || sign === "}" || (sign === "#" && place.plural)) break;
    text += sign === "'" ? readApostrophe(cursor, place) : sign;
    cursor.at += 1;
  }
  return text;
}

/** `''` is an apostrophe; `'{…'` is quoted text; any other apostrophe is itself. Leaves the cursor on its last sign. */
function readApostrophe(cursor: Cursor, place: Place): string {
  const next = cursor.text[cursor.at + 1] ?? "";
  if (next === "'") {
    cursor.at += 1;
    return "'";
  }
  if (!"{}".includes(next || " ") && !(next === "#" && place.plural)) return "'";
  const end = cursor.text.indexOf("'", cursor.at + 2);
  const quoted = cursor.text.slice(cursor.at + 1, end < 0 ? undefined : end);
  cursor.at = end < 0 ? cursor.text.length : end;
  return quoted;
}

function readArgument(cursor: Cursor): MessagePart {
  cursor.at += 1;
  const name = readWord(cursor, "a parameter name");
  if (take(cursor, "}")) return { kind: "value", name, numeric: false };
  expect(cursor, ",");
  const format = readWord(cursor, "number, plural or select");
  if (format === "number") {
    expect(cursor, "}");
    return { kind: "value", name, numeric: true };
  }
  if (format !== "plural" && format !== "select") fail(cursor, "number, plural or select");
  expect(cursor, ",");
  const by = format === "plural" ? "plural" : "select";
  const cases = readCases(cursor, { nested: true, plural: by === "plural" });
  if (!cases.has("other")) fail(cursor, "a case for other");
  return { kind: "choice", name, by, cases };
}

function readCases(cursor: Cursor, place: Place): MessageCases {
  const cases = new Map<string, readonly MessagePart[]>();
  while (!cursor.problem && !take(cursor, "}")) {
    const key = readWord(cursor, "a case");
    expect(cursor, "{");
    cases.set(key, readParts(cursor, place));
    expect(cursor, "}");
  }
  return cases;
}

function readWord(cursor: Cursor, expected: string): string {
  skipSpace(cursor);
  const word = /^=?[\p{L}\p{N}_]+/u.exec(cursor.text.slice(cursor.at))?.[0] ?? "";
  if (word === "") fail(cursor, expected);
  cursor.at += word.length;
  return word;
}

function take(cursor: Cursor, sign: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== sign) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, sign: string): void {
  if (!cursor.problem && !take(cursor, sign)) fail(cursor, sign);
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? "")) cursor.at += 1;
}

function fail(cursor: Cursor, expected: string): void {
  cursor.problem ??= { code: "message_malformed", at: cursor.at, expected };
}
