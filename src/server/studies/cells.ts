import type { Column } from "../../evaluation/table.ts";

/** What a column holds in a row; null when nothing. */
export function valueAt(column: Column | undefined, row: number): string | number | null {
  if (!column) return null;
  if (column.kind === "text") return column.levels[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
