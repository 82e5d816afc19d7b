import type { IsoDate } from "../../calendar/dates.ts";

/** The tables of a return of children looked after, by the names the English ministry gives them. */
export type Table =
  | "Header"
  | "Episodes"
  | "Reviews"
  | "UASC"
  | "OC2"
  | "OC3"
  | "AD1"
  | "PlacedAdoption"
  | "PrevPerm"
  | "Missing"
  | "SocialWorker";

/**
 * One row as it was read. Column names as the ministry writes them (`PLACE`, never `PL`); a blank cell is null (or
 * absent), a day is `YYYY-MM-DD`, a whole number has no `.0`. What could not be read as a day stays as it was written,
 * so that the rule that asks for a valid day can say so. `DATE_PERM` is always as written: it may have unknown parts.
 */
export interface ReturnRow {
  /** Position of the file in its batch. */
  readonly file: number;
  /** Number of the row in its file. */
  readonly row: number;
  readonly values: Readonly<Record<string, string | null | undefined>>;
}

/** All rows of one child, in file order. A table without rows of this child may be absent. */
export type RowsByTable = Readonly<Partial<Record<Table, readonly ReturnRow[]>>>;

/** What one collection year says of one child, beside what the year before said of them. */
export interface ChildReturn {
  readonly child: string;
  /** First and last day of the collection year, both included: 1 April to 31 March. */
  readonly window: { readonly start: IsoDate; readonly end: IsoDate };
  readonly rows: RowsByTable;
  /** Rows of the year before; empty when that year was not given. */
  readonly previous: RowsByTable;
}

/** A row a rule speaks of, and the cells to look at in it. */
export interface RowRef {
  readonly table: Table;
  readonly file: number;
  readonly row: number;
  readonly fields: readonly string[];
}

/**
 * An error contradicts the return itself. A warning is what the published text calls so, or asks to look at again because
 * it may be right or cannot be told from two years of data. The published list gives no severity: this reading is ours.
 */
export type RuleSeverity = "error" | "warning";

/** One published validation rule: what it says is data, what it looks at is one small function. */
export interface Rule {
  readonly code: string;
  readonly es: string;
  readonly en: string;
  readonly severity: RuleSeverity;
  /** Without one of these tables in the return the rule is not run, and never counts as passed. */
  readonly tables: readonly Table[];
  /** Tables of the year before that it needs as well. */
  readonly previousTables?: readonly Table[];
  readonly touched: (child: ChildReturn) => readonly RowRef[];
}
