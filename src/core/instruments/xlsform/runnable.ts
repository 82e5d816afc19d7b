import { accepted, type Result, refused } from "../../result.ts";
import { compileInstrument } from "../compile.ts";
import type { GroupItem, InstrumentDefinition, Item, LocalText, RepeatItem, UnavailableItem } from "../definition.ts";
import { namesInText } from "../labels.ts";
import { definitionMessages, messageOf } from "../messages.ts";
import type { Problem } from "../problems.ts";
import type { Importing } from "./importing.ts";
import { note } from "./report.ts";

type Field = string;

/** Rounds of demotion: each can only uncover what the last one hid, such as the next link of a chain of circles. */
const mostRounds = 50;

const columnOf: { readonly [field: Field]: string } = {
  readOnly: "read_only",
  repeatCount: "repeat_count",
  choiceFilter: "choice_filter",
};

/** Rules whose absence leaves a question that can still be answered; the report says that they are not applied. */
const droppable = new Set(["constraint", "required", "readOnly", "default", "choiceFilter", "repeatCount"]);

interface Fault {
  readonly field: Field;
  readonly detail: string;
}

function faultsByItem(problems: readonly Problem[]): ReadonlyMap<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const problem of problems) {
    const found =
      /^items\.(.+?)(?:\.(relevant|calculation|label|list|constraint|required|readOnly|default|choiceFilter|repeatCount))?$/.exec(
        problem.path,
      );
    const name = found?.[1];
    if (name === undefined || faults.has(name)) continue;
    faults.set(name, { field: found?.[2] ?? "", detail: messageOf(problem, "es", definitionMessages) });
  }
  return faults;
}

/** Everything an item says in plain cells, so that a demoted one loses nothing; texts are spelt `column.language`. */
function cellsOf(item: Item): { readonly [column: string]: string } {
  const cells = Object.entries(item).flatMap(([key, value]): (readonly [string, string])[] => {
    if (typeof value === "string" || value === true) return [[key, String(value)]];
    if (typeof value !== "object" || Array.isArray(value)) return [];
    return Object.entries(value).map(([language, text]) => [`${key}.${language}`, String(text)] as const);
  });
  return Object.fromEntries(cells);
}

function asUnavailable(item: Item, reason: string, keepRelevant: boolean): UnavailableItem {
  const { name, label, labelFamily, hint, guidance, media, appearance, relevant } = item;
  const members = { label: label ?? { es: name }, labelFamily, hint, guidance, media, appearance };
  const kept = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const shown = item.type !== "calc" || item.shown === true;
  const condition = keepRelevant && relevant !== undefined ? { relevant } : {};
  return { name, ...kept, ...condition, type: "unavailable", shown, reason, original: cellsOf(item) };
}

/** Everything under a group whose own condition cannot run: shown, never answerable. */
function allUnavailable(importing: Importing, items: readonly Item[]): readonly Item[] {
  return items.map((item) => {
    if (item.type === "group" || item.type === "repeat") return asPlainGroup(importing, item);
    return item.type === "note" || item.type === "unavailable" ? item : asUnavailable(item, "relevance_not_run", true);
  });
}

/** A group nothing can be answered in; a repeat is shown once and its count has no effect. */
function asPlainGroup(importing: Importing, group: GroupItem | RepeatItem): GroupItem {
  const { name, label, hint, guidance, media, appearance, relevant, items } = group;
  if (group.type === "repeat" && group.repeatCount !== undefined) {
    report(importing, group, "rule_not_run", { field: "repeatCount", detail: "el grupo no se puede repetir." });
  }
  const members = Object.entries({ label, hint, guidance, media, appearance, relevant });
  const kept = Object.fromEntries(members.filter(([, value]) => value !== undefined));
  return { name, ...kept, type: "group", items: allUnavailable(importing, items) };
}

function withoutReferences(text: LocalText, known: ReadonlySet<string>): LocalText {
  const mend = (words: string): string =>
    namesInText(words)
      .filter((name) => !known.has(name))
      .reduce(
        (mended, name) =>
          mended.replaceAll(new RegExp(`\\$\\{\\s*${name.replace(/\./g, "\\.")}\\s*\\}`, "g"), `[${name}]`),
        words,
      );
  const mended = Object.entries(text).map(([language, words]) => [language, mend(words)] as const);
  return { es: mend(text.es), ...Object.fromEntries(mended) };
}

function mendTexts(item: Item, known: ReadonlySet<string>): Item {
  const texts = Object.entries({
    label: item.label,
    labelFamily: item.labelFamily,
    hint: item.hint,
    guidance: item.guidance,
  });
  const mended = texts.flatMap(([key, text]) => (text ? [[key, withoutReferences(text, known)] as const] : []));
  return { ...item, ...Object.fromEntries(mended) };
}

function report(importing: Importing, item: Item, code: string, fault: Fault): void {
  const row = importing.rowOf.get(item.name);
  const column = columnOf[fault.field] ?? (fault.field || "name");
  const value = cellsOf(item)[fault.field] ?? item.name;
  note(
    importing.report,
    code,
    { sheet: "survey", column, ...(row === undefined ? {} : { row }) },
    { value, detail: fault.detail },
  );
}

function demote(importing: Importing, item: Item, fault: Fault): Item {
  if (fault.field === "label") {
    report(importing, item, "reference_not_found", fault);
    return mendTexts(item, new Set(importing.rowOf.keys()));
  }
  if (droppable.has(fault.field)) {
    report(importing, item, "rule_not_run", fault);
    return Object.fromEntries(Object.entries(item).filter(([key]) => key !== fault.field)) as unknown as Item;
  }
  const codes: { readonly [field: Field]: string } = {
    calculation: "calculation_not_run",
    relevant: "relevance_not_run",
  };
  const code = codes[fault.field] ?? "item_not_run";
  report(importing, item, code, fault);
  if (item.type === "group" || item.type === "repeat") {
    const { relevant: _, ...rest } = asPlainGroup(importing, item);
    return rest;
  }
  return asUnavailable(item, code, fault.field !== "relevant" && fault.field !== "");
}

function demoteAll(importing: Importing, items: readonly Item[], faults: ReadonlyMap<string, Fault>): readonly Item[] {
  return items.map((item) => {
    const inner =
      item.type === "group" || item.type === "repeat"
        ? { ...item, items: demoteAll(importing, item.items, faults) }
        : item;
    const fault = faults.get(item.name);
    return fault ? demote(importing, inner, fault) : inner;
  });
}

/**
 * Takes out of force, item by item, what the engine refuses, until the rest can run. Each step is reported; an item that
 * decides nothing any more is kept on view.
 */
export function makeRunnable(
  importing: Importing,
  definition: InstrumentDefinition,
): Result<InstrumentDefinition, { readonly code: "form_cannot_run"; readonly reason: string }> {
  let current = definition;
  let reason = "";
  for (let round = 0; round < mostRounds; round += 1) {
    const compiled = compileInstrument(current);
    if (compiled.ok) return accepted(current);
    const [first] = compiled.failure.problems;
    reason = first ? `${first.path}: ${messageOf(first, "es", definitionMessages)}` : "";
    const faults = faultsByItem(compiled.failure.problems);
    if (faults.size === 0) break;
    current = { ...current, items: demoteAll(importing, current.items, faults) };
  }
  return refused({ code: "form_cannot_run", reason });
}
