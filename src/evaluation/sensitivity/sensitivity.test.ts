import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rngFrom } from "../numeric/random.ts";
import { type EffectForEValue, evalue } from "./evalue.ts";
import { rosenbaumHodgesLehmann } from "./hodgesLehmann.ts";
import { rosenbaumMcNemar } from "./mcnemar.ts";
import { rosenbaumM } from "./mStatistic.ts";
import { pairDifferences } from "./pairs.ts";
import { rosenbaumWilcoxon } from "./wilcoxon.ts";

function answerOf<Value>(result: { ok: true; value: Value } | { ok: false; failure: { code: string } }): Value {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

function codeOf(result: { ok: boolean; failure?: { code: string } }): string {
  return result.failure?.code ?? "";
}

function differences(n: number, shift: number, seed = "7"): Float64Array {
  const rng = rngFrom(seed);
  return Float64Array.from({ length: n }, () => rng.next() + rng.next() - 1 + shift);
}

const gammas = [1, 1.3, 2, 4, 9];

describe("signed-rank bounds", () => {
  it("widen as hidden bias grows and are one number without it", () => {
    const { bounds } = answerOf(rosenbaumWilcoxon(differences(60, 0.2), { gammas }));
    expect(bounds[0]?.pLower).toBe(bounds[0]?.pUpper);
    for (let at = 1; at < bounds.length; at++) {
      expect(bounds[at]?.pUpper).toBeGreaterThan(bounds[at - 1]?.pUpper ?? 1);
      expect(bounds[at]?.pLower).toBeLessThan(bounds[at - 1]?.pLower ?? 0);
    }
  });

  it("reach alpha at the Gamma they name", () => {
    for (const alpha of [0.01, 0.05, 0.6]) {
      const { gammaAtAlpha } = answerOf(rosenbaumWilcoxon(differences(80, 0.3), { gammas: [1], alpha }));
      const { bounds } = answerOf(rosenbaumWilcoxon(differences(80, 0.3), { gammas: [gammaAtAlpha ?? 1] }));
      expect(bounds[0]?.pUpper).toBeCloseTo(alpha, 10);
    }
  });

  it("say that nothing needs explaining away when chance does it already", () => {
    expect(answerOf(rosenbaumWilcoxon(Float64Array.of(1, -2, 3, -4), { gammas: [1] })).gammaAtAlpha).toBeNull();
  });

  it("turn round with the differences, and double for two sides", () => {
    const d = differences(40, 0.15);
    const greater = answerOf(rosenbaumWilcoxon(d, { gammas }));
    const less = answerOf(
      rosenbaumWilcoxon(
        d.map((value) => -value),
        { gammas, alternative: "less" },
      ),
    );
    const both = answerOf(rosenbaumWilcoxon(d, { gammas, alternative: "two-sided" }));
    for (let at = 0; at < gammas.length; at++) {
      expect(less.bounds[at]?.pUpper).toBeCloseTo(greater.bounds[at]?.pUpper ?? 0, 12);
      expect(less.bounds[at]?.pLower).toBeCloseTo(greater.bounds[at]?.pLower ?? 0, 12);
      expect(both.bounds[at]?.pUpper).toBeCloseTo(Math.min(1, 2 * (greater.bounds[at]?.pUpper ?? 0)), 12);
    }
  });

  it("leave out zeros and pairs without a value, and refuse when nothing is left", () => {
    const pairs = answerOf(pairDifferences(Float64Array.of(3, 5, Number.NaN, 2), Float64Array.of(1, 5, 1, Number.NaN)));
    expect([...pairs.differences]).toEqual([2, 0]);
    expect(pairs.missing).toBe(2);
    expect(answerOf(rosenbaumWilcoxon(pairs.differences, { gammas: [1] })).nNonZero).toBe(1);
    expect(codeOf(rosenbaumWilcoxon(Float64Array.of(0, 0), { gammas: [1] }))).toBe("no_rows");
    expect(codeOf(rosenbaumWilcoxon(Float64Array.of(1), { gammas: [0.5] }))).toBe("out_of_range");
  });
});

describe("Hodges-Lehmann bounds", () => {
  it("count to the same averages as a list of them would give", () => {
    const d = differences(2100, 0.1).map((value) => Math.round(value * 50) / 50);
    const averages: number[] = [];
    for (let i = 0; i < d.length; i++)
      for (let j = i; j < d.length; j++) averages.push(((d[i] ?? 0) + (d[j] ?? 0)) / 2);
    const sorted = Float64Array.from(averages).sort().reverse();
    const at = (place: number) => {
      const whole = Math.round(place);
      if (Math.abs(place - whole) > 1e-6) return sorted[Math.ceil(place) - 1] ?? Number.NaN;
      return ((sorted[whole - 1] ?? Number.NaN) + (sorted[whole] ?? Number.NaN)) / 2;
    };
    for (const { gamma, lower, upper } of answerOf(rosenbaumHodgesLehmann(d, gammas))) {
      expect(lower).toBeCloseTo(at((gamma / (1 + gamma)) * sorted.length), 12);
      expect(upper).toBeCloseTo(at(sorted.length / (1 + gamma)), 12);
    }
  });

  it("move with a shift and stretch with the unit", () => {
    const d = differences(30, 0);
    const plain = answerOf(rosenbaumHodgesLehmann(d, gammas));
    const moved = answerOf(
      rosenbaumHodgesLehmann(
        d.map((value) => 4 * value + 10),
        gammas,
      ),
    );
    for (const [at, bound] of moved.entries()) {
      expect(bound.lower).toBeCloseTo(4 * (plain[at]?.lower ?? 0) + 10, 9);
      expect(bound.upper).toBeCloseTo(4 * (plain[at]?.upper ?? 0) + 10, 9);
    }
  });
});

describe("M-statistics", () => {
  const sets = () => [differences(50, 0.4, "1"), differences(50, 0, "2"), differences(50, 0, "3")];

  it("give the permutation t statistic of pairs without hidden bias", () => {
    const [treated, control] = sets();
    const d = treated?.map((value, at) => value - (control?.[at] ?? 0)) ?? new Float64Array(0);
    const squares = d.reduce((sum, value) => sum + value * value, 0);
    const { bounds } = answerOf(rosenbaumM([treated ?? d, control ?? d], { gammas: [1], method: "t" }));
    expect(bounds[0]?.deviate).toBeCloseTo(d.reduce((sum, value) => sum + value, 0) / Math.sqrt(squares), 10);
  });

  it("do not change with the unit of the outcome, nor with what is added to a whole set", () => {
    const columns = sets();
    for (const method of ["t", "h", "p", "w", "f", "s", "l", "q"] as const) {
      const plain = answerOf(rosenbaumM(columns, { gammas: [3], method })).bounds[0];
      const stretched = columns.map((column) => column.map((value, at) => 8 * (value + at)));
      const other = answerOf(rosenbaumM(stretched, { gammas: [3], method })).bounds[0];
      expect(other?.deviate).toBeCloseTo(plain?.deviate ?? 0, 6);
    }
  });

  it("test a supposed effect by taking it off, and a fall by turning round", () => {
    const [treated, ...controls] = sets();
    if (!treated) throw new Error("no sets");
    const less = answerOf(rosenbaumM([treated, ...controls], { gammas: [2], method: "h", tau: 0.4 })).bounds[0];
    const shifted = answerOf(
      rosenbaumM([treated.map((value) => value - 0.4), ...controls], { gammas: [2], method: "h" }),
    ).bounds[0];
    expect(less?.deviate).toBeCloseTo(shifted?.deviate ?? 0, 10);
    const turned = [treated, ...controls].map((column) => column.map((value) => -value));
    const fall = answerOf(rosenbaumM(turned, { gammas: [2], method: "h", alternative: "less" })).bounds[0];
    const rise = answerOf(rosenbaumM([treated, ...controls], { gammas: [2], method: "h" })).bounds[0];
    expect(fall?.deviate).toBeCloseTo(rise?.deviate ?? 0, 10);
  });

  it("leave out sets without a value and refuse settings that cannot be", () => {
    const [treated, control] = [Float64Array.of(3, Number.NaN, 5, 4), Float64Array.of(1, 2, 1, 3)];
    expect(answerOf(rosenbaumM([treated, control], { gammas: [1], method: "t" }))).toMatchObject({
      sets: 3,
      missing: 1,
    });
    expect(codeOf(rosenbaumM([treated], { gammas: [1] }))).toBe("malformed_input");
    expect(codeOf(rosenbaumM([treated, control], { gammas: [1], inner: 4 }))).toBe("out_of_range");
    expect(codeOf(rosenbaumM([treated, control], { gammas: [1], m: 2, m1: 3, m2: 2 }))).toBe("malformed_input");
    expect(codeOf(rosenbaumM([control, control], { gammas: [1] }))).toBe("singular");
  });
});

describe("McNemar bounds", () => {
  it("are the exact binomial test without hidden bias, P(X >= D) and not P(X > D)", () => {
    const [bound] = answerOf(rosenbaumMcNemar({ discordantTreated: 3, discordantControl: 1 }, [1]));
    expect(bound?.pUpper).toBeCloseTo(5 / 16, 14);
    const [sure] = answerOf(rosenbaumMcNemar({ discordantTreated: 0, discordantControl: 4 }, [2]));
    expect(sure?.pUpper).toBe(1);
    expect(codeOf(rosenbaumMcNemar({ discordantTreated: 1.5, discordantControl: 1 }, [1]))).toBe("malformed_input");
  });
});

describe("E-values", () => {
  const of = (effect: EffectForEValue, truth?: number) => answerOf(evalue(effect, truth));

  it("are the same for a ratio and its inverse, and 1 for no effect", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (est) => {
        const { evaluePoint } = of({ measure: "RR", est });
        expect(evaluePoint).toBeCloseTo(of({ measure: "RR", est: 1 / est }).evaluePoint, 6);
        expect(evaluePoint).toBeGreaterThanOrEqual(1);
      }),
      { seed: 1 },
    );
    expect(of({ measure: "RR", est: 1 }).evaluePoint).toBe(1);
  });

  it("are 1 at the limit when the interval holds no effect, and absent without an interval", () => {
    expect(of({ measure: "RR", est: 0.8, lo: 0.6, hi: 1.1 }).evalueCI).toBe(1);
    expect(of({ measure: "RR", est: 0.8 }).evalueCI).toBeNull();
    expect(of({ measure: "OR", est: 2, lo: 1.2 }).evalueCI).toBeGreaterThan(1);
  });

  it("ask for less when an outcome is common than when it is rare", () => {
    for (const measure of ["OR", "HR"] as const) {
      const common = of({ measure, est: 2.5, lo: 1.5, hi: 4, rare: false });
      const rare = of({ measure, est: 2.5, lo: 1.5, hi: 4, rare: true });
      expect(common.evaluePoint).toBeLessThan(rare.evaluePoint);
      expect(common.evalueCI).toBeLessThan(rare.evalueCI ?? 0);
    }
  });

  it("treat a coefficient as a standardised difference, whatever the direction", () => {
    const smd = of({ measure: "SMD", est: 0.5, se: 0.1 });
    expect(of({ measure: "OLS", est: 5, se: 1, sd: 10 })).toEqual(smd);
    expect(of({ measure: "OLS", est: -5, se: 1, sd: 10 }).evalueCI).toBeCloseTo(smd.evalueCI ?? 0, 10);
  });

  it("find the hidden cause that would bring a risk difference, and its limit, to nothing", () => {
    const counts = { n11: 397, n10: 78557, n01: 51, n00: 108778 };
    const rise = of({ measure: "RD", ...counts });
    const ratio = 397 / 78954 / (51 / 108829);
    expect(rise.evaluePoint).toBeCloseTo(ratio + Math.sqrt(ratio * (ratio - 1)), 9);
    expect(rise.evalueCI).toBeGreaterThan(1);
    expect(rise.evalueCI).toBeLessThan(rise.evaluePoint);
    const fall = of({ measure: "RD", n11: 51, n10: 108778, n01: 397, n00: 78557 });
    expect(fall.evalueCI).toBeCloseTo(rise.evalueCI ?? 0, 9);
    expect(of({ measure: "RD", n11: 6, n10: 10, n01: 5, n00: 10 }).evalueCI).toBe(1);
  });

  it("can be asked against an effect other than none", () => {
    expect(of({ measure: "RR", est: 3, lo: 2, hi: 4.5 }, 1.5).evaluePoint).toBeCloseTo(2 + Math.sqrt(2), 12);
    expect(of({ measure: "RR", est: 3, lo: 1.2, hi: 7 }, 1.5).evalueCI).toBe(1);
  });

  it.each([
    ["a negative ratio", { measure: "RR", est: -2 }],
    ["a limit above the estimate", { measure: "RR", est: 2, lo: 3 }],
    ["a negative standard error", { measure: "SMD", est: 0.3, se: -1 }],
    ["an outcome that does not vary", { measure: "OLS", est: 3, se: 1, sd: 0 }],
    ["no event among those exposed", { measure: "RD", n11: 0, n10: 10, n01: 5, n00: 10 }],
  ] as const)("refuse %s", (_, effect) => {
    expect(["out_of_range", "malformed_input", "too_few_events"]).toContain(codeOf(evalue(effect)));
  });
});
