import { expect, test } from "vitest";
import { ageInWords } from "./ages.ts";

const words = {
  years: ({ n }: { n: number }) => `${n} años`,
  yearsBetween: ({ from, to }: { from: number; to: number }) => `entre ${from} y ${to}`,
};

test.each([
  ["2017-05-02", "9 años"],
  ["2017-12-01", "8 años"],
  ["2017-05", "9 años"],
  ["2017", "entre 8 y 9"],
  ["2026", "entre 0 y 0"],
  ["2026-11", "entre 0 y 0"],
  ["2027", undefined],
  [null, undefined],
])("a birth of %s is told as %s", (birth, told) => {
  expect(ageInWords(birth, "2026-11-21", words)).toBe(told);
});
