import type { Expression } from "./expression.ts";

/** Calls `visit` for the expression and every part of it. */
export function visitExpression(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  switch (expression.kind) {
    case "negate":
      visitExpression(expression.operand, visit);
      return;
    case "binary":
      visitExpression(expression.left, visit);
      visitExpression(expression.right, visit);
      return;
    case "call":
      for (const parameter of expression.parameters) visitExpression(parameter, visit);
      return;
    case "context":
      for (const step of expression.steps) {
        for (const parameter of step.parameters ?? []) visitExpression(parameter, visit);
      }
      return;
    default:
      return;
  }
}

/** Names an expression reads: answers (`${x}`), dotted context names, and whether it reads the current answer. */
export interface ReferencedNames {
  readonly answers: readonly string[];
  readonly context: readonly string[];
  readonly self: boolean;
}

/** Everything an expression depends on, each name once, in order of appearance. */
export function referencedNames(expression: Expression): ReferencedNames {
  const answers = new Set<string>();
  const context = new Set<string>();
  let self = false;
  visitExpression(expression, (part) => {
    if (part.kind === "answer") answers.add(part.name);
    if (part.kind === "context") context.add(part.steps.map((step) => step.name).join("."));
    if (part.kind === "self") self = true;
  });
  return { answers: [...answers], context: [...context], self };
}
