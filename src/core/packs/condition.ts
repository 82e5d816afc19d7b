import { possibleDays } from "../calendar/age.ts";
import { evaluateExpression } from "../expressions/evaluate.ts";
import type { Environment, Expression, Scalar, Value } from "../expressions/expression.ts";
import { visitExpression } from "../expressions/names.ts";
import { parseExpression } from "../expressions/parse.ts";
import { printExpression } from "../expressions/print.ts";
import { toBoolean } from "../expressions/values.ts";
import { factOf, type PackFacts } from "./facts.ts";

/** Whether a condition holds; `unknown` when it hangs on a fact nobody knows. */
export type Truth = "yes" | "no" | "unknown";

/** A fact a condition looked at, by the name the pack uses. */
export interface UsedValue {
  readonly name: string;
  readonly value: Scalar;
}

export interface Judgement {
  readonly met: Truth;
  readonly used: readonly UsedValue[];
}

function environmentOf(facts: PackFacts, on: string): Environment {
  return { today: on, answer: () => null, context: (steps) => factOf(facts, steps) };
}

function scalar(value: Value): Scalar {
  return Array.isArray(value) ? null : (value as Scalar);
}

/**
 * Judges a condition in three values: a fact nobody knows makes unknown only what hangs on it. `no and unknown` is no,
 * `yes or unknown` is yes. `coalesce(x, ...)` and `string-length(x)` ask for a blank on purpose and are computed as they are.
 */
export function judge(condition: string, facts: PackFacts, on: string): Judgement {
  const parsed = parseExpression(condition);
  if (!parsed.ok) return { met: "unknown", used: [] };
  const [first, ...others] = possibleFacts(facts).map((known) => truthOf(parsed.value, environmentOf(known, on)));
  const met = first && others.every((truth) => truth === first) ? first : "unknown";
  return { met, used: usedValues(parsed.value, environmentOf(facts, on)) };
}

/** A birth known only by its year is tried at both ends: whoever was born in 1990 is surely an adult. */
function possibleFacts(facts: PackFacts): readonly PackFacts[] {
  const days = facts.referenceBirth ? possibleDays(facts.referenceBirth) : undefined;
  if (!days || days.first === days.last) return [facts];
  return [
    { ...facts, referenceBirth: days.first },
    { ...facts, referenceBirth: days.last },
  ];
}

function truthOf(expression: Expression, environment: Environment): Truth {
  if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "or")) {
    const sides = [truthOf(expression.left, environment), truthOf(expression.right, environment)];
    const decisive = expression.operator === "and" ? "no" : "yes";
    if (sides.includes(decisive)) return decisive;
    return sides.includes("unknown") ? "unknown" : sides[0] === "yes" ? "yes" : "no";
  }
  if (expression.kind === "call" && expression.name === "not" && expression.parameters[0]) {
    const inner = truthOf(expression.parameters[0], environment);
    return inner === "unknown" ? "unknown" : inner === "yes" ? "no" : "yes";
  }
  if (hasUnknown(expression, environment)) return "unknown";
  return toBoolean(evaluateExpression(expression, environment)) ? "yes" : "no";
}

const asksForBlanks = new Set(["coalesce", "string-length"]);

function hasUnknown(expression: Expression, environment: Environment): boolean {
  switch (expression.kind) {
    case "context":
      return scalar(evaluateExpression(expression, environment)) === null;
    case "negate":
      return hasUnknown(expression.operand, environment);
    case "binary":
      return hasUnknown(expression.left, environment) || hasUnknown(expression.right, environment);
    case "call":
      return !asksForBlanks.has(expression.name) && expression.parameters.some((part) => hasUnknown(part, environment));
    default:
      return false;
  }
}

function usedValues(expression: Expression, environment: Environment): readonly UsedValue[] {
  const used = new Map<string, Scalar>();
  visitExpression(expression, (part) => {
    if (part.kind === "context") used.set(printExpression(part), scalar(evaluateExpression(part, environment)));
  });
  return [...used].map(([name, value]) => ({ name, value }));
}
