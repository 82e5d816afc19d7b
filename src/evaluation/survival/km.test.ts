import { describe, expect, test } from "vitest";
import { quantileOf, restrictedMean, survivalAt } from "./curve.ts";
import { km } from "./km.ts";
import { MISSING_CAUSE } from "./observed.ts";
import { answerOf, failureOf, simulatedStays, twice } from "./simulated.testdata.ts";

const usual = { confType: "log-log", level: 0.95 } as const;
const plain = (time: readonly number[], cause: readonly number[], entry?: readonly number[]) => ({
  time: Float64Array.from(time),
  cause: Uint8Array.from(cause),
  entry: entry && Float64Array.from(entry),
});

function onlyCurve(input: Parameters<typeof km>[0]) {
  const [group] = answerOf(km(input)).groups;
  if (!group) throw new Error("no group");
  return group;
}

describe("a survival curve", () => {
  test("multiplies the shares that stay, events before losses at equal times", () => {
    const { curve } = onlyCurve(plain([1, 2, 2, 3, 4], [1, 1, 0, 1, 0]));
    expect(Array.from(curve.atRisk)).toEqual([5, 4, 2, 1]);
    expect(Array.from(curve.survival)).toEqual([0.8, 0.8 * 0.75, 0.8 * 0.75 * 0.5, 0.8 * 0.75 * 0.5]);
  });

  test("counts an event on day 0 when observed from the start", () => {
    const { curve } = onlyCurve(plain([0, 5, 9, 9], [1, 0, 1, 0]));
    expect(survivalAt(curve, 0, usual).surv).toBe(0.75);
  });

  test("leaves out rows never under observation (entry = exit) and says so", () => {
    const result = answerOf(km(plain([5, 5, 8], [1, 1, 1], [0, 5, 0])));
    expect(result.n).toBe(2);
    expect(result.warnings).toContain("entry_equals_exit");
  });

  test("is the same by counting days and by sorting fractions", () => {
    const stays = simulatedStays({ n: 400, seed: 3n });
    const counted = onlyCurve({ time: stays.time, cause: stays.cause, entry: stays.entry });
    const sorted = onlyCurve({
      time: stays.time.map((day) => day / 7),
      cause: stays.cause,
      entry: stays.entry.map((day) => day / 7),
    });
    expect(Array.from(sorted.curve.survival)).toEqual(Array.from(counted.curve.survival));
    expect(Array.from(sorted.curve.atRisk)).toEqual(Array.from(counted.curve.atRisk));
  });

  test("takes 0.1 + 0.2 and 0.3 for one time", () => {
    const { curve } = onlyCurve(plain([0.1 + 0.2, 0.3, 1], [1, 1, 0]));
    expect(Array.from(curve.events)).toEqual([2, 0]);
  });

  test("with weights of 2 is that of every row twice, with the same error", () => {
    const stays = simulatedStays({ n: 150, seed: 5n });
    const weighted = onlyCurve({
      ...plain([], []),
      time: stays.time,
      cause: stays.cause,
      weights: stays.time.map(() => 2),
    });
    const repeated = onlyCurve({ time: twice(stays.time), cause: Uint8Array.from([...stays.cause, ...stays.cause]) });
    expect(Array.from(weighted.curve.survival)).toEqual(Array.from(repeated.curve.survival));
    expect(Array.from(weighted.curve.logVariance)).toEqual(Array.from(repeated.curve.logVariance));
    const once = onlyCurve({ time: stays.time, cause: stays.cause });
    const half = (repeated.curve.logVariance[10] ?? 0) / (once.curve.logVariance[10] ?? 1);
    expect(half).toBeCloseTo(0.5, 12);
  });

  test("has by the jackknife over rows the error of Greenwood when nobody enters late", () => {
    const stays = simulatedStays({ n: 200, seed: 8n, whole: false });
    const rows = { codes: Int32Array.from(stays.time, (_, row) => row), levels: Array.from(stays.time, String) };
    const greenwood = onlyCurve({ time: stays.time, cause: stays.cause }).curve.logVariance;
    const jackknife = onlyCurve({ time: stays.time, cause: stays.cause, cluster: rows }).curve.logVariance;
    for (const [at, value] of greenwood.entries())
      if (Number.isFinite(value)) expect(jackknife[at]).toBeCloseTo(value, 10);
  });

  test("of children already in care is wrong when their late entry is ignored", () => {
    const stays = simulatedStays({ n: 4000, seed: 11n });
    // Half are seen from day 200 of their stay only: those who left before are not in the data.
    const seen = Array.from(stays.time.keys()).filter((row) => row % 2 === 0 || (stays.time[row] ?? 0) > 200);
    const time = Float64Array.from(seen, (row) => stays.time[row] ?? 0);
    const cause = Uint8Array.from(seen, (row) => stays.cause[row] ?? 0);
    const entry = Float64Array.from(seen, (row) => (row % 2 === 0 ? 0 : 200));
    const truth = quantileOf(onlyCurve({ time: stays.time, cause: stays.cause }).curve, 0.5, usual);
    const right = quantileOf(onlyCurve({ time, cause, entry }).curve, 0.5, usual).time;
    const wrong = quantileOf(onlyCurve({ time, cause }).curve, 0.5, usual).time;
    expect(right).toBeGreaterThan(truth.lower - 15);
    expect(right).toBeLessThan(truth.upper + 15);
    expect(wrong).toBeGreaterThan(1.25 * truth.time);
  });
});

describe("a median", () => {
  test("is the middle of the while the curve lies on one half", () => {
    expect(quantileOf(onlyCurve(plain([1, 2, 3, 4], [1, 1, 1, 1])).curve, 0.5, usual).time).toBe(2.5);
    expect(quantileOf(onlyCurve(plain([1, 2, 3, 4], [1, 1, 0, 0])).curve, 0.5, usual).time).toBe(3);
  });

  test("that is not reached has no value, not 0", () => {
    expect(quantileOf(onlyCurve(plain([1, 2, 3], [1, 0, 0])).curve, 0.5, usual).time).toBeNaN();
  });
});

describe("a restricted mean", () => {
  test("is the area up to tau, also past the last time", () => {
    const { curve } = onlyCurve(plain([2, 4], [1, 0]));
    expect(restrictedMean(curve, 3).value).toBe(2 + 0.5);
    expect(restrictedMean(curve, 10).value).toBe(2 + 0.5 * 8);
  });
});

describe("times that cannot be", () => {
  test("are refused with their row", () => {
    expect(failureOf(km(plain([1, -2], [1, 1])))).toEqual({ code: "negative_time", row: 2 });
    expect(failureOf(km(plain([1, 5], [1, 1], [0, 6])))).toEqual({ code: "exit_before_entry", row: 2 });
    expect(failureOf(km({ ...plain([1, 5], [1, 1]), weights: Float64Array.of(1, 0) }))?.code).toBe("invalid_weight");
    expect(failureOf(km(plain([Number.POSITIVE_INFINITY], [1])))?.code).toBe("not_a_number");
    expect(failureOf(km(plain([Number.NaN], [1])))).toEqual({ code: "no_rows" });
  });

  test("that are missing are counted, not taken for 0", () => {
    const result = answerOf(km(plain([1, Number.NaN, 3], [1, 1, MISSING_CAUSE])));
    expect([result.n, result.nMissing]).toEqual([1, 2]);
  });
});
