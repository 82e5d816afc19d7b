import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ceFrontier, type FrontierArm } from "./frontier.ts";

/** Simulated runs of a decision model: `effects[a][r]` and `costs[a][r]` belong to arm `a` in run `r`. */
export interface PsaRuns {
  readonly arms: readonly string[];
  readonly effects: readonly Float64Array[];
  readonly costs: readonly Float64Array[];
  /** Prices of one unit of effect to answer for. */
  readonly lambda: readonly number[];
}

/** Everything at one price `lambda`: arrays follow the order of the arms. */
export interface PsaAtLambda {
  readonly lambda: number;
  readonly expectedNB: readonly number[];
  /** Share of runs in which the arm is best; a tie counts for the first arm. */
  readonly probBest: readonly number[];
  /** The arm with the highest mean net benefit. */
  readonly optimal: string;
  readonly evpi: number;
  /** `probBest` of the optimal arm. */
  readonly ceaf: number;
}

export interface PsaResult {
  readonly runs: number;
  readonly meanEffect: ReadonlyMap<string, number>;
  readonly meanCost: ReadonlyMap<string, number>;
  readonly byLambda: readonly PsaAtLambda[];
  readonly frontier: readonly FrontierArm[];
}

function mean(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = value - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  }
  return sum / values.length;
}

function checked({ arms, effects, costs, lambda }: PsaRuns): EvaluationFailure | undefined {
  const runs = effects[0]?.length ?? 0;
  if (arms.length === 0 || runs === 0) return { code: "no_rows" };
  for (const [columns, kind] of [
    [effects, "effect"],
    [costs, "cost"],
  ] as const) {
    if (columns.length !== arms.length) return { code: "malformed_input", field: kind, expected: "one_column_per_arm" };
    for (const [place, column] of columns.entries()) {
      const name = `${kind} ${arms[place] ?? ""}`;
      if (column.length !== runs)
        return { code: "malformed_input", field: name, expected: "values", detail: String(runs) };
      const missing = column.findIndex((value) => !Number.isFinite(value));
      if (missing >= 0) return { code: "not_a_number", column: name, row: missing + 1 };
    }
  }
  const wrong = lambda.find((price) => !Number.isFinite(price));
  return wrong === undefined ? undefined : { code: "malformed_input", field: "lambda", expected: "finite_prices" };
}

/** The run's best arm (the first of several equally good ones) and its net benefit. */
function bestOfRun({ effects, costs }: PsaRuns, lambda: number, run: number): { arm: number; benefit: number } {
  let arm = 0;
  let benefit = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < effects.length; a++) {
    const net = lambda * ((effects[a] as Float64Array)[run] as number) - ((costs[a] as Float64Array)[run] as number);
    if (net > benefit) {
      benefit = net;
      arm = a;
    }
  }
  return { arm, benefit };
}

function atLambda(
  runs: PsaRuns,
  lambda: number,
  means: { readonly effect: readonly number[]; readonly cost: readonly number[] },
): PsaAtLambda {
  const n = runs.effects[0]?.length ?? 0;
  const expectedNB = runs.arms.map((_, a) => lambda * (means.effect[a] ?? 0) - (means.cost[a] ?? 0));
  const optimal = expectedNB.reduce((best, value, a) => (value > (expectedNB[best] ?? 0) ? a : best), 0);
  const wins = new Float64Array(runs.arms.length);
  const maxima = new Float64Array(n);
  for (let run = 0; run < n; run++) {
    const { arm, benefit } = bestOfRun(runs, lambda, run);
    wins[arm] = (wins[arm] as number) + 1;
    maxima[run] = benefit;
  }
  const probBest = Array.from(wins, (count) => count / n);
  return {
    lambda,
    expectedNB,
    probBest,
    optimal: runs.arms[optimal] ?? "",
    evpi: Math.max(0, mean(maxima) - (expectedNB[optimal] ?? 0)),
    ceaf: probBest[optimal] ?? 0,
  };
}

/**
 * Cost-effectiveness of arms from the runs of a probabilistic sensitivity analysis: mean net benefit
 * (lambda * effect - cost), acceptability curve, acceptability frontier, expected value of perfect information and the
 * frontier of the mean costs and effects. Money and effects keep the unit of the runs.
 * Fails with `no_rows`, `not_a_number` or `malformed_input`.
 * Method: Fenwick, Claxton & Sculpher 2001 (Health Econ 10:779-787); EVPI: Claxton 1999 (J Health Econ 18:341-364).
 */
export function ceaPsa(runs: PsaRuns): Result<PsaResult, EvaluationFailure> {
  const failure = checked(runs);
  if (failure) return refused(failure);
  const means = { effect: runs.effects.map(mean), cost: runs.costs.map(mean) };
  const frontier = ceFrontier(
    runs.arms.map((arm, a) => ({ arm, cost: means.cost[a] ?? 0, effect: means.effect[a] ?? 0 })),
  );
  if (!frontier.ok) return frontier;
  return accepted({
    runs: runs.effects[0]?.length ?? 0,
    meanEffect: new Map(runs.arms.map((arm, a) => [arm, means.effect[a] ?? 0])),
    meanCost: new Map(runs.arms.map((arm, a) => [arm, means.cost[a] ?? 0])),
    byLambda: runs.lambda.map((lambda) => atLambda(runs, lambda, means)),
    frontier: frontier.value,
  });
}
