import fc from "fast-check";
import { expect, it } from "vitest";
import { outOfHundred } from "./hundred.ts";

const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

it("parts of a hundred always add up to a hundred, and none is further than one from its exact share", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const parts = outOfHundred(counts);
      const total = sum(counts);
      expect(sum(parts)).toBe(total === 0 ? 0 : 100);
      parts.forEach((part, at) => {
        const exact = total === 0 ? 0 : ((counts[at] ?? 0) / total) * 100;
        expect(Math.abs(part - exact)).toBeLessThan(1);
      });
    }),
  );
});

it("nobody counted gives nobody, never a hundred of somebody", () => {
  expect(outOfHundred([0, 0])).toEqual([0, 0]);
  expect(outOfHundred([1, 1, 1])).toEqual([34, 33, 33]);
});
