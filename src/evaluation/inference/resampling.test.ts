import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normInv } from "../numeric/distributions.ts";
import type { FourCells } from "../numeric/fourCells.ts";
import { rngFrom } from "../numeric/random.ts";
import { attrition } from "./attrition.ts";
import { blocksOf } from "./blocks.ts";
import { bootstrap, bootstrapBlock, resamplingOf } from "./bootstrap.ts";
import { fisherExact } from "./fisher.ts";

function answerOf<Value>(result: { ok: true; value: Value } | { ok: false; failure: { code: string } }): Value {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

function groups(codes: readonly number[]) {
  return { codes: Int32Array.from(codes), levels: Array.from({ length: Math.max(...codes) + 1 }, (_, at) => `g${at}`) };
}

const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe("Fisher's exact test", () => {
  const counts = fc.integer({ min: 0, max: 12 });

  it("sums the tables no likelier than the one observed", () => {
    fc.assert(
      fc.property(counts, counts, counts, counts, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const all = choose(a + b + c + d, a + c);
        const p = (x: number) => (choose(a + b, x) * choose(c + d, a + c - x)) / all;
        const tables = Array.from({ length: a + c + 1 }, (_, x) => p(x));
        const found = answerOf(fisherExact([[a, b], [c, d]])); // biome-ignore format: a table
        const sum = (list: readonly number[]) => list.reduce((before, one) => before + one, 0);
        expect(found.pTwoSided).toBeCloseTo(sum(tables.filter((one) => one <= p(a) * (1 + 1e-7))), 10);
        expect(found.pGreater).toBeCloseTo(sum(tables.slice(a)), 10);
        expect(found.pLess).toBeCloseTo(sum(tables.slice(0, a + 1)), 10);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("turns the odds ratio and its limits round with the rows", () => {
    const table: FourCells = [[8, 3], [2, 9]]; // biome-ignore format: a table
    const turned: FourCells = [[2, 9], [8, 3]]; // biome-ignore format: a table
    const [one, other] = [answerOf(fisherExact(table)), answerOf(fisherExact(turned))];
    expect(other.oddsRatioConditionalMLE).toBeCloseTo(1 / (one.oddsRatioConditionalMLE ?? 1), 10);
    expect(other.lower).toBeCloseTo(1 / (one.upper ?? 1), 10);
    expect(other.pTwoSided).toBeCloseTo(one.pTwoSided, 12);
  });

  it("has limits where the tail is half of alpha", () => {
    const table: FourCells = [[3, 1], [1, 3]]; // biome-ignore format: a table
    const { lower, upper } = answerOf(fisherExact(table));
    expect(lower).toBeCloseTo(0.2117356, 6);
    expect(upper).toBeCloseTo(626.2435, 3);
  });

  it("does not print an infinite odds ratio as a number", () => {
    expect(answerOf(fisherExact([[5, 0], [3, 4]]))).toMatchObject({ oddsRatioConditionalMLE: null, upper: null }); // biome-ignore format: a table
    expect(answerOf(fisherExact([[0, 5], [3, 4]]))).toMatchObject({ oddsRatioConditionalMLE: 0, lower: 0 }); // biome-ignore format: a table
    const none = fisherExact([[0, 0], [0, 0]]); // biome-ignore format: a table
    expect(none.ok ? "" : none.failure.code).toBe("no_rows");
  });

  it("keeps its digits in large tables", () => {
    const { pTwoSided, oddsRatioConditionalMLE } = answerOf(fisherExact([[5200, 4800], [4800, 5200]])); // biome-ignore format: a table
    expect(Math.log10(pTwoSided)).toBeCloseTo(Math.log10(1.65e-8), 1);
    expect(oddsRatioConditionalMLE).toBeCloseTo((5200 / 4800) ** 2, 3);
  });
});

describe("the bootstrap", () => {
  const rng = rngFrom("1");
  const values = Float64Array.from({ length: 200 }, () => normInv((rng.next() + 1e-12) / (1 + 2e-12)));
  const mean = (rows: Uint32Array) => rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;

  it("finds the standard error of a mean and intervals around it", () => {
    const found = answerOf(bootstrap({ n: 200 }, { draws: 3000, seed: "2" }, mean));
    const variance = values.reduce((sum, value) => sum + (value - found.estimate) ** 2, 0) / 200;
    expect(found.se / Math.sqrt(variance / 200)).toBeCloseTo(1, 1);
    expect(found.percentile[0]).toBeCloseTo(found.estimate - 1.96 * found.se, 1);
    expect(found.bca?.[1]).toBeCloseTo(found.estimate + 1.96 * found.se, 1);
    expect(answerOf(bootstrap({ n: 200 }, { draws: 3000, seed: "2" }, mean))).toEqual(found);
  });

  it("draws whole clusters within strata, as many as there are", () => {
    const cluster = groups([0, 0, 0, 1, 2, 2, 3, 3]);
    const strata = groups([0, 0, 0, 0, 1, 1, 1, 1]);
    const resampling = answerOf(resamplingOf({ n: 8, cluster, strata }));
    const [block] = blocksOf("3", 50);
    if (!block) throw new Error("no block");
    const seen = bootstrapBlock(resampling, block, (rows) => {
      const times = Array.from({ length: 8 }, (_, row) => rows.filter((one) => one === row).length);
      expect(times[0]).toBe(times[1]);
      expect(times[4]).toBe(times[5]);
      expect((times[0] ?? 0) + (times[3] ?? 0)).toBe(2);
      expect((times[4] ?? 0) + (times[6] ?? 0)).toBe(2);
      return rows.length;
    });
    expect(seen.length).toBe(50);
  });

  it("is less sure when families share a professional", () => {
    const shared = Float64Array.from(
      { length: 200 },
      (_, row) => (values[Math.floor(row / 10)] ?? 0) + 0.1 * (values[row] ?? 0),
    );
    const of = (rows: Uint32Array) => rows.reduce((sum, row) => sum + (shared[row] ?? 0), 0) / rows.length;
    const cluster = groups([...shared.keys()].map((row) => Math.floor(row / 10)));
    const families = answerOf(bootstrap({ n: 200 }, { draws: 500, seed: "4" }, of));
    const professionals = answerOf(bootstrap({ n: 200, cluster }, { draws: 500, seed: "4" }, of));
    expect(professionals.se).toBeGreaterThan(2 * families.se);
  });

  it("counts the draws in which there was nothing to compute", () => {
    const rare = (rows: Uint32Array) => (rows.includes(0) ? 1 + rows.length : Number.NaN);
    const found = answerOf(bootstrap({ n: 5 }, { draws: 400, seed: "5" }, rare));
    expect(found.failed).toBeGreaterThan(60);
    expect(found.failed).toBeLessThan(220);
  });

  it("refuses a cluster in two strata and a single draw", () => {
    const crossed = bootstrap(
      { n: 2, cluster: groups([0, 0]), strata: groups([0, 1]) },
      { draws: 9, seed: "1" },
      () => 1,
    );
    expect(crossed.ok ? "" : crossed.failure.code).toBe("cluster_in_two_strata");
    const single = bootstrap({ n: 2 }, { draws: 1, seed: "1" }, () => 1);
    expect(single.ok ? "" : single.failure.code).toBe("out_of_range");
  });
});

describe("who did not answer", () => {
  const y = Float64Array.of(1, 0, 1, Number.NaN, 0, 0, Number.NaN, Number.NaN);
  const treat = Float64Array.of(1, 1, 1, 1, 0, 0, 0, 0);

  it("is counted by arm, with the effects that remain possible", () => {
    const found = answerOf(attrition(y, treat, [0, 1]));
    expect(found.arms.map(({ assigned, missing, shareMissing }) => [assigned, missing, shareMissing])).toEqual([
      [4, 1, 0.25],
      [4, 2, 0.5],
    ]);
    expect(found.difference).toBeCloseTo(2 / 3, 12);
    expect(found.worst).toEqual([2 / 4 - 2 / 4, 3 / 4 - 0]);
  });

  it("holds every effect the missing outcomes could give within the worst bounds", () => {
    const [least = 0, most = 0] = answerOf(attrition(y, treat, [0, 1])).worst ?? [];
    for (let bits = 0; bits < 8; bits++) {
      const full = y.map((value, row) => (Number.isNaN(value) ? (bits >> (row === 3 ? 0 : row - 5)) & 1 : value));
      const arm = (one: number) =>
        full.filter((_, row) => treat[row] === one).reduce((sum, value) => sum + value, 0) / 4;
      expect(arm(1) - arm(0)).toBeGreaterThanOrEqual(least);
      expect(arm(1) - arm(0)).toBeLessThanOrEqual(most);
    }
  });

  it("trims nothing when both arms answered alike, and holds the difference between its bounds", () => {
    const alike = answerOf(
      attrition(Float64Array.of(1, 5, Number.NaN, 2, 3, Number.NaN), Float64Array.of(1, 1, 1, 0, 0, 0)),
    );
    expect(alike.lee?.[0]).toBeCloseTo(0.5, 12);
    expect(alike.lee?.[1]).toBeCloseTo(0.5, 12);
    const uneven = answerOf(attrition(y, treat));
    expect(uneven.lee?.[0]).toBeLessThanOrEqual(uneven.difference ?? 0);
    expect(uneven.lee?.[1]).toBeGreaterThanOrEqual(uneven.difference ?? 0);
    expect(uneven.worst).toBeNull();
  });

  it("refuses a range that the outcomes break", () => {
    const found = attrition(Float64Array.of(5, 1), Float64Array.of(1, 0), [0, 1]);
    expect(found.ok ? "" : found.failure.code).toBe("out_of_range");
  });
});
