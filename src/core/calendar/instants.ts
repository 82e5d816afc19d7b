import { dateOfDayNumber, dayNumber, isIsoDate } from "./dates.ts";

/** A moment as `YYYY-MM-DDTHH:MM:SS.mmmZ`, always UTC, always with milliseconds, so that text order is time order. */
export type Instant = string;

const dayLength = 86_400_000;

/** True for a moment written in the one accepted way. */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== "string") return false;
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.\d{3}Z$/.exec(text);
  return (
    Boolean(match) &&
    isIsoDate(match?.[1]) &&
    Number(match?.[2]) < 24 &&
    Number(match?.[3]) < 60 &&
    Number(match?.[4]) < 60
  );
}

function milliseconds(instant: Instant): number {
  if (!isInstant(instant)) throw new RangeError(`not an instant: ${instant}`);
  const [hours, minutes, seconds] = [instant.slice(11, 13), instant.slice(14, 16), instant.slice(17, 23)].map(Number);
  return (
    dayNumber(instant.slice(0, 10)) * dayLength +
    (hours ?? 0) * 3_600_000 +
    (minutes ?? 0) * 60_000 +
    Math.round((seconds ?? 0) * 1000)
  );
}

function instantOf(total: number): Instant {
  const day = Math.floor(total / dayLength);
  const rest = total - day * dayLength;
  const part = (length: number, unit: number, width: number) =>
    String(Math.floor(rest / unit) % length).padStart(width, "0");
  return `${dateOfDayNumber(day)}T${part(24, 3_600_000, 2)}:${part(60, 60_000, 2)}:${part(60, 1000, 2)}.${part(1000, 1, 3)}Z`;
}

/** The moment `hours` later; elapsed hours, so a change to summer time moves the clock on the wall and not the term. */
export function addHours(instant: Instant, hours: number): Instant {
  return instantOf(milliseconds(instant) + hours * 3_600_000);
}

/** Whole hours elapsed from one moment to the other, rounded down; negative when `to` is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return Math.floor((milliseconds(to) - milliseconds(from)) / 3_600_000);
}
