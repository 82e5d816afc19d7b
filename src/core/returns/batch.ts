import type { ListTable } from "./lists.ts";
import type { ReadingCode } from "./reading.ts";
import type { Table } from "./rules/rule.ts";
import type { CollectionYear } from "./year.ts";

/** What is kept of a census of children in need. */
export type CensusTable = "CinChild" | "CinReport";

/** One record taken out of a file: a row that was understood, or the reason why it was not. */
export interface Taken {
  readonly table: Table | CensusTable | ListTable;
  readonly row: number;
  readonly child: string;
  readonly year: CollectionYear | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** Why the row is refused; a refused row is not kept. */
  readonly refused?: ReadingCode;
  /** Columns whose day could not be read, or the one the row is refused for. */
  readonly fields: readonly string[];
  /** The authority a row of a joined file says it comes from. */
  readonly agency?: string;
  /** The code a mapped list uses and its mapping does not name. */
  readonly unknown?: string;
}

/** Why a file cannot be read; with it the whole upload is refused. */
export type FileFailure =
  | { readonly code: "file_not_text" | "file_has_nul" | "year_missing"; readonly file: string }
  | { readonly code: "mapping_unfit"; readonly file: string }
  | { readonly code: "file_broken"; readonly file: string; readonly row: number; readonly why: string }
  | { readonly code: "too_many_columns"; readonly file: string; readonly count: number }
  | { readonly code: "repeated_column"; readonly file: string; readonly name: string }
  | { readonly code: "missing_column"; readonly file: string; readonly name: string; readonly table: string };
