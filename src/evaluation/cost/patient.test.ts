import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normInv } from "../numeric/distributions.ts";
import { rngFrom } from "../numeric/random.ts";
import type { Design } from "../terms.ts";
import { type CeacRows, ceacBootstrap } from "./bootstrap.ts";
import { fiellerSet } from "./fieller.ts";
import { ceaPatient, quadrantOf } from "./patient.ts";

function get<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** Two arms in three strata; cost and effect of a person go together when `tie` is not 0. */
function trial(seed: string, { n = 90, tie = 0 } = {}): Required<Omit<CeacRows, "cluster">> {
  const rng = rngFrom(seed);
  const normal = () => normInv(rng.next() * (1 - 2e-12) + 1e-12);
  const strata = Int32Array.from({ length: n }, (_, row) => row % 3);
  const treat = Float64Array.from({ length: n }, (_, row) => Math.floor(row / 3) % 2);
  const effect = new Float64Array(n);
  const cost = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const shared = normal();
    effect[row] = 10 * (treat[row] ?? 0) * 0.3 + (strata[row] ?? 0) + shared + normal();
    cost[row] = 8000 + 4000 * (treat[row] ?? 0) + 300 * (strata[row] ?? 0) + tie * 900 * shared + 900 * normal();
  }
  return { treat, effect, cost, strata };
}

function designOf({ treat, strata }: ReturnType<typeof trial>): Design {
  const dummy = (code: number) => Float64Array.from(strata, (own) => Number(own === code));
  const cols = [treat.map(() => 1), treat, dummy(1), dummy(2)];
  return { n: treat.length, p: 4, names: ["(Intercept)", "treat", "s1", "s2"], cols };
}

const prices = [0, 500, 1000, 1300, 1500, 2000, 4000];

describe("patient data", () => {
  const data = trial("patients", { tie: 1 });
  const rows = { effect: data.effect, cost: data.cost, X: designOf(data), treat: 1, lambda: prices };

  it("gives the ratio only beside its quadrant: the same negative number can save lives or cost them", () => {
    expect([quadrantOf(2, -10), quadrantOf(-2, 10), quadrantOf(2, 10), quadrantOf(-2, -10), quadrantOf(0, 1)]).toEqual([
      "south_east",
      "north_west",
      "north_east",
      "south_west",
      "boundary",
    ]);
    const good = get(ceaPatient({ ...rows, cost: data.cost.map((cost, row) => cost - 9000 * (data.treat[row] ?? 0)) }));
    const bad = get(ceaPatient({ ...rows, effect: data.effect.map((effect) => -effect) }));
    expect(good.icer).toBeLessThan(0);
    expect(bad.icer).toBeLessThan(0);
    expect([good.quadrant, bad.quadrant]).toEqual(["south_east", "north_west"]);
  });

  it("turns signs when the arms are swapped, and keeps the ratio", () => {
    const plain = get(ceaPatient(rows));
    const swapped = { ...data, treat: data.treat.map((arm) => 1 - arm) };
    const other = get(ceaPatient({ ...rows, X: designOf(swapped) }));
    expect(other.deltaE).toBeCloseTo(-plain.deltaE, 10);
    expect(other.deltaC).toBeCloseTo(-plain.deltaC, 6);
    expect(other.icer).toBeCloseTo(plain.icer ?? 0, 6);
    expect(other.byLambda[3]?.probCostEffective).toBeCloseTo(1 - (plain.byLambda[3]?.probCostEffective ?? 0), 10);
  });

  it("has a Fieller limit where the net benefit is just not sure", () => {
    const { fieller } = get(ceaPatient(rows));
    if (fieller.kind !== "interval") throw new Error(fieller.kind);
    const at = get(ceaPatient({ ...rows, lambda: [fieller.lower, fieller.upper] }));
    expect(at.byLambda.map(({ probCostEffective }) => probCostEffective)).toEqual([
      expect.closeTo(0.025, 8),
      expect.closeTo(0.975, 8),
    ]);
  });

  it("says when no finite limits exist", () => {
    const parts = { numerator: 100, denominator: 0.1, varNumerator: 100, varDenominator: 1, covariance: 0 };
    expect(fiellerSet(parts, 1.96).kind).toBe("outside");
    expect(fiellerSet({ ...parts, numerator: 1 }, 1.96).kind).toBe("line");
    expect(fiellerSet({ ...parts, denominator: 5 }, 1.96).kind).toBe("interval");
    expect(fiellerSet({ ...parts, denominator: 1.96 }, 1.96).kind).toBe("from");
    expect(fiellerSet({ ...parts, denominator: -1.96 }, 1.96).kind).toBe("to");
    const nothing = { ...rows, effect: data.effect.map((effect, row) => effect - 3 * (data.treat[row] ?? 0)) };
    expect(get(ceaPatient(nothing)).fieller.kind).not.toBe("interval");
  });

  it("counts people of one cluster together", () => {
    const alone = get(ceaPatient({ ...rows, cluster: Int32Array.from(data.treat.keys()) }));
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
    const double = { ...data, treat: twice(data.treat), strata: Int32Array.from([...data.strata, ...data.strata]) };
    const cluster = Int32Array.from(double.treat.keys(), (row) => row % 90);
    const X = designOf(double);
    const doubled = { ...rows, effect: twice(data.effect), cost: twice(data.cost), X };
    const shared = get(ceaPatient({ ...doubled, cluster }));
    expect(shared.nClusters).toBe(90);
    expect(shared.seE / alone.seE).toBeCloseTo(Math.sqrt(179 / 176 / (89 / 86)), 8);
    expect(get(ceaPatient(doubled)).seE).toBeLessThan(0.8 * shared.seE);
  });

  it("refuses a constant arm, missing values, one cluster and an impossible level", () => {
    const constant = { ...data, treat: data.treat.map(() => 1) };
    expect(ceaPatient({ ...rows, X: designOf(constant) })).toMatchObject({ failure: { code: "constant_treatment" } });
    const holed = data.cost.map((cost, row) => (row === 6 ? Number.NaN : cost));
    expect(ceaPatient({ ...rows, cost: holed })).toEqual({
      ok: false,
      failure: { code: "not_a_number", column: "cost", row: 7 },
    });
    expect(ceaPatient({ ...rows, cluster: new Int32Array(90) })).toMatchObject({
      failure: { code: "too_few_clusters" },
    });
    expect(ceaPatient({ ...rows, level: 1 })).toMatchObject({ failure: { code: "out_of_range" } });
  });
});

