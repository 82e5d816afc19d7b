import { accepted, type Result, refused } from "../core/result.ts";
import type { EvaluationFailure } from "./failure.ts";

/** A column of numbers (NaN is missing) or of words (`codes` point into `levels`; -1 is missing). */
export type Column =
  | { readonly kind: "number"; readonly values: Float64Array }
  | { readonly kind: "text"; readonly codes: Int32Array; readonly levels: readonly string[] };

/** Rows as columns of equal length `n`; rows keep the order of the file. */
export interface Table {
  readonly n: number;
  readonly columns: ReadonlyMap<string, Column>;
}

const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** Where a field lies: `[start, end)` of the text; `doubled` when it holds doubled quotes to be read as one. */
interface Field {
  start: number;
  end: number;
  doubled: boolean;
  /** What followed: a comma, a line end or the end of the text. */
  last: boolean;
  next: number;
  fault: string | undefined;
}

function endOf(text: string, from: number, field: Field): void {
  const code = text.charCodeAt(from);
  field.last = code !== COMMA;
  field.next = code === RETURN && text.charCodeAt(from + 1) === LINE_FEED ? from + 2 : from + 1;
  if (from < text.length && code !== COMMA && code !== LINE_FEED && code !== RETURN) field.fault = "text_after_quote";
}

/** Reads the field that starts at `from` into `field`. */
function readField(text: string, from: number, field: Field): void {
  field.doubled = false;
  field.fault = undefined;
  let at = from;
  if (text.charCodeAt(at) === QUOTE) {
    field.start = ++at;
    for (;;) {
      const close = text.indexOf('"', at);
      if (close < 0) {
        field.fault = "unclosed_quote";
        return;
      }
      if (text.charCodeAt(close + 1) !== QUOTE) {
        field.end = close;
        endOf(text, close + 1, field);
        return;
      }
      field.doubled = true;
      at = close + 2;
    }
  }
  field.start = at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LINE_FEED || code === RETURN) break;
    if (code === QUOTE) field.fault = "quote_inside";
  }
  field.end = at;
  const fault = field.fault;
  endOf(text, at, field);
  field.fault ??= fault;
}

