import { describe, expect, it } from "vitest";
import { permCI } from "./permCI.ts";
import { permStratified } from "./permStratified.ts";
import { readTrial, type Trial, type TrialColumns } from "./sample.ts";

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

describe("the randomisation interval", () => {
  const y = [12.5, 15, 9, 20, 22, 17.25, 25, 19, 14, 28];
  const treat = [0, 0, 0, 0, 1, 0, 1, 1, 1, 1];

  it("holds the shifts that the test does not reject, and no others", () => {
    const { lower, upper } = answerOf(permCI(trial(y, treat), { alpha: 0.1 }));
    const tails = (shift: number) => {
      const shifted = y.map((value, at) => value - shift * (treat[at] ?? 0));
      return answerOf(
        permStratified(
          trial(
            shifted.map((value) => Math.round(value * 1e6) / 1e6),
            treat,
          ),
          { method: "exact" },
        ),
      );
    };
    if (lower === null || upper === null) throw new Error("open");
    expect(tails(lower + 1e-4).pGreater).toBeGreaterThan(0.05);
    expect(tails(lower - 1e-4).pGreater).toBeLessThanOrEqual(0.05);
    expect(tails(upper - 1e-4).pLess).toBeGreaterThan(0.05);
    expect(tails(upper + 1e-4).pLess).toBeLessThanOrEqual(0.05);
  });

  it("moves with an effect that is added, and turns round with the arms", () => {
    const plain = answerOf(permCI(trial(y, treat), { alpha: 0.05 }));
    const moved = answerOf(
      permCI(
        trial(
          y.map((value, at) => value + 5 * (treat[at] ?? 0)),
          treat,
        ),
        { alpha: 0.05 },
      ),
    );
    const turned = answerOf(
      permCI(
        trial(
          y,
          treat.map((one) => 1 - one),
        ),
        { alpha: 0.05 },
      ),
    );
    expect(moved.estimate).toBeCloseTo(plain.estimate + 5, 9);
    expect(moved.lower).toBeCloseTo((plain.lower ?? 0) + 5, 9);
    expect(turned.upper).toBeCloseTo(-(plain.lower ?? 0), 9);
  });

  it("is open where there are too few draws to rule anything out", () => {
    expect(answerOf(permCI(trial([1, 2, 3, 4], [0, 0, 1, 1]), { alpha: 0.05 }))).toMatchObject({
      lower: null,
      upper: null,
    });
  });

  it("is wider for whole clusters than for families one by one", () => {
    const cluster = groups([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    const values = [1, 2, 8, 9, 3, 3, 11, 10, 2, 1, 12, 13];
    const arms = [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1];
    const families = answerOf(permCI(trial(values, arms), { alpha: 0.2 }));
    const clusters = answerOf(permCI(trial(values, arms, { cluster }), { alpha: 0.2, clustered: true }));
    expect(clusters.estimate).toBeCloseTo(families.estimate, 12);
    const width = ({ lower, upper }: typeof families) =>
      (upper ?? Number.POSITIVE_INFINITY) - (lower ?? Number.NEGATIVE_INFINITY);
    expect(width(clusters)).toBeGreaterThan(width(families));
  });

  it("comes close to the exact limits by drawing", () => {
    const exact = answerOf(permCI(trial(y, treat), { alpha: 0.2 }));
    const drawn = answerOf(permCI(trial(y, treat), { alpha: 0.2, method: "montecarlo", draws: 40_000, seed: "8" }));
    expect(drawn.lower).toBeCloseTo(exact.lower ?? 0, 0);
    expect(drawn.upper).toBeCloseTo(exact.upper ?? 0, 0);
  });
});
