import type { Result } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { rngFrom } from "../numeric/random.ts";
import type { Design, Groups } from "../terms.ts";

export interface SimulatedStays {
  readonly n: number;
  readonly time: Float64Array;
  readonly cause: Uint8Array;
  readonly entry: Float64Array;
  readonly weights: Float64Array;
  readonly treated: Float64Array;
  readonly age: Float64Array;
  readonly group: Groups;
  readonly site: Groups;
}

export interface SimulatedOptions {
  readonly n: number;
  readonly seed: bigint;
  /** Log hazard ratio of the treated. */
  readonly effect?: number;
  readonly causes?: number;
  readonly whole?: boolean;
}

/** Stays with exponential times, losses, late entries, weights, a treatment and an age. */
export function simulatedStays({ n, seed, effect = 0, causes = 1, whole = true }: SimulatedOptions): SimulatedStays {
  const random = rngFrom(seed);
  const numbers = () => new Float64Array(n);
  const stays = { time: numbers(), entry: numbers(), weights: numbers(), treated: numbers(), age: numbers() };
  const cause = new Uint8Array(n);
  const site = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    const treated = Number(random.next() < 0.5);
    const age = random.next() * 18;
    const left = (-Math.log(1 - random.next()) * 300) / Math.exp(effect * treated - 0.03 * age);
    const lost = random.next() * 900;
    const time = Math.min(left, lost);
    stays.time[row] = whole ? Math.ceil(time) : time;
    cause[row] = left <= lost ? 1 + random.int(causes) : 0;
    const late = random.next() < 0.4 ? random.next() * time : 0;
    stays.entry[row] = whole ? Math.floor(late) : late;
    stays.weights[row] = 0.25 + random.next() * 2;
    stays.treated[row] = treated;
    stays.age[row] = age;
    site[row] = random.int(3);
  }
  return {
    n,
    ...stays,
    cause,
    group: { codes: Int32Array.from(stays.treated), levels: ["control", "treated"] },
    site: { codes: site, levels: ["north", "south", "east"] },
  };
}

export function designOf(columns: Readonly<Record<string, Float64Array>>): Design {
  const cols = Object.values(columns);
  return { n: cols[0]?.length ?? 0, p: cols.length, names: Object.keys(columns), cols };
}

/** The value of a result that must be one. */
export function answerOf<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

export function failureOf<Value>(result: Result<Value, EvaluationFailure>): EvaluationFailure | undefined {
  return result.ok ? undefined : result.failure;
}

/** Every value once more. */
export function twice(values: Float64Array): Float64Array {
  return Float64Array.from([...values, ...values]);
}
