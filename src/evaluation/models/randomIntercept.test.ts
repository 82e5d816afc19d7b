import { describe, expect, it } from "vitest";
import { normalDraw } from "../causal/simulated.testdata.ts";
import { rngFrom } from "../numeric/random.ts";
import { ols } from "./ols.ts";
import { randomIntercept } from "./randomIntercept.ts";

/** Families of workers who differ by `spread`. */
function simulated(workers: number, each: number, spread: number, seed: string) {
  const rng = rngFrom(seed);
  const n = workers * each;
  const own = Float64Array.from({ length: workers }, () => spread * normalDraw(rng));
  const cluster = Int32Array.from({ length: n }, (_, i) => Math.floor(i / each));
  const x = Float64Array.from({ length: n }, () => normalDraw(rng));
  const y = x.map((value, i) => 4 + 2 * value + (own[cluster[i] ?? 0] ?? 0) + normalDraw(rng));
  return { X: { n, p: 2, names: ["(Intercept)", "x"], cols: [new Float64Array(n).fill(1), x] }, y, cluster };
}

describe("likeness within clusters", () => {
  it("is 0, not a failure, where clusters differ less than chance would make them", () => {
    const { X, y, cluster } = simulated(9, 10, 0, "none");
    // Every cluster brought to the same mean: less different than any draw.
    const flat = y.map((value, i) => {
      const rows = [...cluster.keys()].filter((row) => cluster[row] === cluster[i]);
      return value - rows.reduce((sum, row) => sum + (y[row] ?? 0), 0) / rows.length;
    });
    const ones = { n: X.n, p: 1, names: ["(Intercept)"], cols: X.cols.slice(0, 1) };
    const fit = randomIntercept(flat, ones, cluster);
    const plain = ols(flat, ones);
    expect(fit.ok && [fit.value.varCluster, fit.value.icc]).toEqual([0, 0]);
    expect(fit.ok && plain.ok && fit.value.varResidual).toBeCloseTo(plain.ok ? plain.value.sigma ** 2 : 0, 10);
  });
  it("is recovered, with the effect, from many clusters", () => {
    const { X, y, cluster } = simulated(400, 8, 0.5, "many");
    const fit = randomIntercept(y, X, cluster);
    if (!fit.ok) throw new Error(fit.failure.code);
    expect(fit.value.icc).toBeGreaterThan(0.15);
    expect(fit.value.icc).toBeLessThan(0.25);
    expect(fit.value.fixed[1]).toBeCloseTo(2, 1);
  });
  it("is the analysis of variance's where clusters are equal and it is not negative", () => {
    const { X, y, cluster } = simulated(12, 7, 1, "equal");
    const ones = { n: X.n, p: 1, names: ["(Intercept)"], cols: X.cols.slice(0, 1) };
    const fit = randomIntercept(y, ones, cluster);
    const means = Array.from({ length: 12 }, (_, g) => y.slice(7 * g, 7 * g + 7).reduce((a, b) => a + b, 0) / 7);
    const whole = means.reduce((a, b) => a + b, 0) / 12;
    const between = (7 * means.reduce((sum, value) => sum + (value - whole) ** 2, 0)) / 11;
    const within = y.reduce((sum, value, i) => sum + (value - (means[cluster[i] ?? 0] ?? 0)) ** 2, 0) / (12 * 6);
    expect(fit.ok && fit.value.varResidual).toBeCloseTo(within, 6);
    expect(fit.ok && fit.value.varCluster).toBeCloseTo((between - within) / 7, 6);
  });
  it("needs two clusters", () => {
    const { X, y } = simulated(2, 10, 1, "one");
    expect(randomIntercept(y, X, new Int32Array(20))).toMatchObject({ failure: { code: "too_few_clusters" } });
  });
});
