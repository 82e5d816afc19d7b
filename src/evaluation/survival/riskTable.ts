import { sortNumbers } from "../numeric/sort.ts";
import type { SurvivalInput } from "./observed.ts";
import { countsDays, type Timeline, timeline } from "./timeline.ts";

/** What happened at each time at which someone left, in order. Weighted sums where there are weights. */
export interface RiskTable {
  readonly times: Float64Array;
  /** At risk just before the time. */
  readonly atRisk: Float64Array;
  /** Events of any cause. */
  readonly events: Float64Array;
  /** Events of each cause 1 … causes, `byCause[cause - 1]`. */
  readonly byCause: readonly Float64Array[];
  /** Lost from sight at each time. */
  readonly lost: () => Float64Array;
  /** The timeline of the rows and the rank on it of each time: for what must know which row left when. */
  readonly placed: () => Placed;
}

export interface Placed {
  readonly line: Timeline;
  readonly ranks: Int32Array;
}

/** Weighted sums per rank: `cells[k]` those that left by cause k (0: lost), and those that came under observation. */
function countCells(input: SurvivalInput, line: Timeline, causes: number) {
  const { weights, cause } = input;
  const { exit, entry, size } = line;
  const flat = new Float64Array((causes + 1) * size);
  for (let i = 0; i < exit.length; i++) {
    const at = (cause[i] ?? 0) * size + (exit[i] ?? 0);
    flat[at] = (flat[at] ?? 0) + (weights ? (weights[i] ?? 0) : 1);
  }
  const cells = Array.from({ length: causes + 1 }, (_, k) => flat.subarray(k * size, (k + 1) * size));
  return { cells, entering: entry && enteringAt(line, weights) };
}

function enteringAt({ entry, size }: Timeline, weights: Float64Array | undefined): Float64Array {
  // Someone who entered at rank e is at risk from e + 1 on; at ranks up to e those later entrants must be taken out.
  const entering = new Float64Array(size);
  if (!entry) return entering;
  for (let i = 0; i < entry.length; i++) {
    const at = entry[i] ?? -1;
    if (at >= 0 && at < size) entering[at] = (entering[at] ?? 0) + (weights ? (weights[i] ?? 0) : 1);
  }
  return entering;
}

/** More causes than this are counted rank by rank: merging goes through all of them at every time. */
const MOST_MERGED = 8;

/**
 * Counts rows by time and cause. Fractional times without weights or late entries are sorted cause by cause and merged
 * (no row needs to be found again); all others are counted by rank.
 */
export function riskTable(input: SurvivalInput, causes: number, tolerance: number): RiskTable {
  const merging = !input.entry && !input.weights && causes <= MOST_MERGED && !countsDays(input.time);
  return merging ? mergedTable(input, causes, tolerance) : rankedTable(input, causes, tolerance);
}

/** The times of each key 0 … keys - 1, ascending. */
export function sortedByKey(time: Float64Array, keyOf: Uint8Array | Int32Array, keys: number): readonly Float64Array[] {
  const sizes = new Uint32Array(keys);
  for (let i = 0; i < time.length; i++) {
    const key = keyOf[i] ?? 0;
    sizes[key] = (sizes[key] ?? 0) + 1;
  }
  const lists = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Uint32Array(keys);
  for (let i = 0; i < time.length; i++) {
    const key = keyOf[i] ?? 0;
    const at = filled[key] ?? 0;
    (lists[key] as Float64Array)[at] = time[i] ?? 0;
    filled[key] = at + 1;
  }
  for (const list of lists) sortNumbers(list);
  return lists;
}

function emptyTable(size: number, causes: number) {
  return {
    times: new Float64Array(size),
    atRisk: new Float64Array(size),
    events: new Float64Array(size),
    byCause: Array.from({ length: causes }, () => new Float64Array(size)),
  };
}

type Columns = ReturnType<typeof emptyTable>;

function shortened({ times, atRisk, events, byCause }: Columns, count: number) {
  const cut = (column: Float64Array) => column.subarray(0, count);
  return { times: cut(times), atRisk: cut(atRisk), events: cut(events), byCause: byCause.map(cut) };
}

