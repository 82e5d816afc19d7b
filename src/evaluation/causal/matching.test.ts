import { describe, expect, it } from "vitest";
import { rngFrom } from "../numeric/random.ts";
import { variance } from "../numeric/sums.ts";
import { armsOf, balance } from "./balance.ts";
import { nearestPairs } from "./nearest.ts";
import { optimalPairs } from "./optimalPairs.ts";
import { propensity } from "./propensity.ts";
import { type Match, type MatchOptions, psMatch, weighed } from "./psMatch.ts";
import { simulatedFamilies } from "./simulated.testdata.ts";
import { seByPair, seWeightsKnown, weightedDifference } from "./weightedDifference.ts";

const plain: MatchOptions = { link: "ps", order: "largest", ratio: 1, replace: false, tieBreak: "row" };
const sample = simulatedFamilies(300, 2, "matching");
const scored = propensity(sample.treat, sample.X);
const e = scored.ok ? scored.value.e : new Float64Array(0);

function matched(options: Partial<MatchOptions> = {}, scores = e, treat = sample.treat): Match {
  return psMatch(scores, treat, { ...plain, ...options });
}

/** The definition itself: for each treated in turn, the nearest free control, the lowest row among equals. */
function bySearch(scores: Float64Array, treat: Float64Array, width: number, ratio: number, strata?: Int32Array) {
  const free = new Set(armsOf(treat).control);
  const order = [...armsOf(treat).treated].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const pairs: [number, number][] = [];
  for (let round = 0; round < ratio; round++)
    for (const row of order) {
      let best = -1;
      let least = width;
      for (const other of [...free].sort((a, b) => a - b)) {
        const gap = Math.abs((scores[row] ?? 0) - (scores[other] ?? 0));
        const allowed = !strata || strata[row] === strata[other];
        if (allowed && (gap < least || (best < 0 && gap <= least))) [best, least] = [other, gap];
      }
      if (best < 0) continue;
      free.delete(best);
      pairs.push([row, best]);
    }
  return pairs;
}

function pairsOf({ pairs }: Match): readonly (readonly [number, number])[] {
  return Array.from(pairs.treated, (row, at) => [row, pairs.control[at] ?? -1]);
}

