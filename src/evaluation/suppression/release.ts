import type { Bound, Movable } from "./moves.ts";

/** A count of a table. Ids are the table's own; the same id twice is one cell. */
export interface Cell {
  readonly id: string;
  readonly value: number;
  /** Hidden whatever its value, and not to be worked out exactly: for instance days in care of a group of few children. */
  readonly alwaysHidden?: boolean;
  /** Published whatever its value, such as the figure of a whole agency. */
  readonly alwaysShown?: boolean;
}

export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** Counts with the sums that hold among them: rows, columns, districts, children with and without the event. */
export interface Table {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
}

/** What was published before: its table and what it hid. */
export interface EarlierRelease {
  readonly table: Table;
  readonly hidden: ReadonlySet<string>;
  /**
   * `growth`: the same children and those who joined since, so that no count fell. `revision`: the same children, corrected.
   * In both the attacker is taken to know which counts did not change. `unrelated`: nothing follows from one for the other.
   */
  readonly relation: "growth" | "revision" | "unrelated";
}

export interface Column {
  readonly ids: readonly string[];
  readonly value: number;
  /** Published before and therefore known for ever, or shown whatever its value. */
  readonly known: boolean;
  readonly alwaysShown: boolean;
  /** In the release to come; otherwise only in the earlier one, or a difference that nobody publishes. */
  readonly current: boolean;
  readonly total: boolean;
  readonly least: number;
  readonly alwaysHidden: boolean;
  readonly hiddenBefore: boolean;
}

export interface Together {
  readonly columns: readonly Column[];
  readonly rows: Bound["rows"];
  readonly columnOf: ReadonlyMap<string, number>;
}

const BEFORE = "before:";

function checkSums({ cells, sums }: Table): string | undefined {
  const values = new Map(cells.map(({ id, value }) => [id, value]));
  const wrong = sums.find(({ total, parts }) => {
    const sum = parts.reduce((before, part) => before + (values.get(part) ?? Number.NaN), 0);
    return sum !== values.get(total);
  });
  return wrong?.total;
}

/** The total of the first sum that does not hold, if any: suppressing such a table would protect nothing. */
export function brokenSum(table: Table): string | undefined {
  const whole = table.cells.find(({ value }) => !Number.isInteger(value) || value < 0);
  return whole?.id ?? checkSums(table);
}

/** One system of both releases: counts that did not change are one unknown, counts that grew are bound by their growth. */
export function together(table: Table, earlier: EarlierRelease | undefined, leastHidden: number): Together {
  const columns: Column[] = [];
  const columnOf = new Map<string, number>();
  const rows: (readonly (readonly [number, number])[])[] = [];
  const totals = new Set(table.sums.map(({ total }) => total));
  for (const { id, value, alwaysHidden = false, alwaysShown = false } of table.cells) {
    if (columnOf.has(id)) continue;
    columnOf.set(id, columns.length);
    const place = { total: totals.has(id), least: leastHidden, alwaysHidden, alwaysShown, known: alwaysShown };
    columns.push({ ids: [id], value, current: true, hiddenBefore: false, ...place });
  }
  const related = earlier !== undefined && earlier.relation !== "unrelated";
  if (related) addEarlier(earlier, { columns, columnOf, rows, leastHidden });
  const addSums = (sums: readonly Sum[], prefix: string) => {
    for (const { total, parts } of sums) {
      const at = (id: string) => columnOf.get(prefix + id) ?? columnOf.get(id) ?? -1;
      rows.push([[at(total), -1], ...parts.map((part) => [at(part), 1] as const)]);
    }
  };
  addSums(table.sums, "");
  if (related) addSums(earlier.table.sums, BEFORE);
  return { columns, rows: rows.filter((row) => row.every(([column]) => column >= 0)), columnOf };
}

interface Building {
  readonly columns: Column[];
  readonly columnOf: Map<string, number>;
  readonly rows: (readonly (readonly [number, number])[])[];
  readonly leastHidden: number;
}

function addEarlier({ table, hidden, relation }: EarlierRelease, building: Building): void {
  const { columns, columnOf, rows, leastHidden } = building;
  for (const { id, value } of table.cells) {
    const known = !hidden.has(id);
    const index = columnOf.get(id);
    const now = index === undefined ? undefined : columns[index];
    if (index !== undefined && now !== undefined && now.value === value) {
      columns[index] = { ...now, known: known || now.known, hiddenBefore: !known };
      columnOf.set(BEFORE + id, index);
      continue;
    }
    const before = { ids: [BEFORE + id], value, known, current: false, hiddenBefore: !known };
    columnOf.set(BEFORE + id, columns.length);
    columns.push({ ...before, total: false, least: leastHidden, alwaysHidden: false, alwaysShown: false });
    if (index === undefined || now === undefined || relation !== "growth" || now.value < value) continue;
    const growth = { ids: [], value: now.value - value, known: false, current: false, hiddenBefore: false };
    rows.push([
      [index, 1],
      [columns.length - 1, -1],
      [columns.length, -1],
    ]);
    columns.push({ ...growth, total: false, least: 0, alwaysHidden: false, alwaysShown: false });
  }
}

/** Nobody is helped by an interval wider than this, and the arithmetic needs an end. */
export const OPEN_END = 1e6;

/** How far a hidden count may lie from its true value for all that can be read: nothing for what is shown. */
export function movable({ value, least }: Column, hidden: boolean, cost: number): Movable {
  return hidden ? { down: Math.max(0, value - least), up: OPEN_END, cost } : { down: 0, up: 0, cost };
}
