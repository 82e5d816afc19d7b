import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { digitsFor, writeNumber } from "./numbers.ts";
import { linear, niceTicks, spanOf } from "./scales.ts";

describe("round values", () => {
  it("lie inside, at equal steps of 1, 2 or 5 times a power of ten", () => {
    const ends = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ends, ends, fc.integer({ min: 2, max: 10 }), (one, other, wanted) => {
        fc.pre(Math.abs(one - other) > 1e-3);
        const span = { low: Math.min(one, other), high: Math.max(one, other) };
        const { values } = niceTicks(span, wanted);
        const slack = (span.high - span.low) * 1e-6;
        expect(values.length).toBeLessThanOrEqual(wanted + 1);
        expect(values.every((value) => value >= span.low - slack && value <= span.high + slack)).toBe(true);
        const step = (values[1] ?? 0) - (values[0] ?? 0);
        if (values.length > 1) expect(["1", "2", "5"]).toContain((step * (1 + 1e-9)).toExponential()[0]);
      }),
    );
  });

  it("are written with as many decimals as it takes to tell them apart", () => {
    expect(niceTicks({ low: 0, high: 0.55 }, 6)).toMatchObject({ digits: 1 });
    expect(niceTicks({ low: 0, high: 30 }, 5)).toEqual({ values: [0, 10, 20, 30], digits: 0 });
    expect(niceTicks({ low: -4, high: 4 }, 30, 1).values).toHaveLength(9);
  });
});

it("a span is never without width and leaves out what has no end", () => {
  expect(spanOf([])).toEqual({ low: 0, high: 1 });
  expect(spanOf([Number.NaN, Number.POSITIVE_INFINITY])).toEqual({ low: 0, high: 1 });
  expect(spanOf([4, 4])).toEqual({ low: 2, high: 6 });
  expect(spanOf([0])).toEqual({ low: -1, high: 1 });
});

it("what lies beyond an axis is drawn at its edge", () => {
  const place = linear({ low: 0, high: 10 }, 100, 200);
  expect([-5, 0, 5, 10, Number.POSITIVE_INFINITY].map(place)).toEqual([100, 100, 150, 200, 200]);
});

test.each([
  [1234.5, 1, "1.234,5", "1,234.5"],
  [-0.04, 1, "0,0", "0.0"],
  [-0.06, 1, "−0,1", "−0.1"],
  [1_000_000, 0, "1.000.000", "1,000,000"],
])("%d with %i decimals", (value, digits, es, en) => {
  expect([writeNumber(value, digits, "es"), writeNumber(value, digits, "en")]).toEqual([es, en]);
});

it("two figures are left to the largest value", () => {
  expect([[0.65], [4.13, 0.1], [41.2], [0.0042], [0], []].map((values) => digitsFor(values))).toEqual([
    2, 1, 0, 4, 0, 0,
  ]);
});
