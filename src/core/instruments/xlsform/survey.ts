import type { Item } from "../definition.ts";
import { readFlag } from "./cells.ts";
import { type Importing, place, reportUnread } from "./importing.ts";
import { commonMembers, readSelect, readSimple, unavailable } from "./questions.ts";
import { note } from "./report.ts";
import type { Row, Table } from "./table.ts";
import { type FormType, readType } from "./types.ts";

interface OpenGroup {
  readonly row: Row;
  readonly name: string;
  readonly items: Item[];
  readonly close: (items: readonly Item[]) => Item;
}

function openGroup(importing: Importing, row: Row, what: "group" | "repeat"): OpenGroup {
  const members = commonMembers(importing, row);
  const count = what === "repeat" ? row.get("repeat_count") : "";
  return {
    row,
    name: members.name,
    items: [],
    close: (items) =>
      what === "group"
        ? { ...members, type: "group", items }
        : { ...members, type: "repeat", items, ...(count === "" ? {} : { repeatCount: count }) },
  };
}

function readItems(importing: Importing, row: Row, type: FormType, cell: string): readonly Item[] {
  if (type.kind === "select") return readSelect(importing, row, type, cell);
  if (type.kind === "simple") return [readSimple(importing, row, type.type, cell)];
  return type.kind === "unavailable" ? [unavailable(importing, row, cell, type)] : [];
}

function skipRow(importing: Importing, row: Row, type: string): boolean {
  const mark = row.get("disabled");
  const disabled = readFlag(mark) === true;
  if (typeof readFlag(mark) === "string")
    note(importing.report, "cell_not_used", place(row, "disabled"), { value: mark });
  if (!disabled && type !== "") return false;
  const cells = [type, row.get("name"), ...row.unread().map(({ value }) => value)].filter((value) => value !== "");
  note(importing.report, disabled ? "row_disabled" : "row_without_type", place(row), { value: cells.join(" | ") });
  return true;
}

/** Turns the rows of the survey sheet into items; every row becomes an item, closes a group, or is reported. */
export function readSurvey(importing: Importing, table: Table): readonly Item[] {
  const top: Item[] = [];
  const open: OpenGroup[] = [];
  const add = (item: Item): number => (open.at(-1)?.items ?? top).push(item);
  const close = (): void => {
    const group = open.pop();
    if (group) add(group.close(group.items));
  };
  for (const row of table.rows) {
    const cell = row.get("type");
    if (skipRow(importing, row, cell)) continue;
    const type = readType(cell);
    if (type.kind === "begin") {
      open.push(openGroup(importing, row, type.what));
    } else if (type.kind === "end") {
      const named = row.get("name");
      if (named !== "" && named !== open.at(-1)?.name) {
        note(importing.report, "cell_not_used", place(row, "name"), { value: named });
      }
      if (open.length === 0) note(importing.report, "end_without_begin", place(row), { value: cell });
      close();
    } else {
      for (const item of readItems(importing, row, type, cell)) add(item);
    }
    reportUnread(importing, row);
  }
  while (open.length > 0) {
    const group = open.at(-1);
    if (group) note(importing.report, "group_not_closed", place(group.row));
    close();
  }
  return top;
}
