import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reference, rowsOf } from "../../tests/builders/evaluationData.ts";
import { devStays } from "../../tests/builders/stays.ts";
import { kaplanMeier, type Stay, stepAt, survivalAt } from "./survival.ts";

const worked = reference("outcomes/worked-examples.json").kaplan_meier;
const expected = reference("evaluation/expected.json");

interface Published {
  readonly n: number;
  readonly events: number;
  readonly at: readonly { time: number; surv: number; lower: number; upper: number }[];
  readonly quantiles: { q25: number; median: number; q75?: number; medianLower: number; medianUpper: number };
}

function expectCurve(rows: readonly Stay[], published: Published): void {
  const curve = kaplanMeier(rows);
  expect(curve).toMatchObject({ n: published.n, events: published.events });
  for (const { time, surv, lower, upper } of published.at) {
    const step = stepAt(curve.steps, time);
    expect(step?.survival).toBeCloseTo(surv, 11);
    expect(step?.lower).toBeCloseTo(lower, 11);
    expect(step?.upper).toBeCloseTo(upper, 11);
  }
  const { q25, median, q75, medianLower, medianUpper } = published.quantiles;
  expect(curve.q1.time).toBe(q25);
  expect(curve.median).toEqual({ time: median, lower: medianLower, upper: medianUpper });
  if (q75 !== undefined) expect(curve.q3.time).toBe(q75);
}

describe("Kaplan–Meier", () => {
  test("gives the textbook curve and its median", () => {
    const curve = kaplanMeier(worked.data.map(([time, event]: [number, number]) => ({ time, event: event === 1 })));
    expect(curve.steps.map(({ time, survival }) => [time, Math.round(survival * 1e6) / 1e6])).toEqual(worked.expected);
    expect(curve.median.time).toBe(worked.median);
  });

  test("gives the length of stay of the sample return", () => {
    const of = reference("outcomes/expected-dev.json").expected.KM_length_of_stay_entry_2017_18;
    const curve = kaplanMeier(devStays().map(({ time, cause }) => ({ time, event: cause !== null })));
    expect({
      n: curve.n,
      events: curve.events,
      q1_days: curve.q1.time,
      median_days: curve.median.time,
      q3_days: curve.q3.time,
      S_365: Math.round(survivalAt(curve, 365) * 1e4) / 1e4,
      S_730: Math.round(survivalAt(curve, 730) * 1e4) / 1e4,
    }).toEqual(of);
  });

  test.each(["0", "1"])("gives the curve, limits and median that R gives (group %s)", (group) => {
    const rows = rowsOf("evaluation/exits.csv").filter(({ par_mentor }) => par_mentor === group);
    const stays = rows.map(({ dias, salida }) => ({ time: Number(dias), event: salida === "1" }));
    expectCurve(stays, expected["km-salidas-reunificacion"].expected[group]);
  });

  test.each(["0", "1"])("counts those already in care only from the day they were observed (group %s)", (group) => {
    const rows = rowsOf("evaluation/exits-prevalent.csv").filter(({ par_mentor }) => par_mentor === group);
    const stays = rows.map((row) => ({
      time: Number(row.dias),
      event: row.salida === "1",
      entry: Number(row.entrada),
    }));
    expectCurve(stays, expected["km-prevalentes-lt"].expected[group]);
  });

  const stays = fc.array(
    fc.record({ time: fc.integer({ min: 0, max: 60 }), event: fc.boolean(), count: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 1, maxLength: 60 },
  );

  test("does not depend on the order of the rows, nor on equal rows being counted together", () => {
    fc.assert(
      fc.property(stays, (rows) => {
        const apart = rows.flatMap(({ count, ...row }) => Array.from({ length: count }, () => row)).reverse();
        expect(kaplanMeier(apart)).toEqual(kaplanMeier(rows));
      }),
    );
  });

  test("never rises, stays within its limits, and without losses is the share that remains", () => {
    fc.assert(
      fc.property(stays, (rows) => {
        const { steps } = kaplanMeier(rows);
        for (const [index, { survival, lower, upper }] of steps.entries()) {
          expect(survival).toBeLessThanOrEqual(steps[index - 1]?.survival ?? 1);
          expect(lower ?? survival).toBeLessThanOrEqual(survival + 1e-12);
          expect(upper ?? survival).toBeGreaterThanOrEqual(survival - 1e-12);
        }
        const all = rows.map((row) => ({ ...row, event: true }));
        const n = all.reduce((sum, { count }) => sum + count, 0);
        const left = all.filter(({ time }) => time > 30).reduce((sum, { count }) => sum + count, 0);
        expect(survivalAt(kaplanMeier(all), 30)).toBeCloseTo(left / n, 10);
      }),
    );
  });

  test("a quartile is the first time at which that share has left, exact shares included", () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ time: index + 1, event: true }));
    const curve = kaplanMeier(ten);
    expect([curve.q1.time, curve.median.time, curve.q3.time]).toEqual([3, 5, 8]);
  });

  test("says when the median was not reached, when few are at risk and when there is nothing", () => {
    const few = kaplanMeier([
      ...Array.from({ length: 20 }, () => ({ time: 90, event: false })),
      { time: 5, event: true },
    ]);
    expect(few.median).toEqual({ time: null, lower: null, upper: null });
    expect(few.warnings).toEqual([{ code: "median_not_reached" }]);
    const tiny = kaplanMeier([
      { time: 3, event: true },
      { time: 9, event: true },
    ]);
    expect(tiny.warnings).toEqual([{ code: "few_at_risk", from: 3, fewerThan: 10 }]);
    expect(kaplanMeier([])).toMatchObject({ n: 0, steps: [], warnings: [{ code: "no_rows" }] });
  });
});
