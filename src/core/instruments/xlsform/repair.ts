import type { ContextStep, Expression } from "../../expressions/expression.ts";
import { parseExpression } from "../../expressions/parse.ts";
import { printExpression } from "../../expressions/print.ts";
import type { ChoiceItem, ChoiceList, Item } from "../definition.ts";
import type { Importing } from "./importing.ts";
import { note } from "./report.ts";

function bareName(expression: Expression): string | undefined {
  if (expression.kind !== "context" || expression.steps.length !== 1) return undefined;
  const step: ContextStep | undefined = expression.steps[0];
  return step && !step.parameters ? step.name : undefined;
}

function columnsOf(list: ChoiceList): ReadonlyMap<string, ReadonlySet<string>> {
  const columns = new Map<string, Set<string>>([
    ["name", new Set()],
    ["label", new Set()],
  ]);
  for (const { columns: values } of list.choices) {
    for (const [column, value] of Object.entries(values ?? {})) {
      columns.set(column, (columns.get(column) ?? new Set()).add(value));
    }
  }
  return columns;
}

/** Quotes a bare word compared with a column that holds it as a value: `pastel=yes` becomes `pastel = 'yes'`. */
function quoteValues(expression: Expression, columns: ReturnType<typeof columnsOf>): Expression {
  if (expression.kind === "binary") {
    const quote = (side: Expression, other: Expression): Expression => {
      const [word, column] = [bareName(side), bareName(other)];
      const isValue =
        word !== undefined && !columns.has(word) && column !== undefined && columns.get(column)?.has(word);
      return isValue ? { kind: "text", value: word } : quoteValues(side, columns);
    };
    const { left, right } = expression;
    return { ...expression, left: quote(left, right), right: quote(right, left) };
  }
  if (expression.kind === "call") {
    return { ...expression, parameters: expression.parameters.map((part) => quoteValues(part, columns)) };
  }
  return expression;
}

function repairFilter(importing: Importing, item: ChoiceItem): ChoiceItem {
  const parsed = item.choiceFilter === undefined ? undefined : parseExpression(item.choiceFilter);
  const list = importing.lists.get(item.list);
  if (!parsed?.ok || !list) return item;
  const before = printExpression(parsed.value);
  const after = printExpression(quoteValues(parsed.value, columnsOf(list)));
  if (after === before) return item;
  const row = importing.rowOf.get(item.name);
  const place = { sheet: "survey", column: "choice_filter", ...(row === undefined ? {} : { row }) };
  note(importing.report, "value_quoted", place, { value: item.choiceFilter ?? "", detail: after });
  return { ...item, choiceFilter: after };
}

function repairCodes(importing: Importing, name: string): void {
  const list = importing.lists.get(name);
  if (!list?.choices.some(({ code }) => /\s/.test(code))) return;
  const choices = list.choices.map((choice) => {
    const code = choice.code.replace(/\s+/g, "_");
    if (code !== choice.code) {
      note(
        importing.report,
        "code_changed",
        { sheet: "choices", column: "name" },
        { value: choice.code, detail: code },
      );
    }
    return { ...choice, code };
  });
  importing.lists.set(name, { ...list, choices });
}

/** Mends what has one clear meaning: unquoted values in choice filters, spaces in the codes of multiple choices. */
export function repairItems(importing: Importing, items: readonly Item[]): readonly Item[] {
  return items.map((item) => {
    if (item.type === "group" || item.type === "repeat") return { ...item, items: repairItems(importing, item.items) };
    if (item.type !== "choice" && item.type !== "multi" && item.type !== "rank") return item;
    if (item.type !== "choice") repairCodes(importing, item.list);
    return repairFilter(importing, item);
  });
}
