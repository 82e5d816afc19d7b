/** Counts by row and column, all whole and not negative, rows of equal length. */
export type CountTable = readonly (readonly number[])[];

/** Which totals are published beside the cells that are not hidden. */
export interface PublishedTotals {
  readonly rows: boolean;
  readonly columns: boolean;
  readonly grand: boolean;
}

/** A cell by place, counted row by row from 0. */
export type CellPlace = number;

/** How far a cell can be moved and what stands in the way: cells whose hiding would let it move further, with how much. */
export interface Reach {
  readonly move: number;
  readonly barrier: ReadonlyMap<CellPlace, number>;
}

/**
 * A table of counts as a network: a node per published total, an edge per cell. Raising a cell sends flow from its row to its
 * column without limit, lowering it sends flow back up to its count. Totals that are not published are one node together.
 */
export interface CountNetwork {
  readonly counts: Float64Array;
  readonly rowNode: Int32Array;
  readonly columnNode: Int32Array;
  readonly nodes: number;
}

export function networkOf(table: CountTable, { rows, columns, grand }: PublishedTotals): CountNetwork {
  const width = table[0]?.length ?? 0;
  const counts = Float64Array.from(table.flat());
  const rowNodes = rows ? table.length : 1;
  // With no total at all nothing ties the cells together: one node, every cell a loop.
  const free = !rows && !columns && !grand;
  const rowNode = Int32Array.from(counts, (_, cell) => (rows ? Math.floor(cell / width) : 0));
  const columnNode = Int32Array.from(counts, (_, cell) => (free ? 0 : rowNodes + (columns ? cell % width : 0)));
  return { counts, rowNode, columnNode, nodes: free ? 1 : rowNodes + (columns ? width : 1) };
}

interface Flow {
  readonly network: CountNetwork;
  /** Hidden cells of each node. */
  readonly cellsOf: readonly (readonly CellPlace[])[];
  /** Net flow of each cell from its row to its column: what is added to its count. */
  readonly moved: Float64Array;
}

interface Search {
  readonly seen: Uint8Array;
  readonly via: Int32Array;
  readonly from: Int32Array;
}

function cellsByNode({ rowNode, columnNode, nodes }: CountNetwork, cells: readonly CellPlace[]): Flow["cellsOf"] {
  const cellsOf = Array.from({ length: nodes }, (): CellPlace[] => []);
  for (const cell of cells) {
    cellsOf[rowNode[cell] ?? 0]?.push(cell);
    cellsOf[columnNode[cell] ?? 0]?.push(cell);
  }
  return cellsOf;
}

/** Nodes that can be reached from the source: breadth first, cells in order. */
function explore({ network, cellsOf, moved }: Flow, source: number): Search {
  const { counts, rowNode, columnNode, nodes } = network;
  const search = { seen: new Uint8Array(nodes), via: new Int32Array(nodes).fill(-1), from: new Int32Array(nodes) };
  const queue = [source];
  search.seen[source] = 1;
  for (const node of queue) {
    for (const cell of cellsOf[node] ?? []) {
      const [row = 0, column = 0] = [rowNode[cell], columnNode[cell]];
      const next = row === node ? column : row;
      if (search.seen[next] === 1 || (row !== node && (counts[cell] ?? 0) + (moved[cell] ?? 0) <= 0)) continue;
      search.seen[next] = 1;
      search.via[next] = cell;
      search.from[next] = node;
      queue.push(next);
    }
  }
  return search;
}

/** Sends flow along the path found, at most `most`; answers how much. */
function push(
  { network, moved }: Flow,
  { via, from }: Search,
  { source, sink, most }: { source: number; sink: number; most: number },
): number {
  const { counts, rowNode } = network;
  let room = most;
  for (let node = sink; node !== source; node = from[node] ?? source) {
    const cell = via[node] ?? 0;
    if (rowNode[cell] !== from[node]) room = Math.min(room, (counts[cell] ?? 0) + (moved[cell] ?? 0));
  }
  for (let node = sink; node !== source; node = from[node] ?? source) {
    const cell = via[node] ?? 0;
    moved[cell] = (moved[cell] ?? 0) + (rowNode[cell] === from[node] ? room : -room);
  }
  return room;
}

/** What hiding each cell would add to the flow across the nodes that were reached. */
function barrierOf(network: CountNetwork, target: CellPlace, { seen }: Search): ReadonlyMap<CellPlace, number> {
  const barrier = new Map<CellPlace, number>();
  const { counts, rowNode, columnNode } = network;
  for (let cell = 0; cell < counts.length; cell++) {
    if (cell === target) continue;
    const [row, column] = [seen[rowNode[cell] ?? 0] === 1, seen[columnNode[cell] ?? 0] === 1];
    if (row && !column) barrier.set(cell, Number.POSITIVE_INFINITY);
    else if (column && !row && (counts[cell] ?? 0) > 0) barrier.set(cell, counts[cell] ?? 0);
  }
  return barrier;
}

export interface Asked {
  readonly target: CellPlace;
  readonly direction: 1 | -1;
  /** Not measured beyond this. */
  readonly most: number;
}

/**
 * How far one hidden cell can be moved while every published total holds and no hidden cell falls below 0: a maximal flow that
 * brings back what the cell takes (Ford and Fulkerson 1956; whole counts give whole answers). Short of `most`, the barrier is
 * a minimal cut: no set of hidden cells that adds less to it lets the cell move further.
 */
export function reachOfCell(
  network: CountNetwork,
  hidden: readonly CellPlace[],
  { target, direction, most }: Asked,
): Reach {
  const { counts, rowNode, columnNode } = network;
  const [row = 0, column = 0] = [rowNode[target], columnNode[target]];
  const limit = direction === 1 ? most : Math.min(most, counts[target] ?? 0);
  if (row === column) return { move: limit, barrier: new Map() };
  const [source, sink] = direction === 1 ? [column, row] : [row, column];
  const cells = hidden.filter((cell) => cell !== target);
  const flow: Flow = { network, cellsOf: cellsByNode(network, cells), moved: new Float64Array(counts.length) };
  let move = 0;
  while (move < limit) {
    const search = explore(flow, source);
    if (search.seen[sink] !== 1) return { move, barrier: barrierOf(network, target, search) };
    move += push(flow, search, { source, sink, most: limit - move });
  }
  return { move, barrier: new Map() };
}

export interface CellInterval {
  readonly cell: CellPlace;
  readonly min: number;
  /** Null: no upper limit follows from what is published. */
  readonly max: number | null;
}

/** The smallest and largest whole number that each hidden cell can hold for all that is published. */
export function auditTwoWay(network: CountNetwork, hidden: readonly CellPlace[]): readonly CellInterval[] {
  return hidden.map((cell) => {
    const count = network.counts[cell] ?? 0;
    const up = reachOfCell(network, hidden, { target: cell, direction: 1, most: Number.POSITIVE_INFINITY }).move;
    const down = reachOfCell(network, hidden, { target: cell, direction: -1, most: count }).move;
    return { cell, min: count - down, max: Number.isFinite(up) ? count + up : null };
  });
}
