import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { aggregateCalendar, aggregateDynamic, aggregateGroup, aggregateSimple } from "./aggregate.ts";
import { type AttGt, type AttGtOptions, attgt } from "./attgt.ts";
import { did2x2 } from "./did2x2.ts";
import { askedOnce, atRows, doubled, rollOut } from "./rollOut.testdata.ts";
import type { DidRows } from "./sample.ts";

const basic: AttGtOptions = {
  control: "nevertreated",
  method: "dr",
  basePeriod: "varying",
  anticipation: 0,
  panel: true,
};

function get<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function atts(result: AttGt): number[] {
  return result.cells.map(({ att }) => att ?? Number.NaN);
}

function ses(result: AttGt): number[] {
  return result.cells.map(({ se }) => se ?? Number.NaN);
}

function expectClose(got: readonly number[], wanted: readonly number[], digits = 9): void {
  expect(got.length).toBe(wanted.length);
  for (const [place, value] of got.entries()) expect(value).toBeCloseTo(wanted[place] ?? Number.NaN, digits);
}

const methods = ["dr", "ipw", "reg"] as const;

describe("group-time effects", () => {
  it("recovers the effect of a roll-out, period by period after the start", () => {
    const sums = new Map<number, number[]>();
    for (let run = 0; run < 20; run++) {
      const data = rollOut({ seed: `run ${run}`, units: 200, periods: 8, groups: [0, 0, 3, 5, 7], selection: 0.5 });
      const dynamic = aggregateDynamic(get(attgt(data, { ...basic, control: "notyettreated" })));
      for (const { e, att, se = 1 } of dynamic.byEvent) {
        const truth = e >= 0 ? -0.4 - 0.25 * e : 0;
        sums.set(e, [...(sums.get(e) ?? []), (att - truth) / se]);
      }
    }
    for (const gaps of sums.values()) {
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      // 20 independent studies: their mean distance in standard errors has standard deviation 1 / sqrt(20).
      expect(Math.abs(mean) * Math.sqrt(gaps.length)).toBeLessThan(3.3);
      expect(gaps.filter((gap) => Math.abs(gap) < 2).length).toBeGreaterThanOrEqual(16);
    }
  });

  it("is the difference of four means with one group, two periods and no covariates", () => {
    const { x: _, ...data } = rollOut({ seed: "two", periods: 2, groups: [0, 2] });
    const treat = data.group.map((start) => Number(start > 0));
    const after = data.time.map((time) => time - 1);
    const means = get(did2x2({ y: data.y, treat, after, cluster: data.unit }, "CR0"));
    for (const method of methods) {
      const result = get(attgt(data, { ...basic, method }));
      expectClose(atts(result), [means.estimate]);
      expectClose(ses(result), [means.se]);
      expect(aggregateSimple(result)?.att).toBeCloseTo(means.estimate, 10);
    }
  });

  it("does not depend on covariates that are constant, repeated, moved or rescaled", () => {
    const data = rollOut({ seed: "covariates", selection: 0.5 });
    const [x = new Float64Array(0)] = data.x;
    const plain = get(attgt(data, basic));
    for (const more of [
      [x, x.map(() => 7)],
      [x, x.map((value) => 2 * value + 1)],
      [x.map((value) => 1e6 + value / 1000)],
    ]) {
      const other = get(attgt({ ...data, x: more }, basic));
      expectClose(atts(other), atts(plain), 7);
      expectClose(ses(other), ses(plain), 7);
    }
  });

  it("follows the unit of the outcome", () => {
    const data = rollOut({ seed: "unit", selection: 0.5 });
    for (const method of methods) {
      const plain = get(attgt(data, { ...basic, method }));
      const scaled = get(attgt({ ...data, y: data.y.map((value) => 50 - 10 * value) }, { ...basic, method }));
      expectClose(
        atts(scaled),
        atts(plain).map((att) => -10 * att),
        8,
      );
      expectClose(
        ses(scaled),
        ses(plain).map((se) => 10 * se),
        8,
      );
    }
  });

  it("keeps estimates and divides variances by 2 when every unit comes twice, as does weight 2", () => {
    const data = rollOut({ seed: "twice", selection: 0.5 });
    for (const method of methods) {
      const plain = get(attgt(data, { ...basic, method }));
      const twice = get(attgt(doubled(data), { ...basic, method }));
      expectClose(atts(twice), atts(plain));
      expectClose(
        ses(twice),
        ses(plain).map((se) => se / Math.SQRT2),
      );
      const weights = data.unit.map((unit) => 1 + (unit % 2));
      const weighted = get(attgt({ ...data, weights: Float64Array.from(weights) }, { ...basic, method }));
      const odd = doubled(data);
      const most = Math.max(...data.unit) + 1;
      const rows = [...odd.y.keys()].filter((row) => (odd.unit[row] ?? 0) < most || (odd.unit[row] ?? 0) % 2 === 1);
      const repeated = get(attgt(atRows(odd, rows), { ...basic, method }));
      expectClose(atts(weighted), atts(repeated));
      expect(aggregateGroup(weighted).overall?.att).toBeCloseTo(aggregateGroup(repeated).overall?.att ?? 0, 9);
    }
  });

  it("does not depend on the order of the rows", () => {
    const data = rollOut({ seed: "order", selection: 0.5 });
    const turned = atRows(data, [...data.y.keys()].reverse());
    expectClose(atts(get(attgt(turned, basic))), atts(get(attgt(data, basic))), 9);
  });

  it("gives the same bytes when it is run again", () => {
    const run = () => {
      const { cells, influence } = get(attgt(rollOut({ seed: "replay" }), basic));
      return JSON.stringify([cells, influence.map((one) => Array.from(one ?? []))]);
    };
    expect(run()).toBe(run());
  });

  /** d(estimate) / d(weight of a unit), by central differences: what an influence function is, divided by n. */
  function checkInfluence(
    data: DidRows,
    options: AttGtOptions,
    estimate: (result: AttGt) => readonly { att: number }[],
  ) {
    const ones = new Float64Array(data.y.length).fill(1);
    const base = get(attgt({ ...data, weights: ones }, options));
    const parts = estimate(base) as readonly { att: number; influence: Float64Array }[];
    for (const unit of [0, 1, 2, 7, 23]) {
      const shifted = [1e-4, -1e-4].map((step) => {
        const weights = ones.map((one, row) => ((options.panel ? data.unit[row] : row) === unit ? one + step : one));
        return estimate(get(attgt({ ...data, weights }, options)));
      });
      for (const [place, { influence }] of parts.entries()) {
        const slope = ((shifted[0]?.[place]?.att ?? 0) - (shifted[1]?.[place]?.att ?? 0)) / 2e-4;
        expect((influence[unit] ?? 0) / base.n).toBeCloseTo(slope, 6);
      }
    }
  }

  const everything = (result: AttGt) => {
    const cells = result.cells.flatMap(({ att = 0, se }, place) =>
      se === undefined ? [] : [{ att, influence: result.influence[place] }],
    );
    const { overall: dynamic, byEvent } = aggregateDynamic(result);
    const { overall: group } = aggregateGroup(result);
    const { overall: calendar, byTime } = aggregateCalendar(result);
    return [...cells, ...byEvent, ...byTime, dynamic, group, calendar, aggregateSimple(result)] as { att: number }[];
  };

  it.each(methods)("has the influence function of its estimates and summaries: panel, %s", (method) => {
    const data = rollOut({ seed: "influence", units: 60, selection: 0.4 });
    checkInfluence(data, { ...basic, method, control: "notyettreated" }, everything);
  });

  it.each(methods)("has the influence function of its estimates and summaries: cross-sections, %s", (method) => {
    const data = askedOnce(
      rollOut({ seed: "asked", units: 600, periods: 4, groups: [0, 3, 4], selection: 0.4 }),
      "when",
    );
    checkInfluence(data, { ...basic, method, panel: false }, everything);
  });

  it("recovers the effect from people asked once each", () => {
    const groups = [0, 0, 3];
    const data = askedOnce(rollOut({ seed: "survey", units: 6000, periods: 4, groups, selection: 0.5 }), "days");
    for (const method of methods) {
      const { byEvent } = aggregateDynamic(get(attgt(data, { ...basic, method, panel: false })));
      for (const { e, att, se = 0 } of byEvent) {
        expect(Math.abs(att - (e >= 0 ? -0.4 - 0.25 * e : 0))).toBeLessThan(3 * se);
      }
    }
  });

  it("sums influence by cluster before squaring when clusters are given", () => {
    const data = rollOut({ seed: "cluster" });
    const each = get(attgt({ ...data, cluster: data.unit }, basic));
    expectClose(ses(each), ses(get(attgt(data, basic))));
    const shared = get(attgt({ ...data, cluster: data.unit.map((unit) => Math.floor(unit / 4)) }, basic));
    expect(shared.nClusters).toBe(30);
    const [influence = new Float64Array(0)] = shared.influence;
    const sums = new Float64Array(30);
    for (let i = 0; i < influence.length; i++)
      sums[Math.floor(i / 4)] = (sums[Math.floor(i / 4)] ?? 0) + (influence[i] ?? 0);
    const se = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0)) / shared.n;
    expect(shared.cells[0]?.se).toBeCloseTo(se, 12);
  });
});
