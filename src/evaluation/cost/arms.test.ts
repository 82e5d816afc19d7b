import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { rngFrom } from "../numeric/random.ts";
import { discount } from "./discount.ts";
import { ceFrontier } from "./frontier.ts";
import { costPerOutcome } from "./perOutcome.ts";
import { ceaPsa } from "./psa.ts";

function get<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe("the frontier", () => {
  const arm = (name: string, cost: number, effect: number) => ({ arm: name, cost, effect });

  it("leaves out arms that another or a mixture of others beats, and prices the rest against their neighbour", () => {
    const result = get(ceFrontier([arm("a", 0, 0), arm("mix", 100, 1), arm("best", 120, 2), arm("worse", 150, 1.5)]));
    expect(result.map(({ status }) => status)).toEqual(["efficient", "extendedly dominated", "efficient", "dominated"]);
    expect(result[2]?.icer).toBe(60);
  });

  it("removes extended dominance again after a removal", () => {
    const arms = [arm("0", 0, 0), arm("1", 10, 1), arm("2", 21, 1.9), arm("3", 30, 3.2)];
    const result = get(ceFrontier(arms));
    expect(result.map(({ status }) => status)).toEqual([
      "efficient",
      "extendedly dominated",
      "extendedly dominated",
      "efficient",
    ]);
  });

  it("keeps an arm on the line between its neighbours, the first of two equal arms and the better of equal cost", () => {
    const line = get(ceFrontier([arm("a", 0, 0), arm("b", 10, 1), arm("c", 20, 2)]));
    expect(line.every(({ status }) => status === "efficient")).toBe(true);
    const equal = get(ceFrontier([arm("a", 5, 1), arm("b", 5, 1), arm("c", 5, 2)]));
    expect(equal.map(({ status }) => status)).toEqual(["dominated", "dominated", "efficient"]);
    expect(get(ceFrontier([arm("a", 5, 1), arm("b", 5, 1)])).map(({ status }) => status)).toEqual([
      "efficient",
      "dominated",
    ]);
  });

  it("does not depend on the order of the arms", () => {
    const arms = [arm("a", 0, 0), arm("b", 30, 1), arm("c", 40, 2), arm("d", 90, 2.5), arm("e", 95, 2.4)];
    const status = (list: typeof arms) => new Map(get(ceFrontier(list)).map((one) => [one.arm, one.status]));
    const forward = status(arms);
    const backward = status([...arms].reverse());
    for (const [name, one] of forward) expect(backward.get(name)).toBe(one);
  });

  it("refuses no arms, repeated names and missing numbers", () => {
    expect(ceFrontier([])).toMatchObject({ failure: { code: "no_rows" } });
    expect(ceFrontier([arm("a", 1, 1), arm("a", 2, 2)])).toMatchObject({ failure: { code: "duplicate_id", row: 2 } });
    expect(ceFrontier([arm("a", Number.NaN, 1)])).toMatchObject({ failure: { code: "not_a_number", column: "cost" } });
  });
});

describe("simulated runs", () => {
  const arms = ["now", "new"];
  const runs = {
    arms,
    effects: [Float64Array.of(0, 0, 0, 0), Float64Array.of(1, 2, 0, -1)],
    costs: [Float64Array.of(5, 5, 5, 5), Float64Array.of(9, 9, 5, 9)],
  };

  it("counts the best arm of every run, ties for the first, and prices perfect information", () => {
    const [free, dear] = get(ceaPsa({ ...runs, lambda: [0, 10] })).byLambda;
    expect(free).toMatchObject({ probBest: [1, 0], optimal: "now", ceaf: 1, evpi: 0 });
    // Net benefits of the new arm: 1, 11, -5, -19; of the old one: -5 in every run.
    expect(dear).toMatchObject({
      probBest: [0.5, 0.5],
      optimal: "new",
      expectedNB: [-5, -3],
      evpi: (1 + 11 - 5 - 5) / 4 + 3,
    });
  });

  it("may have a best arm on average that is seldom the best: the frontier shows that share", () => {
    const skewed = { ...runs, effects: [Float64Array.of(0, 0, 0, 0), Float64Array.of(-1, -1, -1, 9)], lambda: [100] };
    expect(get(ceaPsa(skewed)).byLambda[0]).toMatchObject({ optimal: "new", ceaf: 0.25, probBest: [0.75, 0.25] });
  });

  it("shares sum to 1 and information is never worth less than nothing", () => {
    const rng = rngFrom("psa");
    const column = (mean: number) => Float64Array.from({ length: 500 }, () => mean + rng.next());
    const many = {
      arms: ["a", "b", "c"],
      effects: [column(0), column(0.1), column(0.2)],
      costs: [column(0), column(1), column(2)],
      lambda: [0, 1, 5, 20],
    };
    for (const { probBest, evpi } of get(ceaPsa(many)).byLambda) {
      expect(probBest.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(evpi).toBeGreaterThanOrEqual(0);
    }
  });

  it("refuses missing runs and columns of unequal length", () => {
    const [first = new Float64Array(0)] = runs.effects;
    expect(ceaPsa({ ...runs, lambda: [0], effects: [first, Float64Array.of(1, Number.NaN, 0, 0)] })).toEqual({
      ok: false,
      failure: { code: "not_a_number", column: "effect new", row: 2 },
    });
    expect(ceaPsa({ ...runs, lambda: [0], costs: [first, first.slice(1)] })).toMatchObject({
      failure: { code: "malformed_input" },
    });
    expect(ceaPsa({ arms: [], effects: [], costs: [], lambda: [] })).toMatchObject({ failure: { code: "no_rows" } });
  });
});

describe("the price of an outcome", () => {
  const cost = Float64Array.of(1000, 2000, 1500, 500);
  const outcome = Float64Array.of(1, 0, 1, 0);

  it("is total cost over total outcome, with an interval that follows the unit of money", () => {
    const result = get(costPerOutcome({ cost, outcome }));
    expect([result.totalCost, result.totalOutcome, result.costPerOutcome]).toEqual([5000, 2, 2500]);
    const cents = get(costPerOutcome({ cost: cost.map((value) => 100 * value), outcome }));
    expect(cents.se).toBeCloseTo(100 * result.se, 8);
  });

  it("counts clusters as the sample, and refuses when nothing was achieved", () => {
    const pairs = get(costPerOutcome({ cost, outcome, cluster: Int32Array.of(0, 0, 1, 1) }));
    expect([pairs.n, pairs.nClusters, pairs.costPerOutcome]).toEqual([4, 2, 2500]);
    expect(costPerOutcome({ cost, outcome: outcome.map(() => 0) })).toMatchObject({
      failure: { code: "too_few_events" },
    });
    expect(costPerOutcome({ cost, outcome, cluster: new Int32Array(4) })).toMatchObject({
      failure: { code: "too_few_units" },
    });
  });
});

describe("discounting", () => {
  it("takes later money for less, and money now for what it is", () => {
    const flows = [0, 1, 2].map((year) => ({ year, amount: 103 }));
    expect(get(discount(flows, 0.03))).toBeCloseTo(103 + 100 + 100 / 1.03, 10);
    expect(get(discount(flows, 0))).toBe(309);
  });

  it("refuses time before the reference date, impossible rates and missing amounts", () => {
    expect(discount([{ year: -1, amount: 1 }], 0.03)).toMatchObject({ failure: { code: "negative_time", row: 1 } });
    expect(discount([], -1)).toMatchObject({ failure: { code: "out_of_range" } });
    expect(discount([{ year: 0, amount: Number.NaN }], 0)).toMatchObject({ failure: { code: "not_a_number" } });
  });
});
