import { radixArgsort } from "../numeric/sort.ts";
import { atRows } from "../terms.ts";
import { armsOf } from "./balance.ts";

/** Controls on a line: distinct distances in ascending order, and within each the rows that have it, lowest priority first. */
interface Line {
  readonly values: Float64Array;
  /** Rows of value v: `rows[starts[v]]` to `rows[starts[v + 1] - 1]`. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

export interface NearestRequest {
  /** The scale matched on, one per row. */
  readonly distance: Float64Array;
  readonly treat: Float64Array;
  /** Treated rows in the order they are served. */
  readonly order: Uint32Array;
  /** Farthest distance allowed; Infinity for none. */
  readonly width: number;
  readonly ratio: number;
  readonly replace: boolean;
  /** Only controls of the same stratum are allowed; one for all when absent. */
  readonly strata?: Int32Array;
  /** Which of equally near rows comes first: the lower number. File order when absent. */
  readonly priority?: Uint32Array;
}

/** Pairs in the order they were made: treated row, control row. */
export interface Pairs {
  readonly treated: Uint32Array;
  readonly control: Uint32Array;
  /** Treated whose nearest distance was shared by several free controls. */
  readonly tied: number;
}

function lineOf(members: Uint32Array, distance: Float64Array): Line {
  const size = members.length;
  const order = radixArgsort(atRows(distance, members));
  const rows = new Uint32Array(size);
  const values = new Float64Array(size);
  const starts = new Uint32Array(size + 1);
  let distinct = 0;
  for (let at = 0; at < size; at++) {
    const row = members[order[at] as number] as number;
    rows[at] = row;
    const value = distance[row] as number;
    if (distinct > 0 && values[distinct - 1] === value) continue;
    values[distinct] = value;
    starts[distinct++] = at;
  }
  starts[distinct] = size;
  return { values: values.subarray(0, distinct), starts: starts.subarray(0, distinct + 1), rows };
}

/** The first value not below `wanted`. */
function placeOf(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The root of a chain of skips, shortened on the way (union-find with path halving) unless what is taken comes back. */
function rootOf(parent: Int32Array, from: number, shorten: boolean): number {
  let at = from;
  while (parent[at] !== at) {
    const above = shorten ? (parent[parent[at] as number] as number) : (parent[at] as number);
    if (shorten) parent[at] = above;
    at = above;
  }
  return at;
}

/**
 * The free controls of one line: the nearest on either side is found in almost constant time, because used-up values are
 * skipped by two union-find forests. Places are shifted by one so that 0 and size + 1 mean "none on this side".
 */
interface FreeLine {
  readonly line: Line;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly used: Uint32Array;
  readonly shorten: boolean;
}

function freeLine(line: Line, shorten: boolean): FreeLine {
  const size = line.values.length + 2;
  const left = new Int32Array(size);
  for (let at = 0; at < size; at++) left[at] = at;
  return { line, left, right: left.slice(), used: new Uint32Array(size), shorten };
}

interface Found {
  readonly place: number;
  readonly row: number;
  readonly tied: boolean;
}

function headOf({ line, used }: FreeLine, place: number): number {
  return line.rows[(line.starts[place - 1] as number) + (used[place] as number)] as number;
}

function freeAt({ line, used }: FreeLine, place: number): number {
  return (line.starts[place] as number) - (line.starts[place - 1] as number) - (used[place] as number);
}

function nearestOf(
  free: FreeLine,
  wanted: number,
  width: number,
  priority: Uint32Array | undefined,
): Found | undefined {
  const { values } = free.line;
  const from = placeOf(values, wanted) + 1;
  const right = rootOf(free.right, from, free.shorten);
  const left = rootOf(free.left, from - 1, free.shorten);
  const toRight = right <= values.length ? (values[right - 1] as number) - wanted : Number.POSITIVE_INFINITY;
  const toLeft = left >= 1 ? wanted - (values[left - 1] as number) : Number.POSITIVE_INFINITY;
  const distance = Math.min(toLeft, toRight);
  if (!(distance <= width) || distance === Number.POSITIVE_INFINITY) return undefined;
  const several = (place: number) => freeAt(free, place) > 1;
  if (toLeft < toRight) return { place: left, row: headOf(free, left), tied: several(left) };
  if (toRight < toLeft) return { place: right, row: headOf(free, right), tied: several(right) };
  const leftRow = headOf(free, left);
  const rightRow = headOf(free, right);
  const rank = (row: number) => (priority ? (priority[row] as number) : row);
  const place = rank(leftRow) < rank(rightRow) ? left : right;
  return { place, row: headOf(free, place), tied: true };
}

function take(free: FreeLine, place: number): void {
  free.used[place] = (free.used[place] as number) + 1;
  if (freeAt(free, place) > 0) return;
  free.left[place] = place - 1;
  free.right[place] = place + 1;
}

function release(free: FreeLine, places: readonly number[]): void {
  // Only what this unit took is given back, so that serving with replacement stays linear.
  for (const place of places) {
    free.used[place] = 0;
    free.left[place] = place;
    free.right[place] = place;
  }
}

function linesBy(request: NearestRequest): ReadonlyMap<number, FreeLine> {
  const { treat, strata, priority, distance, replace } = request;
  const { control } = armsOf(treat);
  const lines = new Map<number, FreeLine>();
  for (const [stratum, members] of strata ? byStratum(control, strata) : [[0, control] as const]) {
    const rows = priority ? members.slice().sort((a, b) => (priority[a] as number) - (priority[b] as number)) : members;
    lines.set(stratum, freeLine(lineOf(rows, distance), !replace));
  }
  return lines;
}

/** Rows by stratum code. */
function byStratum(rows: Uint32Array, strata: Int32Array): readonly (readonly [number, Uint32Array])[] {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const stratum = strata[row] as number;
    const own = members.get(stratum);
    if (own) own.push(row);
    else members.set(stratum, [row]);
  }
  return [...members].map(([stratum, own]) => [stratum, Uint32Array.from(own)]);
}

/**
 * Greedy nearest matching on one scale: treated are served in the order given, one control per round, each taking the nearest
 * free control (equally near: the one of lower priority number); without replacement a control is used once, with it
 * once per treated. O((n1 + n0) log n) for the sorts, all searches together almost linear.
 */
export function nearestPairs(request: NearestRequest): Pairs {
  const { distance, order, width, ratio, replace, strata, priority } = request;
  const lines = linesBy(request);
  const treated: number[] = [];
  const control: number[] = [];
  let tied = 0;
  const serve = (row: number): number | undefined => {
    const free = lines.get(strata?.[row] ?? 0);
    const found = free && nearestOf(free, distance[row] as number, width, priority);
    if (!free || !found) return undefined;
    treated.push(row);
    control.push(found.row);
    if (found.tied) tied++;
    take(free, found.place);
    return found.place;
  };
  if (replace)
    for (const row of order) {
      const places: number[] = [];
      for (let k = 0; k < ratio; k++) {
        const place = serve(row);
        if (place === undefined) break;
        places.push(place);
      }
      const free = lines.get(strata?.[row] ?? 0);
      if (free) release(free, places);
    }
  else for (let round = 0; round < ratio; round++) for (const row of order) serve(row);
  return { treated: Uint32Array.from(treated), control: Uint32Array.from(control), tied };
}
