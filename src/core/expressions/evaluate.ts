import type { Environment, Expression, Value } from "./expression.ts";
import { callFunction } from "./library.ts";
import { compareValues, computeArithmetic, toBoolean, toNumber } from "./values.ts";

function evaluateBinary(expression: Expression & { kind: "binary" }, environment: Environment): Value {
  const { operator, left, right } = expression;
  if (operator === "and") {
    return toBoolean(evaluateExpression(left, environment)) && toBoolean(evaluateExpression(right, environment));
  }
  if (operator === "or") {
    return toBoolean(evaluateExpression(left, environment)) || toBoolean(evaluateExpression(right, environment));
  }
  const first = evaluateExpression(left, environment);
  const second = evaluateExpression(right, environment);
  if (operator === "+" || operator === "-" || operator === "*" || operator === "div" || operator === "mod") {
    return computeArithmetic(operator, first, second);
  }
  return compareValues(operator, first, second);
}

/**
 * Value of an expression. Total: whatever the expression and the answers, it returns. What cannot be computed is blank
 * (`null`): blank in arithmetic gives blank, blank in a comparison of size is false, blank is false as a condition and
 * equals only blank and `''`; `sum`, `min`, `max` and `count-non-empty` pass over blank rows.
 */
export function evaluateExpression(expression: Expression, environment: Environment): Value {
  switch (expression.kind) {
    case "number":
    case "text":
      return expression.value;
    case "answer":
      return environment.answer(expression.name);
    case "self":
      return environment.self ?? null;
    case "context": {
      const steps = expression.steps.map(({ name, parameters }) =>
        parameters ? { name, parameters: parameters.map((part) => evaluateExpression(part, environment)) } : { name },
      );
      return environment.context?.(steps) ?? null;
    }
    case "negate": {
      const operand = toNumber(evaluateExpression(expression.operand, environment));
      return operand === null ? null : 0 - operand;
    }
    case "binary":
      return evaluateBinary(expression, environment);
    case "call":
      return callFunction(expression, environment, evaluateExpression);
  }
}

/** The expression as a condition. */
export function holds(expression: Expression, environment: Environment): boolean {
  return toBoolean(evaluateExpression(expression, environment));
}
