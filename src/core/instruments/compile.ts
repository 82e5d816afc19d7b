import { checkCondition, checkExpression, checkNumber } from "../expressions/check.ts";
import type { Expression, ExpressionFailure, Scope, ValueType } from "../expressions/expression.ts";
import { printExpression } from "../expressions/print.ts";
import { elementType, isSeriesType } from "../expressions/types.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { CompiledInstrument, ExpressionField, Node } from "./compiled.ts";
import { compileScoring } from "./compileScoring.ts";
import type { ChoiceList, InstrumentDefinition, LocalText } from "./definition.ts";
import { orderOfComputing } from "./dependencies.ts";
import { namesInText } from "./labels.ts";
import { type Problem, problemAt } from "./problems.ts";
import { filterScope, type TypeTable, typeTable } from "./scopes.ts";
import { readStructure } from "./structure.ts";

type Check = (expression: Expression, scope: Scope) => Result<ValueType, ExpressionFailure>;

const checks: { readonly [field in ExpressionField]: Check } = {
  relevant: checkCondition,
  required: checkCondition,
  readOnly: checkCondition,
  constraint: checkCondition,
  choiceFilter: checkCondition,
  calculation: checkExpression,
  default: checkExpression,
  repeatCount: checkNumber,
};

function scopeOf(field: ExpressionField, node: Node, table: TypeTable): Scope {
  const scope = table.scopeAt(node);
  if (field === "choiceFilter" && node.list) return filterScope(scope, node.list);
  const self = field === "constraint" ? table.types.get(node.name) : undefined;
  return self ? { ...scope, self } : scope;
}

function checkField(node: Node, field: ExpressionField, table: TypeTable): Problem | ValueType | undefined {
  const expression = node.expressions[field];
  if (!expression) return undefined;
  const checked = checks[field](expression, scopeOf(field, node, table));
  if (checked.ok && !isSeriesType(checked.value)) return checked.value;
  const { code, ...parameters } = checked.ok
    ? { code: "wrong_type", part: printExpression(expression), expected: "one value", found: checked.value }
    : checked.failure;
  return problemAt(`items.${node.name}.${field}`, code, { ...parameters, expression: printExpression(expression) });
}

/** Types the calculations first, each after what it reads, then checks every other expression. */
function checkExpressions(order: readonly Node[], table: TypeTable): readonly Problem[] {
  const problems: Problem[] = [];
  for (const node of order) {
    const type = checkField(node, "calculation", table);
    if (typeof type === "object") problems.push(type);
    else if (type) table.assign(node.name, elementType(type));
  }
  const others = (Object.keys(checks) as ExpressionField[]).filter((field) => field !== "calculation");
  for (const node of order) {
    for (const field of others) {
      const found = checkField(node, field, table);
      if (typeof found === "object") problems.push(found);
    }
  }
  return problems;
}

function textsOf(node: Node): readonly (LocalText | undefined)[] {
  const item = node.source.kind === "item" ? node.source.item : undefined;
  return [node.label, node.labelFamily, item?.hint, item?.guidance];
}

function textProblems(nodes: readonly Node[], byName: ReadonlyMap<string, Node>): readonly Problem[] {
  return nodes.flatMap((node) => {
    const names = textsOf(node).flatMap((text) => Object.values(text ?? {}).flatMap(namesInText));
    const unknown = [...new Set(names)].filter((name) => !byName.has(name));
    return unknown.map((name) => problemAt(`items.${node.name}.label`, "unknown_name", { name }));
  });
}

function listProblems(name: string, list: ChoiceList, several: boolean): readonly Problem[] {
  const path = `lists.${name}`;
  const problems: Problem[] = list.choices.length === 0 ? [problemAt(path, "empty_list", { list: name })] : [];
  const seen = new Set<string>();
  for (const { code } of list.choices) {
    if (code === "" || (several && /\s/.test(code))) problems.push(problemAt(path, "bad_code", { code }));
    if (seen.has(code) && !list.duplicatesAllowed) problems.push(problemAt(path, "duplicate_code", { code }));
    seen.add(code);
  }
  return problems;
}

function settingsProblems(definition: InstrumentDefinition, nodes: readonly Node[]): readonly Problem[] {
  const problems: Problem[] = [];
  if (definition.raters.length === 0) problems.push(problemAt("raters", "no_raters"));
  const { differenceThreshold: threshold, priorities } = definition;
  if (threshold !== undefined && !(threshold > 0)) problems.push(problemAt("differenceThreshold", "bad_threshold"));
  if (priorities && !(priorities.max >= 1 && (priorities.min ?? 0) <= priorities.max)) {
    problems.push(problemAt("priorities", "bad_priorities"));
  }
  const ids = definition.dimensions.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, place) => ids.indexOf(each) < place))) {
    problems.push(problemAt(`dimensions.${id}`, "duplicate_name", { name: id }));
  }
  for (const node of nodes) {
    const item = node.source.kind === "item" ? node.source.item : undefined;
    const bounds = item?.type === "int" || item?.type === "dec" ? item : undefined;
    if ((bounds?.min ?? -Infinity) > (bounds?.max ?? Infinity) || (bounds?.step ?? 1) <= 0) {
      problems.push(problemAt(`items.${node.name}`, "bad_bounds"));
    }
  }
  return problems;
}

/**
 * Makes a definition ready to run, or lists everything wrong with it: names, lists, expressions (unknown names, wrong
 * types, unsafe patterns), circles, scores. Every problem says where (`path`) and why (`code`).
 */
export function compileInstrument(
  definition: InstrumentDefinition,
): Result<CompiledInstrument, { readonly code: "invalid_instrument"; readonly problems: readonly Problem[] }> {
  const { nodes, roots, byName, problems: structural } = readStructure(definition);
  const { order, problems: circles } = orderOfComputing(nodes, byName);
  const table = typeTable(nodes, definition.context ?? {});
  const expressions = checkExpressions(order, table);
  const { scoring, problems: scores } = compileScoring(definition, { byName, types: table.types });
  const multiple = new Set(nodes.filter(({ type }) => type === "multi" || type === "rank").map(({ list }) => list));
  const lists = Object.entries(definition.lists).flatMap(([name, list]) =>
    listProblems(name, list, multiple.has(list)),
  );
  const settings = settingsProblems(definition, nodes);
  const texts = textProblems(nodes, byName);
  const problems = [...settings, ...lists, ...structural, ...circles, ...expressions, ...texts, ...scores];
  if (problems.length > 0) return refused({ code: "invalid_instrument", problems });
  return accepted({ definition, nodes, roots, byName, order, types: table.types, scoring });
}
