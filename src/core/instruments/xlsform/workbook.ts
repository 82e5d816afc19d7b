/** A cell as a spreadsheet reader gives it; dates come as ISO text. */
export type Cell = string | number | boolean | null;

/** One row of a sheet with the number the spreadsheet shows beside it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** The sheets of an XLSForm, header row included, empty rows left out. */
export interface Workbook {
  readonly survey: readonly SheetRow[];
  readonly choices: readonly SheetRow[];
  readonly settings: readonly SheetRow[];
  /** Names of the sheets no XLSForm uses. */
  readonly otherSheets: readonly string[];
}

export type SheetName = "survey" | "choices" | "settings";
