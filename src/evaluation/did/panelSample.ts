import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { completeRows, type DidRows, distinctAt, repeatedRow } from "./sample.ts";
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

/** Does every unit belong to one cluster only? */
export function unitsNested({ unit, units, cluster }: PanelSample): boolean {
  const of = new Int32Array(units).fill(-1);
  for (let i = 0; i < unit.length; i++) {
    const known = of[unit[i] as number] as number;
    if (known >= 0 && known !== cluster[i]) return false;
    of[unit[i] as number] = cluster[i] as number;
  }
  return true;
}

/**
 * Takes the complete rows of a panel (gaps allowed) out of the columns.
 * Fails with `no_rows`, `duplicate_id` or `invalid_weight`.
 */
export function panelSample(data: DidRows): Result<PanelSample, EvaluationFailure> {
  const x = data.x ?? [];
  const rows = completeRows(data, true);
  if (rows.length === 0) return refused({ code: "no_rows" });
  const { weights } = data;
  const wrong = weights && rows.find((row) => !((weights[row] as number) > 0 && Number.isFinite(weights[row])));
  if (wrong !== undefined) return refused({ code: "invalid_weight", row: wrong + 1 });
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
    ...(weights && { weights: of(weights) }),
    cluster: cluster.places,
    clusters: cluster.size,
    missing: data.y.length - rows.length,
  });
}