function wordOf(text: string, field: Field): string {
  const word = text.slice(field.start, field.end);
  return field.doubled ? word.replaceAll('""', '"') : word;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The number a word spells with a decimal point; NaN when it spells none. */
export function numberOf(word: string): number {
  const trimmed = word.trim();
  const number = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  // Digits beyond the largest number spell none that can be computed with.
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Plain digits are read here, exactly rounded (a whole number below 2^53 over a power of ten up to 22). */
function readNumber(text: string, start: number, end: number): number {
  let at = start;
  const negative = text.charCodeAt(at) === 45;
  if (negative) at++;
  let whole = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (digit === -2 && decimals < 0) decimals = 0;
    else return numberOf(text.slice(start, end));
  }
  if (digits === 0 || digits > 15) return numberOf(text.slice(start, end));
  const size = decimals > 0 ? whole / (EXACT_POWERS[decimals] ?? 1) : whole;
  return negative ? -size : size;
}

function isMissingWord(text: string, start: number, end: number): boolean {
  if (start === end) return true;
  if (end - start > 3) return false;
  const word = text.slice(start, end);
  return word === "NA" || word === "NaN";
}

/** One column while it is read: numbers until a word that is none shows that it holds words. */
interface Reading {
  readonly name: string;
  numbers: Float64Array | undefined;
  codes: Int32Array | undefined;
  readonly levels: Map<string, number>;
}

type Malformed = Extract<EvaluationFailure, { code: "malformed_table" }>;

function readHeader(text: string, from: number): Result<{ names: string[]; next: number }, Malformed> {
  const field: Field = { start: 0, end: 0, doubled: false, last: false, next: from, fault: undefined };
  const names: string[] = [];
  const seen = new Set<string>();
  const fault = (name: string, reason: string) =>
    refused<Malformed>({ code: "malformed_table", row: 0, field: name, reason });
  if (from >= text.length) return fault("", "empty");
  do {
    readField(text, field.next, field);
    if (field.fault) return fault(names.at(-1) ?? "", field.fault);
    const name = wordOf(text, field).trim();
    if (seen.has(name)) return fault(name, "repeated_column");
    seen.add(name);
    names.push(name);
  } while (!field.last);
  const [only = ""] = names;
  if (names.length === 1 && /[;\t]/.test(only)) return fault(only, "not_separated_by_commas");
  return accepted({ names, next: field.next });
}

/** Calls `visit` for every field; stops at the first fault. Blank lines of a table of several columns are skipped. */
function walk(
  text: string,
  { names, next }: { readonly names: readonly string[]; readonly next: number },
  visit: (column: number, row: number, field: Field) => void,
): Result<number, Malformed> {
  const field: Field = { start: 0, end: 0, doubled: false, last: false, next, fault: undefined };
  const width = names.length;
  let row = 0;
  while (field.next < text.length) {
    const begin = field.next;
    let column = 0;
    do {
      readField(text, field.next, field);
      if (field.fault !== undefined || column >= width) {
        const reason = field.fault ?? "too_many_fields";
        return refused({ code: "malformed_table", row: row + 1, field: names[column] ?? "", reason });
      }
      if (column === 0 && field.last && width > 1 && field.start === field.end) break;
      visit(column++, row, field);
    } while (!field.last);
    if (column === 0 && field.next > begin) continue;
    if (column < width)
      return refused({ code: "malformed_table", row: row + 1, field: names[column] ?? "", reason: "too_few_fields" });
    row++;
  }
  return accepted(row);
}

function grown(array: Float64Array): Float64Array {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

function visitNumber(text: string, reading: Reading, row: number, field: Field): void {
  if (!reading.numbers) return;
  if (row >= reading.numbers.length) reading.numbers = grown(reading.numbers);
  const value = readNumber(text, field.start, field.end);
  if (Number.isNaN(value) && !isMissingWord(text, field.start, field.end)) reading.numbers = undefined;
  else reading.numbers[row] = value;
}

function visitWord(text: string, reading: Reading, row: number, field: Field): void {
  if (!reading.codes) return;
  if (field.start === field.end) {
    reading.codes[row] = -1;
    return;
  }
  const word = wordOf(text, field);
  let code = reading.levels.get(word);
  if (code === undefined) {
    code = reading.levels.size;
    reading.levels.set(word, code);
  }
  reading.codes[row] = code;
}

/**
 * Reads comma-separated text: UTF-8 with or without byte order mark, a header line, quotes doubled inside quotes, decimal
 * point. An empty field is missing; `NA` and `NaN` are missing in a column whose other fields are numbers. A column
 * with any other word is a column of words. Rows are counted from 1 after the header (row 0) in failures.
 */
export function parseCsv(text: string): Result<Table, EvaluationFailure> {
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const row = text.slice(0, nul).split("\n").length - 1;
    return refused({ code: "malformed_table", row, field: "", reason: "nul" });
  }
  const header = readHeader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (!header.ok) return header;
  const readings = header.value.names.map(
    (name): Reading => ({ name, numbers: new Float64Array(1024), codes: undefined, levels: new Map() }),
  );
  const read = walk(text, header.value, (column, row, field) => {
    const reading = readings[column];
    if (reading) visitNumber(text, reading, row, field);
  });
  if (!read.ok) return read;
  const n = read.value;
  const words = readings.filter(({ numbers }) => !numbers);
  for (const reading of words) reading.codes = new Int32Array(n);
  if (words.length > 0)
    walk(text, header.value, (column, row, field) => {
      const reading = readings[column];
      if (reading) visitWord(text, reading, row, field);
    });
  return accepted({ n, columns: new Map(readings.map((reading) => [reading.name, columnOf(reading, n)])) });
}

function columnOf({ numbers, codes, levels }: Reading, n: number): Column {
  if (numbers) return { kind: "number", values: numbers.slice(0, n) };
  return { kind: "text", codes: codes ?? new Int32Array(n).fill(-1), levels: [...levels.keys()] };
}
