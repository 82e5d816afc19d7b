import type { ChoiceList } from "../definition.ts";
import { note, type Report } from "./report.ts";
import type { Row } from "./table.ts";

/** What one import gathers while it walks the survey sheet. */
export interface Importing {
  readonly report: Report;
  readonly lists: Map<string, ChoiceList>;
  /** Row of the survey sheet that each item came from. */
  readonly rowOf: Map<string, number>;
}

/** Where a row's column stands, for the report. */
export function place(row: Row, column?: string): { sheet: string; row: number; column?: string } {
  return { sheet: row.sheet, row: row.row, ...(column === undefined ? {} : { column }) };
}

function free(name: string, taken: { has: (name: string) => boolean }): string {
  let candidate = name;
  for (let copy = 2; taken.has(candidate); copy += 1) candidate = `${name}_${copy}`;
  return candidate;
}

/** A name for a row: its own when it can be kept, otherwise a repaired one that the report tells. */
export function nameFor(importing: Importing, row: Row): string {
  const own = row.get("name");
  const cleaned = own.replace(/[^\p{L}\p{N}_.-]+/gu, "_").replace(/^(?=[^\p{L}_])/u, "_");
  const name = free(own === "" ? `row_${row.row}` : cleaned === "__proto__" ? "_proto_" : cleaned, importing.rowOf);
  if (own === "") note(importing.report, "name_missing", place(row, "name"), { detail: name });
  else if (own !== name) note(importing.report, "name_changed", place(row, "name"), { value: own, detail: name });
  importing.rowOf.set(name, row.row);
  return name;
}

/** A free name for an item or list the import adds itself. */
export function addedName(importing: Importing, wanted: string, row: Row): string {
  const name = free(wanted, importing.rowOf);
  importing.rowOf.set(name, row.row);
  return name;
}

/** Tells of every filled cell of a row that nothing has read; plain "no" says nothing and is passed over. */
export function reportUnread(importing: Importing, row: Row): void {
  for (const { header, value } of row.unread()) {
    if (/^(no|false|false\(\))$/i.test(value)) continue;
    note(importing.report, "cell_not_used", place(row, header), { value });
  }
}
