import type { ContextShape, ScalarType, Scope, ValueType } from "../expressions/expression.ts";
import { seriesOf } from "../expressions/types.ts";
import type { Node } from "./compiled.ts";
import type { ChoiceList } from "./definition.ts";

const typeOfNode: { readonly [type in Node["type"]]: ScalarType | undefined } = {
  text: "text",
  int: "number",
  dec: "number",
  date: "date",
  time: "time",
  datetime: "datetime",
  choice: "choice",
  multi: "choices",
  rank: "choices",
  geopoint: "text",
  attachment: "text",
  note: "text",
  calc: "any",
  repeat: "any",
  unavailable: "any",
  group: undefined,
  matrix: undefined,
};

/** Whether a question is read as one value from a place held by those repeats, or as a series over rows. */
export function isSingleFrom(node: Node, repeats: readonly string[]): boolean {
  return node.type !== "repeat" && node.repeats.every((repeat, depth) => repeats[depth] === repeat);
}

/** Types of all names as seen from every place; calculations get theirs when `assign` is called in computing order. */
export interface TypeTable {
  readonly types: ReadonlyMap<string, ScalarType>;
  readonly assign: (name: string, type: ScalarType) => void;
  readonly scopeAt: (node: Node) => Scope;
}

/** Builds the table; one view per set of surrounding repeats is kept. */
export function typeTable(nodes: readonly Node[], context: Scope["context"]): TypeTable {
  const types = new Map<string, ScalarType>();
  const views = new Map<string, { readonly repeats: readonly string[]; readonly answers: Map<string, ValueType> }>();
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const seen = (node: Node, type: ScalarType, repeats: readonly string[]): ValueType =>
    isSingleFrom(node, repeats) ? type : seriesOf(type);
  for (const node of nodes) {
    const type = typeOfNode[node.type];
    if (type) types.set(node.name, type);
  }
  const viewFrom = (repeats: readonly string[]) => {
    const key = repeats.join("/");
    const found = views.get(key);
    if (found) return found;
    const answers = new Map<string, ValueType>();
    for (const [name, type] of types) {
      const node = byName.get(name);
      if (node) answers.set(name, seen(node, type, repeats));
    }
    const view = { repeats, answers };
    views.set(key, view);
    return view;
  };
  return {
    types,
    assign: (name, type) => {
      types.set(name, type);
      const node = byName.get(name);
      for (const view of views.values()) if (node) view.answers.set(name, seen(node, type, view.repeats));
    },
    scopeAt: (node) => ({ answers: viewFrom(node.repeats).answers, context }),
  };
}

/** The scope of a choice filter: the list's columns are bare names, beside the declared context. */
export function filterScope(scope: Scope, list: ChoiceList): Scope {
  const columns: { [name: string]: ContextShape } = { ...scope.context, name: "choice", label: "text" };
  for (const choice of list.choices) for (const column of Object.keys(choice.columns ?? {})) columns[column] = "any";
  return { ...scope, context: columns };
}
