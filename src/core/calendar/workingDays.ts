import { addDays, type IsoDate, weekday, yearOf } from "./dates.ts";

/** The days on which an authority does not work. Data of a territory, published year by year. */
export interface WorkingCalendar {
  /** Days of the week without work, Monday 1 to Sunday 7. */
  readonly restDays: readonly number[];
  readonly holidays: ReadonlySet<IsoDate>;
  /** Years whose holidays are loaded. Outside them only the rest days are known. */
  readonly years: ReadonlySet<number>;
}

/** A day counted, and the years passed through whose holidays nobody has loaded. */
export interface CountedDay {
  readonly day: IsoDate;
  readonly yearsWithoutHolidays: readonly number[];
}

/** True when the day is neither a rest day nor a holiday that is loaded. */
export function isWorkingDay(date: IsoDate, calendar: WorkingCalendar): boolean {
  return !calendar.restDays.includes(weekday(date)) && !calendar.holidays.has(date);
}

function gaps(from: IsoDate, to: IsoDate, calendar: WorkingCalendar): readonly number[] {
  const years: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.has(year)) years.push(year);
  return years;
}

function assertCountable(calendar: WorkingCalendar): void {
  if ([1, 2, 3, 4, 5, 6, 7].every((day) => calendar.restDays.includes(day))) {
    throw new RangeError("a calendar without working days");
  }
}

/**
 * The `count`-th working day after `date`; the day itself is never counted. With a count of 0, the day itself or, when
 * it is not a working one, the next. A year without loaded holidays gives a day that may be too early, never too late,
 * and is named in the answer.
 */
export function addWorkingDays(date: IsoDate, count: number, calendar: WorkingCalendar): CountedDay {
  assertCountable(calendar);
  let day = date;
  let left = count;
  while (left > 0) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return { day, yearsWithoutHolidays: gaps(date, day, calendar) };
}

/** Working days after `from` up to and including `to`: 0 when `to` is not later. The inverse of {@link addWorkingDays}. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}

/** The calendar of a territory: its own holidays and those of the territories above it. */
export function joinCalendars(calendars: readonly WorkingCalendar[]): WorkingCalendar {
  const restDays = [...new Set(calendars.flatMap((calendar) => calendar.restDays))].sort((left, right) => left - right);
  const holidays = new Set(calendars.flatMap((calendar) => [...calendar.holidays]));
  const [first, ...others] = calendars;
  const years = [...(first?.years ?? [])].filter((year) => others.every((calendar) => calendar.years.has(year)));
  return { restDays, holidays, years: new Set(years) };
}
