import type { ColumnKind } from "../../core/studies/words.ts";
import type { Column, Table } from "../../evaluation/table.ts";
import type { ColumnSpread } from "./studies.data.ts";

/** Levels kept of a column of words; whatever has more tells no groups. */
const MOST_LEVELS = 200;

function levelsOf({ codes, levels }: Extract<Column, { kind: "text" }>): ColumnSpread["levels"] {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return levels
    .map((value, code) => ({ value: value.slice(0, 200), n: counts[code] ?? 0 }))
    .sort((one, other) => other.n - one.n || (one.value < other.value ? -1 : 1))
    .slice(0, MOST_LEVELS);
}

interface Moments {
  readonly present: number;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly fits: readonly ColumnKind[];
}

/** Mean and deviation by Welford's running sums, which lose no digits on large numbers. */
function momentsOf(values: Float64Array): Moments {
  let [present, mean, squares] = [0, 0, 0];
  let [whole, binary] = [true, true];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    present++;
    const away = value - mean;
    mean += away / present;
    squares += away * (value - mean);
    if (!Number.isInteger(value)) whole = false;
    if (value !== 0 && value !== 1) binary = false;
  }
  const fits: ColumnKind[] = ["number"];
  if (binary) fits.push("yes_no");
  if (whole) fits.push("day");
  return {
    present,
    mean: present === 0 ? null : mean,
    deviation: present < 2 ? null : Math.sqrt(squares / (present - 1)),
    fits,
  };
}

/** How every column of a table is spread. */
export function spreadOf({ n, columns }: Table): readonly ColumnSpread[] {
  return [...columns].map(([name, column]): ColumnSpread => {
    if (column.kind === "text") {
      const missing = column.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0);
      return { name, fits: ["category"], missing, mean: null, deviation: null, levels: levelsOf(column) };
    }
    const { present, mean, deviation, fits } = momentsOf(column.values);
    return { name, fits, missing: n - present, mean, deviation, levels: [] };
  });
}

/** Fewest rows that share the same values of these columns; a missing value is one of its own. Null without columns. */
export function smallestGroup({ n, columns }: Table, names: readonly string[]): number | null {
  const compared = names.flatMap((name) => columns.get(name) ?? []);
  if (compared.length === 0) return null;
  let groups = new Int32Array(n);
  let counts = new Map<number, number>([[0, n]]);
  for (const column of compared) {
    const numbers = new Map<string, number>();
    const next = new Int32Array(n);
    counts = new Map();
    for (let row = 0; row < n; row++) {
      const value = column.kind === "text" ? column.codes[row] : column.values[row];
      const key = `${groups[row]} ${value}`;
      const group = numbers.get(key) ?? numbers.size;
      numbers.set(key, group);
      next[row] = group;
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    groups = next;
  }
  return Math.min(...counts.values());
}

/** How many rows of a column of 0 and 1 hold each; null for any other column. */
export function armsOf({ columns }: Table, name: string): { programme: number; comparison: number } | null {
  const column = columns.get(name);
  if (column?.kind !== "number") return null;
  let [programme, comparison] = [0, 0];
  for (const value of column.values) {
    if (value === 1) programme++;
    else if (value === 0) comparison++;
    else if (!Number.isNaN(value)) return null;
  }
  return { programme, comparison };
}
