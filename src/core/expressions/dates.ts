/** Calendar arithmetic on ISO text (proleptic Gregorian, years 0001–9999), without a clock or a time zone. */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoTime = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const zone = /(Z|[+-]\d{2}:\d{2})$/;

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Reads `YYYY-MM-DD`; undefined when it is not a day of the calendar. */
export function calendarDay(text: string): CalendarDay | undefined {
  const parts = isoDate.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/** Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function daysOfDate(text: string): number | undefined {
  const date = calendarDay(text);
  if (!date) return undefined;
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** The day that many days after 1970-01-01 (rounded down); undefined outside the years 0001–9999. */
export function dateOfDays(days: number): string | undefined {
  const shifted = Math.floor(days) + 719468;
  if (!Number.isFinite(shifted) || Math.abs(shifted) > 4_000_000) return undefined;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year < 1 || year > 9999 ? undefined : `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Fraction of a day of `HH:MM[:SS[.fff]]`, an offset at the end ignored; undefined when it is not a time. */
export function fractionOfTime(text: string): number | undefined {
  const parts = isoTime.exec(text.replace(zone, ""));
  if (!parts) return undefined;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const fraction = Number(`0.${parts[4] ?? 0}`);
  return (hours * 3600 + minutes * 60 + seconds + fraction) / 86400;
}

function offsetOf(text: string): number {
  const found = zone.exec(text)?.[1];
  if (!found || found === "Z") return 0;
  const sign = found.startsWith("-") ? -1 : 1;
  return (sign * (Number(found.slice(1, 3)) * 60 + Number(found.slice(4, 6)))) / 1440;
}

/** Days since 1970-01-01 with the time as fraction; text without an offset is read as UTC. */
export function daysOfDateTime(text: string): number | undefined {
  const [date, time, ...rest] = text.split("T");
  if (date === undefined || time === undefined || rest.length > 0) return undefined;
  const days = daysOfDate(date);
  const fraction = fractionOfTime(time);
  return days === undefined || fraction === undefined ? undefined : days + fraction - offsetOf(time);
}

/** `YYYY-MM-DDTHH:MM:SSZ` of a number of days since 1970-01-01. */
export function dateTimeOfDays(days: number): string | undefined {
  const seconds = Math.round((days - Math.floor(days)) * 86400);
  const date = dateOfDays(Math.floor(days) + (seconds === 86400 ? 1 : 0));
  if (date === undefined) return undefined;
  const left = seconds % 86400;
  const time = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60].map((part) => padded(part, 2));
  return `${date}T${time.join(":")}Z`;
}

/** Day of the week, Sunday 0. */
export function weekdayOf(days: number): number {
  return (((Math.floor(days) + 4) % 7) + 7) % 7;
}
