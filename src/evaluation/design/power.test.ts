import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimumAttainableP } from "./attainable.ts";
import { clusterDesign, designEffect, logrankEvents } from "./clusters.ts";
import { mdeTwoMeans, powerAncova, powerTwoMeans, sampleSizeTwoMeans } from "./means.ts";
import {
  mdeTwoProportions,
  type ProportionsTest,
  powerTwoProportions,
  sampleSizeTwoProportions,
} from "./proportions.ts";

function answerOf<Value>(result: { ok: true; value: Value } | { ok: false; failure: { code: string } }): Value {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

function codeOf(result: { ok: boolean; failure?: { code: string } }): string {
  return result.failure?.code ?? "";
}

const normal = { alpha: 0.05, method: "normal" } as const;

describe("power of two proportions", () => {
  it("pools the variance under no effect and not under the effect", () => {
    // Under equal proportions both variances agree: half of alpha is rejected on one side, all of it on both.
    const equal = { p1: 0.3, p2: 0.3, ...normal };
    expect(answerOf(powerTwoProportions({ n1: 45, n2: 45 }, equal)).power).toBeCloseTo(0.025, 12);
    expect(answerOf(powerTwoProportions({ n1: 45, n2: 45 }, { ...equal, strict: true })).power).toBeCloseTo(0.05, 12);
    // Unpooled throughout would give 0.688 here, pooled throughout 0.660.
    expect(answerOf(powerTwoProportions({ n1: 45, n2: 45 }, { p1: 0.3, p2: 0.1, ...normal })).power).toBeCloseTo(
      0.6647,
      4,
    );
  });

  it("reaches the power asked with the size answered, for both methods and unequal arms", () => {
    const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        fc.boolean(),
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        (p1, p2, arcsine, ratio) => {
          fc.pre(Math.abs(p1 - p2) > 0.01);
          const test: ProportionsTest = { p1, p2, alpha: 0.05, method: arcsine ? "arcsine" : "normal" };
          const { nPerArm } = answerOf(sampleSizeTwoProportions(test, { power: 0.8, ratio }));
          const { power } = answerOf(powerTwoProportions({ n1: nPerArm, n2: nPerArm * ratio }, test));
          expect(power).toBeCloseTo(0.8, 9);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("says how far a share must fall before a small study sees it", () => {
    const mde = (n: number) =>
      answerOf(mdeTwoProportions({ n1: n, n2: n }, { p1: 0.3, ...normal, power: 0.8 }, "fall")).p2;
    expect(mde(45)).toBeCloseTo(0.073, 3);
    expect(mde(90)).toBeCloseTo(0.13, 2);
    expect(mde(5)).toBeNull();
  });

  it("refuses equal shares, shares outside 0-1, and a power no higher than alpha", () => {
    expect(codeOf(sampleSizeTwoProportions({ p1: 0.3, p2: 0.3, ...normal }, { power: 0.8 }))).toBe("no_effect_asked");
    expect(codeOf(sampleSizeTwoProportions({ p1: 0.3, p2: 1.2, ...normal }, { power: 0.8 }))).toBe("out_of_range");
    expect(codeOf(sampleSizeTwoProportions({ p1: 0.3, p2: 0.2, ...normal }, { power: 0.05 }))).toBe("out_of_range");
    expect(codeOf(powerTwoProportions({ n1: 0, n2: 9 }, { p1: 0.3, p2: 0.2, ...normal }))).toBe("out_of_range");
    expect(codeOf(powerTwoProportions({ n1: Number.NaN, n2: 9 }, { p1: 0.3, p2: 0.2, ...normal }))).toBe(
      "out_of_range",
    );
  });
});

describe("power of two means", () => {
  it("gives the planning numbers: 45 v 45 sees 0.60, 0.48 with a baseline correlated 0.6, 90 v 180 sees 0.36", () => {
    const mde = (n1: number, n2: number, correlation?: number) =>
      answerOf(mdeTwoMeans({ n1, n2 }, { sd: 1, alpha: 0.05, power: 0.8, ...(correlation ? { correlation } : {}) })).d;
    expect(mde(45, 45)).toBeCloseTo(0.6, 2);
    expect(mde(45, 45, 0.6)).toBeCloseTo(0.48, 2);
    expect(mde(90, 90)).toBeCloseTo(0.42, 2);
    expect(mde(90, 90, 0.6)).toBeCloseTo(0.34, 2);
    expect(mde(90, 180)).toBeCloseTo(0.36, 2);
    expect(mde(90, 180, 0.6)).toBeCloseTo(0.29, 2);
  });

  it("rejects alpha without an effect, whatever the sizes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 2, max: 400 }), (n1, n2) => {
        const { power } = answerOf(powerTwoMeans({ n1, n2 }, { delta: 0, sd: 3, alpha: 0.05, strict: true }));
        expect(power).toBeCloseTo(0.05, 9);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it("answers size, power and smallest difference that agree with one another", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        (d, sd) => {
          const { nPerArm: n } = answerOf(sampleSizeTwoMeans({ delta: d * sd, sd, alpha: 0.05 }, { power: 0.8 }));
          const power = answerOf(powerTwoMeans({ n1: n, n2: n }, { delta: -d * sd, sd, alpha: 0.05 })).power;
          fc.pre(n > 2);
          expect(power).toBeCloseTo(0.8, 7);
          expect(answerOf(mdeTwoMeans({ n1: n, n2: n }, { sd, alpha: 0.05, power: 0.8 })).delta).toBeCloseTo(d * sd, 6);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it("gains from a baseline measure, and loses a degree of freedom to a useless one", () => {
    const arms = { n1: 10, n2: 10 };
    const test = { delta: 5, sd: 5, alpha: 0.05 };
    const plain = answerOf(powerTwoMeans(arms, { ...test, strict: true })).power;
    expect(answerOf(powerAncova(arms, { ...test, correlation: 0.6 })).power).toBeGreaterThan(plain);
    expect(answerOf(powerAncova(arms, { ...test, correlation: 0 })).power).toBeLessThan(plain);
    expect(codeOf(powerAncova(arms, { ...test, correlation: 1 }))).toBe("out_of_range");
    expect(codeOf(powerTwoMeans({ n1: 1, n2: 1 }, test))).toBe("too_few_units");
  });
});

describe("designs with clusters and events", () => {
  it("shrinks 45 families to 31 when each professional has ten of them and icc is 0.05", () => {
    expect(45 / designEffect({ clusterSize: 10, icc: 0.05, cvClusterSize: 0 })).toBeCloseTo(31.03, 2);
    const asIfAlone = answerOf(clusterDesign(45, { clusterSize: 1, icc: 0.3, cvClusterSize: 0 }));
    expect(asIfAlone).toMatchObject({ designEffect: 1, nPerArm: 45, clustersPerArm: 45 });
  });

  it("needs as many events for a hazard ratio as for its inverse, and none can be told for 1", () => {
    const events = (hazardRatio: number) => logrankEvents({ hazardRatio, allocation: 0.5, power: 0.8, alpha: 0.05 });
    expect(answerOf(events(0.7)).events).toBeCloseTo(answerOf(events(1 / 0.7)).events, 9);
    expect(codeOf(events(1))).toBe("no_effect_asked");
    expect(codeOf(events(-1))).toBe("out_of_range");
  });
});

describe("the smallest p a design can give", () => {
  it("says before the study that three against three municipalities cannot reach 0.05", () => {
    expect(answerOf(minimumAttainableP([{ units: 6, treated: 3 }])).twoSided).toBeCloseTo(0.1, 12);
    expect(answerOf(minimumAttainableP([{ units: 8, treated: 4 }])).twoSided).toBeCloseTo(0.0286, 4);
  });

  it("counts the draws of professionals, two of four in each of three towns", () => {
    const town = { units: 4, treated: 2 };
    expect(answerOf(minimumAttainableP([town, town, town]))).toMatchObject({ assignments: 216, twoSided: 2 / 216 });
  });

  it("has no mirror image where one of three is drawn, and stays finite for large studies", () => {
    expect(answerOf(minimumAttainableP([{ units: 3, treated: 1 }])).twoSided).toBeCloseTo(1 / 3, 12);
    const large = answerOf(minimumAttainableP([{ units: 4000, treated: 2000 }]));
    expect(large.lnAssignments).toBeCloseTo(2768.1, 0);
    expect(codeOf(minimumAttainableP([{ units: 3, treated: 4 }]))).toBe("out_of_range");
  });
});
