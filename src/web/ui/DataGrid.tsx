import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { type Column, isSortable, rowHeaderOf, type ViewProps } from "./DataTable.tsx";
import { nextSort } from "./sortRows.ts";
import { uiTexts } from "./texts.ts";

/** The table itself. Wider than its place, it scrolls inside a region that the keyboard can reach. */
export function DataGrid<Row>(props: ViewProps<Row>) {
  const { captionId, columns, rows, rowKey } = props;
  const region = useRef<HTMLElement>(null);
  const overflows = useOverflow(region);
  const naming = rowHeaderOf(columns);
  return (
    <section
      ref={region}
      aria-labelledby={captionId}
      // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={overflows ? 0 : undefined}
      className="overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table aria-labelledby={captionId} className="w-full border-collapse text-left">
        <thead className="border-b-2 border-line">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-b-0 hover:bg-sunken">
              {columns.map((column) => (
                <BodyCell key={column.id} column={column} row={row} naming={column === naming} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HeaderCell<Row>({ column, sort, onSort }: ViewProps<Row> & { readonly column: Column<Row> }) {
  const t = useTexts(uiTexts);
  const end = column.align === "end";
  const look = classes("px-4 text-sm font-bold text-ink-soft", end && "text-right");
  if (!isSortable(column)) {
    return (
      <th scope="col" className={classes(look, "py-3")}>
        {column.header}
      </th>
    );
  }
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const next = nextSort(sort, column.id);
  const say = next.direction === "ascending" ? t.table.sortAscending : t.table.sortDescending;
  const Icon = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <th scope="col" aria-sort={direction} className={look}>
      <button
        type="button"
        title={say({ column: column.header })}
        onClick={() => onSort(next)}
        className={classes(
          "-mx-2 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 hover:bg-sunken hover:text-ink",
          direction && "text-ink",
          end && "flex-row-reverse",
        )}
      >
        {column.header}
        <Icon className="size-4 shrink-0" />
      </button>
    </th>
  );
}

interface BodyCellProps<Row> {
  readonly column: Column<Row>;
  readonly row: Row;
  readonly naming: boolean;
}

function BodyCell<Row>({ column, row, naming }: BodyCellProps<Row>) {
  const look = classes("px-4 py-3 align-top", column.align === "end" && "text-right");
  if (!naming) return <td className={look}>{column.cell(row)}</td>;
  return (
    <th scope="row" className={classes(look, "font-bold")}>
      {column.cell(row)}
    </th>
  );
}

function useOverflow(region: { readonly current: HTMLElement | null }): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [region]);
  return overflows;
}
