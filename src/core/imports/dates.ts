import type { PartialDate } from "../calendar/age.ts";
import { dateOfDayNumber, isIsoDate } from "../calendar/dates.ts";
import { fold } from "../people/names.ts";
import { accepted, type Result, refused } from "../result.ts";

export type DateOrder = "dmy" | "mdy";
export type BadDate = { readonly code: "bad_date" } | { readonly code: "two_digit_year" };
type Read = Result<PartialDate, BadDate>;

/** Day 1 of spreadsheets is 1900-01-01, but they count a 29 February 1900 that was not: from March on, 30-12-1899 is 0. */
const serialOfEpoch = 25_569;
/** Whole numbers up to here are years; as spreadsheet days they would be before 1906. */
const lastYear = 2200;
const lastSerial = 100_000;
const months = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];

const bad: Read = refused({ code: "bad_date" });

function written(year: string, month: string, day?: string): Read {
  const parts = [year.padStart(4, "0"), month.padStart(2, "0"), ...(day === undefined ? [] : [day.padStart(2, "0")])];
  const text = parts.join("-");
  const exists = day === undefined ? isIsoDate(`${text}-01`) : isIsoDate(text);
  return exists ? accepted(text) : bad;
}

function fromNumber(number: number): Read {
  if (!(number >= 1) || number > lastSerial) return bad;
  if (Number.isInteger(number) && number <= lastYear) return number >= 1000 ? accepted(String(number)) : bad;
  return accepted(dateOfDayNumber(Math.floor(number) - serialOfEpoch));
}

function fromEightDigits(text: string): Read {
  const yearFirst = written(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const plausible = /^(?:18[89]|19|2[01])/.test(text);
  return yearFirst.ok && plausible ? yearFirst : written(text.slice(4), text.slice(2, 4), text.slice(0, 2));
}

function fromWords(text: string): Read | undefined {
  const match = /^(\d{1,2})[\s\-/.]*(?:de\s+)?([a-z]{3,10})[\s\-/.]*(?:de(?:l)?\s+)?(\d{2,4})$/.exec(fold(text));
  if (!match) return undefined;
  const [, day = "", word = "", year = ""] = match;
  const month = months.indexOf(word.slice(0, 3) === "set" ? "sep" : word.slice(0, 3)) + 1;
  if (month === 0) return bad;
  return year.length < 4 ? refused({ code: "two_digit_year" }) : written(year, String(month), day);
}

/**
 * A day as registers write it: `07/03/1984`, `7-3-1984`, `1984-03-07`, `1984`, `03/1984`, «7 de marzo de 1984», or the
 * day number of a spreadsheet. A year of two digits is refused: nobody can tell a grandmother from a baby.
 */
export function readRegistryDate(cell: string | number, order: DateOrder = "dmy"): Read {
  if (typeof cell === "number") return fromNumber(cell);
  const text = cell.trim().replace(/(?:[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)$/, "");
  if (/^\d{8}$/.test(text)) return fromEightDigits(text);
  if (/^\d{4,5}(?:[.,]\d+)?$/.test(text)) return fromNumber(Number(text.replace(",", ".")));
  const yearFirst = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  if (yearFirst) return written(yearFirst[1] ?? "", yearFirst[2] ?? "", yearFirst[3]);
  const monthAndYear = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (monthAndYear) return written(monthAndYear[2] ?? "", monthAndYear[1] ?? "");
  const numbers = /^(\d{1,2})[\s\-/.]+(\d{1,2})[\s\-/.]+(\d{2}|\d{4})$/.exec(text);
  if (!numbers) return fromWords(text) ?? bad;
  const [, first = "", second = "", year = ""] = numbers;
  if (year.length === 2) return refused({ code: "two_digit_year" });
  return order === "dmy" ? written(year, second, first) : written(year, first, second);
}
