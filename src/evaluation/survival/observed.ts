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

const KEPT = 0;
const MISSING = 1;
const NEVER = 2;
const REFUSED = 3;

/** What becomes of a row; a number and not a result, because a million of those cost more than what follows. */
function fateOf({ time, cause, entry, weights }: SurvivalInput, row: number): number {
  const at = time[row] ?? Number.NaN;
  const from = entry ? (entry[row] ?? Number.NaN) : -1;
  const weight = weights ? (weights[row] ?? Number.NaN) : 1;
  if (Number.isNaN(at) || cause[row] === MISSING_CAUSE || Number.isNaN(from) || Number.isNaN(weight)) return MISSING;
  if (!(at >= 0 && at < Number.POSITIVE_INFINITY && weight > 0 && weight < Number.POSITIVE_INFINITY)) return REFUSED;
  if (!entry) return KEPT;
  return from < at ? KEPT : from === at ? NEVER : REFUSED;
}

/** Why a row makes the analysis impossible. */
function faultOf({ time, weights }: SurvivalInput, row: number): EvaluationFailure {
  const at = time[row] ?? Number.NaN;
  const weight = weights ? (weights[row] ?? Number.NaN) : 1;
  if (at < 0) return { code: "negative_time", row: row + 1 };
  if (!Number.isFinite(at)) return { code: "not_a_number", column: "time", row: row + 1 };
  if (!(weight > 0 && Number.isFinite(weight))) return { code: "invalid_weight", row: row + 1 };
  return { code: "exit_before_entry", row: row + 1 };
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

/** The codes of the rows kept: the codes themselves when all are. */
export function keptCodes(codes: Int32Array, { rows }: Pick<Observed, "rows">): Int32Array {
  return rows.length === codes.length ? codes : takenCodes(codes, rows);
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

/** Of what each row must also have, that in which some row lacks it. */
function lacking({ codes = [], columns = [] }: AlsoNeeded): AlsoNeeded | undefined {
  const gaps = {
    codes: codes.filter((one) => one?.some((code) => code < 0)),
    columns: columns.filter(someMissing),
  };
  return gaps.codes.length + gaps.columns.length > 0 ? gaps : undefined;
}

function someMissing(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true;
  return false;
}

function lacksOther({ codes = [], columns = [] }: AlsoNeeded, row: number): boolean {
  for (let k = 0; k < codes.length; k++) {
    const one = codes[k];
    if (one && (one[row] ?? -1) < 0) return true;
  }
  for (let k = 0; k < columns.length; k++) if (Number.isNaN(columns[k]?.[row])) return true;
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
  const gaps = lacking(also);
  let n = 0;
  let nMissing = 0;
  for (let row = 0; row < total; row++) {
    const fate = fateOf(input, row);
    if (fate === REFUSED) return refused(faultOf(input, row));
    if (fate === MISSING || (gaps && lacksOther(gaps, row))) nMissing++;
    else if (fate === KEPT) kept[n++] = row;
  }
  if (n === 0) return refused({ code: "no_rows" });
  const rows = n === total ? kept : kept.slice(0, n);
  const used = n === total ? input : subset(input, rows);
  return accepted({ ...used, n, rows, nMissing, neverAtRisk: total - n - nMissing });
}
