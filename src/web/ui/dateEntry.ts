import { isCalendarDate } from "../i18n/dates.ts";

/** The three boxes of a date, as typed. */
export interface DateEntry {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}
export type DateProblem = "incomplete" | "impossible";
export interface DateReading {
  /** ISO date, or `YYYY-MM` / `YYYY` where part is allowed; empty when nothing usable is written. */
  readonly value: string;
  readonly problem: DateProblem | null;
}

const MONTHS = [
  ["ene", "jan"],
  ["feb"],
  ["mar"],
  ["abr", "apr"],
  ["may"],
  ["jun"],
  ["jul"],
  ["ago", "aug"],
  ["sep", "set"],
  ["oct"],
  ["nov"],
  ["dic", "dec"],
];

/** Reads the boxes. A month may be a number or a name («nov», «noviembre»). Two-digit years are not guessed. */
export function readDateEntry(entry: DateEntry, partial = false): DateReading {
  const { day, month, year } = trimmed(entry);
  if (`${day}${month}${year}` === "") return { value: "", problem: null };
  const number = monthNumber(month);
  if (month !== "" && number === null) return { value: "", problem: "impossible" };
  if (!/^\d{4}$/.test(year))
    return { value: "", problem: year === "" || /^\d{1,3}$/.test(year) ? "incomplete" : "impossible" };
  if (day === "" || number === null) return readPartial({ day, month: number, year, partial });
  const value = `${year}-${two(number)}-${two(Number(day))}`;
  return /^\d{1,2}$/.test(day) && isCalendarDate(value)
    ? { value, problem: null }
    : { value: "", problem: "impossible" };
}

function readPartial(read: { day: string; month: number | null; year: string; partial: boolean }): DateReading {
  if (!read.partial || read.day !== "") return { value: "", problem: "incomplete" };
  return { value: read.month === null ? read.year : `${read.year}-${two(read.month)}`, problem: null };
}

/** The boxes for a stored date. */
export function writeDateEntry(value: string): DateEntry {
  const [year = "", month = "", day = ""] = value.split("-");
  return { day: day && String(Number(day)), month: month && String(Number(month)), year };
}

/** A whole date pasted into one box: «21/11/2026», «21-11-2026», «21.11.26» is refused, «2026-11-21», «21 nov 2026», «21 de noviembre de 2026». */
export function splitPastedDate(text: string): DateEntry | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso) return { day: String(Number(iso[3])), month: String(Number(iso[2])), year: String(iso[1]) };
  const spoken = /^\s*(\d{1,2})[\s./-]+(?:de\s+)?(\d{1,2}|\p{L}+)[\s./-]+(?:de\s+)?(\d{4})\s*$/u.exec(text);
  if (!spoken) return null;
  const month = monthNumber(String(spoken[2]));
  return month === null ? null : { day: String(Number(spoken[1])), month: String(month), year: String(spoken[3]) };
}

function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : null;
  const start = text.toLowerCase().slice(0, 3);
  const at = start.length < 3 ? -1 : MONTHS.findIndex((names) => names.includes(start));
  return at < 0 ? null : at + 1;
}

function trimmed(entry: DateEntry): DateEntry {
  return { day: entry.day.trim(), month: entry.month.trim(), year: entry.year.trim() };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
