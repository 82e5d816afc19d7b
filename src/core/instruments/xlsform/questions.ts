import type { Item, LocalText, UnavailableItem } from "../definition.ts";
import { readCondition, readDefault, readFlag, readParameters } from "./cells.ts";
import { withOther } from "./choices.ts";
import { addedName, type Importing, nameFor, place } from "./importing.ts";
import { note } from "./report.ts";
import type { Row } from "./table.ts";
import { mediaOf, plainTexts } from "./texts.ts";
import type { FormType, SimpleType } from "./types.ts";

type Kept<Value> = Exclude<Value, undefined | "" | false>;

/** The member when there is something to say, nothing otherwise. */
function when<Key extends string, Value>(key: Key, value: Value): { readonly [Name in Key]?: Kept<Value> } {
  if (value === undefined || value === "" || value === false) return {};
  return { [key]: value } as { readonly [Name in Key]?: Kept<Value> };
}

/** What every item may carry. */
export function commonMembers(importing: Importing, row: Row) {
  const media = mediaOf(row, importing.report);
  return {
    name: nameFor(importing, row),
    ...when("label", plainTexts(row, "label", importing.report)),
    ...when("hint", plainTexts(row, "hint", importing.report)),
    ...when("guidance", plainTexts(row, "guidance_hint", importing.report)),
    ...when("relevant", readCondition(row.get("relevant"))),
    ...when("appearance", row.get("appearance")),
    ...(media.length > 0 ? { media } : {}),
  };
}

function needText<Members extends { name: string; label?: LocalText; media?: unknown }>(
  importing: Importing,
  row: Row,
  members: Members,
): Members {
  if (members.label !== undefined || members.media !== undefined) return members;
  note(importing.report, "text_missing", place(row, "label"), { detail: members.name });
  return { ...members, label: { es: members.name } };
}

function questionMembers(importing: Importing, row: Row, type: Item["type"]) {
  const preset = row.get("default");
  return {
    ...needText(importing, row, commonMembers(importing, row)),
    ...when("required", readFlag(row.get("required"))),
    ...when("requiredMessage", plainTexts(row, "required_message", importing.report)),
    ...when("constraint", readCondition(row.get("constraint"))),
    ...when("constraintMessage", plainTexts(row, "constraint_message", importing.report)),
    ...when("readOnly", readFlag(row.get("read_only"))),
    ...when("default", preset === "" ? "" : readDefault(preset, type)),
  };
}

/** Something that cannot run here: kept with every cell of its row. */
export function unavailable(
  importing: Importing,
  row: Row,
  type: string,
  found: { code: string; shown: boolean },
): UnavailableItem {
  note(importing.report, found.code, place(row, "type"), { value: type });
  const members = commonMembers(importing, row);
  const label = members.label ?? { es: members.name };
  return { ...members, label, type: "unavailable", shown: found.shown, reason: found.code, original: row.keepAll() };
}

function readRange(importing: Importing, row: Row): Item {
  const cell = row.get("parameters");
  const parameters = readParameters(cell);
  const extra = [...parameters.keys()].some((key) => !["start", "end", "step"].includes(key));
  if (extra || (cell !== "" && parameters.size === 0)) {
    note(importing.report, "cell_not_used", place(row, "parameters"), { value: cell });
  }
  const value = (key: string, otherwise: number): number => {
    const number = Number(parameters.get(key) ?? otherwise);
    return Number.isFinite(number) ? number : otherwise;
  };
  const [min, max, step] = [value("start", 1), value("end", 10), Math.abs(value("step", 1)) || 1];
  const type = [min, max, step].every(Number.isInteger) ? "int" : "dec";
  const members = questionMembers(importing, row, type);
  const bounds = { min: Math.min(min, max), max: Math.max(min, max), step };
  return { ...members, ...bounds, type, appearance: `range ${row.get("appearance")}`.trim() };
}

function readPhone(importing: Importing, row: Row): Item {
  const members = questionMembers(importing, row, "text");
  const digits = {
    constraint: "regex(., '[0-9]*')",
    constraintMessage: { es: "Escriba solo números.", en: "Enter numbers only." },
  };
  return {
    ...("constraint" in members ? {} : digits),
    ...members,
    type: "text",
    appearance: `numbers ${row.get("appearance")}`.trim(),
  };
}

