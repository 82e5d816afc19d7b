import { type ReactNode, useId, useMemo, useState } from "react";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { DataCards } from "./DataCards.tsx";
import { DataGrid } from "./DataGrid.tsx";
import { type Sort, type SortValue, sortRows } from "./sortRows.ts";
import { uiTexts } from "./texts.ts";
import { PHONE, useMedia } from "./useMedia.ts";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable; null goes last. Omit `sortValue` and pass `sortable` when the server sorts. */
  readonly sortValue?: (row: Row) => SortValue;
  readonly sortable?: boolean;
  /** Numbers and money stand at the end. */
  readonly align?: "start" | "end";
  /** The column that names the row; on phones it is the card's heading. The first one when none says so. */
  readonly rowHeader?: boolean;
  /** Left out of the card on phones. */
  readonly hideOnPhone?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows, in words. Visible unless `hideCaption`. */
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly initialSort?: Sort;
  /** With `onSort` the order is kept outside (address, server) and rows are shown as they come. */
  readonly sort?: Sort | null;
  readonly onSort?: (sort: Sort) => void;
  readonly empty?: ReactNode;
}

/** Data to compare. A real table on wide screens, one card per row on phones, both in the same order. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, hideCaption = false, empty } = props;
  const t = useTexts(uiTexts);
  const phone = useMedia(PHONE);
  const captionId = useId();
  const { ordered, sort, sortBy } = useOrder(props);
  const View = phone ? DataCards : DataGrid;
  return (
    <div className="grid gap-3">
      <h2 id={captionId} className={hideCaption ? "sr-only" : "text-lg"}>
        {props.caption}
      </h2>
      {rows.length === 0 ? (
        (empty ?? <p className="text-ink-soft">{t.table.empty}</p>)
      ) : (
        <View captionId={captionId} columns={columns} rows={ordered} rowKey={rowKey} sort={sort} onSort={sortBy} />
      )}
      <SortNews columns={columns} sort={sort} />
    </div>
  );
}

function useOrder<Row>({ columns, rows, initialSort, sort: given, onSort }: DataTableProps<Row>) {
  const { tag } = useLocale();
  const [own, setOwn] = useState<Sort | null>(initialSort ?? null);
  const sort = onSort ? (given ?? null) : own;
  const value = columns.find(({ id }) => id === sort?.column)?.sortValue;
  const ordered = useMemo(
    () => (onSort || !sort || !value ? rows : sortRows(rows, value, { direction: sort.direction, tag })),
    [rows, sort, value, tag, onSort],
  );
  const sortBy = (next: Sort) => (onSort ? onSort(next) : setOwn(next));
  return { ordered, sort, sortBy };
}

function SortNews<Row>({ columns, sort }: { readonly columns: readonly Column<Row>[]; readonly sort: Sort | null }) {
  const t = useTexts(uiTexts);
  const column = columns.find(({ id }) => id === sort?.column)?.header;
  return (
    <p role="status" className="sr-only">
      {sort && column ? t.table.sortedBy({ column, direction: sort.direction }) : ""}
    </p>
  );
}

export interface ViewProps<Row> {
  readonly captionId: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

/** Whether people may sort by this column. */
export function isSortable<Row>(column: Column<Row>): boolean {
  return column.sortable === true || column.sortValue !== undefined;
}

/** The column that names each row. */
export function rowHeaderOf<Row>(columns: readonly Column<Row>[]): Column<Row> | undefined {
  return columns.find(({ rowHeader }) => rowHeader) ?? columns[0];
}
