import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { normInv } from "../numeric/distributions.ts";
import { rngFrom } from "../numeric/random.ts";
import { parseCsv } from "../table.ts";
import { aggregateDynamic, aggregateSimple } from "./aggregate.ts";
import { type AttGtOptions, attgt } from "./attgt.ts";
import { bacon } from "./bacon.ts";
import { simultaneousBand } from "./bands.ts";
import { did2x2 } from "./did2x2.ts";
import { readCalendar } from "./periods.ts";
import { placeboDate } from "./placebo.ts";
import { pretest } from "./pretest.ts";
import { atRows, rollOut } from "./rollOut.testdata.ts";
import type { DidRows } from "./sample.ts";
import { eventStudySunAbraham } from "./sunAbraham.ts";
import { twfe } from "./twfe.ts";

const options: AttGtOptions = {
  control: "nevertreated",
  method: "dr",
  basePeriod: "varying",
  anticipation: 0,
  panel: true,
};

function get<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function without(data: DidRows, dropped: readonly number[]): DidRows {
  return atRows(
    data,
    [...data.y.keys()].filter((row) => !dropped.includes(row)),
  );
}

/** Least squares with a column for every unit and period but one. */
function withDummies(data: DidRows): number {
  const { unit, time, group, y } = data;
  const treated = time.map((now, row) => Number((group[row] ?? 0) > 0 && now >= (group[row] ?? 0)));
  const cols = [treated, ...(data.x ?? [])];
  for (const one of new Set(unit)) cols.push(Float64Array.from(unit, (own) => Number(own === one)));
  for (const one of [...new Set(time)].slice(1)) cols.push(time.map((own) => Number(own === one)));
  const fit = get(ols(y, { n: y.length, p: cols.length, names: cols.map(String), cols }));
  return fit.coef[0] ?? Number.NaN;
}

