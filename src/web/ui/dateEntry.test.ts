import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDateEntry, splitPastedDate, writeDateEntry } from "./dateEntry.ts";

const entry = (day: string, month: string, year: string) => ({ day, month, year });

describe("three boxes", () => {
  it.each([
    [entry("27", "3", "2019"), "2019-03-27"],
    [entry("7", "nov", "2026"), "2026-11-07"],
    [entry(" 7 ", "Setiembre", "2026"), "2026-09-07"],
    [entry("29", "02", "2024"), "2024-02-29"],
  ])("%o are the date %s", (boxes, value) => {
    expect(readDateEntry(boxes)).toEqual({ value, problem: null });
  });

  it.each([
    [entry("31", "2", "2026"), "impossible"],
    [entry("1", "13", "2026"), "impossible"],
    [entry("1", "brumario", "2026"), "impossible"],
    [entry("1", "1", "20266"), "impossible"],
    [entry("x", "1", "2026"), "impossible"],
    [entry("1", "1", "26"), "incomplete"],
    [entry("1", "", "2026"), "incomplete"],
    [entry("", "3", "2026"), "incomplete"],
    [entry("1", "3", ""), "incomplete"],
  ])("%o are no date: %s", (boxes, problem) => {
    expect(readDateEntry(boxes)).toEqual({ value: "", problem });
  });

  it("that are empty are no mistake", () => {
    expect(readDateEntry(entry("", " ", ""))).toEqual({ value: "", problem: null });
  });

  it("take a month or a year alone only where part of a date is allowed", () => {
    expect(readDateEntry(entry("", "3", "2019"), true)).toEqual({ value: "2019-03", problem: null });
    expect(readDateEntry(entry("", "", "2019"), true)).toEqual({ value: "2019", problem: null });
    expect(readDateEntry(entry("4", "", "2019"), true)).toEqual({ value: "", problem: "incomplete" });
  });

  it("show every stored date so that reading them gives it back", () => {
    const dates = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom(10, 7, 4), (date, length) => {
        const value = date.toISOString().slice(0, length);
        expect(readDateEntry(writeDateEntry(value), true)).toEqual({ value, problem: null });
      }),
    );
  });
});

describe("a pasted date", () => {
  it.each([
    ["21/11/2026", entry("21", "11", "2026")],
    ["2026-11-05", entry("5", "11", "2026")],
    ["5-3-2019", entry("5", "3", "2019")],
    ["5 de marzo de 2019", entry("5", "3", "2019")],
    ["5 mar 2019", entry("5", "3", "2019")],
  ])("«%s» fills the three boxes", (text, boxes) => {
    expect(splitPastedDate(text)).toEqual(boxes);
  });

  it.each(["21", "21/11/26", "hoy", "5 de brumario de 2019"])("«%s» is pasted as it is", (text) => {
    expect(splitPastedDate(text)).toBeNull();
  });
});
