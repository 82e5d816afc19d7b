import { describe, expect, test } from "vitest";
import { permStratified } from "../inference/permStratified.ts";
import { frameOf } from "./frame.ts";
import { adjustedDifference } from "./linear.ts";
import { type Drawn, drawnOf, permutedInterval, permutedP } from "./randomised.ts";
import { type Sample, sampleOf, subsample } from "./sample.ts";
import { families, protocol, riskOutcome } from "./simulated.testdata.ts";

function sampleFor(covariates: readonly string[], stratum: string | null, seed = "draws"): Sample {
  const table = families({ n: 60, seed, effect: -6, drawn: true });
  const frame = frameOf(protocol({ covariates, stratum }), riskOutcome, table);
  const sample = frame.ok ? sampleOf(frame.value, { fill: true }) : frame;
  if (!sample.ok) throw new Error(sample.failure.code);
  return sample.value;
}

function get<Value>(found: { readonly ok: true; readonly value: Value } | { readonly ok: false }): Value {
  if (!found.ok) throw new Error("refused");
  return found.value;
}

const drawnFrom = (sample: Sample): Drawn => get(drawnOf(sample.y, sample));

describe("repeating the draw of an adjusted comparison", () => {
  test.each([
    ["nothing known before", [], null],
    ["strata", [], "municipio"],
    ["covariates", ["antes", "edad"], null],
    ["covariates and strata", ["antes", "edad"], "municipio"],
  ] as const)("with %s, outcomes over what was moved give the adjusted difference itself", (_, covariates, stratum) => {
    const sample = sampleFor(covariates, stratum);
    const { trial, moved } = drawnFrom(sample);
    const within = (values: ArrayLike<number>) => {
      let sum = 0;
      for (let place = 0; place < trial.strata; place++) {
        const own = Array.from(trial.treated.keys()).filter((at) => trial.stratum[at] === place);
        const mean = own.reduce((total, at) => total + (values[at] ?? 0), 0) / own.length;
        for (const at of own) if (trial.treated[at] === 1) sum += (values[at] ?? 0) - mean;
      }
      return sum;
    };
    expect(within(trial.y) / within(moved)).toBeCloseTo(get(adjustedDifference(sample.y, sample)).value, 8);
  });

  test("the interval holds the effects that the test does not reject", () => {
    const sample = sampleFor(["antes"], "municipio");
    const limits = permutedInterval(drawnFrom(sample), 4000, "limits");
    const pAt = (effect: number) => {
      const shifted = sample.y.map((one, row) => one - effect * (sample.treat[row] ?? 0));
      const found = get(permStratified(get(drawnOf(shifted, sample)).trial, { draws: 4000, seed: "limits" }));
      return Math.min(found.pGreater, found.pLess);
    };
    expect(pAt(limits?.low ?? 0)).toBeCloseTo(0.025, 2);
    expect(pAt(limits?.high ?? 0)).toBeCloseTo(0.025, 2);
    expect(pAt((limits?.low ?? 0) - 2)).toBeLessThan(0.01);
  });

  test("without an effect the p falls anywhere: as often below a tenth as it should", () => {
    let below = 0;
    const times = 100;
    for (let study = 0; study < times; study++) {
      const table = families({ n: 30, seed: `null ${study}`, effect: 0, drawn: true });
      const frame = get(frameOf(protocol({ covariates: ["antes"], stratum: "municipio" }), riskOutcome, table));
      const drawn = drawnFrom(get(sampleOf(frame, { fill: true })));
      if (get(permutedP(drawn, 300, "p")).p <= 0.1) below++;
    }
    // Binomial of 100 at 0.1: outside 2 to 19 less than three times in a thousand.
    expect(below).toBeGreaterThan(1);
    expect(below).toBeLessThan(20);
  });

  test("workers whose families are all in one arm are drawn whole, those with families in both are not", () => {
    const sample = sampleFor([], null);
    const whole = {
      ...sample,
      cluster: {
        codes: Int32Array.from(sample.treat, (one, row) => one * 5 + (row % 5)),
        levels: Array.from({ length: 10 }, (_, k) => `${k}`),
      },
    };
    const mixed = {
      ...sample,
      cluster: { codes: Int32Array.from(sample.treat, (_, row) => row % 10), levels: whole.cluster.levels },
    };
    expect([drawnFrom(whole).whole, drawnFrom(whole).trial.treated.length]).toEqual([true, 10]);
    expect([drawnFrom(mixed).whole, drawnFrom(mixed).trial.treated.length]).toEqual([false, 60]);
    expect(drawnFrom(whole).smallestP).toBeCloseTo(2 / 252, 9);
  });

  test("one stratum with a single arm is no obstacle", () => {
    const sample = sampleFor([], "municipio");
    const places = Uint32Array.from(sample.treat.keys()).filter(
      (at) => sample.stratum?.codes[at] !== 0 || sample.treat[at] === 1,
    );
    const part = subsample(sample, places);
    expect(get(permutedP(drawnFrom(part), 500, "one arm")).p).toBeGreaterThan(0);
    expect(permutedInterval(drawnFrom(part), 500, "one arm")).toBeDefined();
  });
});