describe("two-way regression", () => {
  it("equals least squares on a column for every unit and period, also when rows are missing", () => {
    const data = rollOut({ seed: "dummies", units: 24 });
    const x = data.time.map((time, row) => Math.cos(3 * row) + 0.1 * time);
    for (const dropped of [[], [3, 17, 18, 40, 41, 42, 43, 100]]) {
      const rows = without({ ...data, x: [x] }, dropped);
      const result = get(twfe(rows, ["x"]));
      expect(result.n).toBe(144 - dropped.length);
      expect(result.coefficients[0]?.coef).toBeCloseTo(withDummies(rows), 9);
    }
  });

  it("leaves out covariates that units or periods explain, and names them", () => {
    const data = rollOut({ seed: "aliased" });
    const [x = new Float64Array(0)] = data.x;
    const own = data.time.map((_, row) => Math.sin(row));
    const result = get(
      twfe({ ...data, x: [x, own, own.map((value) => 3 - value), data.time] }, ["x", "own", "same", "time"]),
    );
    expect(result.coefficients.map(({ name }) => name)).toEqual(["treated_now", "own"]);
    expect(result.warnings).toContainEqual({ code: "aliased_terms", terms: ["x", "same", "time"] });
  });

  it("takes weights as repeated rows, and counts unit effects when units span clusters", () => {
    const data = rollOut({ seed: "weights", units: 24 });
    const weights = data.unit.map((unit) => 1 + (unit % 2));
    const gap = [2, 30, 31, 90];
    const weighted = get(twfe(without({ ...data, weights: Float64Array.from(weights) }, gap)));
    const odd = [...data.y.keys()].filter((row) => (data.unit[row] ?? 0) % 2 === 1);
    const twice = atRows(
      data,
      [...data.y.keys(), ...odd].filter((row) => !gap.includes(row)),
    );
    const n = data.y.length - gap.length;
    const repeated = get(twfe({ ...twice, unit: twice.unit.map((unit, row) => (row < n ? unit : unit + 100)) }));
    expect(weighted.coefficients[0]?.coef).toBeCloseTo(repeated.coefficients[0]?.coef ?? 0, 10);
    const across = Int32Array.from(data.y.keys(), (row) => row % 48);
    const whole = get(twfe({ ...data, cluster: across }));
    expect(whole.clusters).toBe(48);
    const wrong = Float64Array.from(weights, (weight, row) => (row === 3 ? 0 : weight));
    expect(twfe({ ...data, weights: wrong })).toMatchObject({ failure: { code: "invalid_weight", row: 4 } });
  });

  it("refuses a treatment that never varies, one cluster and repeated rows", () => {
    const data = rollOut({ seed: "refused" });
    const never = new Float64Array(data.y.length);
    expect(twfe({ ...data, x: [], group: never })).toMatchObject({ failure: { code: "constant_treatment" } });
    const together = new Int32Array(data.y.length);
    expect(twfe({ ...data, x: [], cluster: together })).toMatchObject({ failure: { code: "too_few_clusters" } });
    expect(twfe(atRows(data, [0, 0, 1]))).toMatchObject({ failure: { code: "duplicate_id" } });
  });

  it("is what the comparisons of the decomposition add up to", () => {
    for (const groups of [
      [0, 3, 5],
      [3, 4, 6],
      [0, 1, 4, 5],
      [2, 9],
    ]) {
      const { x: _, ...data } = rollOut({ seed: `bacon ${groups}`, groups });
      const result = get(bacon(data));
      expect(result.comparisons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(result.byType.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(result.twfe).toBeCloseTo(get(twfe(data)).coefficients[0]?.coef ?? 0, 10);
    }
  });

  it("shows the comparisons with the already treated that turn a growing effect around", () => {
    const { x: _, ...data } = rollOut({ seed: "growing", groups: [2, 5], effect: (e) => -1 - e });
    const bad = get(bacon(data)).byType.find(({ type }) => type === "Later vs Earlier Treated");
    expect(bad?.estimate).toBeGreaterThan(0.5);
    expect(bad?.weight).toBeGreaterThan(0.2);
    const honest = aggregateSimple(get(attgt(data, { ...options, control: "notyettreated" })));
    expect(honest?.att).toBeLessThan(-1.5);
  });

  it("names cohorts treated throughout as a comparison of their own", () => {
    const { x: _, ...data } = rollOut({ seed: "always", groups: [0, 1, 4] });
    const types = get(bacon(data)).byType.map(({ type }) => type);
    expect(types).toEqual(["Later vs Always Treated", "Treated vs Untreated"]);
  });

  it("leaves units that lack a period out of the decomposition, and counts them", () => {
    const { x: _, ...data } = rollOut({ seed: "lack" });
    const result = get(bacon(without(data, [5])));
    expect(result.warnings).toEqual([{ code: "incomplete_units_dropped", n: 1 }]);
    expect(result.twfe).toBeCloseTo(get(bacon(without(data, [0, 1, 2, 3, 4, 5]))).twfe, 12);
  });
});

describe("interaction-weighted event study", () => {
  it("agrees with group-time effects against the last untreated period when someone is never treated", () => {
    const { x: _, ...data } = rollOut({ seed: "events" });
    const events = get(eventStudySunAbraham(data)).byEvent;
    const dynamic = aggregateDynamic(get(attgt(data, { ...options, basePeriod: "universal" })));
    for (const { e, att } of events) expect(att).toBeCloseTo(dynamic.byEvent.find((one) => one.e === e)?.att ?? 0, 9);
    expect(events.some(({ e }) => e === -1)).toBe(false);
  });

  it("with nobody never treated, compares with the last cohort and leaves out its treated periods", () => {
    const { x: _, ...data } = rollOut({ seed: "last", groups: [3, 5] });
    const result = get(eventStudySunAbraham(data));
    expect(result.warnings).toContainEqual({ code: "periods_without_comparison", periods: [5, 6] });
    expect(result.byEvent.map(({ e }) => e)).toEqual([-2, 0, 1]);
    const { att } = get(attgt(data, { ...options, control: "notyettreated" })).cells.find(({ t }) => t === 3) ?? {};
    expect(result.byEvent.find(({ e }) => e === 0)?.att).toBeCloseTo(att ?? 0, 9);
  });

  it("leaves out those treated throughout, and refuses without anyone to compare with", () => {
    const { x: _, ...data } = rollOut({ seed: "throughout", groups: [0, 1, 4] });
    expect(get(eventStudySunAbraham(data)).warnings).toContainEqual({ code: "already_treated_dropped", n: 40 });
    const { x: __, ...one } = rollOut({ seed: "one", groups: [4] });
    expect(eventStudySunAbraham(one)).toMatchObject({ failure: { code: "no_comparison_group" } });
  });

  it("answers panels with gaps", () => {
    const { x: _, ...data } = rollOut({ seed: "holes", units: 300, effect: () => -2 });
    const holes = get(eventStudySunAbraham(without(data, [4, 50, 51, 300, 301, 302, 777])));
    expect(Math.abs(holes.att + 2)).toBeLessThan(4 * holes.se);
  });
});

describe("trends before the start, bands and invented dates", () => {
  it("finds no trend before the start where there is none, and one where there is", () => {
    const data = rollOut({ seed: "parallel", units: 300 });
    expect(get(pretest(get(attgt(data, options)))).p).toBeGreaterThan(0.01);
    const bent = data.y.map((value, row) => value + ((data.group[row] ?? 0) > 0 ? 0.4 * (data.time[row] ?? 0) : 0));
    expect(get(pretest(get(attgt({ ...data, y: bent }, options)))).p).toBeLessThan(1e-6);
  });

  it("tests nothing when there is nothing to test, and says when effects are tied", () => {
    expect(pretest(get(attgt(rollOut({ seed: "none", groups: [0, 2] }), options)))).toEqual({
      ok: false,
      failure: { code: "no_pre_periods" },
    });
    const few = rollOut({ seed: "few", units: 6, periods: 12, groups: [0, 11] });
    const { x: _, ...data } = few;
    expect(pretest(get(attgt(data, options)))).toEqual({ ok: false, failure: { code: "pretest_singular", cells: 9 } });
  });

  it("draws the same band from the same seed, wider than the pointwise interval", () => {
    const result = get(attgt(rollOut({ seed: "band" }), options));
    const { byEvent } = aggregateDynamic(result);
    const influences = byEvent.map(({ influence }) => influence);
    const band = get(simultaneousBand(influences, result.sample, { draws: 2500, seed: "7" }));
    expect(get(simultaneousBand(influences, result.sample, { draws: 2500, seed: "7" }))).toEqual(band);
    expect(get(simultaneousBand(influences, result.sample, { draws: 2500, seed: "8" }))).not.toEqual(band);
    expect(band.criticalValue).toBeGreaterThan(normInv(0.975));
    // Never wider than what holds for any dependence (Bonferroni), but for the error of the draws.
    expect(band.criticalValue).toBeLessThan(normInv(1 - 0.025 / byEvent.length) * 1.1);
    for (const [place, { se = 0 }] of byEvent.entries()) expect((band.se[place] ?? 0) / se).toBeCloseTo(1, 1);
  });

  it("starts longer runs with the same draws: a band does not depend on how blocks are shared out", () => {
    const rng = rngFrom("influence");
    const influence = Float64Array.from({ length: 37 }, () => rng.next() - 0.5);
    const short = get(simultaneousBand([influence], { n: 37 }, { draws: 1000, seed: "1" }));
    const long = get(simultaneousBand([influence, influence], { n: 37 }, { draws: 1000, seed: "1" }));
    expect(long.se).toEqual([short.se[0], short.se[0]]);
    expect(long.criticalValue).toBe(short.criticalValue);
  });

  it("finds no effect at an invented date, and an effect that began before the date given", () => {
    const data = rollOut({ seed: "placebo", units: 300, groups: [0, 5] });
    const { effect, result } = get(placeboDate(data, options, 2));
    expect(result.cells.every(({ t }) => t < 5)).toBe(true);
    expect(Math.abs(effect.att)).toBeLessThan(3 * (effect.se ?? 0));
    const late = { ...data, group: data.group.map((start) => (start > 0 ? 6 : 0)) };
    const found = get(placeboDate(late, options, 1)).effect;
    expect(found.att).toBeLessThan(-3 * (found.se ?? 0));
    expect(placeboDate(data, options, 0)).toMatchObject({ failure: { code: "malformed_input" } });
    expect(placeboDate(data, options, 9)).toMatchObject({ ok: false });
  });
});

describe("two groups, two times", () => {
  const y = Float64Array.of(5, 7, 6, 4, 2, 3, 5, 4);
  const treat = Float64Array.of(1, 1, 0, 0, 1, 1, 0, 0);
  const after = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  const cluster = Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3);

  it("is the difference of the changes of four means; swapping the arms turns the sign", () => {
    const result = get(did2x2({ y, treat, after, cluster }));
    expect(result.estimate).toBeCloseTo(-3, 12);
    expect([result.meanTreatedPre, result.meanTreatedPost, result.meanControlPre, result.meanControlPost]).toEqual(
      [6, 2.5, 5, 4.5].map((mean) => expect.closeTo(mean, 12)),
    );
    expect(get(did2x2({ y, treat: treat.map((arm) => 1 - arm), after, cluster })).estimate).toBeCloseTo(3, 12);
  });

  it("leaves out a missing measurement alone, and refuses what cannot be compared", () => {
    const holed = y.map((value, row) => (row === 4 ? Number.NaN : value));
    const result = get(did2x2({ y: holed, treat, after, cluster }, "HC1"));
    expect([result.n, result.nMissing, result.meanTreatedPost]).toEqual([7, 1, expect.closeTo(3, 12)]);
    expect(did2x2({ y, treat: after.map(() => 1), after, cluster })).toMatchObject({
      failure: { code: "constant_treatment" },
    });
    expect(did2x2({ y, treat: treat.map((arm) => 2 * arm), after, cluster })).toMatchObject({
      failure: { code: "malformed_input", field: "treat" },
    });
    expect(did2x2({ y, treat, after, cluster: cluster.map(() => 0) })).toMatchObject({
      failure: { code: "too_few_clusters" },
    });
    const empty = after.map((time, row) => (treat[row] === 1 ? 1 : time));
    expect(did2x2({ y, treat, after: empty, cluster })).toMatchObject({ failure: { code: "singular" } });
  });
});

describe("periods written in words", () => {
  const columns = { time: "time", group: "group" };
  const read = (csv: string): Result<{ time: number[]; group: number[] }, EvaluationFailure> => {
    const calendar = readCalendar(get(parseCsv(csv)), columns);
    if (!calendar.ok) return calendar;
    return { ok: true, value: { time: [...calendar.value.time], group: [...calendar.value.group] } };
  };

  it("orders quarters and months by date, with never and missing apart", () => {
    const quarters = get(read("time,group\n2024-T4,2025-T1\n2025-T1,nunca\n2025-Q2,\n"));
    expect(quarters.time.map((time) => time - (quarters.time[0] ?? 0))).toEqual([0, 1, 2]);
    expect(quarters.group).toEqual([quarters.time[1], 0, Number.NaN]);
    const months = get(read("time,group\n2024-12,0\n2025-01,2025-01\n"));
    expect((months.time[1] ?? 0) - (months.time[0] ?? 0)).toBe(1);
    expect(months.group).toEqual([0, months.time[1]]);
  });

  it("refuses words whose order is not known", () => {
    expect(read("time,group\nT10,0\nT9,T10\n")).toEqual({
      ok: false,
      failure: { code: "unordered_period", column: "time", value: "T10" },
    });
    expect(read("time,group\n2024-T1,0\n2024-05,0\n")).toMatchObject({
      failure: { code: "unordered_period", value: "2024-05" },
    });
    expect(read("time,group\n2024-T1,2024\n2024-T2,0\n")).toMatchObject({
      failure: { code: "unordered_period", column: "group" },
    });
  });

  it("gives the words back", () => {
    const calendar = get(readCalendar(get(parseCsv("time,group\n2024-T1,0\n2024-T2,2024-T2\n")), columns));
    expect([...calendar.time].map(calendar.label)).toEqual(["2024-T1", "2024-T2"]);
  });
});
