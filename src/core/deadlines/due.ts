import { addDays, addMonths, type IsoDate } from "../calendar/dates.ts";
import { addHours, type Instant } from "../calendar/instants.ts";
import { addWorkingDays, type WorkingCalendar } from "../calendar/workingDays.ts";

export const durationUnits = ["hours", "days", "working_days", "months"] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** A length of time as a law states it: `{ amount: 15, unit: "working_days" }`. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

/** One moment as the clock and as the calendar of the place tell it; the server knows the place, the rule does not. */
export interface DatedMoment {
  readonly at: Instant;
  readonly on: IsoDate;
}

/** A term in hours ends at a moment; any other ends with a day, that day included. */
export type Due = { readonly kind: "moment"; readonly at: Instant } | { readonly kind: "day"; readonly on: IsoDate };

/** What happens when the last day is a rest day: it stands, or the term runs to the next working day. */
export const lastDayRules = ["as_counted", "next_working_day"] as const;
export type LastDayRule = (typeof lastDayRules)[number];

/** A due moment and the years whose holidays were missing when it was counted (the term may then be longer). */
export interface CountedDue {
  readonly due: Due;
  readonly yearsWithoutHolidays: readonly number[];
}

export interface CountingRule {
  readonly duration: Duration;
  readonly lastDay: LastDayRule;
}

/** Counts a term. The day it starts is not counted (Ley 39/2015 art. 30.3 and 30.4; Chile, Ley 19.880 art. 25). */
export function countDue(start: DatedMoment, rule: CountingRule, calendar: WorkingCalendar): CountedDue {
  const { amount, unit } = rule.duration;
  if (unit === "hours") return { due: { kind: "moment", at: addHours(start.at, amount) }, yearsWithoutHolidays: [] };
  if (unit === "working_days") return onDay(addWorkingDays(start.on, amount, calendar));
  const day = unit === "months" ? addMonths(start.on, amount) : addDays(start.on, amount);
  if (rule.lastDay === "as_counted") return onDay({ day, yearsWithoutHolidays: [] });
  return onDay(addWorkingDays(day, 0, calendar));
}

function onDay(counted: { readonly day: IsoDate; readonly yearsWithoutHolidays: readonly number[] }): CountedDue {
  return { due: { kind: "day", on: counted.day }, yearsWithoutHolidays: counted.yearsWithoutHolidays };
}

/** True once the term is over: the moment has come, or the last day has ended. */
export function isPast(due: Due, now: DatedMoment): boolean {
  return due.kind === "moment" ? now.at > due.at : now.on > due.on;
}
