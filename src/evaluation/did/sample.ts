import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** One row per unit and period (panel) or per person asked (repeated cross-sections). All columns have equal length. */
export interface DidRows {
  /** Code of the unit (>= 0); -1 is missing. Not read for repeated cross-sections. */
  readonly unit: Int32Array;
  readonly time: Float64Array;
  /** First treated period of the unit; 0 = never treated; NaN = not known (such rows are left out and counted). */
  readonly group: Float64Array;
  readonly y: Float64Array;
  readonly x?: readonly Float64Array[];
  readonly weights?: Float64Array;
  /** Code of the cluster (>= 0) the unit belongs to; -1 is missing. */
  readonly cluster?: Int32Array;
}

/**
 * `exact`: standard errors from the influence functions as derived. `did`: as R's did 2.1.2 and DRDID 1.0.6 print them,
 * which differ for the doubly robust estimator on repeated cross-sections (sign of one regression's part) and for the
 * overall mean by group (groups of the first cells taken for the groups), and round the pre-test's p to five decimals.
 */
export type Conventions = "exact" | "did";

/** What was done to the data, or could not be answered, without making the whole analysis impossible. */
export type DidWarning =
  | { readonly code: "rows_with_missing_values"; readonly n: number }
  | { readonly code: "already_treated_dropped"; readonly n: number }
  | { readonly code: "incomplete_units_dropped"; readonly n: number }
  | { readonly code: "treated_after_last_period"; readonly n: number }
  | { readonly code: "periods_without_comparison"; readonly periods: readonly number[] }
  | { readonly code: "groups_without_earlier_period"; readonly groups: readonly number[] }
  | { readonly code: "small_groups"; readonly groups: readonly number[] }
  | { readonly code: "cell_without_overlap"; readonly g: number; readonly t: number }
  | { readonly code: "cell_singular"; readonly g: number; readonly t: number }
  | { readonly code: "no_pre_periods" }
  | { readonly code: "pretest_singular"; readonly cells: number }
  | { readonly code: "few_clusters"; readonly n: number }
  | { readonly code: "aliased_terms"; readonly terms: readonly string[] };

/** Which rows take part, and what is known about the calendar. */
export interface DidFrame {
  /** Rows of the file (0-based, ascending) that take part. */
  readonly rows: Int32Array;
  /** First treated period by row of the file: 0 also for those who start after the last period. */
  readonly group: Float64Array;
  readonly periods: readonly number[];
  /** Groups whose effect is estimated. */
  readonly groups: readonly number[];
  readonly warnings: readonly DidWarning[];
}

export interface FrameOptions {
  readonly control: "nevertreated" | "notyettreated";
  readonly anticipation: number;
  readonly panel: boolean;
}

/** Rows (ascending) in which every column that is read is known; the unit only where rows are a panel. */
export function completeRows(data: DidRows, panel: boolean): Int32Array {
  const n = data.y.length;
  const columns = [data.y, data.time, data.group, ...(data.x ?? []), ...(data.weights ? [data.weights] : [])];
  const codes = [...(panel ? [data.unit] : []), ...(data.cluster ? [data.cluster] : [])];
  const known = new Uint8Array(n).fill(1);
  for (const column of columns) for (let row = 0; row < n; row++) if (Number.isNaN(column[row])) known[row] = 0;
  for (const code of codes) for (let row = 0; row < n; row++) if ((code[row] as number) < 0) known[row] = 0;
  const kept = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) if (known[row] === 1) kept[count++] = row;
  return kept.slice(0, count);
}

function largest(codes: Int32Array): number {
  let most = -1;
  for (const code of codes) if (code > most) most = code;
  return most;
}

function countUnits(data: DidRows, rows: Int32Array, panel: boolean): number {
  return panel ? new Set(rows.map((row) => data.unit[row] as number)).size : rows.length;
}

function wrongValue(data: DidRows, rows: Int32Array, panel: boolean): EvaluationFailure | undefined {
  const of = new Float64Array(panel ? largest(data.unit) + 1 : 0).fill(-1);
  for (const row of rows) {
    if (data.weights && !((data.weights[row] as number) > 0 && Number.isFinite(data.weights[row]))) {
      return { code: "invalid_weight", row: row + 1 };
    }
    const group = data.group[row] as number;
    if (group < 0 || !Number.isFinite(group)) {
      return { code: "malformed_input", field: "group", expected: "zero_or_first_treated_period" };
    }
    if (!panel) continue;
    const unit = data.unit[row] as number;
    const known = of[unit] as number;
    if (known < 0) of[unit] = group;
    else if (known !== group) return { code: "treatment_changes", unit: String(unit), row: row + 1 };
  }
  return undefined;
}

interface Draft {
  rows: Int32Array;
  group: Float64Array;
  periods: number[];
  groups: number[];
  readonly warnings: DidWarning[];
}

/** Without anyone never treated, the last group is the comparison, as long as it is untreated itself. */
function keepComparablePeriods(draft: Draft, time: Float64Array, anticipation: number): void {
  const last = draft.groups.at(-1) ?? 0;
  const lost = draft.periods.filter((period) => period >= last - anticipation);
  draft.rows = draft.rows.filter((row) => (time[row] as number) < last - anticipation);
  draft.periods = draft.periods.filter((period) => period < last - anticipation);
  draft.groups = draft.groups.filter((group) => group < last);
  draft.warnings.push({ code: "periods_without_comparison", periods: lost });
}

