import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rngFrom } from "../numeric/random.ts";
import { blocksOf, monteCarloP } from "./blocks.ts";
import { permCluster } from "./permCluster.ts";
import { combineCounts, countBlock, drawProblem, permStratified } from "./permStratified.ts";
import { missingWarnings, readTrial, type Trial, type TrialColumns } from "./sample.ts";

function answerOf<Value>(result: { ok: true; value: Value } | { ok: false; failure: { code: string } }): Value {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

function groups(codes: readonly number[]) {
  return { codes: Int32Array.from(codes), levels: Array.from({ length: Math.max(...codes) + 1 }, (_, at) => `g${at}`) };
}

function trial(y: readonly number[], treat: readonly number[], more: Partial<TrialColumns> = {}): Trial {
  return answerOf(readTrial({ y: Float64Array.from(y), treat: Float64Array.from(treat), ...more }));
}

/** Sums of the treated over all draws, stratum by stratum, by trying every subset. */
function allSums({ y, treated, stratum }: Trial): readonly number[] {
  const needed = [...treated].reduce<number[]>((counts, one, at) => {
    const place = stratum[at] ?? 0;
    counts[place] = (counts[place] ?? 0) + one;
    return counts;
  }, []);
  const from = (at: number, left: readonly number[]): readonly number[] => {
    if (at === y.length) return left.every((count) => count === 0) ? [0] : [];
    const place = stratum[at] ?? 0;
    const without = from(at + 1, left);
    if ((left[place] ?? 0) === 0) return without;
    const next = left.map((count, other) => (other === place ? count - 1 : count));
    return [...without, ...from(at + 1, next).map((sum) => sum + (y[at] ?? 0))];
  };
  return from(
    0,
    Array.from(needed, (count) => count ?? 0),
  );
}

const smallTrials = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: -20, max: 40 }), fc.boolean(), fc.integer({ min: 0, max: 1 })), {
      minLength: 2,
      maxLength: 11,
    }),
    fc.constantFrom(1, 0.1, 0.5),
  )
  .filter(([rows]) => rows.some(([, treated]) => treated) && rows.some(([, treated]) => !treated))
  .map(([rows, unit]) =>
    trial(
      rows.map(([y]) => y * unit),
      rows.map(([, treated]) => Number(treated)),
      { strata: groups(rows.map(([, , stratum]) => stratum)) },
    ),
  );

