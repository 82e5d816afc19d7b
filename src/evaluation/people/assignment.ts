import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** What each row would cost in each column, row by row. A cost that is missing or infinite forbids the pair. */
export interface AssignmentProblem {
  readonly cost: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly maximise?: boolean;
}

/**
 * `columnOf[row]` is the column given to each row (-1: none, only when there are more rows than columns). `rowPrices` and
 * `columnPrices` prove it: no pair costs less than its two prices, and the prices of all add up to the total.
 */
export interface Assignment {
  readonly columnOf: Int32Array;
  readonly total: number;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
}

/** Costs to be minimised, with no more rows than columns. */
interface Square {
  readonly cost: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

interface Search extends Square {
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
  readonly prices: Float64Array;
}

function prepared({ cost, rows, columns, maximise = false }: AssignmentProblem): Square {
  const sign = maximise ? -1 : 1;
  const turned = rows > columns;
  const least = turned ? columns : rows;
  const most = turned ? rows : columns;
  const out = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = sign * (cost[row * columns + column] ?? Number.NaN);
      out[turned ? column * rows + row : row * columns + column] = Number.isFinite(value)
        ? value
        : Number.POSITIVE_INFINITY;
    }
  }
  return { cost: out, rows: least, columns: most };
}

/** The cheapest column of a row at present prices and how much dearer the next one is; -1: every column is forbidden. */
function bestTwo({ cost, columns, prices }: Search, row: number): readonly [best: number, next: number, gap: number] {
  let best = -1;
  let next = -1;
  let low = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  const start = row * columns;
  for (let column = 0; column < columns; column++) {
    const value = (cost[start + column] ?? 0) - (prices[column] ?? 0);
    if (value >= second) continue;
    if (value < low) {
      second = low;
      next = best;
      low = value;
      best = column;
    } else {
      second = value;
      next = column;
    }
  }
  return [best, next, second - low];
}

/**
 * Augmenting row reduction: each row bids for its cheapest column; whoever is outbid bids again. Columns that nobody holds
 * keep price 0, which is what makes the prices valid also with more columns than rows.
 */
function bid(search: Search, waiting: readonly number[]): readonly number[] {
  const left: number[] = [];
  const queue = [...waiting];
  let budget = 4 * search.rows + search.columns;
  for (let at = 0; at < queue.length; at++) {
    let row = queue[at] ?? -1;
    while (row >= 0) {
      const [best, next, gap] = bestTwo(search, row);
      if (best < 0 || budget-- <= 0) {
        left.push(row);
        break;
      }
      const outbids = gap > 0 && Number.isFinite(gap);
      const column = !outbids && (search.rowOf[best] ?? -1) >= 0 && gap === 0 && next >= 0 ? next : best;
      const loser = search.rowOf[column] ?? -1;
      if (loser >= 0 && !outbids) {
        left.push(row);
        break;
      }
      if (outbids) search.prices[column] = (search.prices[column] ?? 0) - gap;
      search.rowOf[column] = row;
      search.columnOf[row] = column;
      if (loser >= 0) search.columnOf[loser] = -1;
      row = loser;
    }
  }
  return left;
}

interface Scratch {
  readonly distance: Float64Array;
  readonly from: Int32Array;
  readonly order: Int32Array;
}

/** Places in `order` of the nearest column not settled yet; among equals one that nobody holds. -1: all are forbidden. */
function nearestAfter(search: Search, { distance, order }: Scratch, settled: number): number {
  const { columns, rowOf } = search;
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = settled; at < columns; at++) {
    const column = order[at] ?? 0;
    const value = distance[column] ?? 0;
    if (value > least || value === Number.POSITIVE_INFINITY) continue;
    if (value < least || (rowOf[column] ?? -1) < 0) {
      nearest = at;
      least = value;
    }
  }
  return nearest;
}

/** Distances by way of a settled column and the row that holds it. */
function relax(search: Search, scratch: Scratch, settled: number): void {
  const { cost, columns, prices, rowOf } = search;
  const { distance, from, order } = scratch;
  const column = order[settled - 1] ?? 0;
  const row = rowOf[column] ?? 0;
  const start = row * columns;
  const base = (distance[column] ?? 0) - ((cost[start + column] ?? 0) - (prices[column] ?? 0));
  for (let at = settled; at < columns; at++) {
    const other = order[at] ?? 0;
    const through = base + (cost[start + other] ?? 0) - (prices[other] ?? 0);
    if (through < (distance[other] ?? 0)) {
      distance[other] = through;
      from[other] = row;
    }
  }
}