describe("nearest matching", () => {
  it("is the greedy search of its definition, with many equal scores, calipers, rounds and strata", () => {
    const rng = rngFrom("ties");
    for (let round = 0; round < 60; round++) {
      const n = 20 + rng.int(80);
      const scores = Float64Array.from({ length: n }, () => (1 + rng.int(12)) / 16);
      const treat = Float64Array.from({ length: n }, (_, i) => Number(i < 2 ? i : rng.next() < 0.35));
      const strata = Int32Array.from({ length: n }, () => rng.int(3));
      const caliper = [undefined, 0.3, 0.05][round % 3];
      const ratio = 1 + (round % 2);
      const width = caliper === undefined ? Number.POSITIVE_INFINITY : caliper * Math.sqrt(variance(scores));
      const exact = round % 4 < 2 ? strata : undefined;
      const options = { ratio, ...(caliper === undefined ? {} : { caliper }), ...(exact ? { exact } : {}) };
      expect(pairsOf(matched(options, scores, treat))).toEqual(bySearch(scores, treat, width, ratio, exact));
    }
  });
  it("uses no control twice and keeps within caliper and exact groups", () => {
    const exact = Int32Array.from(sample.X.cols[2] ?? []);
    const match = matched({ caliper: 0.1, exact, ratio: 2 });
    expect(new Set(match.pairs.control).size).toBe(match.pairs.control.length);
    for (const [row, other] of pairsOf(match)) {
      expect(Math.abs((e[row] ?? 0) - (e[other] ?? 0))).toBeLessThanOrEqual(match.caliperWidth ?? 0);
      expect(exact[row]).toBe(exact[other]);
    }
  });
  it("measures the caliper in deviations of the scale that is matched on", () => {
    const logOdds = e.map((value) => Math.log(value / (1 - value)));
    expect(matched({ link: "logit", caliper: 0.2 }).caliperWidth).toBeCloseTo(0.2 * Math.sqrt(variance(logOdds)), 12);
    expect(matched({ caliper: 0.2 }).caliperWidth).toBeCloseTo(0.2 * Math.sqrt(variance(e)), 12);
    expect(matched({ caliper: 0.01 }).nTreated).toBeLessThan(matched().nTreated);
  });
  it("matches nobody with a caliper no control is within", () => {
    const scores = Float64Array.from([0.9, 0.1]);
    const match = matched({ caliper: 0.01 }, scores, Float64Array.from([1, 0]));
    expect([match.nTreated, match.nControl, match.sumAbsDistance]).toEqual([0, 0, 0]);
  });
  it("with replacement gives every treated its nearest, whatever others took", () => {
    const match = matched({ replace: true, ratio: 2 });
    const { control } = armsOf(sample.treat);
    for (const row of armsOf(sample.treat).treated) {
      const gaps = [...control].map((other) => Math.abs((e[row] ?? 0) - (e[other] ?? 0))).sort((a, b) => a - b);
      const own = pairsOf(match).filter(([treated]) => treated === row);
      expect(own.length).toBe(2);
      expect(new Set(own.map(([, other]) => other)).size).toBe(2);
      for (const [k, [, other]] of own.entries())
        expect(Math.abs((e[row] ?? 0) - (e[other] ?? 0))).toBeCloseTo(gaps[k] ?? 0, 14);
    }
  });
  it("shows how many pairs hang on a tie, and another seed takes another of the equally near", () => {
    const n = 400;
    const scores = Float64Array.from({ length: n }, (_, i) => (1 + (i % 5)) / 8);
    const treat = Float64Array.from({ length: n }, (_, i) => Number(i % 4 === 0));
    const byRow = matched({}, scores, treat);
    expect(byRow.tieShare).toBeGreaterThan(0.8);
    expect(pairsOf(matched({ tieBreak: "row", seed: "9" }, scores, treat))).toEqual(pairsOf(byRow));
    const first = matched({ tieBreak: "seeded", seed: "1" }, scores, treat);
    expect(pairsOf(matched({ tieBreak: "seeded", seed: "1" }, scores, treat))).toEqual(pairsOf(first));
    expect(pairsOf(matched({ tieBreak: "seeded", seed: "2" }, scores, treat))).not.toEqual(pairsOf(first));
    expect(first.sumAbsDistance).toBeCloseTo(byRow.sumAbsDistance, 10);
  });
  it("serves in the order asked for", () => {
    const scores = Float64Array.from([0.5, 0.6, 0.55, 0.9]);
    const treat = Float64Array.from([1, 1, 0, 0]);
    expect(pairsOf(matched({ order: "largest" }, scores, treat))[0]).toEqual([1, 2]);
    expect(pairsOf(matched({ order: "smallest" }, scores, treat))[0]).toEqual([0, 2]);
  });
});

describe("optimal pairs", () => {
  it("have the least total distance of all", () => {
    const rng = rngFrom("optimal");
    for (let round = 0; round < 200; round++) {
      const n = 4 + rng.int(5);
      const scores = Float64Array.from({ length: n }, () => rng.int(9) / 8);
      const treat = Float64Array.from({ length: n }, (_, i) => Number(i === 0 || (i > 1 && rng.next() < 0.45)));
      const pairs = optimalPairs(scores, treat);
      const { treated, control } = armsOf(treat);
      expect(pairs.treated.length).toBe(Math.min(treated.length, control.length));
      expect(new Set(pairs.control).size).toBe(pairs.control.length);
      expect(new Set(pairs.treated).size).toBe(pairs.treated.length);
      const [few, many] = treated.length <= control.length ? [treated, control] : [control, treated];
      expect(weighed(pairs, n, scores).sumAbsDistance).toBeCloseTo(leastTotal(scores, [...few], [...many]), 12);
    }
  });
  it("never cost more than greedy ones", () => {
    const pairs = optimalPairs(e, sample.treat);
    expect(weighed(pairs, e.length, e).sumAbsDistance).toBeLessThanOrEqual(matched().sumAbsDistance + 1e-12);
  });
  it("stay within exact groups", () => {
    const exact = Int32Array.from(sample.X.cols[2] ?? []);
    const pairs = optimalPairs(e, sample.treat, exact);
    for (const [at, row] of pairs.treated.entries()) expect(exact[row]).toBe(exact[pairs.control[at] ?? 0]);
  });
});

