import { addMonths, daysInMonth, type IsoDate, isIsoDate, monthsBetween } from "./dates.ts";

/** A birth known to the day, the month or only the year: `2019-03-07`, `2019-03` or `2019`. */
export type PartialDate = string;

/** First and last day the birth may have been; undefined when the text is not a partial date. */
export function possibleDays(birth: PartialDate): { readonly first: IsoDate; readonly last: IsoDate } | undefined {
  if (/^\d{4}$/.test(birth)) {
    const first = `${birth}-01-01`;
    return isIsoDate(first) ? { first, last: `${birth}-12-31` } : undefined;
  }
  if (/^\d{4}-\d{2}$/.test(birth)) {
    const first = `${birth}-01`;
    if (!isIsoDate(first)) return undefined;
    return { first, last: `${birth}-${daysInMonth(Number(birth.slice(0, 4)), Number(birth.slice(5, 7)))}` };
  }
  return isIsoDate(birth) ? { first: birth, last: birth } : undefined;
}

/** The least and the most completed years a person may have on a day; undefined when they may not be born yet. */
export function ageRangeOn(
  birth: PartialDate,
  on: IsoDate,
): { readonly least: number; readonly most: number } | undefined {
  const days = possibleDays(birth);
  if (!days || days.last > on) return undefined;
  const years = (from: IsoDate) => Math.floor(monthsBetween(from, on) / 12);
  return { least: years(days.last), most: years(days.first) };
}

/**
 * Age in completed years on a day. Undefined when the birth is unknown, later than that day, or so partial that two
 * ages are possible: a legal age line must not be decided by a guess.
 */
export function ageOn(birth: PartialDate | undefined, on: IsoDate): number | undefined {
  const range = birth === undefined ? undefined : ageRangeOn(birth, on);
  return range && range.least === range.most ? range.least : undefined;
}

/** The day somebody reaches an age; undefined for a birth that is not known to the day. */
export function dayOfAge(birth: PartialDate, years: number): IsoDate | undefined {
  return isIsoDate(birth) ? addMonths(birth, years * 12) : undefined;
}
