import type { IsoDate } from "../calendar/dates.ts";

/** The collection year a return speaks of, by the calendar year in which it begins: 2017 = 1 April 2017 to 31 March 2018. */
export type CollectionYear = number;

const [first, last] = [1980, 2100];

function plausible(year: number): CollectionYear | undefined {
  return Number.isInteger(year) && year >= first && year <= last ? year : undefined;
}

/**
 * The year a cell, a folder or a file is named by: `2017`, `2017.0`, `2017-18`, `2017/18`, `2017_2018`, `SSDA903_2017_episodes`.
 * Undefined when it names none, or more than one.
 */
export function yearIn(name: string): CollectionYear | undefined {
  const pair = /(?<!\d)((?:19|20)\d\d)\s*[-/_]\s*(?:(?:19|20)?(\d\d))(?!\d)/.exec(name);
  if (pair && (Number(pair[1]) + 1) % 100 === Number(pair[2])) return plausible(Number(pair[1]));
  const all = new Set([...name.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].map(([, year]) => year));
  const [only] = all;
  return all.size === 1 ? plausible(Number(only)) : undefined;
}

/** First and last day of a collection year, both included. */
export function windowOf(year: CollectionYear): { readonly start: IsoDate; readonly end: IsoDate } {
  return { start: `${String(year).padStart(4, "0")}-04-01`, end: `${String(year + 1).padStart(4, "0")}-03-31` };
}

/** The collection year a day lies in. */
export function yearOfDay(day: IsoDate): CollectionYear {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < "04-01" ? year - 1 : year;
}
