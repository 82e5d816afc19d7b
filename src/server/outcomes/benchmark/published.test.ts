import { expect, test } from "vitest";
import { computedValue } from "../../../core/outcomes/figures.ts";
import { findIndicator } from "../../../core/outcomes/indicators.ts";
import { newestPublished, published } from "./published.ts";

test("every complete row of the publication comes out of its numerator and denominator", () => {
  expect(published).toHaveLength(1271);
  const wrong = published.filter(({ indicator, numerator, denominator, performance, scale }) => {
    const definition = findIndicator(indicator);
    if (!definition?.multiplier) return true;
    const value = computedValue(definition.measure, definition.multiplier, numerator, denominator);
    // Published with six decimals at most, over its own scale.
    return value === null || Math.abs((value / definition.multiplier) * scale - performance) > 0.000_000_6;
  });
  expect(wrong).toEqual([]);
});

test("a benchmark shows each state once, of the newest period, in our unit", () => {
  const definition = findIndicator("cfsr4.p1");
  if (!definition) throw new Error("no such indicator");
  const strip = newestPublished(definition);
  expect(strip?.period).toBe("23A23B");
  expect(new Set(strip?.states.map(({ state }) => state)).size).toBe(strip?.states.length);
  expect(strip?.states.every(({ value }) => value > 1 && value < 100)).toBe(true);
});

test("an indicator nobody publishes has no benchmark", () => {
  const definition = findIndicator("f2f.congregate");
  if (!definition) throw new Error("no such indicator");
  expect(newestPublished(definition)).toBeUndefined();
});
