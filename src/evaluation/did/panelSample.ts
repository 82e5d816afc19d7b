import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type DidRows, distinctAt, repeatedRow } from "./sample.ts";
import type { PanelRows } from "./twoWay.ts";

/** Rows with everything known, by place; `rows[i]` is the row of the file. */
export interface PanelSample extends PanelRows {
  readonly rows: Int32Array;
  readonly y: Float64Array;
  readonly x: readonly Float64Array[];
  /** First treated period by row, 0 = never. */
  readonly group: Float64Array;
  readonly times: readonly number[];
  /** Place of the cluster by row. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly missing: number;
}

function recode(codes: Iterable<number>): { readonly places: Int32Array; readonly size: number } {
  const place = new Map<number, number>();
  const places = Int32Array.from(codes, (code) => {
    const at = place.get(code) ?? place.size;
    place.set(code, at);
    return at;
  });
  return { places, size: place.size };
}

/**
 * Takes the complete rows of a panel (gaps allowed) out of the columns.
 * Fails with `no_rows`, `duplicate_id` or `malformed_input`.
 */
export function panelSample(data: DidRows): Result<PanelSample, EvaluationFailure> {
  const x = data.x ?? [];
  const kept: number[] = [];
  for (let row = 0; row < data.y.length; row++) {
    const values = [data.y[row], data.time[row], data.group[row], ...x.map((column) => column[row])];
    const codes = [data.unit[row] as number, data.cluster ? (data.cluster[row] as number) : 0];
    if (!values.some(Number.isNaN) && codes.every((code) => code >= 0)) kept.push(row);
  }
  if (kept.length === 0) return refused({ code: "no_rows" });
  const rows = Int32Array.from(kept);
  const times = distinctAt(data.time, rows);
  const repeated = repeatedRow(data, rows, times);
  if (repeated !== undefined)
    return refused({ code: "duplicate_id", id: String(data.unit[repeated]), row: repeated + 1 });
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  const unit = recode(Array.from(rows, (row) => data.unit[row] as number));
  const own = data.cluster;
  const cluster = own ? recode(Array.from(rows, (row) => own[row] as number)) : unit;
  const time = of(data.time);
  const place = new Map(times.map((period, at) => [period, at]));
  return accepted({
    n: rows.length,
    rows,
    unit: unit.places,
    units: unit.size,
    period: Int32Array.from(time, (period) => place.get(period) ?? 0),
    periods: times.length,
    times,
    y: of(data.y),
    x: x.map(of),
    group: of(data.group),
    cluster: cluster.places,
    clusters: cluster.size,
    missing: data.y.length - rows.length,
  });
}
