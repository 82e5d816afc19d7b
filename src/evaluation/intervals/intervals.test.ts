import { describe, expect, test } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { betaCdf, binomSf, poissonCdf } from "../numeric/distributions.ts";
import { chiSquare, mantelHaenszel, mcnemarExact, trendTest } from "./counts.ts";
import { disparity } from "./disparity.ts";
import { adjustP } from "./multiple.ts";
import { binomialTwoSided, poissonRate, rateRatio } from "./poisson.ts";
import { riskRatio } from "./ratios.ts";
import { clopperPearson, newcombe, wilson } from "./shares.ts";
import { directStandardise, indirectStandardise } from "./standardise.ts";

function answerOf<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const codeOf = (result: Result<unknown, EvaluationFailure>) => (result.ok ? undefined : result.failure.code);

describe("the interval of a share", () => {
  test("leaves 0.24 possible when 0 of 12 had the event", () => {
    expect(answerOf(wilson({ x: 0, n: 12 })).upper).toBeCloseTo(0.2425, 4);
    expect(answerOf(clopperPearson({ x: 0, n: 12 })).upper).toBeCloseTo(0.2646, 4);
  });

  test("of the others mirrors that of the share", () => {
    for (const of of [wilson, clopperPearson]) {
      const [one, other] = [answerOf(of({ x: 3, n: 17 }, 0.9)), answerOf(of({ x: 14, n: 17 }, 0.9))];
      expect(one.lower).toBeCloseTo(1 - other.upper, 12);
      expect(one.upper).toBeCloseTo(1 - other.lower, 12);
    }
  });

  test("is exact: its limits are the shares that leave half of the rest in a tail", () => {
    const { lower, upper } = answerOf(clopperPearson({ x: 7, n: 40 }));
    expect(binomSf(6, 40, lower)).toBeCloseTo(0.025, 10);
    expect(betaCdf(upper, 8, 33)).toBeCloseTo(0.975, 10);
  });

  test("is refused for more cases than units, no units, fractions where exact, and levels of 1", () => {
    expect(codeOf(wilson({ x: 5, n: 4 }))).toBe("out_of_range");
    expect(codeOf(wilson({ x: 0, n: 0 }))).toBe("out_of_range");
    expect(codeOf(clopperPearson({ x: 0.5, n: 4 }))).toBe("malformed_input");
    expect(codeOf(wilson({ x: 1, n: 4 }, 1))).toBe("out_of_range");
    expect(codeOf(wilson({ x: Number.NaN, n: 4 }))).toBe("out_of_range");
  });
});

describe("two shares", () => {
  test("turn the sign of their difference when they change places", () => {
    const one = answerOf(newcombe({ x: 9, n: 30 }, { x: 4, n: 25 }));
    const other = answerOf(newcombe({ x: 4, n: 25 }, { x: 9, n: 30 }));
    expect(one.lower).toBeCloseTo(-other.upper, 12);
    expect(one.difference).toBeCloseTo(-other.difference, 12);
  });

  test("with a 0 among the counts have limits without anything added to them", () => {
    const { rr, or, warnings } = answerOf(riskRatio({ x: 0, n: 20 }, { x: 6, n: 22 }));
    expect(warnings).toEqual(["zero_cell"]);
    expect([rr.ratio, rr.lower, rr.method]).toEqual([0, 0, "score"]);
    expect(rr.upper).toBeGreaterThan(0.3);
    expect(rr.upper).toBeLessThan(1);
    expect([or.ratio, or.lower, or.method]).toEqual([0, 0, "exact"]);
    expect(or.upper).toBeLessThan(1.1);
    const turned = answerOf(riskRatio({ x: 6, n: 22 }, { x: 0, n: 20 }));
    expect(turned.rr.ratio).toBe(Number.POSITIVE_INFINITY);
    expect(turned.rr.lower).toBeCloseTo(1 / rr.upper, 8);
    expect(turned.or.lower).toBeCloseTo(1 / or.upper, 8);
  });

  test("without any event say nothing about their ratio", () => {
    const { rr } = answerOf(riskRatio({ x: 0, n: 20 }, { x: 0, n: 22 }));
    expect([rr.ratio, rr.lower, rr.upper]).toEqual([Number.NaN, 0, Number.POSITIVE_INFINITY]);
  });

  test("have score limits near the log ones when counts are large", () => {
    const { rr } = answerOf(riskRatio({ x: 400, n: 1000 }, { x: 300, n: 1000 }));
    const near = answerOf(riskRatio({ x: 1000, n: 1000 }, { x: 300, n: 1000 })).rr;
    expect(rr.method).toBe("log");
    expect(near.lower).toBeGreaterThan(3);
  });
});

