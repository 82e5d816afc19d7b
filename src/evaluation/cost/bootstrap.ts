import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import { quantileOfSorted } from "../numeric/sums.ts";
import { MOST_DRAWS } from "../refusals.ts";

/** One row per person, complete. Cost and effect of a person are always drawn together. */
export interface CeacRows {
  readonly treat: Float64Array;
  readonly effect: Float64Array;
  readonly cost: Float64Array;
  /** Code (>= 0) of the stratum of randomisation. */
  readonly strata?: Int32Array;
  /** Code (>= 0) of what was assigned whole; those are drawn instead of people. */
  readonly cluster?: Int32Array;
}

export interface CeacOptions {
  readonly lambda: readonly number[];
  readonly draws: number;
  readonly seed: bigint | string;
  /** Coverage of the percentile intervals; 0.95 when absent. */
  readonly level?: number;
}

export interface CeacBootstrap {
  readonly draws: number;
  readonly byLambda: readonly { readonly lambda: number; readonly probCostEffective: number }[];
  /** Differences by draw: the cloud of the cost-effectiveness plane. */
  readonly deltaE: Float64Array;
  readonly deltaC: Float64Array;
  readonly ciE: readonly [number, number];
  readonly ciC: readonly [number, number];
}

/** What is drawn together (a person or a cluster): how many people and their sums. */
interface Cell {
  readonly stratum: number;
  readonly arm: 0 | 1;
  readonly sizes: Float64Array;
  readonly effects: Float64Array;
  readonly costs: Float64Array;
}

/** Draws per stream; block b uses the seed's stream jumped b + 1 times, whoever computes it. */
const BLOCK = 1000;

function cellsOf({ treat, effect, cost, strata, cluster }: CeacRows): Cell[] {
  const cells = new Map<string, { stratum: number; arm: 0 | 1; units: Map<number, [number, number, number]> }>();
  for (let i = 0; i < treat.length; i++) {
    const stratum = strata ? (strata[i] as number) : 0;
    const arm = treat[i] === 1 ? 1 : 0;
    const key = `${stratum} ${arm}`;
    const cell = cells.get(key) ?? { stratum, arm, units: new Map() };
    cells.set(key, cell);
    const unit = cluster ? (cluster[i] as number) : i;
    const sums = cell.units.get(unit) ?? [0, 0, 0];
    cell.units.set(unit, [sums[0] + 1, sums[1] + (effect[i] as number), sums[2] + (cost[i] as number)]);
  }
  return [...cells.values()].map(({ stratum, arm, units }) => {
    const all = [...units.values()];
    return {
      stratum,
      arm,
      sizes: Float64Array.from(all, ([size]) => size),
      effects: Float64Array.from(all, ([, sum]) => sum),
      costs: Float64Array.from(all, ([, , sum]) => sum),
    };
  });
}

/** Both arms of a stratum; strata with one arm say nothing about the difference. */
interface Pair {
  readonly treated: Cell;
  readonly control: Cell;
}

function pairsOf(cells: readonly Cell[]): Pair[] {
  return cells.flatMap((treated) => {
    const control = cells.find(({ stratum, arm }) => stratum === treated.stratum && arm === 0);
    return treated.arm === 1 && control ? [{ treated, control }] : [];
  });
}

/** Sums of one resample of a cell: people, effect, cost. */
function resample({ sizes, effects, costs }: Cell, stream: Rng, into: Float64Array): void {
  const count = sizes.length;
  let [people, effect, cost] = [0, 0, 0];
  for (let k = 0; k < count; k++) {
    const drawn = stream.int(count);
    people += sizes[drawn] as number;
    effect += effects[drawn] as number;
    cost += costs[drawn] as number;
  }
  into[0] = people;
  into[1] = effect;
  into[2] = cost;
}

