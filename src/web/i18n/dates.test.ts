import { describe, expect, it } from "vitest";
import { dateIn, daysBetween, isCalendarDate, writeDate, writeDistance, writeInstant } from "./dates.ts";

const spanish = { tag: "es-ES", today: "2026-11-21" };

describe("a date is written", () => {
  it.each([
    ["2026-11-27", "vie 27 nov"],
    ["2025-11-21", "vie 21 nov 2025"],
    ["2026-09-02", "mié 2 sept"],
    ["2019-03", "mar 2019"],
    ["2019", "2019"],
    ["pendiente", "pendiente"],
  ])("%s in Spanish as «%s»", (date, words) => {
    expect(writeDate(date, spanish)).toBe(words);
  });

  it("at length when asked", () => {
    expect(writeDate("2026-11-27", { ...spanish, style: "long" })).toBe("viernes 27 de noviembre de 2026");
    expect(writeDate("2019-03", { ...spanish, style: "long" })).toBe("marzo de 2019");
  });

  it("the same way in Chile, Mexico and in English", () => {
    expect(writeDate("2026-11-27", { ...spanish, tag: "es-CL" })).toBe("vie 27 nov");
    expect(writeDate("2026-11-27", { ...spanish, tag: "es-MX" })).toBe("vie 27 nov");
    expect(writeDate("2026-11-27", { ...spanish, tag: "en-GB" })).toBe("Fri 27 Nov");
  });

  it("on the day of the programme's time zone, with its time", () => {
    const instant = "2026-11-22T01:30:00Z";
    expect(writeInstant(instant, { ...spanish, timeZone: "America/Santiago" })).toBe("sáb 21 nov, 22:30");
    expect(dateIn(new Date(instant), "Europe/Madrid")).toBe("2026-11-22");
  });
});

describe("how far away a date is", () => {
  it.each([
    ["2026-11-21", "hoy"],
    ["2026-11-22", "mañana"],
    ["2026-11-20", "ayer"],
    ["2026-11-24", "en 3 días"],
    ["2026-11-19", "hace 2 días"],
    ["2026-12-20", "en 4 semanas"],
    ["2026-07-01", "hace 4 meses"],
    ["2029-01-01", "en 2 años"],
  ])("%s is «%s»", (date, words) => {
    expect(writeDistance(date, "2026-11-21", "es-ES")).toBe(words);
  });

  it("counts calendar days, also over the change of the clock", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2027-01-01", "2026-12-31")).toBe(-1);
  });
});

it("knows the days of the calendar", () => {
  expect(["2024-02-29", "2026-02-28"].every(isCalendarDate)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", ""].some(isCalendarDate)).toBe(false);
});
