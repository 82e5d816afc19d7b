import { describe, expect, test } from "vitest";
import { cox } from "./cox.ts";
import { gray } from "./gray.ts";
import { logrank } from "./logrank.ts";
import { answerOf, designOf, failureOf, simulatedStays } from "./simulated.testdata.ts";

describe("the log-rank test", () => {
  test("is Cox's score test when no two events fall on one time", () => {
    const { time, cause, group, treated } = simulatedStays({ n: 300, seed: 21n, effect: 0.4, whole: false });
    const { chisq } = answerOf(logrank({ time, cause, group }));
    expect(answerOf(cox({ time, cause, X: designOf({ treated }) })).scoreTest).toBeCloseTo(chisq, 8);
  });

  test("does not depend on the order of groups or of rows", () => {
    const { time, cause, site } = simulatedStays({ n: 200, seed: 22n });
    const turned = { codes: site.codes.map((code) => 2 - code), levels: site.levels.toReversed() };
    const rows = { codes: site.codes.toReversed(), levels: site.levels };
    const { chisq } = answerOf(logrank({ time, cause, group: site }, 1));
    expect(answerOf(logrank({ time, cause, group: turned }, 1)).chisq).toBeCloseTo(chisq, 9);
    const reversed = { time: time.toReversed(), cause: cause.toReversed(), group: rows };
    expect(answerOf(logrank(reversed, 1)).chisq).toBeCloseTo(chisq, 9);
  });

  test("expects as many events as are observed, in every stratum", () => {
    const { time, cause, group, site } = simulatedStays({ n: 300, seed: 23n });
    const result = answerOf(logrank({ time, cause, group, strata: site }));
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(result.expected)).toBeCloseTo(sum(result.observed), 8);
  });

  test("counts equal rows by whole weights and refuses others", () => {
    const { time, cause, group, weights } = simulatedStays({ n: 100, seed: 24n });
    expect(failureOf(logrank({ time, cause, group, weights }))?.code).toBe("option_not_offered");
  });

  test("is the same by merging sorted fractions and by counting days, for both weights", () => {
    const { time, cause, group } = simulatedStays({ n: 400, seed: 26n });
    const fractions = time.map((day) => day / 7);
    for (const rho of [0, 1]) {
      const counted = answerOf(logrank({ time, cause, group }, rho));
      expect(answerOf(logrank({ time: fractions, cause, group }, rho)).chisq).toBeCloseTo(counted.chisq, 9);
    }
  });

  test("refuses a column of measures taken for a group", () => {
    const { time, cause } = simulatedStays({ n: 200, seed: 27n });
    const each = { codes: Int32Array.from(time.keys()), levels: Array.from(time.keys(), String) };
    expect(failureOf(logrank({ time, cause, group: each }))).toMatchObject({ code: "out_of_range", field: "group" });
  });

  test("refuses a single group, and data without events", () => {
    const { time, cause, group } = simulatedStays({ n: 50, seed: 25n });
    const alike = { codes: group.codes.map(() => 0), levels: group.levels };
    expect(failureOf(logrank({ time, cause, group: alike }))?.code).toBe("constant_treatment");
    expect(failureOf(logrank({ time, cause: cause.map(() => 0), group }))?.code).toBe("too_few_events");
  });

  test("leaves out groups that are never at risk with another", () => {
    const { time, cause, group } = simulatedStays({ n: 120, seed: 26n });
    const three = { codes: group.codes.map((code, row) => (row < 10 ? 2 : code)), levels: [...group.levels, "alone"] };
    const strata = { codes: three.codes.map((code) => Number(code === 2)), levels: ["rest", "alone"] };
    const result = answerOf(logrank({ time, cause, group: three, strata }));
    expect(result.df).toBe(1);
    expect(Number.isFinite(result.chisq)).toBe(true);
  });
});

describe("Gray's test", () => {
  test("is nearly the log-rank test when nothing competes", () => {
    const { time, cause, group } = simulatedStays({ n: 600, seed: 31n, effect: 0.3, whole: false });
    const { chisq } = answerOf(logrank({ time, cause, group }));
    const [test] = answerOf(gray({ time, cause, group }, [1])).byCause;
    expect(Math.abs((test?.chisq ?? 0) / chisq - 1)).toBeLessThan(0.05);
  });

  test("does not depend on which group comes first", () => {
    const { time, cause, site } = simulatedStays({ n: 300, seed: 32n, causes: 2 });
    const turned = { codes: site.codes.map((code) => (code + 1) % 3), levels: site.levels };
    const [one] = answerOf(gray({ time, cause, group: site }, [2])).byCause;
    const [other] = answerOf(gray({ time, cause, group: turned }, [2])).byCause;
    expect(other?.chisq).toBeCloseTo(one?.chisq ?? 0, 9);
    expect(one?.df).toBe(2);
  });

  test("refuses late entries and causes that do not occur", () => {
    const { time, cause, entry, group } = simulatedStays({ n: 100, seed: 33n });
    expect(failureOf(gray({ time, cause, entry, group }, [1]))?.code).toBe("option_not_offered");
    expect(failureOf(gray({ time, cause, group }, [4]))?.code).toBe("too_few_events");
  });
});
