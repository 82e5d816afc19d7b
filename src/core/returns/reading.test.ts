import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIsoDate } from "../calendar/dates.ts";
import { isFormula, readCell, readChild, readDay } from "./cells.ts";
import { readHeader, readRow } from "./reading.ts";
import { moveReturn, RETURN_STATES } from "./states.ts";
import { columnOf, tableOf } from "./tables.ts";
import { windowOf, yearIn, yearOfDay } from "./year.ts";

describe("a cell", () => {
  it.each([
    ["31/03/2018", "2018-03-31"],
    ["1/4/2017", "2017-04-01"],
    ["2018-03-31T00:00:00Z", "2018-03-31"],
    ["2018-03-31 12:30", "2018-03-31"],
    ["29/02/2020", "2020-02-29"],
    ["29/02/2019", undefined],
    ["03/31/2018", undefined],
    ["31/03/18", undefined],
    ["31 March", undefined],
  ])("%s is the day %s", (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it("of days is a day that exists, or nothing that looks like one", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d$/), fc.stringMatching(/^\d\d\/\d\d\/\d{4}$/)),
        (raw) => {
          const { value, unreadable } = readCell("day", raw);
          if (value === undefined) return unreadable === undefined;
          return unreadable ? !/^\d{4}-\d\d-\d\d$/.test(value) : isIsoDate(value);
        },
      ),
    );
  });

  it("loses the .0 of a spreadsheet, the blanks around it, and words that mean nothing", () => {
    expect(readCell("number", " 1.0 ")).toEqual({ value: "1" });
    expect(readCell("number", "1.5")).toEqual({ value: "1.5" });
    expect(readCell("text", "1.0")).toEqual({ value: "1.0" });
    for (const blank of ["", "  ", "NULL", "NaN", "nat", "#N/A"]) expect(readCell("code", blank)).toEqual({});
    expect(readChild("123.0")).toBe("123");
  });

  it("that a spreadsheet would run is no value; a negative number and a dash are", () => {
    for (const formula of ["=1+1", "@SUM(A1)", "+cmd", "-cmd"]) expect(isFormula(formula)).toBe(true);
    for (const value of ["-5", "+5", "-", "E4A", "C13 6WC"]) expect(isFormula(value)).toBe(false);
  });
});

describe("a heading", () => {
  it("is known however it is written", () => {
    expect(["pl", " Child ID ", "\uFEFFCHILD", "mis_start", "Home Post"].map(columnOf)).toEqual([
      "PLACE",
      "CHILD",
      "CHILD",
      "MIS_START",
      "HOME_POST",
    ]);
  });

  it("says which table it is, by a column no other has", () => {
    expect(tableOf(["CHILD", "DOB", "SEX", "DUC"])).toBe("UASC");
    expect(tableOf(["CHILD", "SEX", "DOB", "ETHNIC"])).toBe("Header");
    expect(tableOf(["CHILD", "DOB"])).toBeUndefined();
  });

  it("of any kind never makes a row whose child is unknown or whose year is not", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("7", "2017", "01/02/2017", "=A1", ""));
    const headings = ["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC", "YEAR"];
    const read = readHeader(headings);
    if (read.kind !== "plan") throw new Error("these are the headings of episodes");
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const row = readRow(read.plan, cells, undefined);
        return row === undefined || "refused" in row || (row.child !== "" && row.year >= 1980 && row.year <= 2100);
      }),
    );
  });
});

describe("a year", () => {
  it.each([
    ["2017", 2017],
    ["2017.0", 2017],
    ["2017-18", 2017],
    ["2017/18", 2017],
    ["2017_2018", 2017],
    ["single-year-2017-18", 2017],
    ["SSDA903_2020_episodes", 2020],
    ["multi-year-2017-2021", undefined],
    ["episodes", undefined],
    ["99999", undefined],
  ])("%s names %s", (name, year) => {
    expect(yearIn(name)).toBe(year);
  });

  it("begins on 1 April", () => {
    expect(windowOf(2017)).toEqual({ start: "2017-04-01", end: "2018-03-31" });
    expect([yearOfDay("2018-03-31"), yearOfDay("2018-04-01")]).toEqual([2017, 2018]);
  });
});

describe("a return", () => {
  it("moves only where it may, and only for who saw it as it is", () => {
    const moves = RETURN_STATES.flatMap((from) =>
      RETURN_STATES.filter((to) => moveReturn({ state: from, version: 3 }, to, 3).ok).map((to) => `${from} > ${to}`),
    );
    expect(moves).toEqual([
      "checked > applied",
      "checked > discarded",
      "applied > undone",
      "undone > applied",
      "undone > discarded",
    ]);
    expect(moveReturn({ state: "checked", version: 3 }, "applied", 2)).toMatchObject({ failure: { code: "stale" } });
  });
});
