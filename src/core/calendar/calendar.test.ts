import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageOn, dayOfAge, possibleDays } from "./age.ts";
import {
  addDays,
  addMonths,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  isIsoDate,
  monthsBetween,
  weekday,
} from "./dates.ts";
import { addHours, hoursBetween, isInstant } from "./instants.ts";
import {
  addWorkingDays,
  isWorkingDay,
  joinCalendars,
  type WorkingCalendar,
  workingDaysBetween,
} from "./workingDays.ts";

const anyDate = fc.integer({ min: -200_000, max: 200_000 }).map(dateOfDayNumber);

function platformDate(date: string): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

describe("calendar days", () => {
  test("agree with the platform's calendar for every day from 1900 to 2100", () => {
    for (let number = dayNumber("1900-01-01"); number <= dayNumber("2100-12-31"); number += 1) {
      const date = dateOfDayNumber(number);
      expect(platformDate(date).getTime()).toBe(number * 86_400_000);
      expect(weekday(date) % 7).toBe(platformDate(date).getUTCDay());
    }
  });

  test.each(["2023-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "", "2026-11-21T00:00", "0000-01-01"])(
    "%s is not a day",
    (text) => expect(isIsoDate(text)).toBe(false),
  );

  test("adding days and counting them back agree", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -50_000, max: 50_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test("a month later is the same day, or the last of a shorter month", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2023-01-31", 1)).toBe("2023-02-28");
    expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(addMonths("2026-11-21", 24)).toBe("2028-11-21");
  });

  test("more months never end earlier, and a later start never ends earlier", () => {
    fc.assert(
      fc.property(anyDate, fc.nat(400), fc.nat(400), (date, months, more) => {
        expect(addMonths(date, months + more) >= addMonths(date, months)).toBe(true);
        expect(addMonths(addDays(date, more), months) >= addMonths(date, months)).toBe(true);
      }),
    );
  });

  test("completed months fit between the two days and one more would not", () => {
    fc.assert(
      fc.property(anyDate, fc.nat(5000), (date, days) => {
        const later = addDays(date, days);
        const months = monthsBetween(date, later);
        expect(addMonths(date, months) <= later).toBe(true);
        expect(addMonths(date, months + 1) > later).toBe(true);
      }),
    );
  });
});

describe("ages", () => {
  test("an age is completed on the birthday, and on 28 February of common years for those born on the 29th", () => {
    expect(ageOn("2014-11-21", "2026-11-20")).toBe(11);
    expect(ageOn("2014-11-21", "2026-11-21")).toBe(12);
    expect(ageOn("2012-02-29", "2024-02-28")).toBe(11);
    expect(ageOn("2012-02-29", "2023-02-28")).toBe(11);
  });

  test("a birth known only in part gives an age only when every possible day gives the same", () => {
    expect(ageOn("2014", "2026-12-31")).toBe(12);
    expect(ageOn("2014", "2026-11-21")).toBeUndefined();
    expect(ageOn("2014-03", "2026-11-21")).toBe(12);
    expect(ageOn(undefined, "2026-11-21")).toBeUndefined();
    expect(ageOn("2027-01-01", "2026-11-21")).toBeUndefined();
    expect(possibleDays("2024-02")).toEqual({ first: "2024-02-01", last: "2024-02-29" });
    expect(dayOfAge("2014-11-21", 18)).toBe("2032-11-21");
  });
});

describe("moments", () => {
  test("are accepted only in the one spelling whose text order is time order", () => {
    expect(isInstant("2026-11-21T23:59:59.000Z")).toBe(true);
    for (const text of ["2026-11-21T24:00:00.000Z", "2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000+01:00", 4]) {
      expect(isInstant(text)).toBe(false);
    }
  });

  test("hours are elapsed hours, across midnight and years, as the platform counts them", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.integer({ min: -5000, max: 5000 }),
        (start, hours) => {
          const later = addHours(start.toISOString(), hours);
          expect(later).toBe(new Date(start.getTime() + hours * 3_600_000).toISOString());
          expect(hoursBetween(start.toISOString(), later)).toBe(hours);
        },
      ),
    );
  });
});

const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  restDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
  holidays: fc
    .array(fc.integer({ min: 20_000, max: 21_000 }).map(dateOfDayNumber), { maxLength: 40 })
    .map((days) => new Set(days)),
  years: fc.subarray([2024, 2025, 2026, 2027, 2028]).map((years) => new Set(years)),
});
const dayInCalendar = fc.integer({ min: 20_000, max: 20_800 }).map(dateOfDayNumber);

describe("working days", () => {
  test("skip rest days and holidays, and the first day is not counted", () => {
    const calendar = { restDays: [6, 7], holidays: new Set(["2026-12-07", "2026-12-08"]), years: new Set([2026]) };
    expect(addWorkingDays("2026-12-04", 1, calendar)).toEqual({ day: "2026-12-09", yearsWithoutHolidays: [] });
    expect(addWorkingDays("2026-12-05", 0, calendar).day).toBe("2026-12-09");
    expect(addWorkingDays("2026-12-04", 0, calendar).day).toBe("2026-12-04");
  });

  test("name the years whose holidays are not loaded", () => {
    const calendar = { restDays: [6, 7], holidays: new Set<string>(), years: new Set([2026]) };
    expect(addWorkingDays("2026-12-30", 10, calendar).yearsWithoutHolidays).toEqual([2027]);
  });

  test("counting and counting back agree", () => {
    fc.assert(
      fc.property(dayInCalendar, fc.integer({ min: 1, max: 200 }), anyCalendar, (date, count, calendar) => {
        const { day } = addWorkingDays(date, count, calendar);
        expect(isWorkingDay(day, calendar)).toBe(true);
        expect(workingDaysBetween(date, day, calendar)).toBe(count);
      }),
    );
  });

  test("more days, a later start or one more holiday never end earlier", () => {
    fc.assert(
      fc.property(dayInCalendar, fc.nat(60), fc.nat(30), anyCalendar, (date, count, more, calendar) => {
        const { day } = addWorkingDays(date, count, calendar);
        expect(addWorkingDays(date, count + more, calendar).day >= day).toBe(true);
        expect(addWorkingDays(addDays(date, more), count, calendar).day >= day).toBe(true);
        const stricter = { ...calendar, holidays: new Set([...calendar.holidays, addDays(date, more)]) };
        expect(addWorkingDays(date, count, stricter).day >= day).toBe(true);
      }),
    );
  });

  test("a town rests on its own holidays and on those of the territories above it", () => {
    const national = { restDays: [6, 7], holidays: new Set(["2026-12-08"]), years: new Set([2026, 2027]) };
    const town = { restDays: [], holidays: new Set(["2026-09-08"]), years: new Set([2026]) };
    const joined = joinCalendars([national, town]);
    expect([...joined.holidays].sort()).toEqual(["2026-09-08", "2026-12-08"]);
    expect([...joined.years]).toEqual([2026]);
    expect(joined.restDays).toEqual([6, 7]);
  });
});
