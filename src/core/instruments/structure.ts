import { parseExpression } from "../expressions/parse.ts";
import type { ExpressionField, Node, NodeExpressions, Source } from "./compiled.ts";
import type { InstrumentDefinition, Item, MatrixItem, MatrixRow } from "./definition.ts";
import { type Problem, problemAt } from "./problems.ts";

const itemName = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
const deepestNesting = 20;
const mostItems = 5000;

interface Walk {
  readonly definition: InstrumentDefinition;
  readonly nodes: Node[];
  readonly byName: Map<string, Node>;
  readonly problems: Problem[];
}

interface Place {
  readonly parent?: Node;
  readonly repeats: readonly string[];
  readonly depth: number;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The expression texts of an item, by field; `true`, `false` and absence are no expressions. */
function expressionTexts(part: Item | MatrixRow): readonly (readonly [ExpressionField, string])[] {
  const fields = ["relevant", "required", "readOnly", "constraint", "choiceFilter", "calculation", "default"] as const;
  const texts: (readonly [ExpressionField, string])[] = [];
  const record: { readonly [field: string]: unknown } = { ...part };
  for (const field of [...fields, "repeatCount"] as const) {
    const text = record[field];
    if (typeof text === "string") texts.push([field, text]);
    else if (text === true) texts.push([field, "true()"]);
  }
  return texts;
}

function readExpressions(walk: Walk, part: Item | MatrixRow): NodeExpressions {
  const expressions: Mutable<NodeExpressions> = {};
  for (const [field, text] of expressionTexts(part)) {
    const parsed = parseExpression(text);
    if (parsed.ok) {
      expressions[field] = parsed.value;
      continue;
    }
    const { code, ...parameters } = parsed.failure;
    walk.problems.push(problemAt(`items.${part.name}.${field}`, code, { ...parameters, expression: text }));
  }
  return expressions;
}

function register(walk: Walk, node: Node): void {
  const path = `items.${node.name}`;
  if (!itemName.test(node.name) || node.name === "__proto__") {
    walk.problems.push(problemAt(path, "bad_name", { name: node.name }));
  }
  if (walk.byName.has(node.name)) walk.problems.push(problemAt(path, "duplicate_name", { name: node.name }));
  walk.byName.set(node.name, node);
  walk.nodes.push(node);
  if (node.dimension !== undefined && !walk.definition.dimensions.some(({ id }) => id === node.dimension)) {
    walk.problems.push(problemAt(`${path}.dimension`, "unknown_dimension", { dimension: node.dimension }));
  }
}

function listOf(walk: Walk, owner: string, list: string): Pick<Node, "list"> {
  const found = Object.hasOwn(walk.definition.lists, list) ? walk.definition.lists[list] : undefined;
  if (!found) walk.problems.push(problemAt(`items.${owner}.list`, "unknown_list", { list }));
  return found ? { list: found } : {};
}

function common(walk: Walk, part: Item | MatrixRow, source: Source, place: Place) {
  const pendingText = "pendingText" in part && part.pendingText === true;
  return {
    name: part.name,
    source,
    pendingText,
    repeats: place.repeats,
    expressions: readExpressions(walk, part),
    ...(part.number === undefined ? {} : { number: part.number }),
    ...(part.label === undefined ? {} : { label: part.label }),
    ...(part.labelFamily === undefined ? {} : { labelFamily: part.labelFamily }),
    ...(part.source === undefined ? {} : { provenance: part.source }),
    ...(place.parent === undefined ? {} : { parent: place.parent }),
  };
}

function inherited(own: string | undefined, parent: Node | undefined): { dimension?: string } {
  const dimension = own ?? parent?.dimension;
  return dimension === undefined ? {} : { dimension };
}

function addRow(walk: Walk, row: MatrixRow, matrix: MatrixItem, place: Place): Node {
  const node: Node = {
    ...common(walk, row, { kind: "row", row, matrix }, place),
    ...inherited(row.dimension, place.parent),
    ...listOf(walk, row.name, matrix.list),
    type: matrix.multiple ? "multi" : "choice",
    children: [],
  };
  register(walk, node);
  return node;
}

function needsText(node: Node, item: Item): boolean {
  const silent = ["group", "repeat", "calc", "unavailable"].includes(node.type);
  return !silent && !node.pendingText && node.label === undefined && (item.media ?? []).length === 0;
}

function addItem(walk: Walk, item: Item, place: Place): Node {
  const node: Mutable<Node> = {
    ...common(walk, item, { kind: "item", item }, place),
    ...inherited(item.dimension, place.parent),
    ...("list" in item && item.type !== "matrix" ? listOf(walk, item.name, item.list) : {}),
    ...(item.raters === undefined ? {} : { raters: item.raters }),
    type: item.type,
    children: [],
  };
  register(walk, node);
  if (needsText(node, item)) walk.problems.push(problemAt(`items.${item.name}.label`, "missing_label"));
  node.children = childrenOf(walk, item, node, place);
  return node;
}

function childrenOf(walk: Walk, item: Item, node: Node, place: Place): readonly Node[] {
  const inner = { parent: node, repeats: place.repeats, depth: place.depth + 1 };
  if (item.type === "matrix") return item.rows.map((row) => addRow(walk, row, item, inner));
  if (item.type !== "group" && item.type !== "repeat") return [];
  if (place.depth >= deepestNesting) {
    walk.problems.push(problemAt(`items.${item.name}`, "nested_too_deep", { limit: deepestNesting }));
    return [];
  }
  const repeats = item.type === "repeat" ? [...place.repeats, item.name] : place.repeats;
  return item.items.map((child) => addItem(walk, child, { ...inner, repeats }));
}

/** Lays the items out as nodes in document order and collects what is wrong with names, lists and texts. */
export function readStructure(definition: InstrumentDefinition): Walk & { readonly roots: readonly Node[] } {
  const walk: Walk = { definition, nodes: [], byName: new Map(), problems: [] };
  const roots = definition.items.map((item) => addItem(walk, item, { repeats: [], depth: 0 }));
  if (walk.nodes.length > mostItems) walk.problems.push(problemAt("items", "too_many_items", { limit: mostItems }));
  return { ...walk, roots };
}