/** Differences of one draw: what least squares on arm and strata gives, strata weighing n1 n0 / (n1 + n0). */
function drawOnce(pairs: readonly Pair[], stream: Rng, scratch: readonly [Float64Array, Float64Array]) {
  const [treated, control] = scratch;
  let weights = 0;
  let effect = 0;
  let cost = 0;
  for (const pair of pairs) {
    resample(pair.treated, stream, treated);
    resample(pair.control, stream, control);
    const n1 = treated[0] as number;
    const n0 = control[0] as number;
    const weight = (n1 * n0) / (n1 + n0);
    weights += weight;
    effect += weight * ((treated[1] as number) / n1 - (control[1] as number) / n0);
    cost += weight * ((treated[2] as number) / n1 - (control[2] as number) / n0);
  }
  return { effect: effect / weights, cost: cost / weights };
}

function interval(values: Float64Array, level: number): readonly [number, number] {
  const sorted = values.slice().sort();
  return [quantileOfSorted(sorted, (1 - level) / 2), quantileOfSorted(sorted, (1 + level) / 2)];
}

function wrongRequest(rows: CeacRows, { draws, level = 0.95 }: CeacOptions): EvaluationFailure | undefined {
  if (rows.treat.length === 0) return { code: "no_rows" };
  if (!(Number.isInteger(draws) && draws > 0))
    return { code: "malformed_input", field: "draws", expected: "whole_number" };
  if (draws > MOST_DRAWS) return { code: "out_of_range", field: "draws", least: 1, most: MOST_DRAWS };
  if (!(level > 0 && level < 1)) return { code: "out_of_range", field: "level", least: 0, most: 1 };
  for (const column of ["treat", "effect", "cost"] as const) {
    const missing = rows[column].findIndex((value) => !Number.isFinite(value));
    if (missing >= 0) return { code: "not_a_number", column, row: missing + 1 };
  }
  const other = rows.treat.some((value) => value !== 0 && value !== 1);
  return other ? { code: "malformed_input", field: "treat", expected: "zero_or_one" } : undefined;
}

/**
 * Cost-effectiveness acceptability by bootstrap: people (or whole clusters) are drawn with replacement within arm and
 * stratum, cost and effect together; the share of draws with a positive net benefit at every price.
 * The same seed gives the same answer on every machine.
 * Fails with `no_rows`, `not_a_number`, `malformed_input`, `out_of_range` or `constant_treatment` (no stratum has both arms).
 * Method: Briggs, Wonderling & Mooney 1997 (Health Econ 6:327-340).
 */
export function ceacBootstrap(rows: CeacRows, options: CeacOptions): Result<CeacBootstrap, EvaluationFailure> {
  const wrong = wrongRequest(rows, options);
  if (wrong) return refused(wrong);
  const pairs = pairsOf(cellsOf(rows));
  if (pairs.length === 0) return refused({ code: "constant_treatment", column: "treat" });
  const { draws, lambda, level = 0.95 } = options;
  const deltaE = new Float64Array(draws);
  const deltaC = new Float64Array(draws);
  const scratch = [new Float64Array(3), new Float64Array(3)] as const;
  let stream = rngFrom(options.seed);
  let own = stream;
  for (let draw = 0; draw < draws; draw++) {
    if (draw % BLOCK === 0) {
      stream = stream.jump();
      own = stream.jump();
    }
    const { effect, cost } = drawOnce(pairs, own, scratch);
    deltaE[draw] = effect;
    deltaC[draw] = cost;
  }
  const shareAbove = (price: number) => {
    let count = 0;
    for (let draw = 0; draw < draws; draw++) {
      if (price * (deltaE[draw] as number) - (deltaC[draw] as number) > 0) count++;
    }
    return count / draws;
  };
  return accepted({
    draws,
    byLambda: lambda.map((price) => ({ lambda: price, probCostEffective: shareAbove(price) })),
    deltaE,
    deltaC,
    ciE: interval(deltaE, level),
    ciC: interval(deltaC, level),
  });
}
