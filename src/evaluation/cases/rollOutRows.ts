import { accepted, type Result } from "../../core/result.ts";
import { type Calendar, readCalendar } from "../did/periods.ts";
import type { DidRows } from "../did/sample.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import { groupColumn, numberColumn } from "../terms.ts";
import { allOf, type InputReader } from "./inputs.ts";

/** The columns of a roll-out as a request names them. */
export interface RollOutRows {
  readonly rows: DidRows;
  readonly calendar: Calendar;
  readonly terms: readonly string[];
  readonly unitName: (code: number) => string;
}

function columnsOf(table: Table, names: readonly string[]): Result<readonly Float64Array[], EvaluationFailure> {
  const columns: Float64Array[] = [];
  for (const name of names) {
    const column = numberColumn(table, name);
    if (!column.ok) return column;
    columns.push(column.value);
  }
  return accepted(columns);
}

function optional<Value>(
  name: string | undefined,
  read: (name: string) => Result<Value, EvaluationFailure>,
): Result<Value | undefined, EvaluationFailure> {
  return name === undefined ? accepted(undefined) : read(name);
}

/** The columns every analysis of a roll-out reads; `id` may be absent for repeated cross-sections. */
export function readRows(read: InputReader, table: Table): Result<RollOutRows, EvaluationFailure> {
  const terms = read.texts("x", []);
  const id = read.optionalText("id");
  const cluster = read.optionalText("cluster");
  const weights = read.optionalText("weights");
  const none = { codes: new Int32Array(table.n), levels: [] as readonly string[] };
  const all = allOf(
    readCalendar(table, { time: read.text("time"), group: read.text("group") }),
    numberColumn(table, read.text("y")),
    columnsOf(table, terms),
    id === undefined ? accepted(none) : groupColumn(table, id),
    optional(cluster, (name) => groupColumn(table, name)),
    optional(weights, (name) => numberColumn(table, name)),
  );
  if (!all.ok) return all;
  const [calendar, y, x, units, clusters, weight] = all.value;
  const rows: DidRows = {
    unit: units.codes,
    time: calendar.time,
    group: calendar.group,
    y,
    x,
    ...(clusters && { cluster: clusters.codes }),
    ...(weight && { weights: weight }),
  };
  return accepted({ rows, calendar, terms, unitName: (code) => units.levels[code] ?? String(code) });
}

/** Failures carry codes of units; people know their names. */
export function named(failure: EvaluationFailure, { unitName }: RollOutRows): EvaluationFailure {
  if (failure.code === "duplicate_id") return { ...failure, id: unitName(Number(failure.id)) };
  if (failure.code === "treatment_changes") return { ...failure, unit: unitName(Number(failure.unit)) };
  return failure;
}
