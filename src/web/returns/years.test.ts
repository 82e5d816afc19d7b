import { expect, it } from "vitest";
import { yearInWords, yearsInWords } from "./years.ts";

it("a collection year is named by the two calendar years it lies in", () => {
  expect(yearInWords(2017, "ssda903")).toBe("2017-18");
  expect(yearInWords(1999, "Episodes")).toBe("1999-00");
});

it("a run of years is told by its ends, years with gaps one by one", () => {
  expect(yearsInWords([2018, 2017, 2019], "ssda903")).toBe("2017-18 … 2019-20");
  expect(yearsInWords([2017, 2020], "ssda903")).toBe("2017-18, 2020-21");
  expect(yearsInWords([2017], "ssda903")).toBe("2017-18");
  expect(yearsInWords([], "ssda903")).toBe("");
});

it("the years of a population are those of the calendar", () => {
  expect(yearsInWords([2018, 2017], "population")).toBe("2017 … 2018");
  expect(yearInWords(2017, "Population")).toBe("2017");
});
