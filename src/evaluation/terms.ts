import { accepted, type Result, refused } from "../core/result.ts";
import type { EvaluationFailure } from "./failure.ts";
import { numberOf, type Table } from "./table.ts";

/** A design matrix by columns: `cols[j]` has `n` values and the name `names[j]`. */
export interface Design {
  readonly n: number;
  readonly p: number;
  readonly names: readonly string[];
  readonly cols: readonly Float64Array[];
}

/** Which group each row belongs to: `codes` point into `levels`, -1 is missing. */
export interface Groups {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

type Values = Result<Float64Array, EvaluationFailure>;

function plainColumn(table: Table, name: string): Values {
  const column = table.columns.get(name);
  if (!column) return refused({ code: "unknown_column", column: name });
  if (column.kind === "number") return accepted(column.values);
  const numbers = Float64Array.from(column.levels, numberOf);
  const values = new Float64Array(table.n);
  for (let row = 0; row < table.n; row++) {
    const code = column.codes[row] ?? -1;
    const value = code < 0 ? Number.NaN : (numbers[code] ?? Number.NaN);
    if (code >= 0 && Number.isNaN(value)) return refused({ code: "not_a_number", column: name, row: row + 1 });
    values[row] = value;
  }
  return accepted(values);
}

/** 1 where the column spells `wanted`, 0 where it spells something else, missing where it is missing. */
function indicator(table: Table, name: string, wanted: string): Values {
  const column = table.columns.get(name);
  if (!column) return refused({ code: "unknown_column", column: name });
  if (column.kind === "text") {
    const code = column.levels.indexOf(wanted);
    return accepted(Float64Array.from(column.codes, (one) => (one < 0 ? Number.NaN : Number(one === code))));
  }
  const number = numberOf(wanted);
  return accepted(column.values.map((value) => (Number.isNaN(value) ? value : Number(value === number))));
}

function combined(left: Values, right: Values, of: (left: number, right: number) => number): Values {
  if (!left.ok) return left;
  if (!right.ok) return right;
  const other = right.value;
  return accepted(left.value.map((value, row) => of(value, other[row] ?? Number.NaN)));
}

function split(text: string, mark: string): readonly [string, string] | undefined {
  const at = text.indexOf(mark);
  if (at <= 0 || at + mark.length >= text.length) return undefined;
  return [text.slice(0, at).trim(), text.slice(at + mark.length).trim()];
}

function spells(table: Table, [name, wanted]: readonly [string, string]): boolean {
  const column = table.columns.get(name);
  return column?.kind === "text" && column.levels.includes(wanted);
}

/**
 * A column of numbers by what is written in a request: a column's name; `a - b` the difference of two columns;
 * `law = 1` or `race=white` an indicator (1 where the column spells the word); `age^2` a power; `a:b` a product.
 * A column whose name is written so is taken as it stands. Missing values are NaN.
 */
export function numberColumn(table: Table, name: string): Values {
  if (table.columns.has(name)) return plainColumn(table, name);
  const word = split(name, "=");
  // A word may hold any sign, also those that join columns.
  if (word && spells(table, word)) return indicator(table, word[0], word[1]);
  const difference = split(name, " - ");
  if (difference)
    return combined(
      numberColumn(table, difference[0]),
      numberColumn(table, difference[1]),
      (left, right) => left - right,
    );
  const product = split(name, ":");
  if (product)
    return combined(numberColumn(table, product[0]), numberColumn(table, product[1]), (left, right) => left * right);
  if (word) return indicator(table, word[0], word[1]);
  const power = /^(.+)\^(\d+)$/.exec(name);
  if (!power) return plainColumn(table, name);
  const base = numberColumn(table, (power[1] ?? "").trim());
  return base.ok ? accepted(base.value.map((value) => value ** Number(power[2]))) : base;
}

/** The groups a column forms: words in order of appearance, numbers in ascending order. */
export function groupColumn(table: Table, name: string): Result<Groups, EvaluationFailure> {
  const column = table.columns.get(name);
  if (column?.kind === "text") return accepted({ codes: column.codes, levels: column.levels });
  const values = numberColumn(table, name);
  if (!values.ok) return values;
  const distinct = [...new Set(values.value)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const codeOf = new Map(distinct.map((value, code) => [value, code]));
  const codes = Int32Array.from(values.value, (value) => codeOf.get(value) ?? -1);
  return accepted({ codes, levels: distinct.map(String) });
}

/** The values of some rows. */
export function atRows(values: Float64Array, rows: Uint32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] ?? 0] ?? Number.NaN;
  return taken;
}

/** The groups of some rows. */
export function groupsAtRows(groups: Groups, rows: Uint32Array): Groups {
  return { codes: Int32Array.from(rows, (row) => groups.codes[row] ?? -1), levels: groups.levels };
}

function completeRows(columns: readonly Float64Array[], codes: readonly Int32Array[], rows: Uint32Array): Uint32Array {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (const row of rows) {
    let complete = true;
    for (const values of columns) if (Number.isNaN(values[row])) complete = false;
    for (const groups of codes) if ((groups[row] ?? -1) < 0) complete = false;
    if (complete) kept[count++] = row;
  }
  return kept.slice(0, count);
}

export interface DesignOptions {
  readonly intercept: boolean;
  /** Rows to look at, counted from 0; all when absent. */
  readonly rows?: Uint32Array;
  /** Columns and groups that must be present too: rows that lack one are dropped. */
  readonly also?: readonly Float64Array[];
  readonly alsoGroups?: readonly Groups[];
}

export interface BuiltDesign {
  readonly X: Design;
  /** The rows kept, counted from 0, in order. */
  readonly rows: Uint32Array;
  readonly dropped: number;
}

/**
 * The design matrix of some terms (see `numberColumn`) on the rows without missing values, with `(Intercept)` first when
 * asked for. Fails with `unknown_column`, `not_a_number` or `no_rows`.
 */
export function buildDesign(
  table: Table,
  terms: readonly string[],
  options: DesignOptions,
): Result<BuiltDesign, EvaluationFailure> {
  const all: Float64Array[] = [];
  for (const term of terms) {
    const values = numberColumn(table, term);
    if (!values.ok) return values;
    all.push(values.value);
  }
  const asked = options.rows ?? Uint32Array.from({ length: table.n }, (_, row) => row);
  const groups = (options.alsoGroups ?? []).map(({ codes }) => codes);
  const rows = completeRows([...all, ...(options.also ?? [])], groups, asked);
  if (rows.length === 0) return refused({ code: "no_rows" });
  const whole = rows.length === table.n;
  const cols = all.map((values) => (whole ? values : atRows(values, rows)));
  const names = [...terms];
  if (options.intercept) {
    cols.unshift(new Float64Array(rows.length).fill(1));
    names.unshift("(Intercept)");
  }
  const X = { n: rows.length, p: cols.length, names, cols };
  return accepted({ X, rows, dropped: asked.length - rows.length });
}
