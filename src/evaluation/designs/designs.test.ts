import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { normInv } from "../numeric/distributions.ts";
import { rngFrom } from "../numeric/random.ts";
import type { Design } from "../terms.ts";
import { anovaIcc, icc } from "./icc.ts";
import { interruptedTimeSeries } from "./interruptedTimeSeries.ts";
import { type CutoffOptions, rdLocalLinear } from "./rdLocalLinear.ts";

function get<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

function normals(seed: string, n: number): Float64Array {
  const rng = rngFrom(seed);
  return Float64Array.from({ length: n }, () => normInv(rng.next() * (1 - 2e-12) + 1e-12));
}

function intercept(n: number): Design {
  return { n, p: 1, names: ["(Intercept)"], cols: [new Float64Array(n).fill(1)] };
}

describe("likeness within clusters", () => {
  const noise = normals("rows", 120);
  const shared = normals("clusters", 20);
  const cluster = Int32Array.from({ length: 120 }, (_, row) => row % 20);
  const y = noise.map((value, row) => 10 + value + 0.8 * (shared[row % 20] ?? 0));

  it("is the same by analysis of variance and by restricted likelihood when clusters are equal and alike", () => {
    const { iccAnova, n0, reml } = get(icc(y, intercept(120), cluster));
    expect(n0).toBeCloseTo(6, 12);
    expect(iccAnova).toBeGreaterThan(0.1);
    expect(reml.icc).toBeCloseTo(iccAnova, 7);
  });

  it("may be negative by analysis of variance; the variance of the model is then 0, not a failure", () => {
    const unlike = Float64Array.from(cluster, (code, row) => (row < 60 ? 1 : -1) + 0.001 * code);
    const { iccAnova, reml } = get(icc(unlike, intercept(120), cluster));
    expect(iccAnova).toBeLessThan(0);
    expect([reml.varCluster, reml.icc]).toEqual([0, 0]);
    expect(reml.varResidual).toBeCloseTo(get(ols(unlike, intercept(120))).sigma ** 2, 10);
  });

  it("does not depend on the unit or origin of the outcome, nor on the names of the clusters", () => {
    const plain = get(icc(y, intercept(120), cluster));
    const moved = get(
      icc(
        y.map((value) => 300 - 7 * value),
        intercept(120),
        cluster.map((code) => 1000 - 3 * code),
      ),
    );
    expect(moved.iccAnova).toBeCloseTo(plain.iccAnova, 10);
    expect(moved.reml.icc).toBeCloseTo(plain.reml.icc, 7);
    expect(moved.msWithin).toBeCloseTo(49 * plain.msWithin, 8);
  });

  it("weighs unequal clusters, and refuses one cluster or clusters of one", () => {
    const sizes = Int32Array.of(0, 0, 0, 1, 1, 2);
    const { n0 } = get(anovaIcc(Float64Array.of(1, 2, 3, 4, 5, 6), sizes));
    expect(n0).toBeCloseTo((6 - (9 + 4 + 1) / 6) / 2, 12);
    expect(anovaIcc(y, new Int32Array(120))).toMatchObject({ failure: { code: "too_few_clusters", n: 1 } });
    expect(anovaIcc(y, Int32Array.from(y.keys()))).toMatchObject({ failure: { code: "too_few_units" } });
    expect(anovaIcc(new Float64Array(0), new Int32Array(0))).toMatchObject({ failure: { code: "no_rows" } });
  });
});

describe("an interrupted series", () => {
  const n = 60;
  const post = Float64Array.from({ length: n }, (_, row) => Number(row >= 40));
  const wave = (row: number) =>
    5 * Math.sin((2 * Math.PI * (row + 1)) / 12) - 2 * Math.cos((2 * Math.PI * (row + 1)) / 12);
  const exact = Float64Array.from(
    { length: n },
    (_, row) => 100 + 0.5 * (row + 1) + (row >= 40 ? -8 + 0.7 * (row - 40) : 0) + wave(row),
  );
  const yearly = { harmonics: 1, perYear: 12, neweyWestLag: 6 };

  it("finds level, trend, step, change of trend and yearly wave; time since is 0 in the first observation after", () => {
    const result = get(interruptedTimeSeries(exact, post, yearly));
    expect(result.names).toEqual(["(Intercept)", "t", "post", "since", "s1", "c1"]);
    expect([...result.coef]).toEqual([100, 0.5, -8, 0.7, 5, -2].map((value) => expect.closeTo(value, 8)));
  });

  it("keeps the place in time of observations that are missing", () => {
    const holed = exact.map((value, row) => (row === 5 || row === 40 ? Number.NaN : value));
    const result = get(interruptedTimeSeries(holed, post, yearly));
    expect([result.n, result.nMissing]).toEqual([58, 2]);
    expect(result.coef[2]).toBeCloseTo(-8, 8);
  });

  it("has heteroscedasticity-consistent errors at lag 0, and larger ones when errors drag on", () => {
    const noise = normals("series", n);
    const dragging = noise.slice();
    for (let row = 1; row < n; row++) dragging[row] = 0.8 * (dragging[row - 1] ?? 0) + (noise[row] ?? 0);
    const y = exact.map((value, row) => value + (dragging[row] ?? 0));
    const none = get(interruptedTimeSeries(y, post, { ...yearly, harmonics: 0, neweyWestLag: 0 }));
    const t = Float64Array.from({ length: n }, (_, row) => row + 1);
    const since = t.map((_, row) => (post[row] === 1 ? row - 40 : 0));
    const X = { n, p: 4, names: ["a", "b", "c", "d"], cols: [t.map(() => 1), t, post, since] };
    const hc0 = get(ols(y, X, { vcov: "HC0" }));
    for (let j = 0; j < 4; j++) expect(none.seNeweyWest[j]).toBeCloseTo(hc0.se[j] ?? 0, 10);
    const result = get(interruptedTimeSeries(y, post, yearly));
    const flat = get(interruptedTimeSeries(y, post, { ...yearly, neweyWestLag: 0 }));
    expect(result.durbinWatson).toBeLessThan(1.2);
    expect(result.seNeweyWest[1] ?? 0).toBeGreaterThan(flat.seNeweyWest[1] ?? 0);
  });

  it("refuses a series without before or after, too many waves and anything but 0 and 1", () => {
    expect(
      interruptedTimeSeries(
        exact,
        post.map(() => 0),
        yearly,
      ),
    ).toMatchObject({ failure: { code: "constant_treatment" } });
    expect(
      interruptedTimeSeries(
        exact,
        post.map((value) => 2 * value),
        yearly,
      ),
    ).toMatchObject({ failure: { field: "interruption" } });
    expect(interruptedTimeSeries(exact, post, { ...yearly, harmonics: 6 })).toMatchObject({
      failure: { field: "harmonics" },
    });
    expect(interruptedTimeSeries(exact, post, { ...yearly, neweyWestLag: 0.5 })).toMatchObject({
      failure: { field: "neweyWestLag" },
    });
    const once = post.map((_, row) => Number(row === n - 1));
    expect(interruptedTimeSeries(exact, once, yearly)).toMatchObject({ failure: { code: "singular", term: "since" } });
  });
});

