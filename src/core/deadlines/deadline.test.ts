import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dateOfDayNumber } from "../calendar/dates.ts";
import type { WorkingCalendar } from "../calendar/workingDays.ts";
import { type DeadlineRule, deadlineStanding, endDeadline, extendDeadline, startDeadline } from "./deadline.ts";
import { countDue, type DatedMoment, type DurationUnit, durationUnits } from "./due.ts";

const calendar: WorkingCalendar = { restDays: [6, 7], holidays: new Set(["2026-12-08"]), years: new Set([2026, 2027]) };
const soon = { days: 7, hours: 12 };

function moment(on: string, time = "10:00"): DatedMoment {
  return { at: `${on}T${time}:00.000Z`, on };
}

function aRule(changes: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    id: "watering_review",
    duration: { amount: 12, unit: "months" },
    lastDay: "as_counted",
    extension: { times: 1, duration: { amount: 6, unit: "months" }, reasonRequired: true },
    repeats: false,
    ...changes,
  };
}

function lasting(amount: number, unit: DurationUnit): DeadlineRule {
  return aRule({ duration: { amount, unit } });
}

const start = moment("2026-12-04");

describe("counting a term", () => {
  test.each([
    [48, "hours", { kind: "moment", at: "2026-12-06T10:00:00.000Z" }],
    [30, "days", { kind: "day", on: "2027-01-03" }],
    [2, "working_days", { kind: "day", on: "2026-12-09" }],
    [3, "months", { kind: "day", on: "2027-03-04" }],
  ] as const)("%i %s", (amount, unit, due) => {
    expect(startDeadline(lasting(amount, unit), start, calendar).due).toEqual(due);
  });

  test("a last day that is a rest day runs to the next working day where the rule says so", () => {
    const rule = { duration: { amount: 1, unit: "days" as const } };
    expect(countDue(start, { ...rule, lastDay: "as_counted" }, calendar).due).toEqual({
      kind: "day",
      on: "2026-12-05",
    });
    expect(countDue(start, { ...rule, lastDay: "next_working_day" }, calendar).due).toEqual({
      kind: "day",
      on: "2026-12-07",
    });
  });

  test("names the years without loaded holidays it had to pass through", () => {
    const { yearsWithoutHolidays } = startDeadline(lasting(5, "working_days"), moment("2027-12-30"), calendar);
    expect(yearsWithoutHolidays).toEqual([2028]);
  });

  test("a longer term or a later start never ends earlier, in every unit", () => {
    const day = fc.integer({ min: 20_400, max: 21_400 }).map(dateOfDayNumber);
    fc.assert(
      fc.property(day, fc.nat(90), fc.nat(60), fc.constantFrom(...durationUnits), (on, amount, more, unit) => {
        const end = (first: string, length: number) => {
          const { due } = startDeadline(lasting(length, unit), moment(first), calendar);
          return due.kind === "moment" ? due.at : due.on;
        };
        expect(end(on, amount + more) >= end(on, amount)).toBe(true);
        expect(end(addDays(on, more), amount) >= end(on, amount)).toBe(true);
        expect(end(on, amount) >= on).toBe(true);
      }),
    );
  });
});

describe("lengthening a term", () => {
  test("adds what the rule grants and keeps the reason", () => {
    const result = extendDeadline(
      startDeadline(aRule(), start, calendar),
      " heavy frost ",
      moment("2027-11-01"),
      calendar,
    );
    expect(result).toMatchObject({
      ok: true,
      value: { due: { kind: "day", on: "2028-06-04" }, extensions: [{ reason: "heavy frost" }] },
    });
  });

  test("counts months from the first day, not from a shorter month passed through", () => {
    const rule = aRule({ duration: { amount: 6, unit: "months" } });
    const started = startDeadline(rule, moment("2026-08-31"), calendar);
    expect(started.due).toEqual({ kind: "day", on: "2027-02-28" });
    expect(extendDeadline(started, "frost", moment("2027-02-01"), calendar)).toMatchObject({
      value: { due: { kind: "day", on: "2027-08-31" } },
    });
  });

  test("is refused without a reason, beyond the limit, when not foreseen, and once the term is over", () => {
    const running = startDeadline(aRule(), start, calendar);
    const now = moment("2027-01-10");
    expect(extendDeadline(running, "  ", now, calendar)).toMatchObject({ failure: { code: "extension_needs_reason" } });
    const once = extendDeadline(running, "frost", now, calendar);
    expect(once.ok && extendDeadline(once.value, "hail", now, calendar)).toMatchObject({
      failure: { code: "extension_limit_reached", times: 1 },
    });
    const plain = startDeadline(aRule({ extension: null }), start, calendar);
    expect(extendDeadline(plain, "frost", now, calendar)).toMatchObject({
      failure: { code: "extension_not_foreseen" },
    });
    expect(extendDeadline(running, "frost", moment("2027-12-05"), calendar)).toMatchObject({
      failure: { code: "deadline_expired" },
    });
  });

  test("in another unit counts on from the day it would have ended", () => {
    const rule = aRule({ extension: { times: 1, duration: { amount: 2, unit: "days" }, reasonRequired: false } });
    const result = extendDeadline(startDeadline(rule, start, calendar), "", start, calendar);
    expect(result).toMatchObject({ value: { due: { kind: "day", on: "2027-12-06" } } });
  });
});

describe("the standing of a term", () => {
  const running = startDeadline(aRule({ duration: { amount: 10, unit: "days" } }), start, calendar);

  test.each([
    ["2026-12-06", "running"],
    ["2026-12-07", "due_soon"],
    ["2026-12-14", "due_soon"],
    ["2026-12-15", "expired"],
  ])("on %s it is %s", (on, standing) => {
    expect(deadlineStanding(running, moment(on), soon)).toBe(standing);
  });

  test("a term in hours ends at its moment, not with its day", () => {
    const urgent = startDeadline(lasting(24, "hours"), start, calendar);
    expect(deadlineStanding(urgent, moment("2026-12-05", "10:00"), soon)).toBe("due_soon");
    expect(deadlineStanding(urgent, moment("2026-12-05", "10:01"), soon)).toBe("expired");
  });

  test("done in time, done late and no longer due are told apart, and stay so", () => {
    const inTime = endDeadline(running, "met", moment("2026-12-14"));
    const late = endDeadline(running, "met", moment("2026-12-20"));
    const stopped = endDeadline(running, "stopped", moment("2026-12-20"));
    const later = moment("2027-06-01");
    expect(inTime.ok && deadlineStanding(inTime.value, later, soon)).toBe("met");
    expect(late.ok && deadlineStanding(late.value, later, soon)).toBe("met_late");
    expect(stopped.ok && deadlineStanding(stopped.value, later, soon)).toBe("stopped");
    expect(late.ok && endDeadline(late.value, "stopped", later)).toMatchObject({ failure: { code: "deadline_ended" } });
  });
});
