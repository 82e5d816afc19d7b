import { isFormula, readCell, readChild } from "./cells.ts";
import type { Table } from "./rules/rule.ts";
import { type ColumnKind, columnOf, kindOf, missingColumns, tableOf } from "./tables.ts";
import { type CollectionYear, yearIn } from "./year.ts";

/** More columns than any return has: something else was given. */
export const mostColumns = 200;
/** Longest cell that is kept; the longest of a return, an identifier, has sixty signs. */
export const mostSigns = 200;

/** What is found in rows while they are read, before any rule is asked. */
export const READING_CODES = {
  child_missing: "refused",
  year_unclear: "refused",
  too_few_cells: "refused",
  too_many_cells: "refused",
  code_unknown: "refused",
  formula: "refused",
  cell_too_long: "refused",
  territory_missing: "refused",
  dimension_unknown: "refused",
  group_unknown: "refused",
  count_unclear: "refused",
  same_child: "refused",
  row_repeated: "refused",
  day_unreadable: "warning",
  territory_unknown: "warning",
  sibling_unknown: "warning",
} as const;

/** What a row has that is not as it should be. */
export type ReadingCode = keyof typeof READING_CODES;

/** Why a file cannot be a return. */
export type HeaderFailure =
  | { readonly code: "too_many_columns"; readonly count: number }
  | { readonly code: "repeated_column"; readonly name: string }
  | { readonly code: "missing_column"; readonly name: string; readonly table: Table };

/** How the cells of a table are read, by their place in the row. */
export interface HeaderPlan {
  readonly table: Table;
  readonly width: number;
  readonly child: number;
  readonly year: number | undefined;
  readonly agency: number | undefined;
  readonly columns: readonly { readonly name: string; readonly at: number; readonly kind: ColumnKind }[];
  readonly ignored: readonly string[];
}

/** What the headings of a file mean: a plan, nothing at all (a table this version does not know), or why they are wrong. */
export type ReadHeader =
  | { readonly kind: "plan"; readonly plan: HeaderPlan }
  | { readonly kind: "unknown" }
  | { readonly kind: "failure"; readonly failure: HeaderFailure };

export function readHeader(headings: readonly string[]): ReadHeader {
  const wrong = (failure: HeaderFailure): ReadHeader => ({ kind: "failure", failure });
  if (headings.length > mostColumns) return wrong({ code: "too_many_columns", count: headings.length });
  const names = headings.map(columnOf);
  const repeated = names.find((name, at) => name !== "" && names.indexOf(name) !== at);
  if (repeated !== undefined) return wrong({ code: "repeated_column", name: repeated.slice(0, 60) });
  const table = tableOf(names);
  if (table === undefined) return { kind: "unknown" };
  const [missing] = missingColumns(table, names);
  if (missing !== undefined) return wrong({ code: "missing_column", name: missing, table });
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : undefined);
  const columns = names.flatMap((name, at) => {
    const kind = kindOf(table, name);
    return kind === undefined || name === "CHILD" ? [] : [{ name, at, kind }];
  });
  const used = new Set(["CHILD", "YEAR", "LA", "", ...columns.map(({ name }) => name)]);
  return {
    kind: "plan",
    plan: {
      table,
      width: names.length,
      child: names.indexOf("CHILD"),
      year: place("YEAR"),
      agency: place("LA"),
      columns,
      ignored: names.filter((name) => !used.has(name)).map((name) => name.slice(0, 60)),
    },
  };
}

/** A row that was understood, with the columns that could not be read as days. */
export interface ReadRow {
  readonly child: string;
  readonly year: CollectionYear;
  readonly values: Readonly<Record<string, string>>;
  readonly unreadable: readonly string[];
}

/** A row, or why it is refused. Blank rows at the end of a file are neither: undefined. */
export type RowRead = ReadRow | { readonly refused: ReadingCode; readonly column?: string } | undefined;

export function readRow(plan: HeaderPlan, cells: readonly string[], yearOfFile: CollectionYear | undefined): RowRead {
  if (cells.every((cell) => cell.trim() === "")) return undefined;
  if (cells.length < plan.width) return { refused: "too_few_cells" };
  if (cells.length > plan.width && cells.slice(plan.width).some((cell) => cell.trim() !== "")) {
    return { refused: "too_many_cells" };
  }
  const child = readChild(cells[plan.child] ?? "");
  if (child === undefined) return { refused: "child_missing" };
  if (isFormula(child)) return { refused: "formula", column: "CHILD" };
  const year = plan.year === undefined ? yearOfFile : yearIn(cells[plan.year] ?? "");
  if (year === undefined) return { refused: "year_unclear" };
  const values: Record<string, string> = {};
  const unreadable: string[] = [];
  for (const { name, at, kind } of plan.columns) {
    const raw = cells[at] ?? "";
    if (raw === "") continue;
    if (raw.length > mostSigns) return { refused: "cell_too_long", column: name };
    if (isFormula(raw)) return { refused: "formula", column: name };
    const cell = readCell(kind, raw);
    if (cell.value !== undefined) values[name] = cell.value;
    if (cell.unreadable) unreadable.push(name);
  }
  return { child, year, values, unreadable };
}