describe("acceptability by bootstrap", () => {
  const data = trial("patients", { tie: 1 });
  const options = { lambda: prices, draws: 5000, seed: "2024" };

  it("agrees with the normal approximation within 0.03 at every price", () => {
    const normal = get(
      ceaPatient({ effect: data.effect, cost: data.cost, X: designOf(data), treat: 1, lambda: prices }),
    );
    const drawn = get(ceacBootstrap(data, options));
    for (const [place, { probCostEffective }] of drawn.byLambda.entries()) {
      expect(Math.abs(probCostEffective - (normal.byLambda[place]?.probCostEffective ?? 9))).toBeLessThan(0.03);
    }
  });

  it("is the share of draws in which the arm is cheaper when effect has no price", () => {
    const close = { ...data, cost: data.cost.map((cost, row) => cost - 4000 * (data.treat[row] ?? 0)) };
    const { byLambda, deltaC } = get(ceacBootstrap(close, options));
    expect(byLambda[0]?.probCostEffective).toBe(deltaC.filter((cost) => cost < 0).length / 5000);
    expect(byLambda[0]?.probCostEffective).toBeGreaterThan(0.05);
  });

  it("draws cost and effect of a person together", () => {
    const tied = get(ceacBootstrap(trial("tie", { tie: 3 }), options));
    const centred = (values: Float64Array) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.map((value) => value - mean);
    };
    const [e, c] = [centred(tied.deltaE), centred(tied.deltaC)];
    const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    expect(product(e, c) / Math.sqrt(product(e, e) * product(c, c))).toBeGreaterThan(0.4);
  });

  it("gives the same answer from the same seed, and longer runs begin with the same draws", () => {
    const short = get(ceacBootstrap(data, { ...options, draws: 1500 }));
    expect(get(ceacBootstrap(data, { ...options, draws: 1500 }))).toEqual(short);
    expect(get(ceacBootstrap(data, options)).deltaE.slice(0, 1500)).toEqual(short.deltaE);
    expect(get(ceacBootstrap(data, { ...options, seed: "2025" })).deltaE).not.toEqual(
      get(ceacBootstrap(data, options)).deltaE,
    );
  });

  it("draws whole clusters when people were assigned so", () => {
    const cluster = Int32Array.from(data.treat.keys(), (row) => 2 * (data.strata[row] ?? 0) + (data.treat[row] ?? 0));
    const drawn = get(ceacBootstrap({ ...data, cluster }, options));
    // One cluster per arm and stratum leaves nothing to vary.
    expect(new Set(drawn.deltaE).size).toBe(1);
  });

  it("refuses strata that never hold both arms, and bad requests", () => {
    const apart = { ...data, strata: Int32Array.from(data.treat) };
    expect(ceacBootstrap(apart, options)).toMatchObject({ failure: { code: "constant_treatment" } });
    expect(ceacBootstrap(data, { ...options, draws: 0 })).toMatchObject({ failure: { field: "draws" } });
    expect(ceacBootstrap({ ...data, treat: data.treat.map((arm) => arm + 1) }, options)).toMatchObject({
      failure: { field: "treat" },
    });
  });
});