function leastTotal(scores: Float64Array, few: readonly number[], many: readonly number[]): number {
  const [row, ...rest] = few;
  if (row === undefined) return 0;
  return Math.min(
    ...many.map(
      (other) =>
        Math.abs((scores[row] ?? 0) - (scores[other] ?? 0)) +
        leastTotal(
          scores,
          rest,
          many.filter((one) => one !== other),
        ),
    ),
  );
}

describe("balance", () => {
  const { X, treat } = sample;
  it("measures before and after in the same deviation", () => {
    const match = matched({ caliper: 0.05 });
    const before = balance(X, treat, { denominator: "treated" }).get("risk");
    const after = balance(X, treat, { denominator: "treated", weights: match.weights }).get("risk");
    const unit = ((before?.meanTreated ?? 0) - (before?.meanControl ?? 0)) / (before?.smd ?? 1);
    expect((after?.meanTreated ?? 0) - (after?.meanControl ?? 0)).toBeCloseTo((after?.smd ?? 0) * unit, 12);
    expect(Math.abs(after?.smd ?? 1)).toBeLessThan(0.1);
  });
  it("takes weights of 0 as rows left out", () => {
    const kept = Uint32Array.from({ length: 200 }, (_, i) => i);
    const weights = Float64Array.from({ length: X.n }, (_, i) => Number(i < 200));
    const part = { ...X, n: 200, cols: X.cols.map((column) => column.slice(0, 200)) };
    const all = balance(X, treat, { denominator: "pooled", weights }).get("risk");
    const own = balance(
      part,
      Float64Array.from(kept, (i) => treat[i] ?? 0),
      { denominator: "pooled" },
    ).get("risk");
    expect(all?.ks).toBeCloseTo(own?.ks ?? 0, 12);
    expect(all?.varRatio).toBeCloseTo(own?.varRatio ?? 0, 12);
  });
  it("gives zeros and ones no ratio of variances, and a constant no difference", () => {
    const flat = { ...X, cols: [X.cols[0], new Float64Array(X.n).fill(4), X.cols[2]] as Float64Array[] };
    const rows = balance(flat, treat, { denominator: "pooled" });
    expect(rows.get("risk")?.smd).toBe(0);
    expect(rows.get("alone")).not.toHaveProperty("varRatio");
    expect(rows.has("(Intercept)")).toBe(false);
  });
});

describe("the effect among the matched", () => {
  it("changes its sign when the arms change names", () => {
    const match = matched();
    const { estimate } = weightedDifference(sample.y, sample.treat, match.weights);
    const flipped = weightedDifference(
      sample.y,
      sample.treat.map((value) => 1 - value),
      match.weights,
    );
    expect(flipped.estimate).toBeCloseTo(-estimate, 12);
  });
  it("has an error by pair that differs from one that takes pairs as strangers", () => {
    const match = matched({ caliper: 0.02 });
    const byPair = seByPair(sample.y, match.pairs, match.matches);
    const alone = seWeightsKnown(sample.y, sample.treat, match.weights);
    // Alike pairs share most of their luck, so that the difference between them is surer.
    expect(byPair.ok && byPair.value).toBeLessThan(alone);
  });
  it("has no error by pair with fewer than two pairs", () => {
    const pairs = { treated: Uint32Array.of(0), control: Uint32Array.of(1), tied: 0 };
    expect(seByPair(Float64Array.of(1, 2), pairs, Uint32Array.of(1, 0))).toMatchObject({
      failure: { code: "too_few_clusters" },
    });
  });
  it("stays the same whatever the caliper when every control is a copy of its treated", () => {
    const twins = Float64Array.from(e);
    const treat = sample.treat;
    const { treated, control } = armsOf(treat);
    treated.forEach((row, at) => {
      if (at < control.length) twins[control[at] ?? 0] = twins[row] ?? 0;
    });
    const request = { distance: twins, treat, order: treated, ratio: 1, replace: true };
    expect(nearestPairs({ ...request, width: 0 }).treated.length).toBe(Math.min(treated.length, control.length));
  });
});
