import { describe, expect, test } from "vitest";
import { splitAtStart } from "./cohort.ts";
import { cox } from "./cox.ts";
import { km } from "./km.ts";
import { answerOf, designOf, failureOf, simulatedStays, twice } from "./simulated.testdata.ts";

const stays = simulatedStays({ n: 400, seed: 41n, effect: 0.5 });
const { time, cause, entry, weights, treated, age, site } = stays;
const both = designOf({ treated, age });

function close(actual: Float64Array, expected: Float64Array, digits = 8): void {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of expected.entries()) expect(actual[at]).toBeCloseTo(value, digits);
}

describe("Cox's regression", () => {
  test("gives the same by its written-out loops and by the general one", () => {
    for (const ties of ["efron", "breslow"] as const)
      for (const many of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const columns = Object.fromEntries(
          Array.from({ length: many }, (_, k) => [
            `x${k}`,
            age.map((value, row) => Math.sin(value * (k + 1) + row * k)),
          ]),
        );
        const input = { time, cause, weights, X: designOf(columns), ties };
        // Everyone observed from before day 0: late entries that change nothing, and the loop that knows about them.
        const general = answerOf(cox({ ...input, entry: time.map(() => 0), time: time.map((day) => day + 1) }));
        const written = answerOf(cox(input));
        close(written.coef, general.coef);
        close(written.cov, general.cov);
        expect(written.logLik).toBeCloseTo(general.logLik, 8);
      }
  });

  test("tells Efron's and Breslow's treatment of days with several exits apart", () => {
    const weeks = time.map((day) => Math.ceil(day / 30));
    const efron = answerOf(cox({ time: weeks, cause, X: both }));
    const breslow = answerOf(cox({ time: weeks, cause, X: both, ties: "breslow" }));
    expect(Math.abs((efron.coef[0] ?? 0) - (breslow.coef[0] ?? 0))).toBeGreaterThan(1e-3);
    const apart = time.map((_, row) => row + 1);
    close(
      answerOf(cox({ time: apart, cause, X: both })).coef,
      answerOf(cox({ time: apart, cause, X: both, ties: "breslow" })).coef,
    );
  });

  test("keeps its coefficients when a covariate is shifted, and scales them with it", () => {
    const plain = answerOf(cox({ time, cause, X: both })).coef;
    const moved = designOf({ treated: treated.map((value) => value + 1e4), age: age.map((value) => value * 12) });
    const { coef } = answerOf(cox({ time, cause, X: moved }));
    expect(coef[0]).toBeCloseTo(plain[0] ?? 0, 8);
    expect((coef[1] ?? 0) * 12).toBeCloseTo(plain[1] ?? 0, 8);
  });

  test("turns its sign when the arms change names", () => {
    const turned = designOf({ treated: treated.map((value) => 1 - value), age });
    const plain = answerOf(cox({ time, cause, X: both })).coef;
    expect(answerOf(cox({ time, cause, X: turned })).coef[0]).toBeCloseTo(-(plain[0] ?? 0), 9);
  });

  test("with weights of 2 is that of every row twice", () => {
    const double = cox({ time, cause, X: both, weights: time.map(() => 2), ties: "breslow" });
    const columns = designOf({ treated: twice(treated), age: twice(age) });
    const repeated = cox({
      time: twice(time),
      cause: Uint8Array.from([...cause, ...cause]),
      X: columns,
      ties: "breslow",
    });
    close(answerOf(double).coef, answerOf(repeated).coef);
    close(answerOf(double).cov, answerOf(repeated).cov);
    const once = answerOf(cox({ time, cause, X: both, ties: "breslow" }));
    close(
      answerOf(double).cov,
      once.cov.map((value) => value / 2),
    );
  });

  test("has the same robust error for rows twice in clusters of two as for each once", () => {
    const clusters = { codes: Int32Array.from([...time.keys(), ...time.keys()]), levels: Array.from(time, String) };
    const repeated = {
      time: twice(time),
      cause: Uint8Array.from([...cause, ...cause]),
      X: designOf({ treated: twice(treated), age: twice(age) }),
      ties: "breslow" as const,
      cluster: clusters,
    };
    const once = answerOf(cox({ time, cause, X: both, ties: "breslow", robust: true })).covRobust;
    const twofold = answerOf(cox(repeated));
    close(twofold.covRobust ?? new Float64Array(0), once ?? new Float64Array(0));
    expect(twofold.nClusters).toBe(400);
  });

  test("is not changed by a constant covariate, and names what it left out", () => {
    const more = designOf({ treated, one: age.map(() => 7), age, again: age.map((value) => 2 * value + 3) });
    const result = answerOf(cox({ time, cause, X: more }));
    expect(result.aliased).toEqual(["one", "again"]);
    expect(result.warnings).toContain("aliased_terms");
    close(result.coef, answerOf(cox({ time, cause, X: both })).coef);
  });

  test("gives strata whose times do not overlap what each gives alone, added", () => {
    const strata = answerOf(cox({ time, cause, X: both, strata: site }));
    const shifted = time.map((day, row) => day + 10_000 * (site.codes[row] ?? 0));
    const late = time.map((_, row) => 10_000 * (site.codes[row] ?? 0));
    close(answerOf(cox({ time: shifted, cause, entry: late, X: both })).coef, strata.coef);
  });

  test("loses nothing to subtraction when nearly everyone enters late", () => {
    // Risks of very different size come and go before a few are left at the earliest times.
    const steep = designOf({ age: age.map((value) => value * 3) });
    const result = answerOf(cox({ time, cause, entry, X: steep }));
    const input = { time: time.map((day) => day / 1e3), cause, entry: entry.map((day) => day / 1e3), X: steep };
    close(answerOf(cox(input)).coef, result.coef);
  });

  test("finds a hazard ratio put into the data within two standard errors", () => {
    const many = simulatedStays({ n: 6000, seed: 42n, effect: Math.log(1.35) });
    const X = designOf({ treated: many.treated, age: many.age });
    const { coef, cov } = answerOf(cox({ time: many.time, cause: many.cause, entry: many.entry, X }));
    expect(Math.abs((coef[0] ?? 0) - Math.log(1.35))).toBeLessThan(2 * Math.sqrt(cov[0] ?? 0));
  });

  test("refuses an effect that is infinite, data without events, and endless covariates", () => {
    const never = cause.map((code, row) => (treated[row] === 1 ? 0 : code));
    expect(failureOf(cox({ time, cause: never, X: both }))).toEqual({ code: "separation", kind: "quasi" });
    expect(failureOf(cox({ time, cause: cause.map(() => 0), X: both }))?.code).toBe("too_few_events");
    const endless = designOf({ age: age.map((value, row) => (row === 3 ? Number.POSITIVE_INFINITY : value)) });
    expect(failureOf(cox({ time, cause, X: endless }))).toEqual({ code: "not_a_number", column: "age", row: 4 });
  });

  test("warns below five events for each coefficient", () => {
    const few = Uint8Array.from(cause, (code, row) => (row < 12 ? code : 0));
    expect(answerOf(cox({ time, cause: few, X: both })).warnings).toContain("too_few_events");
  });

  test("drops rows with a missing covariate and counts them", () => {
    const gaps = designOf({ treated, age: age.map((value, row) => (row < 5 ? Number.NaN : value)) });
    const result = answerOf(cox({ time, cause, X: gaps }));
    expect([result.n, result.nMissing]).toEqual([395, 5]);
  });
});

