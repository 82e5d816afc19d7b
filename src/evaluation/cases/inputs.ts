import { accepted, type Result, refused } from "../../core/result.ts";
import type { Expected } from "../expectations.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import type { CaseData, CaseInput } from "./case.ts";

/**
 * Reads the members of a request. A member that is missing or of another kind is remembered as the failure and answered
 * with an empty value, so that a case reads all it needs and then looks once at `failure()`. A second argument is the
 * answer where the member is absent.
 */
export interface InputReader {
  readonly has: (field: string) => boolean;
  readonly text: (field: string, otherwise?: string) => string;
  readonly number: (field: string, otherwise?: number) => number;
  readonly flag: (field: string, otherwise?: boolean) => boolean;
  readonly texts: (field: string, otherwise?: readonly string[]) => readonly string[];
  readonly numbers: (field: string, otherwise?: readonly number[]) => readonly number[];
  /** Rows of numbers, such as a table of counts. */
  readonly rows: (field: string) => readonly (readonly number[])[];
  readonly oneOf: <Word extends string>(field: string, words: readonly Word[], otherwise?: Word) => Word;
  readonly record: (field: string) => Readonly<Record<string, unknown>>;
  readonly records: (field: string) => readonly Readonly<Record<string, unknown>>[];
  readonly optionalText: (field: string) => string | undefined;
  readonly optionalNumber: (field: string) => number | undefined;
  /** A seed: a whole number or a text. */
  readonly seed: (field: string, otherwise: string) => string;
  /** The first member that could not be read. */
  readonly failure: () => EvaluationFailure | undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf<Item>(is: (value: unknown) => value is Item): (value: unknown) => value is readonly Item[] {
  return (value): value is readonly Item[] => Array.isArray(value) && value.every(is);
}

/** What every kind of member is read with. */
function memberReader(input: CaseInput) {
  let failure: EvaluationFailure | undefined;
  const memberOf = (field: string): unknown => {
    const value = Object.hasOwn(input, field) ? input[field] : undefined;
    return value === null ? undefined : value;
  };
  const fail = (field: string, expected: Expected, detail?: string) => {
    failure ??= { code: "malformed_input", field, expected, ...(detail !== undefined && { detail }) };
  };
  const read = <Value>(
    field: string,
    is: (value: unknown) => value is Value,
    { expected, empty, otherwise }: { expected: Expected; empty: Value; otherwise?: Value | undefined },
  ): Value => {
    const value = memberOf(field);
    if (is(value)) return value;
    if (value === undefined && otherwise !== undefined) return otherwise;
    fail(field, expected);
    return otherwise ?? empty;
  };
  return { memberOf, fail, read, failure: () => failure };
}

/** Starts reading a request. */
export function readInput(input: CaseInput): InputReader {
  const { memberOf, fail, read, failure } = memberReader(input);
  const texts = (field: string, otherwise?: readonly string[]) => {
    const value = memberOf(field);
    if (isText(value)) return [value];
    return read(field, listOf(isText), { expected: "texts", empty: [], otherwise });
  };
  return {
    has: (field) => memberOf(field) !== undefined,
    text: (field, otherwise) => read(field, isText, { expected: "text", empty: "", otherwise }),
    number: (field, otherwise) => read(field, isNumber, { expected: "number", empty: 0, otherwise }),
    flag: (field, otherwise) => read(field, isFlag, { expected: "true_or_false", empty: false, otherwise }),
    texts,
    numbers: (field, otherwise) => read(field, listOf(isNumber), { expected: "numbers", empty: [], otherwise }),
    rows: (field) => read(field, listOf(listOf(isNumber)), { expected: "rows_of_numbers", empty: [] }),
    oneOf: <Word extends string>(field: string, words: readonly Word[], otherwise?: Word): Word => {
      const value = memberOf(field);
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      if (value !== undefined || otherwise === undefined)
        fail(field, "one_of", words.map((word) => `«${word}»`).join(", "));
      return otherwise ?? (words[0] as Word);
    },
    record: (field) => read(field, isRecord, { expected: "record", empty: {} }),
    records: (field) => read(field, listOf(isRecord), { expected: "records", empty: [] }),
    optionalText: (field) =>
      memberOf(field) === undefined ? undefined : read(field, isText, { expected: "text", empty: "" }),
    optionalNumber: (field) =>
      memberOf(field) === undefined ? undefined : read(field, isNumber, { expected: "number", empty: 0 }),
    seed: (field, otherwise) => {
      const value = memberOf(field);
      if (value === undefined) return otherwise;
      if (isText(value) || Number.isSafeInteger(value)) return String(value);
      fail(field, "whole_number_or_text");
      return otherwise;
    },
    failure,
  };
}

/** The table a request names in `data`, once every member could be read. */
export async function tableOf(
  read: InputReader,
  data: CaseData,
  field = "data",
): Promise<Result<Table, EvaluationFailure>> {
  const name = read.text(field);
  const failure = read.failure();
  return failure ? refused(failure) : data.table(name);
}

/** A record of numbers by name; also names such as `__proto__` are ordinary. */
export function byName<Value>(
  names: readonly string[],
  values: ArrayLike<Value>,
): Readonly<Record<string, Value | undefined>> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

/** A value ready for JSON: typed arrays and maps become lists and records, numbers without a value become null. */
export function jsonReady(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(jsonReady);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, jsonReady);
  if (value instanceof Map) return jsonReady(Object.fromEntries(value));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, jsonReady(member)]));
}

/** The first failure of several results, or all their values. */
export function allOf<Values extends readonly unknown[]>(
  ...results: { [Place in keyof Values]: Result<Values[Place], EvaluationFailure> }
): Result<Values, EvaluationFailure> {
  const values: unknown[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return accepted(values as unknown as Values);
}