describe("rates by exposure", () => {
  test("have limits that leave half of the rest in a tail, also without events", () => {
    const { lower, upper } = answerOf(poissonRate({ events: 4, time: 2 }));
    expect(1 - poissonCdf(3, lower * 2)).toBeCloseTo(0.025, 10);
    expect(poissonCdf(4, upper * 2)).toBeCloseTo(0.025, 10);
    expect(answerOf(poissonRate({ events: 0, time: 250 })).lower).toBe(0);
  });

  test("compare to one whatever the unit of time", () => {
    const days = answerOf(rateRatio({ events: 11, time: 800 }, { events: 23, time: 900 }));
    const weeks = answerOf(rateRatio({ events: 11, time: 800 / 7 }, { events: 23, time: 900 / 7 }));
    expect(weeks.ratio).toBeCloseTo(days.ratio, 12);
    expect(weeks.upper).toBeCloseTo(days.upper, 9);
    expect(weeks.p).toBeCloseTo(days.p, 12);
  });

  test("without events on one side have one limit, and on both none", () => {
    const one = answerOf(rateRatio({ events: 3, time: 10 }, { events: 0, time: 10 }));
    expect([one.ratio, one.upper]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(one.lower).toBeGreaterThan(0);
    expect(answerOf(rateRatio({ events: 0, time: 10 }, { events: 0, time: 10 })).p).toBe(1);
  });

  test("are refused without exposure or with part of an event", () => {
    expect(codeOf(poissonRate({ events: 2, time: 0 }))).toBe("out_of_range");
    expect(codeOf(poissonRate({ events: 2.5, time: 10 }))).toBe("malformed_input");
  });
});

describe("exact two-sided tests", () => {
  test("add up everything no more likely than what was seen, not twice one tail", () => {
    // Of 10 with chance 0.2: 5 or more, and nothing on the other side but 0 is less likely than 5 only if it is.
    const chances = Array.from({ length: 11 }, (_, k) => {
      const ways = [1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1][k] ?? 0;
      return ways * 0.2 ** k * 0.8 ** (10 - k);
    });
    for (const x of [0, 1, 4, 5, 10]) {
      const expected = chances
        .filter((chance) => chance <= (chances[x] ?? 0) * (1 + 1e-7))
        .reduce((sum, p) => sum + p, 0);
      expect(binomialTwoSided(x, 10, 0.2)).toBeCloseTo(expected, 12);
    }
  });

  test("of pairs that changed are 1 when as many changed each way or none did", () => {
    expect(answerOf(mcnemarExact({ b: 4, c: 4 })).p).toBe(1);
    expect(answerOf(mcnemarExact({ b: 0, c: 0 })).p).toBe(1);
  });
});

describe("tables of counts", () => {
  test("are independent when rows are alike, and leave out empty rows with a warning", () => {
    const result = answerOf(
      chiSquare([
        [10, 20],
        [0, 0],
        [30, 60],
      ]),
    );
    expect(result.chisq).toBeCloseTo(0, 12);
    expect(result.df).toBe(1);
    expect(result.warnings).toContain("empty_row_or_column");
    expect(codeOf(chiSquare([[1, 2]]))).toBe("malformed_input");
    expect(codeOf(chiSquare([[1, 2], [3]]))).toBe("malformed_input");
  });

  test("show the same trend whatever the scale of the scores", () => {
    const [x, n] = [
      [5, 9, 14, 22],
      [40, 42, 45, 44],
    ];
    const plain = answerOf(trendTest({ x, n })).chisq;
    expect(answerOf(trendTest({ x, n, scores: [10, 20, 30, 40] })).chisq).toBeCloseTo(plain, 10);
    expect(codeOf(trendTest({ x, n, scores: [1, 1, 1, 1] }))).toBe("malformed_input");
    expect(codeOf(trendTest({ x: [1, 2], n: [1] }))).toBe("malformed_input");
  });

  test("in strata have a common odds ratio whose exact limits leave half of the rest in a tail", () => {
    const table = [
      [
        [3, 5],
        [2, 9],
      ],
    ] as const;
    const result = answerOf(mantelHaenszel(table));
    expect(result.commonOddsRatio).toBeCloseTo((3 * 9) / (5 * 2), 12);
    const ways = (k: number) => choose(8, k) * choose(11, 5 - k);
    const tail = (ratio: number, from: number, to: number) => {
      const terms = [0, 1, 2, 3, 4, 5].map((k) => ways(k) * ratio ** k);
      return terms.slice(from, to + 1).reduce((sum, one) => sum + one, 0) / terms.reduce((sum, one) => sum + one, 0);
    };
    expect(tail(result.exactLower, 3, 5)).toBeCloseTo(0.025, 10);
    expect(tail(result.exactUpper, 0, 3)).toBeCloseTo(0.025, 10);
  });

  test("turn their common odds ratio round with their rows", () => {
    const strata = [
      [
        [3, 12],
        [8, 7],
      ],
      [
        [4, 11],
        [6, 9],
      ],
    ] as const;
    const turned = strata.map(([first, second]) => [second, first] as const);
    const [one, other] = [answerOf(mantelHaenszel(strata)), answerOf(mantelHaenszel(turned))];
    expect(other.commonOddsRatio).toBeCloseTo(1 / one.commonOddsRatio, 10);
    expect(other.exactOddsRatio).toBeCloseTo(1 / one.exactOddsRatio, 8);
    expect(other.exactP).toBeCloseTo(one.exactP, 10);
  });
});

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

describe("several tests", () => {
  test("are adjusted for the family planned, also when some have no value", () => {
    const p = Float64Array.of(0.01, Number.NaN, 0.04, 0.03);
    const adjusted = answerOf(adjustP(p));
    expect(Array.from(adjusted.bonferroni)).toEqual([0.03, Number.NaN, 0.12, 0.09]);
    expect(Array.from(answerOf(adjustP(p, 9)).bonferroni)[0]).toBeCloseTo(0.09, 12);
    expect(codeOf(adjustP(p, 2))).toBe("out_of_range");
    expect(codeOf(adjustP(Float64Array.of(1.2)))).toBe("out_of_range");
  });

  test("keep their order, and no method is kinder than the false discovery rate nor harder than Bonferroni", () => {
    const p = Float64Array.from({ length: 45 }, (_, k) => ((k * 37) % 45) / 60 + 0.0001);
    const { holm, hochberg, bh, by, bonferroni } = answerOf(adjustP(p));
    const order = Array.from(p.keys()).sort((left, right) => (p[left] ?? 0) - (p[right] ?? 0));
    for (const list of [holm, hochberg, bh, by])
      for (let at = 1; at < order.length; at++)
        expect(list[order[at] ?? 0]).toBeGreaterThanOrEqual(list[order[at - 1] ?? 0] ?? 0);
    for (const at of order) {
      expect(bh[at]).toBeLessThanOrEqual((hochberg[at] ?? 0) + 1e-15);
      expect(hochberg[at]).toBeLessThanOrEqual((holm[at] ?? 0) + 1e-15);
      expect(holm[at]).toBeLessThanOrEqual((bonferroni[at] ?? 0) + 1e-15);
      expect(by[at]).toBeGreaterThanOrEqual(bh[at] ?? 1);
    }
  });
});

describe("standardised rates", () => {
  const [count, population] = [
    [4, 9, 15],
    [1500, 2200, 2500],
  ];

  test("are the crude rate when the standard is the population itself", () => {
    const { crudeRate, adjustedRate } = answerOf(directStandardise({ count, population, standard: population }));
    expect(adjustedRate).toBeCloseTo(crudeRate, 15);
  });

  test("of no events have 0 below and something above", () => {
    const none = answerOf(directStandardise({ count: [0, 0, 0], population, standard: [1, 1, 1] }));
    expect([none.adjustedRate, none.lower]).toEqual([0, 0]);
    expect(none.upper).toBeGreaterThan(0);
    const ratio = answerOf(
      indirectStandardise({ count: [0, 0, 0], population, stdCount: [6, 7, 8], stdPopulation: population }),
    );
    expect([ratio.smr, ratio.lowerExact, ratio.lowerLog]).toEqual([0, 0, Number.NaN]);
  });

  test("are refused without a standard of as many strata", () => {
    expect(codeOf(directStandardise({ count, population, standard: [1, 2] }))).toBe("malformed_input");
    expect(codeOf(directStandardise({ count, population, standard: [0, 0, 0] }))).toBe("out_of_range");
    expect(codeOf(directStandardise({ count, population: [0, 1, 1], standard: population }))).toBe("out_of_range");
  });

  test("observed over expected is 1 at the rates of the standard", () => {
    const same = { count, population, stdCount: count, stdPopulation: population };
    expect(answerOf(indirectStandardise(same)).smr).toBeCloseTo(1, 14);
  });
});

describe("a disparity", () => {
  const shares = [
    { x: 140, n: 900 },
    { x: 62, n: 260 },
    { x: 0, n: 40 },
  ];

  test("is shown in relative and absolute terms against the reference, which has neither", () => {
    const { groups, warnings } = answerOf(disparity({ groups: ["A", "B", "__proto__"], shares, reference: "A" }));
    expect(groups[0]?.ratio).toBeUndefined();
    expect(groups[1]?.ratio?.ratio).toBeCloseTo(62 / 260 / (140 / 900), 12);
    expect(groups[1]?.difference?.difference).toBeCloseTo(62 / 260 - 140 / 900, 12);
    expect(groups[2]?.ratio?.method).toBe("score");
    expect(groups[1]?.disproportionality).toBeUndefined();
    expect(warnings).toEqual(["zero_cell"]);
  });

  test("is nothing when all rates are equal", () => {
    const equal = [
      { x: 10, n: 100 },
      { x: 5, n: 50 },
    ];
    const result = answerOf(disparity({ groups: ["A", "B"], shares: equal, reference: "B" }));
    expect(result.betweenGroupVariance).toBeCloseTo(0, 15);
    expect(result.indexOfDisparity).toBeCloseTo(0, 12);
  });

  test("is refused for a reference that is none of the groups, and for groups named twice", () => {
    expect(codeOf(disparity({ groups: ["A", "B", "C"], shares, reference: "Z" }))).toBe("malformed_input");
    expect(codeOf(disparity({ groups: ["A", "A", "C"], shares, reference: "A" }))).toBe("duplicate_id");
  });
});