/** Hands columns on along the path that ends at `end`, back to the row that had none. */
function handOn({ rowOf, columnOf }: Search, from: Int32Array, end: number): void {
  let column = end;
  while (column >= 0) {
    const row = from[column] ?? 0;
    const before = columnOf[row] ?? -1;
    rowOf[column] = row;
    columnOf[row] = column;
    column = before;
  }
}

/** Shortest augmenting path from a row that has no column (Dijkstra on reduced costs). False: none exists. */
function augment(search: Search, free: number, scratch: Scratch): boolean {
  const { cost, columns, prices, rowOf } = search;
  const { distance, from, order } = scratch;
  for (let column = 0; column < columns; column++) {
    distance[column] = (cost[free * columns + column] ?? 0) - (prices[column] ?? 0);
    from[column] = free;
    order[column] = column;
  }
  for (let settled = 1; ; settled++) {
    const nearest = nearestAfter(search, scratch, settled - 1);
    if (nearest < 0) return false;
    const column = order[nearest] ?? 0;
    order[nearest] = order[settled - 1] ?? 0;
    order[settled - 1] = column;
    if ((rowOf[column] ?? -1) >= 0) {
      relax(search, scratch, settled);
      continue;
    }
    const reached = distance[column] ?? 0;
    for (let at = 0; at < settled - 1; at++) {
      const passed = order[at] ?? 0;
      prices[passed] = (prices[passed] ?? 0) + (distance[passed] ?? 0) - reached;
    }
    handOn(search, from, column);
    return true;
  }
}

function solve(square: Square): Search | undefined {
  const { rows, columns } = square;
  const search: Search = {
    ...square,
    columnOf: new Int32Array(rows).fill(-1),
    rowOf: new Int32Array(columns).fill(-1),
    prices: new Float64Array(columns),
  };
  const all = Array.from({ length: rows }, (_, row) => row);
  const free = bid(search, bid(search, all));
  const scratch = {
    distance: new Float64Array(columns),
    from: new Int32Array(columns),
    order: new Int32Array(columns),
  };
  return free.every((row) => augment(search, row, scratch)) ? search : undefined;
}

function rowPricesOf({ cost, rows, columns, columnOf, prices }: Search): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const column = columnOf[row] ?? 0;
    return (cost[row * columns + column] ?? 0) - (prices[column] ?? 0);
  });
}

function answered(problem: AssignmentProblem, search: Search): Assignment {
  const { rows, columns, cost, maximise = false } = problem;
  const turned = rows > columns;
  const sign = maximise ? -1 : 1;
  const columnOf = turned ? search.rowOf : search.columnOf;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const column = columnOf[row] ?? -1;
    if (column >= 0) total += cost[row * columns + column] ?? 0;
  }
  const near = rowPricesOf(search).map((price) => sign * price);
  const far = search.prices.map((price) => sign * price);
  return { columnOf, total, rowPrices: turned ? far : near, columnPrices: turned ? near : far };
}

/**
 * Gives each row one column so that the sum of costs is least (or greatest), no column twice. With more rows than columns each
 * column goes to one row. Refuses a table of the wrong size, and one where forbidden pairs leave no complete assignment.
 * Shortest augmenting paths after row reduction (Jonker and Volgenant 1987, Computing 38:325-340); at worst n^3 steps.
 */
export function assignment(problem: AssignmentProblem): Result<Assignment, EvaluationFailure> {
  const { cost, rows, columns } = problem;
  const whole = Number.isInteger(rows) && Number.isInteger(columns) && rows > 0 && columns > 0;
  if (!whole || cost.length !== rows * columns) {
    return refused({ code: "malformed_input", field: "cost", expected: "cost_matrix" });
  }
  const search = solve(prepared(problem));
  return search ? accepted(answered(problem, search)) : refused({ code: "no_complete_assignment", rows, columns });
}
