import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checks, spoiledBy, stateOf } from "./checks.ts";
import { figureOf } from "./figures.ts";
import { findIndicator, indicators, outcomes, parameterOf } from "./indicators.ts";
import { isFault, tellReason } from "./reasons.ts";
import { spanFor, trendOf } from "./spans.ts";
import { setTarget } from "./target.ts";
import { checkIds, indicatorIds } from "./words.ts";

interface Reference {
  readonly id: string;
  readonly name: { readonly en: string; readonly es: string };
  readonly numerator: string;
  readonly denominator: string;
  readonly multiplier?: number | null;
  readonly nationalPerformance?: number;
  readonly status: string;
  readonly published?: unknown;
}
const reference = JSON.parse(readFileSync("tests/data/outcomes/indicators.json", "utf8")).indicators as Reference[];
const nine = JSON.parse(readFileSync("tests/data/outcomes/family-to-family-outcomes.json", "utf8")).outcomes;

function indicator(id: string) {
  const found = findIndicator(id);
  if (!found) throw new Error(id);
  return found;
}

describe("the definitions", () => {
  test("are those of the reference, in its order", () => {
    expect(indicators.map(({ id }) => id)).toEqual(reference.map(({ id }) => id));
    expect(indicatorIds).toEqual(reference.map(({ id }) => id));
  });

  test.each(reference)("$id says what the reference says", ({ id, name, multiplier, nationalPerformance, status }) => {
    const ours = indicator(id);
    expect(ours.name).toEqual(name);
    expect(ours.national).toBe(nationalPerformance ?? null);
    if (ours.measure !== "median" && id !== "f2f.disparity") expect(ours.multiplier).toBe(multiplier ?? null);
    // What the reference only partly states counts as this project's reading.
    if (/INFERENCE/.test(status)) expect(ours.standing).toBe("INFERENCE");
    if (/^FACT$/.test(status)) expect(ours.standing).toBe("FACT");
  });

  test("measure the nine outcomes as the reference maps them", () => {
    expect(outcomes.map(({ n, label, indicators: ids }) => ({ n, es: label.es, en: label.en, ids }))).toEqual(
      nine.map((one: { n: number; es: string; en: string; indicators: string[] }) => ({
        n: one.n,
        es: one.es,
        en: one.en,
        ids: one.indicators,
      })),
    );
  });

  test("name every source and have a note on their standing in both languages", () => {
    for (const { source, standingNote, numerator, denominator } of indicators) {
      for (const text of [source, ...[standingNote, numerator, denominator].flatMap(({ es, en }) => [es, en])]) {
        expect(text).toMatch(/\S/);
      }
    }
  });

  test("let only what no source fixes be changed", () => {
    const p1 = indicator("cfsr4.p1");
    expect(parameterOf(p1, "withinDays", { withinDays: 366 })).toBe(366);
    expect(parameterOf(p1, "shortestStay", { shortestStay: 1 })).toBe(8);
    expect(() => parameterOf(p1, "toString")).toThrow(TypeError);
  });
});

describe("a period", () => {
  test("is the last year after which everything has been observed", () => {
    expect(spanFor({ followUpMonths: 12 }, "2022-03-31")).toEqual({ from: "2020-04-01", to: "2021-03-31" });
    expect(spanFor({ followUpMonths: 0 }, "2024-02-29")).toEqual({ from: "2023-03-01", to: "2024-02-29" });
    expect(spanFor({ followUpMonths: 12 }, "2022-03-31", { from: "2017-04-01" })).toEqual({
      from: "2017-04-01",
      to: "2018-03-31",
    });
  });

  test("comes with the same period of the four years before it", () => {
    expect(trendOf({ from: "2019-04-01", to: "2020-03-31" }).map(({ from }) => from.slice(0, 4))).toEqual([
      "2015",
      "2016",
      "2017",
      "2018",
      "2019",
    ]);
  });
});

