/** Dates as people read them. Dates are ISO text (`2026-11-21`, or partial `2026-11`, `2026`); instants are ISO text with a zone. */
export type DateStyle = "short" | "long";

export interface DateReading {
  readonly tag: string;
  /** ISO date; a date of another year than today's shows its year. */
  readonly today: string;
  readonly style?: DateStyle;
}

const DAY = 86_400_000;
const FULL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** «vie 21 nov», «vie 21 nov 2025», «viernes 21 de noviembre de 2026», «nov 2026», «2026». */
export function writeDate(date: string, reading: DateReading): string {
  if (/^\d{4}$/.test(date)) return date;
  if (/^\d{4}-\d{2}$/.test(date)) return writeMonth(date, reading);
  if (!FULL_DATE.test(date)) return date;
  return reading.style === "long" ? writeLong(date, reading.tag) : writeShort(date, reading);
}

/** «vie 21 nov, 10:42» in the given time zone. */
export function writeInstant(instant: string, reading: DateReading & { readonly timeZone: string }): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return `${writeDate(dateIn(at, reading.timeZone), reading)}, ${writeTime(instant, reading)}`;
}

/** «10:42» in the given time zone. */
export function writeTime(instant: string, reading: { readonly tag: string; readonly timeZone: string }): string {
  return new Intl.DateTimeFormat(reading.tag, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: reading.timeZone,
  }).format(new Date(instant));
}

/** The calendar date of an instant in a time zone. */
export function dateIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).format(at);
}

/** «hoy», «mañana», «en 3 días», «hace 2 días», «en 5 semanas», «hace 4 meses». */
export function writeDistance(date: string, today: string, tag: string): string {
  const days = daysBetween(today, date);
  const size = Math.abs(days);
  const near = new Intl.RelativeTimeFormat(tag, { numeric: size <= 1 ? "auto" : "always" });
  const say = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    near.format(value, unit).replace(/^dentro de /, "en ");
  if (size < 21) return say(days, "day");
  if (size < 60) return say(Math.trunc(days / 7), "week");
  if (size < 730) return say(Math.trunc(days / 30.44), "month");
  return say(Math.trunc(days / 365.25), "year");
}

/** True when the three numbers name a day of the calendar. */
export function isCalendarDate(date: string): boolean {
  const match = FULL_DATE.exec(date);
  if (!match) return false;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date;
}

function writeShort(date: string, reading: DateReading): string {
  const parts = partsOf(date, reading.tag, { weekday: "short", day: "numeric", month: "short" });
  const year = date.slice(0, 4) === reading.today.slice(0, 4) ? "" : ` ${date.slice(0, 4)}`;
  return `${parts.weekday} ${parts.day} ${parts.month}${year}`;
}

function writeLong(date: string, tag: string): string {
  const parts = partsOf(date, tag, { weekday: "long", day: "numeric", month: "long" });
  const of = tag.startsWith("es") ? " de " : " ";
  return `${parts.weekday} ${parts.day}${of}${parts.month}${of}${date.slice(0, 4)}`;
}

function writeMonth(date: string, reading: DateReading): string {
  const month = partsOf(`${date}-01`, reading.tag, { month: reading.style === "long" ? "long" : "short" }).month;
  return `${month}${reading.style === "long" && reading.tag.startsWith("es") ? " de" : ""} ${date.slice(0, 4)}`;
}

function partsOf(date: string, tag: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
  const pairs = format.formatToParts(new Date(`${date}T00:00:00Z`)).map(({ type, value }) => [type, value]);
  return Object.fromEntries(pairs.map(([type, value]) => [type, String(value).replace(".", "")]));
}
