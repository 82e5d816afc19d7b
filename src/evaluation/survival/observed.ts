import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** What is written in `cause` when it is not known how (or whether) a time ended. */
export const MISSING_CAUSE = 255;

/**
 * Times observed, one row each. A row is at risk on (entry, time]; without `entry` from the start, 0 included.
 * At equal times events come before losses.
 */
export interface SurvivalInput {
  /** Whole or fractional, not negative; NaN is missing. */
  readonly time: Float64Array;
  /** 0: lost from sight; 1, 2…: by what it ended; `MISSING_CAUSE`: not known. */
  readonly cause: Uint8Array;
  /** When observation began (left truncation); NaN is missing. */
  readonly entry?: Float64Array | undefined;
  /** Above 0 and finite; NaN is missing. */
  readonly weights?: Float64Array | undefined;
}

/** The rows that can be used, and what became of the others. */
export interface Observed extends SurvivalInput {
  readonly n: number;
  /** Positions in the input of the rows kept, counted from 0. */
  readonly rows: Uint32Array;
  readonly nMissing: number;
  /** Rows that were under observation for no time at all: entry = time. */
  readonly neverAtRisk: number;
}

type Fate = "kept" | "missing" | "never";

function fateOf({ time, cause, entry, weights }: SurvivalInput, row: number): Result<Fate, EvaluationFailure> {
  const at = time[row] ?? Number.NaN;
  const from = entry?.[row] ?? (entry ? Number.NaN : -1);
  const weight = weights?.[row] ?? (weights ? Number.NaN : 1);
  if (Number.isNaN(at) || cause[row] === MISSING_CAUSE || Number.isNaN(from) || Number.isNaN(weight))
    return accepted("missing");
  if (at < 0) return refused({ code: "negative_time", row: row + 1 });
  if (!Number.isFinite(at)) return refused({ code: "not_a_number", column: "time", row: row + 1 });
  if (!(weight > 0 && Number.isFinite(weight))) return refused({ code: "invalid_weight", row: row + 1 });
  if (entry && from > at) return refused({ code: "exit_before_entry", row: row + 1 });
  return accepted(entry && from === at ? "never" : "kept");
}

/** The values at some positions, in that order. */
export function taken(values: Float64Array, rows: Uint32Array): Float64Array {
  const result = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = values[rows[i] ?? 0] ?? Number.NaN;
  return result;
}

/** The codes at some positions, in that order. */
export function takenCodes(codes: Int32Array, rows: Uint32Array): Int32Array {
  const result = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = codes[rows[i] ?? 0] ?? -1;
  return result;
}

function takenCauses(cause: Uint8Array, rows: Uint32Array): Uint8Array {
  const result = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) result[i] = cause[rows[i] ?? 0] ?? MISSING_CAUSE;
  return result;
}

/** The same rows seen at some positions only. */
export function subset(input: SurvivalInput, rows: Uint32Array): SurvivalInput {
  return {
    time: taken(input.time, rows),
    cause: takenCauses(input.cause, rows),
    entry: input.entry && taken(input.entry, rows),
    weights: input.weights && taken(input.weights, rows),
  };
}

/** What each row must also have: groups (-1 is missing) and numbers (NaN is missing). */
export interface AlsoNeeded {
  readonly codes?: readonly (Int32Array | undefined)[];
  readonly columns?: readonly Float64Array[];
}

function lacksOther({ codes = [], columns = [] }: AlsoNeeded, row: number): boolean {
  for (const one of codes) if (one && (one[row] ?? -1) < 0) return true;
  for (const one of columns) if (Number.isNaN(one[row])) return true;
  return false;
}

/**
 * Keeps the rows without missing values that were under observation for some time. Refuses negative or infinite times
 * (`negative_time`, `not_a_number`), a time before its entry (`exit_before_entry`), weights that are not above 0
 * (`invalid_weight`) and data without any row left (`no_rows`).
 */
export function observed(input: SurvivalInput, also: AlsoNeeded = {}): Result<Observed, EvaluationFailure> {
  const total = input.time.length;
  const kept = new Uint32Array(total);
  let n = 0;
  let nMissing = 0;
  for (let row = 0; row < total; row++) {
    const fate = fateOf(input, row);
    if (!fate.ok) return fate;
    if (fate.value === "missing" || lacksOther(also, row)) nMissing++;
    else if (fate.value === "kept") kept[n++] = row;
  }
  if (n === 0) return refused({ code: "no_rows" });
  const rows = n === total ? kept : kept.slice(0, n);
  const used = n === total ? input : subset(input, rows);
  return accepted({ ...used, n, rows, nMissing, neverAtRisk: total - n - nMissing });
}
