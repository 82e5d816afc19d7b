import type { Taken } from "./batch.ts";
import { isFormula, readCell, readChild } from "./cells.ts";
import { mostSigns } from "./reading.ts";
import type { Table } from "./rules/rule.ts";
import { type ColumnKind, kindOf } from "./tables.ts";
import type { CollectionYear } from "./year.ts";

/** How a list that is no English return is understood: its headings, and its codes where they are other ones. */
export interface ReturnMapping {
  /** Heading of the list to table and column: `ID_NNA` to `Episodes.CHILD`. */
  readonly columns: Readonly<Record<string, string>>;
  /** For each table and column, code of the list to code of the return. A code that is not there is refused. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface MappedColumn {
  readonly table: Table;
  readonly name: string;
  readonly at: number;
  readonly kind: ColumnKind;
  readonly codes: ReadonlyMap<string, string> | undefined;
}

/** Where the columns of a mapped list are, and to which tables each row gives a row. */
export interface MappedPlan {
  readonly child: number;
  readonly tables: readonly Table[];
  readonly columns: readonly MappedColumn[];
  readonly ignored: readonly string[];
}

const fold = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase();

/** What the headings of a list mean under a mapping; undefined when none of them says which child a row is about. */
export function planMapped(
  headings: readonly string[],
  { columns, values = {} }: ReturnMapping,
): MappedPlan | undefined {
  const wanted = new Map(Object.entries(columns).map(([heading, target]) => [fold(heading), target]));
  const found = headings.map((heading, at) => ({ at, heading, target: wanted.get(fold(heading)) }));
  const child = found.find(({ target }) => target?.endsWith(".CHILD"));
  if (child === undefined) return undefined;
  const mapped = found.flatMap(({ at, target = "" }): MappedColumn[] => {
    const [table = "", name = ""] = target.split(".");
    const kind = table === "Header" || table === "Episodes" ? kindOf(table, name) : undefined;
    if (kind === undefined || name === "CHILD") return [];
    const codes = values[target];
    const folded = codes && new Map(Object.entries(codes).map(([code, meaning]) => [fold(code), meaning]));
    return [{ table: table as Table, name, at, kind, codes: folded }];
  });
  const tables = [...new Set(mapped.map(({ table }) => table))];
  const ignored = found.filter(({ target }) => target === undefined).map(({ heading }) => heading.slice(0, 60));
  return tables.length === 0 ? undefined : { child: child.at, tables, columns: mapped, ignored };
}

interface Row {
  readonly row: number;
  readonly year: CollectionYear | undefined;
}

/** What a cell of a mapped list says in the codes of the return; `unknown` is a code the mapping does not name. */
function readMapped(
  { kind, codes }: MappedColumn,
  raw: string,
): { value?: string; unreadable?: true; unknown?: string } {
  if (codes === undefined) return readCell(kind, raw);
  const code = fold(raw);
  if (code === "") return {};
  const meaning = codes.get(code);
  if (meaning === undefined) return { unknown: raw.trim().slice(0, 40) };
  return meaning === "" ? {} : { value: meaning };
}

/** One row of a mapped list as a row of each table it speaks of; one unknown code refuses the row, and names it. */
export function takeMapped(plan: MappedPlan, cells: readonly string[], { row, year }: Row): readonly Taken[] {
  if (cells.every((cell) => cell.trim() === "")) return [];
  const [first = "Episodes"] = plan.tables;
  const child = readChild(cells[plan.child] ?? "");
  const refuse = (
    refused: Taken["refused"] & string,
    fields: readonly string[],
    unknown?: string,
  ): readonly Taken[] => {
    const base = { table: first, row, child: child ?? "", year, values: {}, fields, refused };
    return [unknown === undefined ? base : { ...base, unknown }];
  };
  if (child === undefined) return refuse("child_missing", ["CHILD"]);
  if (year === undefined) return refuse("year_unclear", []);
  const values = new Map<Table, Record<string, string>>(plan.tables.map((table) => [table, {}]));
  const unreadable = new Map<Table, string[]>(plan.tables.map((table) => [table, []]));
  for (const column of plan.columns) {
    const raw = cells[column.at] ?? "";
    if (raw.length > mostSigns) return refuse("cell_too_long", [column.name]);
    if (isFormula(raw)) return refuse("formula", [column.name]);
    const read = readMapped(column, raw);
    if (read.unknown !== undefined)
      return refuse("code_unknown", [column.name], `${column.table}.${column.name}: ${read.unknown}`);
    const of = values.get(column.table);
    if (of && read.value !== undefined) of[column.name] = read.value;
    if (read.unreadable) unreadable.get(column.table)?.push(column.name);
  }
  return plan.tables.map((table) => ({
    table,
    row,
    child,
    year,
    values: values.get(table) ?? {},
    fields: unreadable.get(table) ?? [],
  }));
}
