import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reference, rowsOf } from "../../tests/builders/evaluationData.ts";
import { devStays } from "../../tests/builders/stays.ts";
import { cumulativeIncidence, type Exit, exitsAt, ofEachHundred } from "./competingExits.ts";
import { kaplanMeier, survivalAt } from "./survival.ts";

const worked = reference("outcomes/worked-examples.json").competing_risks;
const expected = reference("evaluation/expected.json");
const rounded = (value: number | undefined, digits: number) =>
  Math.round((value ?? Number.NaN) * 10 ** digits) / 10 ** digits;

function expectCurves(rows: readonly Exit[], published: readonly Record<string, number>[], within = 1e-8): void {
  const curves = cumulativeIncidence(rows);
  for (const { time = 0, eventFree = 0, ...causes } of published) {
    const { stillInCare, incidence } = exitsAt(curves, time);
    expect(stillInCare).toBeCloseTo(eventFree, 11);
    for (const cause of ["1", "2", "3", "4"]) {
      expect(incidence[cause]?.value).toBeCloseTo(causes[`cif${cause}`] ?? Number.NaN, 11);
      const error = causes[`se${cause}`] ?? Number.NaN;
      expect(Math.abs((incidence[cause]?.error ?? Number.NaN) - error)).toBeLessThanOrEqual(within * error);
    }
  }
}

describe("cumulative incidence", () => {
  test("gives the worked example, below the naive complement of Kaplan–Meier", () => {
    const rows = worked.data.map(([time, cause]: [number, string | null]) => ({ time, cause }));
    const { stillInCare, incidence } = exitsAt(cumulativeIncidence(rows), 600);
    const values = Object.fromEntries(
      Object.entries(incidence).map(([cause, { value }]) => [cause, rounded(value, 6)]),
    );
    expect(values).toEqual(worked.expected_cif);
    expect(rounded(stillInCare, 6)).toBe(worked.expected_still_in_care);
    const naive = 1 - survivalAt(kaplanMeier(rows.map((row: Exit) => ({ ...row, event: row.cause === "r" }))), 600);
    expect(rounded(naive, 6)).toBe(worked.naive_one_minus_km_reunification);
    expect(incidence.r?.value).toBeLessThan(naive);
  });

  test("gives what became of the entrants of the sample return", () => {
    const curves = cumulativeIncidence(devStays());
    const of = reference("outcomes/expected-dev.json").expected.CIF_entry_2017_18;
    for (const days of [365, 730]) {
      const { stillInCare, incidence } = exitsAt(curves, days);
      const values = Object.entries(incidence).map(([cause, { value }]) => [cause, rounded(value, 4)]);
      expect({ ...Object.fromEntries(values), still_in_care: rounded(stillInCare, 4) }).toEqual(of[`at_${days}`]);
    }
  });

  test.each(["0", "1"])("gives the curves and errors that R gives (group %s)", (group) => {
    const rows = rowsOf("evaluation/exits.csv").filter(({ par_mentor }) => par_mentor === group);
    const exits = rows.map(({ dias, salida = "0" }) => ({ time: Number(dias), cause: salida === "0" ? null : salida }));
    expectCurves(exits, expected["cif-salidas"].expected[group]);
  });

  test.each(["0", "1"])("counts those already in care from the day they were observed (group %s)", (group) => {
    const rows = rowsOf("evaluation/exits-prevalent.csv").filter(({ par_mentor }) => par_mentor === group);
    const exits = rows.map(({ dias, salida = "0", entrada }) => ({
      time: Number(dias),
      cause: salida === "0" ? null : salida,
      entry: Number(entrada),
    }));
    // R's error is the infinitesimal jackknife: the same but for late entries, where they part by up to 2 %.
    expectCurves(exits, expected["cif-prevalentes-lt"].expected[group], 0.02);
  });

  const exits = fc.array(
    fc.record({
      time: fc.integer({ min: 0, max: 40 }),
      cause: fc.constantFrom("home", "adoption", "age", null),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 50 },
  );

  test("the ways of leaving and those still in care sum to 1 at every time, and no way ever shrinks", () => {
    fc.assert(
      fc.property(exits, (rows) => {
        const before: Record<string, number> = {};
        for (const { stillInCare, incidence } of cumulativeIncidence(rows).steps) {
          const values = Object.values(incidence).reduce((sum, { value }) => sum + value, 0);
          expect(values + stillInCare).toBeCloseTo(1, 10);
          for (const [cause, { value, lower, upper }] of Object.entries(incidence)) {
            expect(value).toBeGreaterThanOrEqual(before[cause] ?? 0);
            expect(lower ?? value).toBeLessThanOrEqual(value);
            expect(upper ?? value).toBeGreaterThanOrEqual(value);
            before[cause] = value;
          }
        }
      }),
    );
  });

  test("with a single way of leaving it is the complement of Kaplan–Meier", () => {
    fc.assert(
      fc.property(exits, (rows) => {
        const single = rows.map((row) => ({ ...row, cause: row.cause === null ? null : "home" }));
        const curve = kaplanMeier(rows.map((row) => ({ ...row, event: row.cause !== null })));
        const { stillInCare } = exitsAt(cumulativeIncidence(single), 20);
        expect(stillInCare).toBeCloseTo(survivalAt(curve, 20), 12);
      }),
    );
  });

  test("told in whole children it sums to 100", () => {
    fc.assert(
      fc.property(exits, fc.integer({ min: 0, max: 45 }), (rows, time) => {
        const parts = Object.values(ofEachHundred(cumulativeIncidence(rows), time));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(100);
      }),
    );
  });
});
