import type { ContextStep, Expression } from "./expression.ts";
import { precedenceOf } from "./precedence.ts";
import { decimalText } from "./values.ts";

function printText(value: string): string {
  if (!value.includes("'")) return `'${value}'`;
  if (!value.includes('"')) return `"${value}"`;
  const parts = value.split("'").map((part) => `'${part}'`);
  return `concat(${parts.join(`, "'", `)})`;
}

function printOperand(operand: Expression, weakest: number): string {
  const text = printExpression(operand);
  const loose = operand.kind === "binary" && (precedenceOf(operand.operator) ?? 0) < weakest;
  return loose ? `(${text})` : text;
}

function printStep(step: ContextStep): string {
  return step.parameters ? `${step.name}(${step.parameters.map(printExpression).join(", ")})` : step.name;
}

/** Writes an expression so that `parseExpression` reads the same tree back. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return decimalText(expression.value);
    case "text":
      return printText(expression.value);
    case "answer":
      return `\${${expression.name}}`;
    case "self":
      return ".";
    case "context":
      return expression.steps.map(printStep).join(".");
    case "negate":
      return `-${printOperand(expression.operand, 7)}`;
    case "binary": {
      const binding = precedenceOf(expression.operator) ?? 0;
      const left = printOperand(expression.left, binding);
      return `${left} ${expression.operator} ${printOperand(expression.right, binding + 1)}`;
    }
    case "call":
      if (expression.name === "position") return "position(..)";
      return `${expression.name}(${expression.parameters.map(printExpression).join(", ")})`;
  }
}
