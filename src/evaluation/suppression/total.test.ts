import { expect, it } from "vitest";
import { usualRule } from "./rule.ts";
import { isTotalTooSmall } from "./total.ts";

const total = { subset: true, n: 80, above: 40, below: 80 };

it.each([
  ["few above the line", { above: 10 }, true],
  ["one more than few", { above: 11 }, false],
  ["nobody above the line", { above: 0 }, false],
  ["few who are not above it", { above: 70 }, true],
  ["everybody above it", { above: 80 }, false],
  ["the rest of what is no part of it", { subset: false, above: 70 }, false],
  ["few in all", { above: 0, below: 9, n: 9 }, true],
  ["few children behind many days", { subset: false, above: 12, below: 9000, n: 7 }, true],
  ["only a count", { subset: false, above: 11, below: null, n: 11 }, false],
  ["nothing counted", { above: null, below: null, n: null }, false],
])("is told or not: %s", (_, changes, small) => {
  expect(isTotalTooSmall({ ...total, ...changes }, usualRule)).toBe(small);
});
