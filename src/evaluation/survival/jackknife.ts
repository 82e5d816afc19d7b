import { countingGroup } from "../numeric/sort.ts";
import type { SurvivalInput } from "./observed.ts";
import type { Placed, RiskTable } from "./riskTable.ts";

/** Calls back in order of time: who came under observation before a position of the table, and who left at it. */
export interface Visitor {
  /** Row came under observation after the time of position `at` (-1: from the start). */
  readonly enter: (row: number, at: number) => void;
  /** Row left, by whatever cause, at the time of position `at`. */
  readonly leave: (row: number, at: number) => void;
  /** Everything up to and with position `at` has been told. */
  readonly after: (at: number) => void;
}

/** The position of the last time of the table at or before each rank of the timeline; -1 before the first. */
function positionsOfRanks({ ranks, line }: Placed): Int32Array {
  const positions = new Int32Array(line.size);
  let at = -1;
  for (let r = 0; r < line.size; r++) {
    if (ranks[at + 1] === r) at++;
    positions[r] = at;
  }
  return positions;
}

/** Walks the rows through time, entries before the leavers of a position. */
export function walk(table: RiskTable, visitor: Visitor): void {
  const { times } = table;
  const placed = table.placed();
  const { line, ranks } = placed;
  const positions = positionsOfRanks(placed);
  const leaving = countingGroup(line.exit, line.size);
  const entering = line.entry && countingGroup(line.entry, line.size);
  const always = line.entry ?? new Int32Array(line.exit.length).fill(-1);
  for (let row = 0; row < always.length; row++) if ((always[row] ?? -1) < 0) visitor.enter(row, -1);
  let entered = 0;
  let left = 0;
  for (let at = 0; at < times.length; at++) {
    const rank = ranks[at] ?? 0;
    for (; entering && entered < entering.order.length; entered++) {
      const row = entering.order[entered] ?? 0;
      const from = always[row] ?? 0;
      if (from >= rank) break;
      visitor.enter(row, positions[from] ?? -1);
    }
    for (; left < leaving.order.length; left++) {
      const row = leaving.order[left] ?? 0;
      if ((line.exit[row] ?? 0) !== rank) break;
      visitor.leave(row, at);
    }
    visitor.after(at);
  }
}

/** Increments of the hazard used by the jackknife: d / (r (r - d)) at each position, 0 where all who are left leave. */
export function hazardSums({ atRisk, events }: RiskTable): Float64Array {
  const sums = new Float64Array(atRisk.length);
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < sums.length; at++) {
    const risk = atRisk[at] ?? 0;
    const here = events[at] ?? 0;
    const stay = risk - here;
    const term = (stay > 0 ? here / (risk * stay) : 0) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    sums[at] = sum;
  }
  return sums;
}

/**
 * Variance of log S at each position by the infinitesimal jackknife: the sum over units of the squared sum of
 * w dlog S/dw over the unit's rows (a unit is a row, or a cluster of rows). One walk: O(rows + times).
 */
export function jackknifeLogVariance(
  input: SurvivalInput,
  table: RiskTable,
  unit?: { readonly codes: Int32Array; readonly count: number },
): Float64Array {
  const count = unit?.count ?? input.time.length;
  const constant = new Float64Array(count);
  const weightAt = new Float64Array(count);
  const sums = hazardSums(table);
  const variance = new Float64Array(sums.length);
  let squares = 0;
  let crossed = 0;
  let weights = 0;
  const move = (row: number, byConstant: number, byWeight: number) => {
    const u = unit ? (unit.codes[row] ?? 0) : row;
    const c = constant[u] ?? 0;
    const w = weightAt[u] ?? 0;
    const [nextC, nextW] = [c + byConstant, w + byWeight];
    squares += nextC * nextC - c * c;
    crossed += nextC * nextW - c * w;
    weights += nextW * nextW - w * w;
    constant[u] = nextC;
    weightAt[u] = nextW;
  };
  const weightOf = (row: number) => input.weights?.[row] ?? 1;
  walk(table, {
    enter: (row, at) => move(row, at < 0 ? 0 : -weightOf(row) * (sums[at] ?? 0), weightOf(row)),
    leave: (row, at) => {
      const stay = (table.atRisk[at] ?? 0) - (table.events[at] ?? 0);
      const event = input.cause[row] !== 0 && stay > 0 ? 1 / stay : 0;
      move(row, weightOf(row) * ((sums[at] ?? 0) - event), -weightOf(row));
    },
    after: (at) => {
      const sum = sums[at] ?? 0;
      variance[at] = Math.max(0, squares + 2 * sum * crossed + sum * sum * weights);
    },
  });
  return variance;
}
