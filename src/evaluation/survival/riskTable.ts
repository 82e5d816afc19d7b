import type { SurvivalInput } from "./observed.ts";
import { type Timeline, timeline } from "./timeline.ts";

/** What happened at each time at which someone left, in order. Weighted sums where there are weights. */
export interface RiskTable {
  readonly times: Float64Array;
  /** At risk just before the time. */
  readonly atRisk: Float64Array;
  /** Events of any cause. */
  readonly events: Float64Array;
  /** Events of each cause 1 … causes, `byCause[cause - 1]`. */
  readonly byCause: readonly Float64Array[];
  /** Lost from sight at the time. */
  readonly lost: Float64Array;
  readonly line: Timeline;
  /** The rank on the timeline of each time. */
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

/** Counts rows by time and cause. Sums run from the last time back, so that whole weights stay exact. */
export function riskTable(input: SurvivalInput, causes: number, tolerance: number): RiskTable {
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
  const table = {
    times: new Float64Array(count),
    atRisk: new Float64Array(count),
    events: new Float64Array(count),
    byCause: ended.map(() => new Float64Array(count)),
    lost: new Float64Array(count),
    line,
    ranks: new Int32Array(count),
  };
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
    table.lost[at] = lost[r] ?? 0;
    table.ranks[at] = r;
  }
  return table;
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
export function atRiskAt(input: SurvivalInput, table: RiskTable, time: number): number {
  const { entry, weights } = input;
  const slack = 1e-8 * Math.abs(time);
  if (!entry) {
    // Without late entries the number only changes at the times of the table.
    let at = positionAt(table.times, time - slack);
    if (at < 0 || (table.times[at] ?? 0) < time - slack) at++;
    return table.atRisk[at] ?? 0;
  }
  let sum = 0;
  for (let i = 0; i < entry.length; i++)
    if ((input.time[i] ?? 0) >= time - slack && (entry[i] ?? 0) < time - slack) sum += weights ? (weights[i] ?? 0) : 1;
  return sum;
}
