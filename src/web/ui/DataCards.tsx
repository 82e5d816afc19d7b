import { useId } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { type Column, isSortable, rowHeaderOf, type ViewProps } from "./DataTable.tsx";
import type { SortDirection } from "./sortRows.ts";
import { uiTexts } from "./texts.ts";

/** The rows of a table on a phone: the naming cell is the heading, the rest are labelled lines. */
export function DataCards<Row>(props: ViewProps<Row>) {
  const { columns, rows, rowKey, captionId } = props;
  const naming = rowHeaderOf(columns);
  const lines = columns.filter((column) => column !== naming && !column.hideOnPhone);
  return (
    <>
      {columns.some(isSortable) && <SortChoice {...props} />}
      <ul aria-labelledby={captionId} className="grid gap-3">
        {rows.map((row) => (
          <li key={rowKey(row)} className="card p-4">
            {naming && <p className="font-bold">{naming.cell(row)}</p>}
            <dl className="mt-2 grid gap-x-4 gap-y-1">
              {lines.map((column) => (
                <div key={column.id} className="flex flex-wrap justify-between gap-x-4">
                  <dt className="text-sm text-ink-soft">{column.header}</dt>
                  <dd className={classes("numeric", column.align === "end" && "text-right")}>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function SortChoice<Row>({ columns, sort, onSort }: ViewProps<Row>) {
  const t = useTexts(uiTexts);
  const id = useId();
  const choose = (value: string) => {
    const [column = "", direction = "ascending"] = value.split(":");
    onSort({ column, direction: direction as SortDirection });
  };
  const choices = columns.filter(isSortable).flatMap((column: Column<Row>) => [
    { value: `${column.id}:ascending`, label: `${column.header} ↑` },
    { value: `${column.id}:descending`, label: `${column.header} ↓` },
  ]);
  return (
    <div className="flex items-center gap-3">
      <label htmlFor={id} className="shrink-0 text-sm font-bold">
        {t.table.sortOnPhone}
      </label>
      <select
        id={id}
        className="control"
        value={sort ? `${sort.column}:${sort.direction}` : ""}
        onChange={(event) => choose(event.target.value)}
      >
        {!sort && <option value="">{t.select.choose}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