describe("the stratified permutation test", () => {
  it("counts exactly what going through all draws would count", () => {
    fc.assert(
      fc.property(smallTrials, (one) => {
        const found = answerOf(permStratified(one, { method: "exact" }));
        const sums = allSums(one);
        const share = (holds: (sum: number) => boolean) => sums.filter(holds).length / sums.length;
        const mean = sums.reduce((before, sum) => before + sum, 0) / sums.length;
        const distance = Math.abs(found.sumTreated - mean) - 1e-9;
        expect(found.expected).toBeCloseTo(mean, 9);
        expect(found.pGreater).toBeCloseTo(
          share((sum) => sum >= found.sumTreated - 1e-9),
          11,
        );
        expect(found.pLess).toBeCloseTo(
          share((sum) => sum <= found.sumTreated + 1e-9),
          11,
        );
        expect(found.pTwoSided).toBeCloseTo(
          share((sum) => Math.abs(sum - mean) >= distance),
          11,
        );
        const variance = sums.reduce((before, sum) => before + (sum - mean) ** 2, 0) / sums.length;
        expect(found.variance).toBeCloseTo(variance, 6);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("does not take twice the smaller tail for the two-sided p of a lopsided distribution", () => {
    const found = answerOf(permStratified(trial([0, 0, 0, 0, 0, 0, 0, 1, 2, 30], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])));
    expect(found.pGreater).toBeCloseTo(0.1, 12);
    expect(found.pTwoSided).toBeCloseTo(0.1, 12);
  });

  it("moves nothing when all outcomes are shifted or stretched, and turns round with the arms", () => {
    fc.assert(
      fc.property(smallTrials, (one) => {
        const plain = answerOf(permStratified(one));
        const moved = answerOf(permStratified({ ...one, y: one.y.map((y) => 3 * y + 7) }));
        const turned = answerOf(permStratified({ ...one, treated: one.treated.map((treated) => 1 - treated) }));
        expect(moved.pTwoSided).toBeCloseTo(plain.pTwoSided, 11);
        expect(turned.pTwoSided).toBeCloseTo(plain.pTwoSided, 11);
        expect(turned.pGreater).toBeCloseTo(plain.pLess, 11);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("never answers p = 0 from draws", () => {
    const far = trial(
      [...Array(20).keys()].map((at) => (at < 10 ? at : 1000 + at)),
      [...Array(20).keys()].map((at) => Number(at >= 10)),
    );
    const found = answerOf(permStratified(far, { method: "montecarlo", draws: 999 }));
    expect(found.pGreater).toBe(1 / 1000);
    expect(monteCarloP(0, 99)).toBe(0.01);
  });

  it("comes within four standard errors of the exact p by drawing, and draws the same again from the same seed", () => {
    const rng = rngFrom("9");
    const y = Array.from({ length: 90 }, () => Math.round(100 * rng.next()));
    const one = trial(
      y,
      y.map((_, at) => at % 2),
      { strata: groups(y.map((_, at) => at % 3)) },
    );
    const exact = answerOf(permStratified(one));
    const drawn = answerOf(permStratified(one, { method: "montecarlo", draws: 20_000, seed: "5" }));
    expect(exact.method).toBe("exact");
    const error = Math.sqrt((exact.pTwoSided * (1 - exact.pTwoSided)) / 20_000);
    expect(Math.abs(drawn.pTwoSided - exact.pTwoSided)).toBeLessThan(4 * error);
    expect(answerOf(permStratified(one, { method: "montecarlo", draws: 20_000, seed: "5" }))).toEqual(drawn);
    expect(answerOf(permStratified(one, { method: "montecarlo", draws: 20_000, seed: "6" }))).not.toEqual(drawn);
  });

  it("answers the same however its blocks are shared out among workers", () => {
    const one = trial([3, 1, 4, 1, 5, 9, 2, 6], [1, 0, 1, 0, 1, 0, 1, 0]);
    const problem = drawProblem(one);
    const blocks = blocksOf("11", 3500);
    const inOrder = combineCounts(
      blocks.map((block) => countBlock(problem, block)),
      3500,
    );
    const byTwo = blocksOf("11", 3500);
    const first = [3, 1].map((at) => byTwo[at]).flatMap((block) => (block ? [countBlock(problem, block)] : []));
    const second = [2, 0].map((at) => byTwo[at]).flatMap((block) => (block ? [countBlock(problem, block)] : []));
    expect(combineCounts([...second, ...first], 3500)).toEqual(inOrder);
    expect(answerOf(permStratified(one, { method: "montecarlo", draws: 3500, seed: "11" }))).toMatchObject(inOrder);
  });

  it("gives a uniform p when the treatment does nothing", () => {
    const rng = rngFrom("2026");
    const ps = Array.from({ length: 400 }, () => {
      const y = Array.from({ length: 24 }, () => rng.next());
      const order = y.map(() => rng.next());
      const treat = y.map((_, at) => Number(order.filter((other) => other < (order[at] ?? 0)).length < 12));
      return answerOf(permStratified(trial(y, treat), { method: "montecarlo", draws: 199, seed: String(y[0]) }))
        .pTwoSided;
    }).sort((one, other) => one - other);
    const gap = Math.max(...ps.map((p, at) => Math.abs((at + 1) / ps.length - p)));
    // The Kolmogorov-Smirnov limit at 0.001 for 400, and one step of the 200 possible values.
    expect(gap).toBeLessThan(1.95 / Math.sqrt(400) + 1 / 200);
  });

  it("goes through all draws when the outcomes have no common grid, and draws when those are too many", () => {
    const odd = trial([Math.PI, Math.E, Math.SQRT2, Math.LN2, 1 / 3, 1 / 7], [1, 0, 1, 0, 1, 0]);
    expect(answerOf(permStratified(odd))).toMatchObject({ method: "exact", pGreater: 6 / 20 });
    const many = Array.from({ length: 60 }, (_, at) => Math.sin(at + 1));
    const large = trial(
      many,
      many.map((_, at) => at % 2),
    );
    expect(answerOf(permStratified(large, { draws: 100 })).method).toBe("montecarlo");
    const exact = permStratified(large, { method: "exact" });
    expect(exact.ok ? "" : exact.failure.code).toBe("too_many_assignments");
  });

  it("handles 3,000 families with a rare outcome exactly, without overflow", () => {
    const y = Array.from({ length: 3000 }, (_, at) => Number(at % 100 === 0));
    const found = answerOf(
      permStratified(
        trial(
          y,
          y.map((_, at) => Number(at < 1500)),
        ),
      ),
    );
    expect(found.method).toBe("exact");
    expect(found.pGreater + found.pLess).toBeGreaterThan(1);
    expect(found.pTwoSided).toBeCloseTo(1, 9);
  });
});

describe("what a trial may look like", () => {
  const refusal = (columns: Partial<TrialColumns>) => {
    const read = readTrial({ y: Float64Array.of(1, 2, 3), treat: Float64Array.of(1, 0, 1), ...columns });
    return read.ok ? "" : read.failure.code;
  };

  it("refuses a treatment that is not 0 or 1, or the same for all", () => {
    expect(refusal({ treat: Float64Array.of(1, 2, 0) })).toBe("malformed_input");
    expect(refusal({ treat: Float64Array.of(1, 1, 1) })).toBe("constant_treatment");
    expect(refusal({ y: Float64Array.of(Number.NaN, Number.NaN, Number.NaN) })).toBe("no_rows");
  });

  it("refuses clusters that were not drawn whole", () => {
    expect(refusal({ cluster: groups([0, 0, 1]) })).toBe("cluster_in_two_arms");
    expect(refusal({ cluster: groups([0, 1, 0]), strata: groups([0, 0, 1]) })).toBe("cluster_in_two_strata");
  });

  it("counts outcomes missing by arm and warns that the draw does not speak for them", () => {
    const one = trial([1, Number.NaN, 3, Number.NaN, 5, 6], [1, 1, 0, 0, Number.NaN, 0]);
    expect(one.missing).toEqual({ treated: 1, control: 1, unknown: 1 });
    expect([...one.rows]).toEqual([0, 2, 5]);
    expect(missingWarnings(one)).toEqual(["missing_outcomes", "missing_design"]);
  });
});

describe("the permutation of clusters", () => {
  // Twelve professionals, seven families each; what the professional brings is larger than what the family brings.
  const rng = rngFrom("77");
  const mood = Array.from({ length: 12 }, () => 20 * rng.next());
  const cluster = Array.from({ length: 84 }, (_, at) => at % 12);
  const treat = cluster.map((one) => Number(one % 2 === 0));
  const y = cluster.map((one, at) => (mood[one] ?? 0) + 4 * rng.next() + 6 * (treat[at] ?? 0));
  const clustered = { cluster: groups(cluster), strata: groups(cluster.map((one) => Math.floor(one / 4))) };

  it("is less sure than a test that takes families for drawn one by one", () => {
    const asDrawn = answerOf(permCluster(trial(y, treat, clustered)));
    const asFamilies = answerOf(permStratified(trial(y, treat, { strata: clustered.strata }), { seed: "3" }));
    expect(asDrawn).toMatchObject({ assignments: 216, clusters: 12, method: "exact" });
    expect(asFamilies.pTwoSided).toBeLessThan(asDrawn.pTwoSided);
    expect(asDrawn.pTwoSided).toBeGreaterThanOrEqual(1 / 216);
  });

  it("agrees with the test of families when each is its own cluster", () => {
    const values = [3, 8, 1, 9, 4, 7, 7, 2];
    const arms = [1, 0, 0, 1, 0, 1, 1, 0];
    const own = answerOf(permCluster(trial(values, arms, { cluster: groups([...values.keys()]) })));
    const families = answerOf(permStratified(trial(values, arms)));
    expect(own.pTwoSided).toBeCloseTo(families.pTwoSided, 12);
    expect(own.pGreater).toBeCloseTo(families.pGreater, 12);
  });

  it("draws from a seed where there are too many assignments, close to the exact p", () => {
    const one = trial(y, treat, clustered);
    const exact = answerOf(permCluster(one));
    const drawn = answerOf(permCluster(one, { exactLimit: 100, draws: 5000, seed: "4" }));
    expect(drawn.method).toBe("montecarlo");
    expect(Math.abs(drawn.pTwoSided - exact.pTwoSided)).toBeLessThan(4 * Math.sqrt(0.25 / 5000));
    const refused = permCluster(one, { exactLimit: 100, method: "exact" });
    expect(refused.ok ? "" : refused.failure).toEqual({ code: "too_many_assignments", assignments: 216, most: 100 });
  });

  it("compares means of clusters, and families within strata, when asked", () => {
    const one = trial([1, 2, 9, 5, 5, 8], [1, 1, 1, 0, 0, 0], { cluster: groups([0, 0, 1, 2, 2, 3]) });
    const of = (statistic: "difference of family means" | "difference of cluster means" | "difference within strata") =>
      answerOf(permCluster(one, { statistic })).observed;
    expect(of("difference of family means")).toBeCloseTo(4 - 6, 12);
    expect(of("difference of cluster means")).toBeCloseTo((1.5 + 9) / 2 - (5 + 8) / 2, 12);
    expect(of("difference within strata")).toBeCloseTo(4 - 6, 12);
  });
});
