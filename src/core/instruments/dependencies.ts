import { referencedNames } from "../expressions/names.ts";
import type { Node } from "./compiled.ts";
import { type Problem, problemAt } from "./problems.ts";

/** What must be known before a node's relevance and value are: its holder, and what its two deciding expressions read. */
function dependenciesOf(node: Node, byName: ReadonlyMap<string, Node>): readonly Node[] {
  const expressions = [node.expressions.relevant, node.expressions.calculation];
  const names = expressions.flatMap((expression) => (expression ? referencedNames(expression).answers : []));
  const nodes = names.map((name) => byName.get(name)).filter((found) => found !== undefined);
  return node.parent ? [node.parent, ...nodes] : nodes;
}

interface Visit {
  readonly node: Node;
  readonly left: Node[];
}

/** Orders nodes so that each comes after its dependencies; every circle found is a problem naming its members. */
export function orderOfComputing(
  nodes: readonly Node[],
  byName: ReadonlyMap<string, Node>,
): { readonly order: readonly Node[]; readonly problems: readonly Problem[] } {
  const order: Node[] = [];
  const done = new Set<Node>();
  const open = new Set<Node>();
  const problems: Problem[] = [];
  for (const root of nodes) {
    const stack: Visit[] = [];
    const enter = (node: Node): void => {
      if (done.has(node)) return;
      if (open.has(node)) {
        const names = stack.map((visit) => visit.node.name);
        const circle = [...names.slice(names.indexOf(node.name)), node.name];
        problems.push(problemAt(`items.${node.name}`, "cycle", { through: circle.join(" → ") }));
        return;
      }
      open.add(node);
      stack.push({ node, left: [...dependenciesOf(node, byName)] });
    };
    enter(root);
    for (let visit = stack.at(-1); visit; visit = stack.at(-1)) {
      const next = visit.left.shift();
      if (next) {
        enter(next);
        continue;
      }
      stack.pop();
      open.delete(visit.node);
      done.add(visit.node);
      order.push(visit.node);
    }
  }
  return { order, problems };
}
