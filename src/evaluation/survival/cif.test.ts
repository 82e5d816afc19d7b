import { describe, expect, test } from "vitest";
import { type CifInput, cif, cifAt } from "./cif.ts";
import { cox } from "./cox.ts";
import { survivalAt } from "./curve.ts";
import { fineGray } from "./fineGray.ts";
import { km } from "./km.ts";
import { answerOf, designOf, failureOf, simulatedStays } from "./simulated.testdata.ts";

const stays = simulatedStays({ n: 250, seed: 51n, causes: 3 });
const { time, cause, entry, weights, treated, age } = stays;
const DAYS = [30, 120, 365, 700];

function only(input: CifInput) {
  const [group] = answerOf(cif(input)).groups;
  if (!group) throw new Error("no group");
  return group;
}

/** Error by taking each unit's weight a little up and down. */
function bruteError(
  input: CifInput & { readonly weights: Float64Array },
  units: readonly number[],
  ask: { day: number; k: number },
) {
  const step = 1e-5;
  const value = (unit: number, sign: number) => {
    const moved = input.weights.map((weight, row) => (units[row] === unit ? weight * (1 + sign * step) : weight));
    return cifAt(only({ ...input, weights: moved }), ask.day).byCause[ask.k]?.value ?? 0;
  };
  const squares = [...new Set(units)].map((unit) => ((value(unit, 1) - value(unit, -1)) / (2 * step)) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}

describe("cumulative incidence", () => {
  test("sums to 1 with the share for which nothing has ended yet", () => {
    const group = only({ time, cause, entry, weights });
    for (const [at, free] of group.eventFree.entries()) {
      const ended = group.byCause.reduce((sum, { value }) => sum + (value[at] ?? 0), 0);
      expect(free + ended).toBeCloseTo(1, 12);
    }
  });

  test("of a single cause is one minus Kaplan-Meier, with its error", () => {
    const single = cause.map((code) => Number(code > 0));
    const group = only({ time, cause: single });
    const [curve] = answerOf(km({ time, cause: single })).groups;
    for (const day of DAYS) {
      const { surv, se } = curve
        ? survivalAt(curve.curve, day, { confType: "plain", level: 0.95 })
        : { surv: 0, se: 0 };
      const [one] = cifAt(group, day).byCause;
      expect(one?.value).toBeCloseTo(1 - surv, 12);
      expect(one?.se).toBeCloseTo(se, 10);
    }
  });

  test("is overstated when other ways of leaving are taken for losses", () => {
    const [curve] = answerOf(km({ time, cause: cause.map((code) => Number(code === 1)) })).groups;
    const naive = curve ? 1 - survivalAt(curve.curve, 700, { confType: "plain", level: 0.95 }).surv : 0;
    expect(naive).toBeGreaterThan(1.3 * (cifAt(only({ time, cause }), 700).byCause[0]?.value ?? 1));
  });

  test("has as error what moving each row's weight does, with late entries and weights", () => {
    const few = simulatedStays({ n: 70, seed: 52n, causes: 2 });
    for (const late of [undefined, few.entry]) {
      const input = { time: few.time, cause: few.cause, entry: late, weights: few.weights };
      for (const day of [60, 300])
        for (const k of [0, 1]) {
          const brute = bruteError(input, [...few.time.keys()], { day, k });
          expect(cifAt(only(input), day).byCause[k]?.se).toBeCloseTo(brute, 7);
        }
    }
  });

  test("adds the rows of a cluster up before squaring", () => {
    const codes = Int32Array.from(time, (_, row) => Math.floor(row / 3));
    const cluster = { codes, levels: Array.from({ length: 84 }, (_, code) => String(code)) };
    const group = only({ time, cause, entry, weights, cluster });
    const brute = bruteError({ time, cause, entry, weights }, [...codes], { day: 365, k: 1 });
    expect(cifAt(group, 365).byCause[1]?.se).toBeCloseTo(brute, 7);
  });

  test("is the same by aggregated times and row by row", () => {
    const each = { codes: Int32Array.from(time, (_, row) => row), levels: Array.from(time, String) };
    const together = only({ time, cause, weights });
    const apart = only({ time, cause, weights, cluster: each });
    for (const day of DAYS)
      for (const [k, { se }] of cifAt(together, day).byCause.entries())
        expect(cifAt(apart, day).byCause[k]?.se).toBeCloseTo(se, 11);
  });

  test("is 0 without error before anything happens", () => {
    expect(cifAt(only({ time, cause }), -1)).toEqual({ eventFree: 1, byCause: Array(3).fill({ value: 0, se: 0 }) });
  });
});

describe("Fine and Gray's regression", () => {
  const X = designOf({ treated, age });

  test("is Cox's when nothing competes", () => {
    const single = cause.map((code) => Number(code > 0));
    const sub = answerOf(fineGray({ time, cause: single, X, interest: 1 }));
    const plain = answerOf(cox({ time, cause: single, X, ties: "breslow", robust: true }));
    for (const [j, value] of plain.coef.entries()) expect(sub.coef[j]).toBeCloseTo(value, 9);
    for (const [j, value] of (plain.covRobust ?? []).entries()) expect(sub.covRobust[j]).toBeCloseTo(value, 9);
    expect(sub.warnings).toContain("no_competing_events");
  });

  test("without losses keeps those who left otherwise at risk to the end", () => {
    const kept = Array.from(time.keys()).filter((row) => cause[row] !== 0);
    const pick = (values: Float64Array) => Float64Array.from(kept, (row) => values[row] ?? 0);
    const own = Uint8Array.from(kept, (row) => cause[row] ?? 0);
    const design = designOf({ treated: pick(treated), age: pick(age) });
    const sub = answerOf(fineGray({ time: pick(time), cause: own, X: design, interest: 2 }));
    const late = pick(time).map((day, at) => (own[at] === 2 ? day : 1e5));
    const event = own.map((code) => Number(code === 2));
    const plain = answerOf(cox({ time: late, cause: event, X: design, ties: "breslow" }));
    for (const [j, value] of plain.coef.entries()) expect(sub.coef[j]).toBeCloseTo(value, 9);
  });

  test("is the same with one group of losses as with none", () => {
    const one = { codes: new Int32Array(250), levels: ["all"] };
    const grouped = answerOf(fineGray({ time, cause, X, interest: 1, censoringGroup: one }));
    const plain = answerOf(fineGray({ time, cause, X, interest: 1 }));
    expect(Array.from(grouped.covRobust)).toEqual(Array.from(plain.covRobust));
  });

  test.each([false, true])(
    "has as error what one more and one less of each row does, losses by group: %s",
    (grouped) => {
      const { n: size, ...few } = simulatedStays({ n: 40, seed: 58n, causes: 2, whole: false });
      const COPIES = 50;
      const fitted = (counts: readonly number[]) => {
        const rows = counts.flatMap((count, row) => new Array<number>(count).fill(row));
        const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? 0);
        const groups = { codes: Int32Array.from(rows, (row) => few.site.codes[row] ?? 0), levels: few.site.levels };
        const input = { time: of(few.time), cause: Uint8Array.from(rows, (row) => few.cause[row] ?? 0), interest: 1 };
        const design = designOf({ treated: of(few.treated), age: of(few.age) });
        return answerOf(fineGray({ ...input, X: design, ...(grouped && { censoringGroup: groups }) }));
      };
      const each = (change: number, moved: number) =>
        Array.from({ length: size }, (_, row) => COPIES + (row === moved ? change : 0));
      const squares = [0, 0];
      for (let row = 0; row < size; row++) {
        const [more, less] = [fitted(each(1, row)).coef, fitted(each(-1, row)).coef];
        for (const j of [0, 1])
          squares[j] = (squares[j] ?? 0) + ((((more[j] ?? 0) - (less[j] ?? 0)) * COPIES) / 2) ** 2;
      }
      const { covRobust } = fitted(new Array<number>(size).fill(1));
      for (const j of [0, 1]) expect((covRobust[3 * j] ?? 0) / (squares[j] ?? 0)).toBeCloseTo(1, 2);
    },
  );

  test("refuses what it does not offer", () => {
    expect(failureOf(fineGray({ time, cause, entry, X, interest: 1 }))?.code).toBe("option_not_offered");
    expect(failureOf(fineGray({ time, cause, weights, X, interest: 1 }))?.code).toBe("option_not_offered");
    expect(failureOf(fineGray({ time, cause, X, interest: 9 }))?.code).toBe("too_few_events");
  });
});
