import { type IsoDate, isIsoDate } from "../calendar/dates.ts";
import type { ColumnKind } from "./tables.ts";

/** Words some systems write into a cell that is empty. */
const BLANKS = new Set(["", "NULL", "NAN", "NAT", "NONE", "N/A", "#N/A"]);

function written(year: string, month: string, day: string): IsoDate | undefined {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isIsoDate(text) ? text : undefined;
}

/** A day as returns write it: `31/03/2018`, `2018-03-31`, either with a time of day behind it. Day before month, always. */
export function readDay(text: string): IsoDate | undefined {
  const day = text.replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/, "");
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day);
  if (numbers) return written(numbers[3] ?? "", numbers[2] ?? "", numbers[1] ?? "");
  const international = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(day);
  return international ? written(international[1] ?? "", international[2] ?? "", international[3] ?? "") : undefined;
}

/** What a cell says, and whether it could not be understood. */
export interface Cell {
  /** Absent for a blank cell. */
  readonly value?: string;
  readonly unreadable?: true;
}

/**
 * What a cell of a column says. A day becomes `YYYY-MM-DD` and a whole number loses its `.0`; what cannot be read as a day
 * stays as written, but never in the shape of a day, so that nobody takes it for one.
 */
export function readCell(kind: ColumnKind, raw: string): Cell {
  const text = raw.trim();
  if (BLANKS.has(text.toUpperCase())) return {};
  if (kind === "day") {
    const day = readDay(text);
    if (day !== undefined) return { value: day };
    return { value: /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}?` : text, unreadable: true };
  }
  if (kind === "text") return { value: text };
  return { value: /^-?\d+\.0+$/.test(text) ? text.slice(0, text.indexOf(".")) : text };
}

/** An identifier of a child without what spreadsheets add to it; undefined when there is none. */
export function readChild(raw: string): string | undefined {
  const text = raw.trim().replace(/^(\d+)\.0+$/, "$1");
  return BLANKS.has(text.toUpperCase()) || text.length > 60 ? undefined : text;
}

/** True for a cell that a spreadsheet would run: a formula has no place in a return. */
export function isFormula(raw: string): boolean {
  return /^[=@].|^[+-](?!\d)./.test(raw.trim());
}
