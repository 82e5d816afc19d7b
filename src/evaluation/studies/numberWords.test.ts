import { describe, expect, test } from "vitest";
import { chanceWords, decimalsFor, decimalWords, numberWords } from "./numberWords.ts";

describe("numbers in words", () => {
  test("take a decimal comma and a thin space in Spanish, a point and a comma in English", () => {
    expect(decimalWords(1234567.891, 1)).toEqual({ es: "1\u202f234\u202f567,9", en: "1,234,567.9" });
    expect(decimalWords(-1000, 0)).toEqual({ es: "−1\u202f000", en: "−1,000" });
    expect(decimalWords(-0.2, 0)).toEqual({ es: "0", en: "0" });
  });

  test("have three significant digits at most and no zeros that say nothing", () => {
    expect([1234.5, 2.5, 0.01234, 10, 0, 3.0001].map((value) => numberWords(value).es)).toEqual([
      "1\u202f230",
      "2,5",
      "0,0123",
      "10",
      "0",
      "3",
    ]);
  });

  test("show about two digits of the width of an interval, and never a limit as zero that is not", () => {
    expect([decimalsFor(3, 11), decimalsFor(0.31, 0.52), decimalsFor(-5, 3), decimalsFor(4, 4)]).toEqual([0, 2, 0, 0]);
    expect(Number((0.3).toFixed(decimalsFor(0.3, 8)))).toBeGreaterThan(0);
  });
});

describe("a chance", () => {
  test("is told as a count of times", () => {
    expect([0.5, 0.12, 0.05, 0.003, 0.0004].map((p) => chanceWords(p).es)).toEqual([
      "50 veces de cada 100",
      "12 veces de cada 100",
      "5 veces de cada 100",
      "3 veces de cada 1\u202f000",
      "4 veces de cada 10\u202f000",
    ]);
    expect(chanceWords(0.001).en).toBe("once in 1,000");
  });

  test("is never none", () => {
    expect(chanceWords(1e-30).es).toBe("menos de 1 vez de cada 10\u202f000");
  });
});
