import type { Choice, ChoiceList } from "../definition.ts";
import { note, type Report } from "./report.ts";
import type { Row, Table } from "./table.ts";
import { mediaOf, plainTexts } from "./texts.ts";

/** Columns of the choices sheet that are ours to read; every other one is data for choice filters. */
const ownColumns = ["list_name", "name", "label", "image", "audio", "video", "big-image"];

function readChoice(row: Row, columns: readonly string[], report: Report): Choice | undefined {
  const code = row.get("name");
  if (row.get("list_name") === "" || code === "") return undefined;
  const label = plainTexts(row, "label", report);
  if (!label)
    note(report, "text_missing", { sheet: "choices", row: row.row, column: "label" }, { value: code, detail: code });
  const media = mediaOf(row, report);
  const values = columns.map((column) => [column, row.get(column)] as const).filter(([, value]) => value !== "");
  return {
    code,
    label: label ?? { es: code },
    ...(media.length > 0 ? { media } : {}),
    ...(values.length > 0 ? { columns: Object.fromEntries(values) } : {}),
  };
}

function reportUnread(row: Row, report: Report): void {
  for (const { header, value } of row.unread()) {
    note(report, "cell_not_used", { sheet: "choices", row: row.row, column: header }, { value });
  }
}

/** Reads every list of the choices sheet, used by a question or not. */
export function readChoices(table: Table, report: Report, duplicatesAllowed: boolean): Map<string, ChoiceList> {
  const columns = [...new Set(table.headers.map(({ column }) => column))].filter(
    (column) => column !== "" && !ownColumns.includes(column),
  );
  const lists = new Map<string, { readonly choices: Choice[]; duplicatesAllowed: boolean }>();
  for (const row of table.rows) {
    const choice = readChoice(row, columns, report);
    if (!choice) {
      const value = row.unread().map((cell) => cell.value);
      note(
        report,
        "choice_incomplete",
        { sheet: "choices", row: row.row },
        { value: value.join(" | ") || row.get("name") },
      );
      continue;
    }
    const name = row.get("list_name");
    const list = lists.get(name) ?? { choices: [], duplicatesAllowed: false };
    if (list.choices.some(({ code }) => code === choice.code)) {
      list.duplicatesAllowed = true;
      if (!duplicatesAllowed)
        note(report, "duplicate_choice", { sheet: "choices", row: row.row }, { value: choice.code });
    }
    list.choices.push(choice);
    lists.set(name, list);
    reportUnread(row, report);
  }
  return new Map(
    [...lists].map(([name, list]) => [
      name,
      list.duplicatesAllowed ? { choices: list.choices, duplicatesAllowed: true } : { choices: list.choices },
    ]),
  );
}

/** The list of an `or_other` question: its choices and "Otro", which XLSForm calls `other`. */
export function withOther(list: ChoiceList): ChoiceList {
  if (list.choices.some(({ code }) => code === "other")) return list;
  return { ...list, choices: [...list.choices, { code: "other", label: { es: "Otro", en: "Other" } }] };
}
