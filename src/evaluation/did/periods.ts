import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Column, numberOf, type Table } from "../table.ts";
import { numberColumn } from "../terms.ts";

/** Periods and first treated periods on one scale of consecutive numbers, with the words they were written in. */
export interface Calendar {
  readonly time: Float64Array;
  readonly group: Float64Array;
  /** The word of a period or group; the number itself where the columns hold numbers. */
  readonly label: (period: number) => number | string;
}

const KINDS = [
  { pattern: /^(\d{4})-?[TQ]([1-4])$/i, perYear: 4 },
  { pattern: /^(\d{4})-?[SH]([12])$/i, perYear: 2 },
  { pattern: /^(\d{4})-(0[1-9]|1[0-2])$/, perYear: 12 },
  { pattern: /^(\d{4})$/, perYear: 1 },
] as const;

const NEVER = new Set(["0", "inf", "never", "nunca"]);

function ordinal(word: string, kind: (typeof KINDS)[number]): number {
  const found = kind.pattern.exec(word.trim());
  return found ? Number(found[1]) * kind.perYear + (Number(found[2] ?? 1) - 1) : Number.NaN;
}

function numbersOf(column: Extract<Column, { kind: "text" }>, values: readonly number[]): Float64Array {
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : (values[code] ?? Number.NaN)));
}

function wordsToGroups(
  table: Table,
  name: string,
  kind: (typeof KINDS)[number],
): Result<Float64Array, EvaluationFailure> {
  const column = table.columns.get(name);
  if (!column) return refused({ code: "unknown_column", column: name });
  if (column.kind === "number") {
    const other = column.values.find((value) => !Number.isNaN(value) && value !== 0);
    if (other === undefined) return accepted(column.values);
    if (kind.perYear !== 1) return refused({ code: "unordered_period", column: name, value: String(other) });
    return accepted(column.values);
  }
  const values = column.levels.map((word) => (NEVER.has(word.trim().toLowerCase()) ? 0 : ordinal(word, kind)));
  const wrong = values.findIndex(Number.isNaN);
  if (wrong >= 0) return refused({ code: "unordered_period", column: name, value: column.levels[wrong] ?? "" });
  return accepted(numbersOf(column, values));
}

/** Numbers, among which words may say "never". */
function numbersOrNever(table: Table, name: string): Result<Float64Array, EvaluationFailure> {
  const column = table.columns.get(name);
  if (column?.kind !== "text") return numberColumn(table, name);
  const values = column.levels.map((word) => (NEVER.has(word.trim().toLowerCase()) ? 0 : numberOf(word)));
  const wrong = values.findIndex(Number.isNaN);
  if (wrong < 0) return accepted(numbersOf(column, values));
  return refused({ code: "unordered_period", column: name, value: column.levels[wrong] ?? "" });
}

/**
 * Reads the columns of periods and of first treated periods. Numbers are taken as they stand (group 0 = never, empty =
 * not known). Words of the time column must all be years, quarters (2024-T1, 2024Q1), half-years (2024-S1) or months (2024-01), which are
 * ordered by date and not by spelling; never treated is 0, "never", "nunca" or "Inf".
 * Fails with `unknown_column` or `unordered_period`.
 */
export function readCalendar(
  table: Table,
  { time, group }: { readonly time: string; readonly group: string },
): Result<Calendar, EvaluationFailure> {
  const column = table.columns.get(time);
  if (column?.kind !== "text") {
    const times = numberColumn(table, time);
    if (!times.ok) return times;
    const groups = numbersOrNever(table, group);
    if (!groups.ok) return groups;
    return accepted({ time: times.value, group: groups.value, label: (period) => period });
  }
  const [first = ""] = column.levels;
  const kind = KINDS.find(({ pattern }) => pattern.test(first.trim()));
  if (!kind) return refused({ code: "unordered_period", column: time, value: first });
  const values = column.levels.map((word) => ordinal(word, kind));
  const wrong = values.findIndex(Number.isNaN);
  if (wrong >= 0) return refused({ code: "unordered_period", column: time, value: column.levels[wrong] ?? "" });
  const groups = wordsToGroups(table, group, kind);
  if (!groups.ok) return groups;
  const words = new Map(values.map((value, place) => [value, column.levels[place] ?? ""]));
  return accepted({
    time: numbersOf(column, values),
    group: groups.value,
    label: (period) => words.get(period) ?? period,
  });
}
