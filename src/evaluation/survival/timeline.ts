import { radixArgsort } from "../numeric/sort.ts";

/** Up to this many whole days times are counted into one place per day; beyond, or with fractions, they are sorted. */
export const MOST_DAYS = 200_000;

/**
 * Times as ranks 0 … size - 1, so that what follows only counts. `exit[i]` is the rank of row i's time; a row is at risk
 * at the ranks above `entry[i]` (-1: from the start) up to and with `exit[i]`.
 */
export interface Timeline {
  readonly size: number;
  /** The time each rank stands for, ascending. */
  readonly times: Float64Array;
  readonly exit: Int32Array;
  readonly entry: Int32Array | undefined;
  /** Rows in ascending order of time, where they had to be sorted for it. */
  readonly order?: Uint32Array;
}

/** The largest time when all are whole and none beyond `MOST_DAYS`; -1 otherwise. */
export function wholeMaximum(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value !== Math.floor(value) || value > MOST_DAYS) return -1;
    if (value > most) most = value;
  }
  return most;
}

/**
 * How near two times must be to be one: arithmetic on decimals leaves 0.1 + 0.2 apart from 0.3. Whole times need none;
 * otherwise 1.5e-8 of the mean time, the rule of the R package survival (Therneau, vignette "tiedtimes").
 */
export function tieTolerance(time: Float64Array): number {
  if (wholeMaximum(time) >= 0) return 0;
  let sum = 0;
  for (let i = 0; i < time.length; i++) sum += Math.abs(time[i] ?? 0);
  return (1.490116119384766e-8 * sum) / time.length;
}

function daysLine(time: Float64Array, entry: Float64Array | undefined, most: number): Timeline {
  const times = new Float64Array(most + 1);
  for (let day = 0; day <= most; day++) times[day] = day;
  const exit = new Int32Array(time.length);
  for (let i = 0; i < exit.length; i++) exit[i] = time[i] ?? 0;
  if (!entry) return { size: most + 1, times, exit, entry: undefined };
  const from = new Int32Array(entry.length);
  for (let i = 0; i < from.length; i++) {
    const day = Math.floor(entry[i] ?? 0);
    // Entry on day 0 is at risk from day 1 on; only before 0 does day 0 itself count.
    from[i] = day < 0 ? -1 : day;
  }
  return { size: most + 1, times, exit, entry: from };
}

/** The last rank whose time is not after `value` (with the tolerance); -1 when all are. */
function rankAtOrBefore(times: Float64Array, size: number, value: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function sortedLine(time: Float64Array, entry: Float64Array | undefined, tolerance: number): Timeline {
  const order = radixArgsort(time);
  const exit = new Int32Array(time.length);
  const times = new Float64Array(time.length);
  let size = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    const value = time[row] ?? 0;
    // A run goes on as long as each step is within the tolerance, and stands for its first time.
    if (value - last > tolerance) times[size++] = value;
    last = value;
    exit[row] = size - 1;
  }
  const kept = times.subarray(0, size);
  if (!entry) return { size, times: kept, exit, entry: undefined, order };
  const from = new Int32Array(entry.length);
  for (let i = 0; i < from.length; i++) from[i] = rankAtOrBefore(kept, size, (entry[i] ?? 0) + tolerance);
  return { size, times: kept, exit, entry: from, order };
}

function countable(most: number, n: number): boolean {
  return most >= 0 && most <= 20 * n + 1000;
}

/** Whether times are whole days, and few of them, so that they are counted rather than sorted. */
export function countsDays(time: Float64Array): boolean {
  return countable(wholeMaximum(time), time.length);
}

/** Ranks of times: by counting when they are whole days and few of them, by sorting otherwise. */
export function timeline(time: Float64Array, entry: Float64Array | undefined, tolerance: number): Timeline {
  const most = wholeMaximum(time);
  return countable(most, time.length) ? daysLine(time, entry, most) : sortedLine(time, entry, tolerance);
}
