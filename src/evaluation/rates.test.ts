import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reference } from "../../tests/builders/evaluationData.ts";
import { normalQuantile, reachOf } from "./normal.ts";
import { disproportionality, rateRatio, wilson } from "./rates.ts";

const expected = reference("evaluation/expected.json");

test("the normal deviates are those of the tables", () => {
  expect(reachOf(0.95)).toBeCloseTo(1.959963984540054, 14);
  expect(reachOf(0.99)).toBeCloseTo(2.5758293035489004, 13);
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
  expect(normalQuantile(0.5)).toBe(0);
});

test.each(["wilson-3-10", "wilson-0-12", "wilson-81-263"])("Wilson's interval is the one R gives (%s)", (id) => {
  const { input, expected: answer } = expected[id];
  const interval = wilson({ events: input.x, base: input.n });
  expect(interval?.lower).toBeCloseTo(answer.lower, 11);
  expect(interval?.upper).toBeCloseTo(answer.upper, 11);
});

describe("a comparison of two rates", () => {
  test("gives the ratio of the reference text", () => {
    const { group, reference: other, value } = reference("outcomes/disparity.json").metrics[1].example;
    const { ratio } = rateRatio(
      { events: group.atPoint, base: group.base },
      { events: other.atPoint, base: other.base },
    );
    expect(ratio).toBeCloseTo(value, 6);
    const index = reference("outcomes/disparity.json").metrics[0].example;
    expect(disproportionality({ events: 40, base: 20 }, { events: 100, base: 100 })).toBeCloseTo(index.value, 12);
  });

  test("has Katz's interval around the ratio", () => {
    const { expected: answer } = expected["rr-12_45-21_45"];
    const { ratio, ratioInterval } = rateRatio({ events: 12, base: 45 }, { events: 21, base: 45 });
    expect(ratio).toBeCloseTo(answer.rr, 11);
    expect(ratioInterval?.lower).toBeCloseTo(answer.rrLower, 11);
    expect(ratioInterval?.upper).toBeCloseTo(answer.rrUpper, 11);
  });

  test.each(["newcombe-56_70-48_80", "newcombe-9_10-3_10", "newcombe-5_56-0_29", "newcombe-0_10-0_20"])(
    "has Newcombe's interval around the difference (%s)",
    (id) => {
      const { input, expected: answer } = expected[id];
      const found = rateRatio({ events: input.x1, base: input.n1 }, { events: input.x2, base: input.n2 });
      expect(found.difference).toBeCloseTo(answer.difference, 11);
      expect(found.differenceInterval?.lower).toBeCloseTo(answer.lower, 11);
      expect(found.differenceInterval?.upper).toBeCloseTo(answer.upper, 11);
    },
  );

  test("gives the disparities of three groups that R gives", () => {
    const { input, expected: answer } = expected["disparity-3"];
    const count = (index: number) => ({ events: input.x[index] as number, base: input.n[index] as number });
    for (const index of [1, 2]) {
      const found = rateRatio(count(index), count(0));
      const {
        rateRatio: ratio,
        rrLower,
        rrUpper,
        diffLower,
        diffUpper,
        disproportionality: index_,
      } = answer.groups[index];
      expect(found.ratio).toBeCloseTo(ratio, 11);
      expect(found.ratioInterval?.lower).toBeCloseTo(rrLower, 11);
      expect(found.ratioInterval?.upper).toBeCloseTo(rrUpper, 11);
      expect(found.differenceInterval?.lower).toBeCloseTo(diffLower, 11);
      expect(found.differenceInterval?.upper).toBeCloseTo(diffUpper, 11);
      const population = { events: input.x[index], base: input.population[index] };
      const sum = (values: number[]) => values.reduce((before, value) => before + value, 0);
      const all = { events: sum(input.x), base: sum(input.population) };
      expect(disproportionality(population, all)).toBeCloseTo(index_, 11);
    }
  });

  test("of exposure leaves the bases out of the interval", () => {
    const { ratioInterval, difference, differenceInterval } = rateRatio(
      { events: 30, base: 13_030 },
      { events: 45, base: 30_000 },
      { kind: "exposure" },
    );
    const spread = Math.exp(reachOf(0.95) * Math.sqrt(1 / 30 + 1 / 45));
    const ratio = 30 / 13_030 / (45 / 30_000);
    expect(ratioInterval).toEqual({ lower: ratio / spread, upper: ratio * spread });
    expect(differenceInterval?.lower).toBeLessThan(difference ?? 0);
  });

  test("says what it cannot say, and why", () => {
    expect(rateRatio({ events: 0, base: 30 }, { events: 12, base: 30 })).toMatchObject({
      ratio: 0,
      ratioInterval: null,
      difference: -0.4,
      warnings: [{ code: "no_events", side: "group" }],
    });
    expect(rateRatio({ events: 3, base: 30 }, { events: 0, base: 30 })).toMatchObject({
      ratio: null,
      ratioInterval: null,
      warnings: [
        { code: "few_events", side: "group", events: 3, limit: 10 },
        { code: "no_events", side: "reference" },
      ],
    });
    expect(rateRatio({ events: 0, base: 0 }, { events: 4, base: 9 })).toMatchObject({
      rate: null,
      ratio: null,
      difference: null,
    });
    expect(rateRatio({ events: 5, base: 3 }, { events: 4, base: 9 })).toMatchObject({
      ratio: null,
      warnings: [{ code: "more_events_than_base" }, { code: "few_events" }],
    });
  });

  test("turned round gives the inverse ratio and the opposite difference", () => {
    const count = fc
      .integer({ min: 1, max: 400 })
      .chain((base) => fc.record({ events: fc.integer({ min: 1, max: base }), base: fc.constant(base) }));
    fc.assert(
      fc.property(count, count, (one, other) => {
        const [there, back] = [rateRatio(one, other), rateRatio(other, one)];
        expect((there.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 10);
        expect((there.ratioInterval?.lower ?? 0) * (back.ratioInterval?.upper ?? 0)).toBeCloseTo(1, 8);
        expect(there.differenceInterval?.lower).toBeCloseTo(-(back.differenceInterval?.upper ?? 0), 10);
      }),
    );
  });
});
