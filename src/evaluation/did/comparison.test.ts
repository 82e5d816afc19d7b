import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { aggregateSimple } from "./aggregate.ts";
import { type AttGt, type AttGtOptions, attgt } from "./attgt.ts";
import { atRows, rollOut } from "./rollOut.testdata.ts";

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

function expectClose(got: readonly number[], wanted: readonly number[], digits = 9): void {
  expect(got.length).toBe(wanted.length);
  for (const [place, value] of got.entries()) expect(value).toBeCloseTo(wanted[place] ?? Number.NaN, digits);
}

describe("who is compared with whom, and when", () => {
  it("leaves out units already treated in the first period, and counts them", () => {
    const data = rollOut({ seed: "always", groups: [0, 1, 3] });
    const result = get(attgt(data, basic));
    expect(result.n).toBe(80);
    expect(result.cells.some(({ g }) => g === 1)).toBe(false);
    expect(result.warnings).toContainEqual({ code: "already_treated_dropped", n: 40 });
  });

  it("without anyone never treated, compares with the last group while it is untreated, and names the periods lost", () => {
    const data = rollOut({ seed: "all", groups: [3, 4, 5] });
    expect(attgt(data, basic)).toEqual({
      ok: false,
      failure: { code: "no_comparison_group", control: "nevertreated" },
    });
    const result = get(attgt(data, { ...basic, control: "notyettreated" }));
    expect(result.periods).toEqual([1, 2, 3, 4]);
    expect(new Set(result.cells.map(({ g }) => g))).toEqual(new Set([3, 4]));
    expect(result.warnings).toContainEqual({ code: "periods_without_comparison", periods: [5, 6] });
  });

  it("leaves out units that lack a period, and counts them", () => {
    const data = rollOut({ seed: "gaps" });
    const whole = get(
      attgt(
        atRows(
          data,
          [...data.y.keys()].filter((row) => row >= 12),
        ),
        basic,
      ),
    );
    const gaps = get(
      attgt(
        atRows(
          data,
          [...data.y.keys()].filter((row) => row !== 2 && row !== 9),
        ),
        basic,
      ),
    );
    expect(gaps.n).toBe(118);
    expect(gaps.warnings).toContainEqual({ code: "incomplete_units_dropped", n: 2 });
    expectClose(atts(gaps), atts(whole));
  });

  it("leaves out rows with a missing value and counts them; a missing group is not group 0", () => {
    const data = rollOut({ seed: "missing" });
    const group = data.group.map((start, row) => ((data.unit[row] ?? 0) === 0 ? Number.NaN : start));
    const result = get(attgt({ ...data, group }, basic));
    expect(result.n).toBe(119);
    expect(result.warnings).toContainEqual({ code: "rows_with_missing_values", n: 6 });
    const never = get(attgt({ ...data, group: data.group }, basic));
    expect(never.n).toBe(120);
  });

  it("counts units that begin after the last period as never treated", () => {
    const data = rollOut({ seed: "late", groups: [0, 3, 9] });
    const result = get(attgt(data, basic));
    expect(result.warnings).toContainEqual({ code: "treated_after_last_period", n: 40 });
    const never = get(attgt({ ...data, group: data.group.map((start) => (start === 9 ? 0 : start)) }, basic));
    expectClose(atts(result), atts(never));
  });

  it("moves the base of treated periods by the anticipation, and no other", () => {
    const data = rollOut({ seed: "early", groups: [0, 4] });
    const { x: _, ...plain } = data;
    const now = get(attgt(plain, basic));
    const early = get(attgt(plain, { ...basic, anticipation: 1 }));
    const at = (result: AttGt, t: number) => result.cells.find((cell) => cell.t === t)?.att ?? Number.NaN;
    expect(at(early, 4)).toBeCloseTo(at(now, 3) + at(now, 4), 10);
    expect(at(early, 3)).toBeCloseTo(at(now, 3), 10);
    const tooEarly = get(attgt(rollOut({ seed: "x", groups: [0, 2, 4] }), { ...basic, anticipation: 1 }));
    expect(tooEarly.warnings).toContainEqual({ code: "groups_without_earlier_period", groups: [2] });
  });

  it("adds a base cell of 0 without error for the universal base, and adds up from the varying one", () => {
    const { x: _, ...data } = rollOut({ seed: "universal", groups: [0, 4] });
    const varying = get(attgt(data, basic));
    const universal = get(attgt(data, { ...basic, basePeriod: "universal" }));
    expect(universal.cells.find(({ t }) => t === 3)).toEqual({ g: 4, t: 3, att: 0 });
    const at = (result: AttGt, t: number) => result.cells.find((cell) => cell.t === t)?.att ?? Number.NaN;
    expect(at(universal, 1)).toBeCloseTo(-at(varying, 2) - at(varying, 3), 10);
    expect(at(universal, 6)).toBeCloseTo(at(varying, 6), 10);
  });

  it("takes covariates that change from the base period", () => {
    const data = rollOut({ seed: "changing", groups: [0, 4] });
    const [x = new Float64Array(0)] = data.x;
    const changing = x.map((value, row) => value + (data.time[row] === 3 ? 0 : 5 * Math.sin(row)));
    const moved = get(attgt({ ...data, x: [changing] }, basic));
    const fixed = get(attgt(data, basic));
    const treated = (result: AttGt) => result.cells.filter(({ t }) => t >= 4).map(({ att }) => att ?? Number.NaN);
    expectClose(treated(moved), treated(fixed));
  });

  it("gives no number for a group that nobody resembles, and says which", () => {
    const data = rollOut({ seed: "apart", groups: [0, 4], selection: 60 });
    const result = get(attgt(data, basic));
    expect(result.cells.every(({ att }) => att === undefined)).toBe(true);
    expect(result.warnings).toContainEqual({ code: "cell_without_overlap", g: 4, t: 2 });
    expect(aggregateSimple(result)).toBeUndefined();
  });

  it("refuses repeated rows, changing starts, nobody treated and impossible weights", () => {
    const data = rollOut({ seed: "bad" });
    expect(attgt(atRows(data, [0, ...data.y.keys()]), basic)).toMatchObject({
      ok: false,
      failure: { code: "duplicate_id", id: "0", row: 2 },
    });
    const group = data.group.map((start, row) => (row === 8 ? 6 : start));
    expect(attgt({ ...data, group }, basic)).toMatchObject({
      failure: { code: "treatment_changes", unit: "1", row: 9 },
    });
    const none = { ...data, group: new Float64Array(data.y.length) };
    expect(attgt(none, basic)).toEqual({ ok: false, failure: { code: "no_treated_group" } });
    const weights = data.y.map((_, row) => (row === 4 ? -1 : 1));
    expect(attgt({ ...data, weights }, basic)).toMatchObject({ failure: { code: "invalid_weight", row: 5 } });
    expect(attgt(atRows(data, []), basic)).toEqual({ ok: false, failure: { code: "no_rows" } });
    expect(attgt(data, { ...basic, anticipation: 0.5 })).toMatchObject({ failure: { code: "malformed_input" } });
  });
});
