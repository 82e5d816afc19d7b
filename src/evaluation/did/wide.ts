import type { DidFrame, DidRows } from "./sample.ts";

/** A balanced panel with one place per unit; units keep the order in which they first appear. */
export interface Wide {
  readonly n: number;
  /** Code of each unit, as in the rows. */
  readonly units: Int32Array;
  readonly group: Float64Array;
  /** `y[p]`: outcome in period p, by unit. */
  readonly y: readonly Float64Array[];
  /** `x[k][p]`: covariate k in period p; the same array in every period when it never changes. */
  readonly x: readonly (readonly Float64Array[])[];
  /** Weight in the first period; absent: every unit counts once. */
  readonly weights?: Float64Array;
  readonly cluster?: Int32Array;
}

function placesOf(data: DidRows, rows: Int32Array): { places: Int32Array; units: Int32Array } {
  const place = new Map<number, number>();
  const places = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const unit = data.unit[rows[i] as number] as number;
    let at = place.get(unit);
    if (at === undefined) {
      at = place.size;
      place.set(unit, at);
    }
    places[i] = at;
  }
  return { places, units: Int32Array.from(place.keys()) };
}

/** Period by period where the values change, one array for all periods where they do not. */
function spread(column: Float64Array, frame: DidFrame, at: { places: Int32Array; periods: Int32Array; n: number }) {
  const wide = frame.periods.map(() => new Float64Array(at.n));
  for (let i = 0; i < frame.rows.length; i++) {
    (wide[at.periods[i] as number] as Float64Array)[at.places[i] as number] = column[frame.rows[i] as number] as number;
  }
  return wide;
}

function shared(wide: readonly Float64Array[]): readonly Float64Array[] {
  const [first] = wide;
  if (!first) return wide;
  const same = wide.every((column) => column.every((value, unit) => value === first[unit]));
  return same ? wide.map(() => first) : wide;
}

/** Lays the rows of a balanced frame out by unit. */
export function widen(data: DidRows, frame: DidFrame): Wide {
  const { places, units } = placesOf(data, frame.rows);
  const n = units.length;
  const placeOfPeriod = new Map(frame.periods.map((period, at) => [period, at]));
  const periods = Int32Array.from(frame.rows, (row) => placeOfPeriod.get(data.time[row] as number) ?? 0);
  const at = { places, periods, n };
  const group = new Float64Array(n);
  const cluster = data.cluster && new Int32Array(n);
  const weights = data.weights && new Float64Array(n);
  for (let i = frame.rows.length - 1; i >= 0; i--) {
    const row = frame.rows[i] as number;
    const unit = places[i] as number;
    group[unit] = frame.group[row] as number;
    if (cluster && data.cluster) cluster[unit] = data.cluster[row] as number;
    if (weights && data.weights && periods[i] === 0) weights[unit] = data.weights[row] as number;
  }
  const y = spread(data.y, frame, at);
  const x = (data.x ?? []).map((column) => shared(spread(column, frame, at)));
  return { n, units, group, y, x, ...(weights && { weights }), ...(cluster && { cluster }) };
}
