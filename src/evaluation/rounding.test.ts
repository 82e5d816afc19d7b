import fc from "fast-check";
import { expect, test } from "vitest";
import { largestRemainder } from "./rounding.ts";

test("gives the units left over to the largest remainders", () => {
  expect(largestRemainder([1, 1, 1], 100)).toEqual([34, 33, 33]);
  expect(largestRemainder([0.0375, 0.0125, 0.05, 0.1, 0.2, 0.6], 100)).toEqual([4, 1, 5, 10, 20, 60]);
  expect(largestRemainder([0.29, 0.57, 0.14], 100)).toEqual([29, 57, 14]);
  expect(largestRemainder([0, 0], 100)).toEqual([0, 0]);
});

test("sums to the total, keeps each part within one of its share, and keeps nothing nothing", () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 1000 }), (values, total) => {
      const sum = values.reduce((before, value) => before + value, 0);
      fc.pre(sum > 1e-3);
      const whole = largestRemainder(values, total);
      expect(whole.reduce((before, one) => before + one, 0)).toBe(total);
      for (const [index, value] of values.entries()) {
        expect(Math.abs((whole[index] ?? 0) - (value / sum) * total)).toBeLessThanOrEqual(1 + 1e-6);
        if (value === 0) expect(whole[index]).toBe(0);
      }
    }),
  );
});