describe("a figure", () => {
  const counted = {
    indicator: indicator("cfsr4.p1"),
    span: { from: "2020-04-01", to: "2021-03-31" },
    observedUntil: "2022-03-31",
    population: null,
    median: null,
    checkExceeded: false,
    missing: null,
  };
  const inside = (n: number) => ({ excluded: null, n, numerator: n / 2, denominator: n });

  test("is good when enough children were observed long enough", () => {
    expect(figureOf({ ...counted, totals: [inside(40)] })).toMatchObject({ value: 50, verdict: "good", warnings: [] });
  });

  test("warns of few children, of time not yet observed, and of holes in the record", () => {
    expect(figureOf({ ...counted, totals: [inside(20)] }).warnings).toEqual(["few"]);
    expect(figureOf({ ...counted, observedUntil: "2021-12-31", totals: [inside(40)] }).warnings).toEqual([
      "follow_up_incomplete",
    ]);
    const holes = { excluded: "no_exit_reason", n: 10, numerator: null, denominator: null };
    expect(figureOf({ ...counted, totals: [inside(40), holes] }).warnings).toEqual(["many_left_out"]);
    const wished = { ...holes, excluded: "short_stay" };
    expect(figureOf({ ...counted, totals: [inside(40), wished] }).warnings).toEqual([]);
    const spoiled = figureOf({ ...counted, checkExceeded: true, totals: [inside(40)] });
    expect([spoiled.verdict, spoiled.warnings]).toEqual(["poor", ["check_exceeded"]]);
    expect(figureOf({ ...counted, observedUntil: "2020-12-31", totals: [inside(40)] }).verdict).toBe("poor");
  });

  test("of nobody is unknown, never 0", () => {
    expect(figureOf({ ...counted, totals: [] })).toMatchObject({
      value: null,
      verdict: "no_data",
      missing: "nobody_in_cohort",
    });
  });

  test("over an unknown population keeps its count", () => {
    const rate = { ...counted, indicator: indicator("cfsr4.entryrate"), totals: [inside(40)] };
    expect(figureOf(rate)).toMatchObject({ value: null, numerator: 20, missing: "no_population" });
    expect(figureOf({ ...rate, population: 10_000 })).toMatchObject({ value: 2, missing: null });
  });
});

describe("a check", () => {
  const [above] = checks;
  const below = checks.find(({ bound }) => bound === "below");

  test("is beyond its limit only past it, and not run without rows", () => {
    if (!above || !below) throw new Error("no checks");
    expect(stateOf(above, { id: above.id, n: 5, of: 100 })).toBe("within");
    expect(stateOf(above, { id: above.id, n: 6, of: 100 })).toBe("exceeded");
    expect(stateOf(below, { id: below.id, n: 0, of: 100 })).toBe("exceeded");
    expect(stateOf(above, { id: above.id, n: null, of: null })).toBe("not_run");
  });

  test("spoils the indicators that rest on it and no others", () => {
    const spoiled = spoiledBy([{ id: "first_removals", n: 99, of: 100 }]);
    expect([...spoiled]).toEqual(["cfsr4.p4"]);
  });

  test("names indicators that exist", () => {
    expect(checks.map(({ id }) => id)).toEqual(checkIds);
    for (const id of checks.flatMap((check) => check.indicators)) expect(findIndicator(id)?.id).toBe(id);
  });
});

test("a reason nobody knows says itself and blames nobody", () => {
  expect([tellReason("toString", "es"), isFault("toString")]).toEqual(["toString", false]);
});

test("a target is refused for an indicator that does not exist, or seen in an older version", () => {
  const asked = { indicator: "cfsr4.p1", baseVersion: 0, target: 40, parameters: {} };
  expect(setTarget(undefined, asked)).toEqual({ ok: true, value: { target: 40, parameters: {}, version: 1 } });
  expect(setTarget(undefined, { ...asked, indicator: "nada" })).toMatchObject({
    failure: { code: "unknown_indicator" },
  });
  expect(setTarget({ target: 1, parameters: {}, version: 1 }, asked)).toMatchObject({
    failure: { code: "target_changed" },
  });
  expect(setTarget(undefined, { ...asked, parameters: { withinDays: 365.5 } })).toMatchObject({
    failure: { code: "parameter_out_of_range" },
  });
});