const acknowledgeList = "acknowledge";

function readAcknowledge(importing: Importing, row: Row): Item {
  const list =
    importing.lists.get(acknowledgeList)?.choices.every(({ code }) => code === "OK") === false
      ? "acknowledge_ok"
      : acknowledgeList;
  importing.lists.set(list, { choices: [{ code: "OK", label: { es: "Entendido", en: "OK" } }] });
  return { ...questionMembers(importing, row, "choice"), type: "choice", list };
}

/** Any question with a calculation is a shown calculation: its value is never typed in. */
function readCalculation(importing: Importing, row: Row, shown: boolean): Item {
  const calculation = row.get("calculation");
  if (shown) note(importing.report, "value_computed", place(row, "calculation"), { value: calculation });
  const locked = row.get("read_only");
  if (typeof readFlag(locked) === "string")
    note(importing.report, "cell_not_used", place(row, "read_only"), { value: locked });
  return { ...commonMembers(importing, row), type: "calc", calculation, ...(shown ? { shown } : {}) };
}

/** Reads a question that names no list. */
export function readSimple(importing: Importing, row: Row, type: SimpleType, cell: string): Item {
  const hasCalculation = type !== "note" && type !== "today" && row.get("calculation") !== "";
  if (type === "calc" && !hasCalculation) {
    const preset = row.get("default");
    if (preset === "") return unavailable(importing, row, cell, { code: "type_not_supported", shown: false });
    return { ...commonMembers(importing, row), type: "calc", calculation: readDefault(preset, "text") };
  }
  if (type === "calc" || hasCalculation) return readCalculation(importing, row, type !== "calc");
  switch (type) {
    case "today":
      return { ...commonMembers(importing, row), type: "calc", calculation: "today()" };
    case "note":
      return { ...needText(importing, row, commonMembers(importing, row)), type: "note" };
    case "range":
      return readRange(importing, row);
    case "phone":
      return readPhone(importing, row);
    case "acknowledge":
      return readAcknowledge(importing, row);
    case "image":
    case "audio":
    case "video":
    case "file":
      return { ...questionMembers(importing, row, "attachment"), type: "attachment", accepts: type };
    case "barcode":
      return {
        ...questionMembers(importing, row, "text"),
        type: "text",
        appearance: `barcode ${row.get("appearance")}`.trim(),
      };
    case "text": {
      const multiline =
        /\bmultiline\b/.test(row.get("appearance")) || row.unread().some(({ header }) => header === "rows");
      return { ...questionMembers(importing, row, "text"), type: "text", ...when("multiline", multiline) };
    }
    default:
      return { ...questionMembers(importing, row, type), type };
  }
}

function listFor(importing: Importing, row: Row, type: FormType & { kind: "select" }): string {
  const list = importing.lists.get(type.list);
  if (!type.orOther || !list) return type.list;
  const name = `${type.list}_or_other`;
  importing.lists.set(name, withOther(list));
  row.get("name");
  return name;
}

/** Reads a question over a list; `or_other` adds the choice "Otro" and a text question for it, as XLSForm does. */
export function readSelect(
  importing: Importing,
  row: Row,
  type: FormType & { kind: "select" },
  cell: string,
): readonly Item[] {
  if (!importing.lists.has(type.list))
    return [unavailable(importing, row, cell, { code: "unknown_list", shown: true })];
  if (row.get("calculation") !== "") return [readCalculation(importing, row, true)];
  const members = questionMembers(importing, row, type.type);
  const filter = when("choiceFilter", row.get("choice_filter"));
  const item = { ...members, ...filter, type: type.type, list: listFor(importing, row, type) };
  if (!type.orOther) return [item];
  const name = addedName(importing, `${item.name}_other`, row);
  note(importing.report, "other_added", place(row, "type"), { value: cell, detail: name });
  const relevant = `selected(\${${item.name}}, 'other')`;
  return [item, { type: "text", name, label: { es: "Especifique cuál.", en: "Specify other." }, relevant }];
}
