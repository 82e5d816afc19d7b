import type { Result } from "../../src/core/result.ts";
import type { EvaluationFailure } from "../../src/evaluation/failure.ts";
import type { Rng } from "../../src/evaluation/numeric/random.ts";

/** The data of a problem; a column is a file of doubles that both sides read. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** What a side computed, by name: the two sides must agree on the names they share. */
export type Numbers = Readonly<Record<string, readonly number[]>>;

/** What R's timing is called, and the share of it that ours may take at most. */
export interface Target {
  readonly call: string;
  readonly ratio?: number;
}

/** One row of the table. `id` is also the name of R's side in `side.R`. */
export interface Problem {
  readonly id: string;
  readonly title: string;
  readonly size: number;
  /** Further sizes at which ours is measured, to see how the cost grows. */
  readonly growth?: readonly number[];
  readonly make: (n: number, rng: Rng) => Columns;
  /** Brings columns into the form the engine takes, not timed, and answers what is. */
  readonly prepare: (columns: Columns) => () => Numbers;
  readonly targets: readonly Target[];
  /** How far two numbers may be apart: relative by default 1e-6, otherwise absolute. */
  readonly within?: Readonly<Record<string, number>>;
  /** What must hold where R cannot say; answers what does not. */
  readonly check?: (columns: Columns, numbers: Numbers) => string | undefined;
  /** Why R is not asked. */
  readonly withoutR?: string;
  /** Where R is not asked: the seconds it must not exceed. */
  readonly mostSeconds?: number;
  /** Why R's numbers are not compared. */
  readonly notCompared?: string;
}

export const get = (columns: Columns, name: string): Float64Array => columns[name] ?? new Float64Array(0);

/** The value of an analysis that must not be refused. */
export function answered<Value>(result: Result<Value, EvaluationFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** A column of draws. */
export function drawn(n: number, draw: (row: number) => number): Float64Array {
  const column = new Float64Array(n);
  for (let row = 0; row < n; row++) column[row] = draw(row);
  return column;
}

/** A standard normal draw (Box and Muller 1958). */
export function normalOf({ next }: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
