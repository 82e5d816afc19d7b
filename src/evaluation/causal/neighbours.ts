import { radixArgsort } from "../numeric/sort.ts";

/** Squared distances that differ by less are equal: what rounding leaves between rows with the same values. */
const SAME = 1e-12;

/** The rows within the M-th smallest squared distance of a row, ties included, in file order. */
export type Finder = (row: number) => readonly number[];

/** Points of a leaf of the tree. */
const LEAF = 16;

/** Points halved again and again along the column in which they lie farthest apart (Bentley 1975). */
interface Tree {
  /** Candidates by place; a node holds those from `from` to `to`. */
  readonly rows: Uint32Array;
  /** Coordinates by place, point after point. */
  readonly points: Float64Array;
  readonly root: Node;
}

interface Node {
  readonly from: number;
  readonly to: number;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly children?: readonly [Node, Node];
}

function box(cols: readonly Float64Array[], rows: Uint32Array) {
  const least = new Float64Array(cols.length).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(cols.length).fill(Number.NEGATIVE_INFINITY);
  cols.forEach((column, j) => {
    for (const row of rows) {
      const value = column[row] as number;
      if (value < (least[j] as number)) least[j] = value;
      if (value > (most[j] as number)) most[j] = value;
    }
  });
  return { least, most };
}

/** Orders `rows` from `from` to `to` as the tree wants them. */
function grow(cols: readonly Float64Array[], rows: Uint32Array, from: number, to: number): Node {
  const own = rows.subarray(from, to);
  const { least, most } = box(cols, own);
  const spread = most.map((value, j) => value - (least[j] as number));
  const widest = spread.indexOf(spread.reduce((before, value) => Math.max(before, value), 0));
  if (own.length <= LEAF || !((spread[widest] ?? 0) > 0)) return { from, to, least, most };
  const column = cols[widest] as Float64Array;
  const order = radixArgsort(Float64Array.from(own, (row) => column[row] as number));
  own.set(order.map((at) => own[at] as number));
  const middle = (from + to) >> 1;
  return { from, to, least, most, children: [grow(cols, rows, from, middle), grow(cols, rows, middle, to)] };
}

function treeOf(cols: readonly Float64Array[], candidates: Uint32Array): Tree {
  const rows = candidates.slice();
  const root = grow(cols, rows, 0, rows.length);
  const points = new Float64Array(rows.length * cols.length);
  rows.forEach((row, place) => {
    cols.forEach((column, j) => {
      points[place * cols.length + j] = column[row] as number;
    });
  });
  return { rows, points, root };
}

/** The squared distance of a point to the nearest corner, edge or side of a node's box. */
function distanceTo({ least, most }: Node, point: Float64Array): number {
  let square = 0;
  for (let j = 0; j < point.length; j++) {
    const value = point[j] as number;
    const gap = Math.max((least[j] as number) - value, value - (most[j] as number), 0);
    square += gap * gap;
  }
  return square;
}

/** Goes through the nodes near a point, nearest first, and calls back with the squared distance of each of their places. */
function visitNear(
  { points, root }: Tree,
  point: Float64Array,
  { reach, visit }: { readonly reach: () => number; readonly visit: (place: number, square: number) => void },
): void {
  const p = point.length;
  const walk = (node: Node) => {
    if (distanceTo(node, point) > reach() + SAME) return;
    if (node.children) {
      const [one, other] = node.children;
      const first = distanceTo(one, point) <= distanceTo(other, point);
      walk(first ? one : other);
      walk(first ? other : one);
      return;
    }
    for (let place = node.from; place < node.to; place++) {
      let square = 0;
      for (let j = 0; j < p; j++) {
        const gap = (points[place * p + j] as number) - (point[j] as number);
        square += gap * gap;
      }
      visit(place, square);
    }
  };
  walk(root);
}

/** Keeps the M smallest of what it is given, ascending. */
function smallestOf(M: number) {
  const kept: number[] = [];
  return {
    add: (square: number) => {
      if (kept.length === M && square >= (kept[M - 1] as number)) return;
      let at = kept.length;
      while (at > 0 && (kept[at - 1] as number) > square) at--;
      kept.splice(at, 0, square);
      if (kept.length > M) kept.pop();
    },
    largest: () => (kept.length < M ? Number.POSITIVE_INFINITY : (kept[M - 1] as number)),
  };
}

/** Finds neighbours in several columns: for few columns about log n steps a row, never more than going through all. */
function byTree(cols: readonly Float64Array[], candidates: Uint32Array, M: number): Finder {
  const tree = treeOf(cols, candidates);
  return (row) => {
    const point = Float64Array.from(cols, (column) => column[row] as number);
    const smallest = smallestOf(M);
    visitNear(tree, point, { reach: smallest.largest, visit: (_, square) => smallest.add(square) });
    const reach = smallest.largest() + SAME;
    const found: number[] = [];
    visitNear(tree, point, {
      reach: () => reach,
      visit: (place, square) => {
        if (square <= reach) found.push(tree.rows[place] as number);
      },
    });
    return found.sort((a, b) => a - b);
  };
}

/** Finds neighbours on one scale by walking outwards from the row's place in the sorted order. */
function bySorting(values: Float64Array, candidates: Uint32Array, M: number): Finder {
  const order = radixArgsort(Float64Array.from(candidates, (row) => values[row] ?? 0));
  const rows = order.map((at) => candidates[at] ?? 0);
  const line = Float64Array.from(rows, (row) => values[row] ?? 0);
  return (row) => {
    const here = values[row] as number;
    let right = firstNotBelow(line, here);
    let left = right - 1;
    const found: number[] = [];
    let reach = Number.POSITIVE_INFINITY;
    for (;;) {
      const toLeft = left >= 0 ? (here - (line[left] as number)) ** 2 : Number.POSITIVE_INFINITY;
      const toRight = right < line.length ? ((line[right] as number) - here) ** 2 : Number.POSITIVE_INFINITY;
      const nearest = Math.min(toLeft, toRight);
      if (nearest === Number.POSITIVE_INFINITY || nearest > reach) break;
      found.push(rows[toLeft <= toRight ? left-- : right++] ?? 0);
      if (found.length === M) reach = nearest + SAME;
    }
    return found;
  };
}

function firstNotBelow(line: Float64Array, wanted: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds neighbours among some rows: on one scale by sorting, otherwise in a tree. */
export function finder(cols: readonly Float64Array[], candidates: Uint32Array, M: number): Finder {
  const [only] = cols;
  return only && cols.length === 1 ? bySorting(only, candidates, M) : byTree(cols, candidates, M);
}