describe("a cut-off", () => {
  const rng = rngFrom("scores");
  const running = Float64Array.from({ length: 400 }, () => rng.next());
  const noise = normals("outcomes", 400);
  const exact = running.map((x) => 3 + 2 * (x - 0.5) + (x >= 0.5 ? 1.5 - 4 * (x - 0.5) : 0));
  const y = exact.map((value, row) => value + 0.3 * (noise[row] ?? 0));
  const options: CutoffOptions = { cutoff: 0.5, bandwidth: 0.2, kernel: "triangular" };

  it("finds the jump between two lines with slopes of their own", () => {
    const result = get(rdLocalLinear(exact, running, options));
    expect([result.estimate, result.slopeLeft, result.slopeRight]).toEqual(
      [1.5, 2, -2].map((v) => expect.closeTo(v, 9)),
    );
    expect(result.nLeft + result.nRight).toBe(running.filter((x) => Math.abs(x - 0.5) < 0.2).length);
  });

  it("is ordinary least squares within the bandwidth when every row weighs the same", () => {
    const rows = [...y.keys()].filter((row) => Math.abs((running[row] ?? 0) - 0.5) < 0.2);
    const of = (value: (row: number) => number) => Float64Array.from(rows, value);
    const above = (row: number) => Number((running[row] ?? 0) >= 0.5);
    const away = (row: number) => (running[row] ?? 0) - 0.5;
    const cols = [of(() => 1), of(above), of(away), of((row) => above(row) * away(row))];
    const fit = get(
      ols(
        of((row) => y[row] ?? 0),
        { n: rows.length, p: 4, names: ["a", "b", "c", "d"], cols },
        { vcov: "HC1" },
      ),
    );
    const result = get(rdLocalLinear(y, running, { ...options, kernel: "uniform" }));
    expect(result.estimate).toBeCloseTo(fit.coef[1] ?? 0, 10);
    expect(result.se).toBeCloseTo(fit.se[1] ?? 0, 10);
  });

  it("turns the sign when the lower side is served, and follows the units of both variables", () => {
    const plain = get(rdLocalLinear(y, running, options));
    const lower = get(rdLocalLinear(y, running, { ...options, served: "lower" }));
    expect(lower.estimate).toBe(-plain.estimate);
    const scaled = get(
      rdLocalLinear(
        y.map((value) => 10 * value),
        running.map((x) => 1000 * x),
        { ...options, cutoff: 500, bandwidth: 200 },
      ),
    );
    expect(scaled.estimate).toBeCloseTo(10 * plain.estimate, 8);
    expect(scaled.se).toBeCloseTo(10 * plain.se, 8);
  });

  it("counts a row at the cut-off on the upper side, and rows without outcome as near but not used", () => {
    const at = running.map((x, row) => (row < 3 ? 0.5 : x));
    const holed = exact.map((value, row) => (row < 3 ? Number.NaN : value));
    const result = get(rdLocalLinear(holed, at, options));
    expect(result.nMissing).toBe(3);
    expect(result.nRight).toBe(at.filter((x) => x >= 0.5 && x - 0.5 < 0.2).length);
  });

  it("widens when siblings share a cluster, and refuses a side without rows", () => {
    const cluster = Int32Array.from(y.keys(), (row) => Math.floor(row / 8));
    expect(get(rdLocalLinear(y, running, { ...options, cluster })).se).toBeGreaterThan(0);
    expect(rdLocalLinear(y, running, { ...options, cutoff: 2 })).toMatchObject({ failure: { code: "too_few_units" } });
    expect(rdLocalLinear(y, running, { ...options, bandwidth: 0 })).toMatchObject({ failure: { field: "bandwidth" } });
    const flat = running.map((x) => (x >= 0.5 ? 0.6 : 0.4));
    expect(rdLocalLinear(y, flat, options)).toMatchObject({ failure: { code: "singular" } });
  });
});