describe("what follows from a fit", () => {
  test("without effects the baseline hazard is that of Nelson and Aalen", () => {
    const fit = answerOf(
      cox({
        time: twice(time),
        cause: Uint8Array.from([...cause, ...cause]),
        ties: "breslow",
        X: designOf({ half: Float64Array.from({ length: 800 }, (_, row) => Number(row < 400)) }),
      }),
    );
    expect(fit.coef[0]).toBeCloseTo(0, 9);
    const [curve] = fit.baselineHazard();
    const [group] = answerOf(km({ time, cause })).groups;
    let hazard = 0;
    const known = new Map<number, number>();
    for (const [at, day] of (group?.curve.times ?? []).entries()) {
      hazard += (group?.curve.events[at] ?? 0) / (group?.curve.atRisk[at] ?? 1);
      known.set(day, hazard);
    }
    for (const [at, day] of (curve?.times ?? []).entries())
      expect(curve?.hazard[at]).toBeCloseTo(known.get(day) ?? -1, 9);
  });

  test("the concordance of a covariate without ties is that of its order", () => {
    const days = Float64Array.of(1, 2, 3, 4);
    const ended = Uint8Array.of(1, 1, 0, 1);
    const fit = answerOf(cox({ time: days, cause: ended, X: designOf({ x: Float64Array.of(3, 1, 2, 0) }) }));
    // Pairs that can be told: 1-2, 1-3, 1-4, 2-3, 2-4; all but 2-3 are in order.
    expect(fit.concordance()).toBeCloseTo(4 / 5, 12);
  });

  test("an effect that fades is seen by the test of proportional hazards, a steady one is not", () => {
    const many = simulatedStays({ n: 3000, seed: 43n, effect: 0.6 });
    const X = designOf({ treated: many.treated });
    const steady = answerOf(cox({ time: many.time, cause: many.cause, X })).phTest("km");
    expect(steady.global.p).toBeGreaterThan(0.01);
    // Only the early times of the treated are shortened.
    const fading = many.time.map((day, row) => (many.treated[row] === 1 && day < 150 ? Math.ceil(day / 3) : day));
    for (const transform of ["km", "identity", "log", "rank"] as const)
      expect(answerOf(cox({ time: fading, cause: many.cause, X })).phTest(transform).global.p).toBeLessThan(1e-3);
  });
});

describe("something that begins during the time observed", () => {
  test("seems to help when counted from the start, and does not when counted from its day", () => {
    const none = simulatedStays({ n: 4000, seed: 44n });
    // A peer partner arrives on day 60 for half of those still in care; it changes nothing.
    const began = none.time.map((day, row) => (day > 60 && row % 2 === 0 ? 60 : Number.NaN));
    const ever = designOf({ partner: began.map((day) => Number(!Number.isNaN(day))) });
    const immortal = answerOf(cox({ time: none.time, cause: none.cause, X: ever }));
    const split = splitAtStart({ time: none.time, cause: none.cause }, began);
    const honest = answerOf(cox({ ...split, X: designOf({ partner: split.exposed }) }));
    const z = (fit: typeof honest) => (fit.coef[0] ?? 0) / Math.sqrt(fit.cov[0] ?? 1);
    expect(z(immortal)).toBeLessThan(-4);
    expect(Math.abs(z(honest))).toBeLessThan(2.5);
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(split.time) - sum(split.entry.map((day) => Math.max(0, day)))).toBeCloseTo(sum(none.time), 6);
  });
});
