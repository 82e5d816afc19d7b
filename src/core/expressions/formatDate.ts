import { calendarDay, dateOfDays, weekdayOf } from "./dates.ts";

const names = {
  es: {
    months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
    days: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
  },
  en: {
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  },
};

function padded(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Writes days since 1970-01-01 after an ODK pattern: `%Y %y %m %n %b %d %e %a %H %h %M %S %3`; other letters stay. */
export function formatDays(days: number, pattern: string, language: string): string {
  const date = calendarDay(dateOfDays(days) ?? "");
  if (!date) return "";
  const words = language.startsWith("en") ? names.en : names.es;
  const millisecondsOfDay = Math.round((days - Math.floor(days)) * 86_400_000);
  const seconds = Math.floor(millisecondsOfDay / 1000);
  const parts: { readonly [letter: string]: string } = {
    Y: padded(date.year, 4),
    y: padded(date.year % 100, 2),
    m: padded(date.month, 2),
    n: String(date.month),
    b: words.months[date.month - 1] ?? "",
    d: padded(date.day, 2),
    e: String(date.day),
    a: words.days[weekdayOf(days)] ?? "",
    H: padded(Math.floor(seconds / 3600), 2),
    h: String(Math.floor(seconds / 3600)),
    M: padded(Math.floor(seconds / 60) % 60, 2),
    S: padded(seconds % 60, 2),
    "3": padded(millisecondsOfDay % 1000, 3),
    "%": "%",
  };
  return pattern.replace(/%(.)/gs, (whole, letter: string) =>
    Object.hasOwn(parts, letter) ? (parts[letter] ?? "") : whole,
  );
}