function mergedTable(input: SurvivalInput, causes: number, tolerance: number): RiskTable {
  const lists = sortedByKey(input.time, input.cause, causes + 1);
  const n = input.time.length;
  // With a single cause its column is that of all events.
  const { times, atRisk, events, byCause } = emptyTable(n, causes > 1 ? causes : 0);
  const next = new Uint32Array(causes + 1);
  let count = -1;
  let gone = 0;
  let last = Number.NEGATIVE_INFINITY;
  while (gone < n) {
    let code = 0;
    let time = Number.POSITIVE_INFINITY;
    for (let k = 0; k <= causes; k++) {
      const here = (lists[k] as Float64Array)[next[k] ?? 0] ?? Number.POSITIVE_INFINITY;
      if (here < time) {
        time = here;
        code = k;
      }
    }
    next[code] = (next[code] ?? 0) + 1;
    // A run goes on as long as each step is within the tolerance, and stands for its first time (see `timeline`).
    if (time - last > tolerance) {
      count++;
      times[count] = time;
      atRisk[count] = n - gone;
    }
    last = time;
    gone++;
    if (code > 0) {
      events[count] = (events[count] ?? 0) + 1;
      const own = byCause[code - 1];
      if (own) own[count] = (own[count] ?? 0) + 1;
    }
  }
  const table = shortened({ times, atRisk, events, byCause }, count + 1);
  if (causes === 1) table.byCause.push(table.events);
  return { ...table, lost: () => lostOf(table), placed: () => rankedTable(input, causes, tolerance).placed() };
}

/** Who is no longer at risk at the next time and had no event was lost. */
function lostOf({ atRisk, events }: Pick<RiskTable, "atRisk" | "events">): Float64Array {
  return atRisk.map((risk, at) => risk - (atRisk[at + 1] ?? 0) - (events[at] ?? 0));
}

/** Sums run from the last time back, so that whole weights stay exact. */
function rankedTable(input: SurvivalInput, causes: number, tolerance: number): RiskTable {
  const line = timeline(input.time, input.entry, tolerance);
  const { cells, entering } = countCells(input, line, causes);
  const [lost = new Float64Array(0), ...ended] = cells;
  const used = new Uint8Array(line.size);
  let count = 0;
  for (let r = 0; r < line.size; r++) {
    let any = lost[r] ?? 0;
    for (const cell of ended) any += cell[r] ?? 0;
    if (any > 0) {
      used[r] = 1;
      count++;
    }
  }
  const table = emptyTable(count, causes);
  const lostAt = new Float64Array(count);
  const ranks = new Int32Array(count);
  let at = count;
  let risk = 0;
  for (let r = line.size - 1; r >= 0; r--) {
    if (entering) risk -= entering[r] ?? 0;
    if (!used[r]) continue;
    at--;
    let events = 0;
    for (let k = 0; k < ended.length; k++) {
      const here = ended[k]?.[r] ?? 0;
      events += here;
      const column = table.byCause[k];
      if (column) column[at] = here;
    }
    risk += (lost[r] ?? 0) + events;
    table.times[at] = line.times[r] ?? 0;
    table.atRisk[at] = risk;
    table.events[at] = events;
    lostAt[at] = lost[r] ?? 0;
    ranks[at] = r;
  }
  return { ...table, lost: () => lostAt, placed: () => ({ line, ranks }) };
}

/** Position of the last time not after `time`; -1 before the first. */
export function positionAt(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The (weighted) number at risk just before any time: entered before it and not gone before it. */
export function atRiskAt(input: SurvivalInput, { times, atRisk }: RiskTable): (time: number) => number {
  const { entry, weights, time: left } = input;
  if (!entry)
    // Without late entries the number only changes at the times of the table.
    return (time) => {
      const slack = 1e-8 * Math.abs(time);
      let at = positionAt(times, time - slack);
      if (at < 0 || (times[at] ?? 0) < time - slack) at++;
      return atRisk[at] ?? 0;
    };
  return (time) => {
    const slack = 1e-8 * Math.abs(time);
    let sum = 0;
    for (let i = 0; i < entry.length; i++)
      if ((left[i] ?? 0) >= time - slack && (entry[i] ?? 0) < time - slack) sum += weights ? (weights[i] ?? 0) : 1;
    return sum;
  };
}
