import { type Bound, farthest } from "./moves.ts";
import { type Column, movable, type Together } from "./release.ts";

/** Moves of some counts that keep every sum: as long as all of them are hidden, nobody can rule them out. */
type Witness = ReadonlyMap<number, number>;

/** Which counts are hidden so far, and what was found about what that leaves open. */
export interface State {
  readonly system: Together;
  readonly hidden: boolean[];
  readonly rowsOf: readonly (readonly number[])[];
  readonly witnesses: Map<number, Witness[]>;
}

export const NEAR = 1e-6;
/** In larger systems an answer is first looked for among so few counts near the target. */
const FEW = 48;
const FEW_OF_A_ROW = 5;

export function stateOf(system: Together, hides: (column: Column) => boolean): State {
  const { columns, rows } = system;
  const rowsOf = columns.map((): number[] => []);
  for (const [index, row] of rows.entries()) for (const [column] of row) rowsOf[column]?.push(index);
  const hidden = columns.map(
    (column) => !column.known && (column.ids.length === 0 || !column.current || hides(column)),
  );
  return { system, hidden, rowsOf, witnesses: new Map() };
}

type Price = (column: number) => number | undefined;

/** What hiding a count would cost: nothing when it is hidden; undefined when it stays as it is. */
function costOf({ hidden }: State, priceOf?: Price): Price {
  return (column) => (hidden[column] ? 0 : priceOf?.(column));
}

/** The counts that can move at all: the only one that may move of a sum cannot, and so on from sum to sum. */
function movers(state: State, cost: Price): ReadonlySet<number> {
  const { columns, rows } = state.system;
  const moving = new Set(columns.flatMap((_, column) => (cost(column) === undefined ? [] : [column])));
  const left = rows.map((row) => row.reduce((sum, [column]) => sum + (moving.has(column) ? 1 : 0), 0));
  const alone = left.flatMap((count, row) => (count === 1 ? [row] : []));
  for (const row of alone) {
    const [column] = (rows[row] ?? []).find(([one]) => moving.has(one)) ?? [];
    if (column === undefined) continue;
    moving.delete(column);
    for (const other of state.rowsOf[column] ?? []) {
      left[other] = (left[other] ?? 0) - 1;
      if (left[other] === 1) alone.push(other);
    }
  }
  return moving;
}

interface Near {
  readonly columns: readonly number[];
  /** Whether something joined to the target was left out. */
  readonly cut: boolean;
}

/** The counts that sums join to the target, at most `most` of them and the roomiest of each sum. */
function near(state: State, target: number, cost: Price, most = Number.POSITIVE_INFINITY): Near {
  const { columns, rows } = state.system;
  const found = new Set([target]);
  const seen = new Set<number>();
  const skipped = new Set<number>();
  const room = (column: number) => columns[column]?.value ?? 0;
  for (const column of found) {
    for (const row of state.rowsOf[column] ?? []) {
      if (seen.has(row)) continue;
      seen.add(row);
      const others = (rows[row] ?? []).map(([other]) => other).filter((other) => cost(other) !== undefined);
      const few = others.length > FEW_OF_A_ROW && most !== Number.POSITIVE_INFINITY;
      if (few) others.sort((one, other) => room(other) - room(one));
      for (const [index, other] of others.entries()) {
        if (found.size < most && (!few || index < FEW_OF_A_ROW)) found.add(other);
        else skipped.add(other);
      }
    }
  }
  return { columns: [...found], cut: [...skipped].some((column) => !found.has(column)) };
}

/** Every count that is hidden or could be, joined to the target by sums. */
export function joinedTo(state: State, target: number, priceOf: Price): readonly number[] {
  return near(state, target, costOf(state, priceOf)).columns;
}

interface Reaching {
  readonly target: number;
  readonly direction: 1 | -1;
  readonly most: number;
  /** What hiding a count that is still shown would cost; without it only what is hidden moves. */
  readonly priceOf?: Price;
}

function solve(state: State, chosen: readonly number[], { target, direction, most, priceOf }: Reaching): Witness {
  const { columns, rows } = state.system;
  const cost = costOf(state, priceOf);
  const place = new Map(chosen.map((column, index) => [column, index]));
  const touched = new Set(chosen.flatMap((column) => state.rowsOf[column] ?? []));
  const bound: Bound = {
    columns: chosen.map((column) => {
      const found = columns[column];
      return found ? movable(found, true, cost(column) ?? 0) : { down: 0, up: 0, cost: 0 };
    }),
    rows: [...touched].map((row) =>
      (rows[row] ?? []).flatMap(([column, coefficient]) => {
        const at = place.get(column);
        return at === undefined ? [] : [[at, coefficient] as const];
      }),
    ),
  };
  const moves = farthest(bound, { target: place.get(target) ?? 0, direction, most });
  return new Map(
    chosen.flatMap((column, index) => (Math.abs(moves[index] ?? 0) > NEAR ? [[column, moves[index] ?? 0]] : [])),
  );
}

/** Moves that take the target as far as asked, or as far as it goes; at the lowest price among the counts looked at. */
export function reach(state: State, reaching: Reaching): Witness {
  const price = costOf(state, reaching.priceOf);
  const moving = movers(state, (column) => (column === reaching.target ? 0 : price(column)));
  if (!moving.has(reaching.target)) return new Map();
  const cost: Price = (column) => (moving.has(column) ? (price(column) ?? 0) : undefined);
  const far = (moves: Witness) => Math.abs(moves.get(reaching.target) ?? 0);
  if (state.system.columns.length > FEW) {
    const { columns, cut } = near(state, reaching.target, cost, FEW);
    const quick = solve(state, columns, reaching);
    if (!cut || far(quick) >= reaching.most - NEAR) return quick;
  }
  return solve(state, near(state, reaching.target, cost).columns, reaching);
}

function whole(move: number): number {
  return Math.floor(Math.abs(move) + NEAR);
}

export function distance(state: State, target: number, direction: 1 | -1, most: number): number {
  const moves = reach(state, { target, direction, most });
  for (const column of moves.keys()) state.witnesses.set(column, [...(state.witnesses.get(column) ?? []), moves]);
  return whole(moves.get(target) ?? 0);
}

/** How widely the target may range for all that can be read; not measured beyond `most`. */
export function rangeOf(state: State, target: number, most: number): number {
  const holds = (moves: Witness) => [...moves.keys()].every((column) => state.hidden[column]);
  const known = state.witnesses.get(target) ?? [];
  if (known.some((moves) => whole(moves.get(target) ?? 0) >= most && holds(moves))) return most;
  const up = distance(state, target, 1, most);
  return up >= most ? most : up + distance(state, target, -1, most - up);
}
