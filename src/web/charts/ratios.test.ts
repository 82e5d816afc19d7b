import { expect, it } from "vitest";
import { ratioRange } from "./ratios.ts";

it("a scale of ratios has 1 in its middle and reaches from half to twice at least", () => {
  expect(ratioRange([])).toEqual([1 / 2, 2]);
  expect(ratioRange([{ ratio: 1.1, low: 0.9, high: 1.3 }])).toEqual([1 / 2, 2]);
});

it("it widens for the farthest interval on either side, up to eight times", () => {
  expect(ratioRange([{ ratio: 2, low: 1.1, high: 3.1 }])).toEqual([1 / 4, 4]);
  expect(ratioRange([{ ratio: 0.5, low: 0.2, high: 1.1 }])).toEqual([1 / 8, 8]);
  expect(ratioRange([{ ratio: 30, low: 2, high: 400 }])).toEqual([1 / 8, 8]);
});

it("a ratio that nobody could work out does not count", () => {
  expect(ratioRange([{ ratio: null, low: null, high: null }])).toEqual([1 / 2, 2]);
  expect(ratioRange([{ ratio: 0, low: null, high: null }])).toEqual([1 / 2, 2]);
});
