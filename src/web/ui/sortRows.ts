export type SortDirection = "ascending" | "descending";
export interface Sort {
  readonly column: string;
  readonly direction: SortDirection;
}
export type SortValue = string | number | null;

/** Rows in a new order. Words sort as people sort them (accents aside, numbers inside words by size); the unknown goes last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  order: { readonly direction: SortDirection; readonly tag: string },
): readonly Row[] {
  const collator = new Intl.Collator(order.tag, { numeric: true });
  const sign = order.direction === "ascending" ? 1 : -1;
  return rows.toSorted((left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}

/** The order after pressing a column: first ascending, then the other way round. */
export function nextSort(current: Sort | null, column: string): Sort {
  const again = current?.column === column && current.direction === "ascending";
  return { column, direction: again ? "descending" : "ascending" };
}
