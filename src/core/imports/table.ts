/** A cell as the file gives it: text, a number of a spreadsheet, or nothing. Dates of a spreadsheet come as ISO text. */
export type Cell = string | number | null;

/** Why a line of a text file could not be taken apart. */
export type BrokenReason = "unclosed_quote" | "line_too_long";

/** One row of the file, with the number a person sees beside it in a spreadsheet. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly broken?: BrokenReason | undefined;
}

/** More rows or columns than a registry list has; beyond them the file is something else. */
export const mostRows = 50_000;
export const mostColumns = 200;

/** True when nothing is written in a row. */
export function isBlankRow({ cells, broken }: TableRow): boolean {
  return broken === undefined && cells.every((cell) => cell === null || (typeof cell === "string" && !/\S/.test(cell)));
}