function dropAlreadyTreated(draft: Draft, data: DidRows, options: FrameOptions): void {
  const first = draft.periods[0] ?? 0;
  const treated = (row: number) => (draft.group[row] as number) > 0 && (draft.group[row] as number) <= first;
  const n = countUnits(data, draft.rows.filter(treated), options.panel);
  if (n > 0) draft.warnings.push({ code: "already_treated_dropped", n });
  draft.rows = draft.rows.filter((row) => !treated(row));
  const early = draft.groups.filter((group) => group > first && group <= first + options.anticipation);
  if (early.length > 0) draft.warnings.push({ code: "groups_without_earlier_period", groups: early });
  draft.groups = draft.groups.filter((group) => group > first + options.anticipation);
}

function dropIncomplete(draft: Draft, data: DidRows): void {
  const seen = new Int32Array(largest(data.unit) + 1);
  for (const row of draft.rows) {
    const unit = data.unit[row] as number;
    seen[unit] = (seen[unit] as number) + 1;
  }
  const whole = draft.periods.length;
  const n = seen.filter((count) => count > 0 && count < whole).length;
  if (n === 0) return;
  draft.warnings.push({ code: "incomplete_units_dropped", n });
  draft.rows = draft.rows.filter((row) => seen[data.unit[row] as number] === whole);
  const left = new Set(Array.from(draft.rows, (row) => draft.group[row] as number));
  draft.groups = draft.groups.filter((group) => left.has(group));
}

/** Above so many pairs of unit and period they are remembered one by one instead of in one table. */
const LARGEST_GRID = 1 << 27;

/** Finds the first row that repeats a unit and period. */
export function repeatedRow(
  data: Pick<DidRows, "unit" | "time">,
  rows: Int32Array,
  periods: readonly number[],
): number | undefined {
  const place = new Map(periods.map((period, at) => [period, at]));
  const size = (largest(data.unit) + 1) * periods.length;
  const grid = size <= LARGEST_GRID ? new Uint8Array(size) : undefined;
  const pairs = new Set<number>();
  for (const row of rows) {
    const pair = (data.unit[row] as number) * periods.length + (place.get(data.time[row] as number) ?? 0);
    if (grid ? grid[pair] === 1 : pairs.has(pair)) return row;
    if (grid) grid[pair] = 1;
    else pairs.add(pair);
  }
  return undefined;
}

/** The distinct values of some rows, ascending. */
export function distinctAt(column: Float64Array, rows: Int32Array): number[] {
  const values = new Set<number>();
  let last = Number.NaN;
  for (const row of rows) {
    const value = column[row] as number;
    if (value !== last) values.add(value);
    last = value;
  }
  return [...values].sort((a, b) => a - b);
}

function warnSmallGroups(draft: Draft, data: DidRows, panel: boolean): void {
  const needed = (data.x?.length ?? 0) + 5;
  const sizes = new Map<number, number>();
  for (const row of draft.rows) {
    const group = draft.group[row] as number;
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const perUnit = panel ? draft.periods.length : 1;
  const small = draft.groups.filter((group) => (sizes.get(group) ?? 0) < needed * perUnit);
  if (small.length > 0) draft.warnings.push({ code: "small_groups", groups: small });
}

/**
 * Chooses the rows of a staggered difference-in-differences analysis: complete rows, units not yet treated in the first
 * period, all periods present (panel), periods that still have someone to compare with. Everything left out is counted.
 * Fails with `no_rows`, `duplicate_id`, `treatment_changes`, `no_comparison_group` or `no_treated_group`.
 * Method: Callaway & Sant'Anna 2021 (J Econometrics 225:200-230), section 2.
 */
export function didFrame(data: DidRows, options: FrameOptions): Result<DidFrame, EvaluationFailure> {
  const rows = completeRows(data, options.panel);
  if (rows.length === 0) return refused({ code: "no_rows" });
  const wrong = wrongValue(data, rows, options.panel);
  if (wrong) return refused(wrong);
  const periods = distinctAt(data.time, rows);
  const repeated = options.panel ? repeatedRow(data, rows, periods) : undefined;
  if (repeated !== undefined) {
    return refused({ code: "duplicate_id", id: String(data.unit[repeated]), row: repeated + 1 });
  }
  const draft: Draft = { rows, group: Float64Array.from(data.group), periods, groups: [], warnings: [] };
  const missing = data.y.length - rows.length;
  if (missing > 0) draft.warnings.push({ code: "rows_with_missing_values", n: missing });
  const last = periods.at(-1) ?? 0;
  const late = rows.filter((row) => (draft.group[row] as number) > last);
  for (const row of late) draft.group[row] = 0;
  const nLate = countUnits(data, late, options.panel);
  if (nLate > 0) draft.warnings.push({ code: "treated_after_last_period", n: nLate });
  draft.groups = distinctAt(draft.group, rows).filter((group) => group > 0);
  if (draft.groups.length === 0) return refused({ code: "no_treated_group" });
  if (!rows.some((row) => draft.group[row] === 0)) {
    if (options.control === "nevertreated") return refused({ code: "no_comparison_group", control: options.control });
    keepComparablePeriods(draft, data.time, options.anticipation);
  }
  dropAlreadyTreated(draft, data, options);
  if (options.panel) dropIncomplete(draft, data);
  if (draft.groups.length === 0) return refused({ code: "no_treated_group" });
  if (draft.periods.length < 2) return refused({ code: "no_comparison_group", control: options.control });
  warnSmallGroups(draft, data, options.panel);
  return accepted(draft);
}
