import { describe, expect, it } from "vitest";
import { hyperCdf, hyperPmf } from "./discrete.ts";
import * as d from "./distributions.ts";
import { nctCdf, nctSf } from "./noncentral.ts";
import { erfc, lnGamma } from "./special.ts";

/** Largest relative gap between two lists. */
function gap(got: readonly number[], wanted: readonly number[]): number {
  return Math.max(...wanted.map((value, i) => Math.abs((got[i] ?? Number.NaN) - value) / Math.abs(value)));
}

const shares = [1e-300, 1e-20, 1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999];

describe("distribution functions", () => {
  it("compute upper tails directly, far below what 1 less the lower share can show", () => {
    // Values with 50 digits by mpmath 1.3.
    expect(gap([d.normSf(10), d.normSf(30)], [7.619853024160527e-24, 4.906713927148187e-198])).toBeLessThan(1e-13);
    expect(gap([d.chi2Sf(500, 3)], [4.771672031912759e-108])).toBeLessThan(1e-12);
    expect(gap([d.tSf(50, 30)], [9.35770882961136e-31])).toBeLessThan(1e-12);
    expect(d.fSf(1e6, 3, 40)).toBeGreaterThan(0);
  });
  it("are undone by their quantiles", () => {
    expect(
      gap(
        shares.map((p) => d.normCdf(d.normInv(p))),
        shares,
      ),
    ).toBeLessThan(1e-12);
    for (const df of [0.7, 1, 3.5, 40, 1e4])
      expect(
        gap(
          shares.slice(1).map((p) => d.tCdf(d.tInv(p, df), df)),
          shares.slice(1),
        ),
      ).toBeLessThan(1e-10);
    for (const shape of [0.05, 0.5, 1, 7.3, 400, 5e6])
      expect(
        gap(
          shares.slice(2).map((p) => d.gammaCdf(d.gammaInv(p, shape, 2), shape, 2)),
          shares.slice(2),
        ),
      ).toBeLessThan(1e-9);
    for (const [a, b] of [
      [0.5, 0.5],
      [2, 9],
      [3000, 20],
      [0.1, 60],
    ] as const)
      expect(
        gap(
          shares.slice(2, 9).map((p) => d.betaCdf(d.betaInv(p, a, b), a, b)),
          shares.slice(2, 9),
        ),
      ).toBeLessThan(1e-9);
  });
  it("agree where one is a case of another", () => {
    expect(d.tCdf(-1.3, 1)).toBeCloseTo(0.5 - Math.atan(1.3) / Math.PI, 14);
    expect(d.chi2Sf(3, 2)).toBeCloseTo(Math.exp(-1.5), 15);
    expect(d.fSf(2.5 ** 2, 1, 17)).toBeCloseTo(2 * d.tSf(2.5, 17), 14);
    expect(d.tCdf(1.7, Number.POSITIVE_INFINITY)).toBeCloseTo(d.normCdf(1.7), 15);
    expect(d.binomCdf(3, 9, 0.3) + d.binomSf(3, 9, 0.3)).toBeCloseTo(1, 15);
    expect(d.poissonCdf(2, 1.5)).toBeCloseTo(Math.exp(-1.5) * (1 + 1.5 + 1.125), 14);
    expect(erfc(0.4)).toBeCloseTo(2 * d.normSf(0.4 * Math.SQRT2), 15);
  });
  it("keep their digits with tens of millions of degrees of freedom", () => {
    // By mpmath's quadrature with 30 digits.
    expect(gap([d.tCdf(-1.7911065252409124, 62588415.344223276)], [0.0366381035377421])).toBeLessThan(1e-13);
  });
  it("meet across the change of method for large shapes", () => {
    expect(d.gammaCdf(1_000_500, 1_000_001, 1)).toBeCloseTo(d.gammaCdf(1_000_499, 1_000_000, 1), 5);
    expect(d.gammaCdf(999_999, 1_000_001, 1)).toBeLessThan(d.gammaCdf(999_999, 999_999, 1));
  });
  it("give ln Gamma its digits beside its zeros", () => {
    expect(lnGamma(1)).toBe(0);
    expect(lnGamma(2)).toBe(0);
    expect(gap([lnGamma(1 + 1e-8), lnGamma(2 - 1e-8)], [-5.772156566768626e-9, -4.227843318737968e-9])).toBeLessThan(
      1e-8,
    );
    for (const x of [0.3, 1.2, 2.4, 2.6, 9.9, 15.9, 16.1, 300])
      expect(lnGamma(x + 1)).toBeCloseTo(lnGamma(x) + Math.log(x), 11);
  });
  it("answer NaN for shares that are none and infinities at the ends", () => {
    expect([d.normInv(-0.1), d.tInv(2, 3), d.betaInv(Number.NaN, 1, 1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([d.normInv(0), d.normInv(1), d.gammaInv(1, 2, 1)]).toEqual([-Infinity, Infinity, Infinity]);
  });
});

describe("the noncentral t", () => {
  it("is the central one without noncentrality and mirrors with its sign", () => {
    for (const x of [-2, 0.4, 3]) expect(nctCdf(x, 7, 0)).toBeCloseTo(d.tCdf(x, 7), 12);
    expect(nctCdf(-1.2, 9, 2)).toBeCloseTo(nctSf(1.2, 9, -2), 15);
  });
  it("keeps the digits of a tiny lower share", () => {
    // 1.32610657705479888e-12 by mpmath's quadrature with 40 digits.
    expect(gap([nctCdf(-1, 400, 6)], [1.326106577054799e-12])).toBeLessThan(1e-11);
  });
});

describe("the urn", () => {
  it("has chances that add up to 1 and its distribution adds them", () => {
    const urn = { white: 12, black: 30, drawn: 17 };
    let sum = 0;
    for (let x = 0; x <= 12; x++) {
      sum += hyperPmf(x, urn);
      expect(hyperCdf(x, urn)).toBeCloseTo(sum, 13);
    }
    expect(sum).toBeCloseTo(1, 13);
  });
});
