import { accepted, type Result, refused } from "../result.ts";
import type { ContextStep, Expression, ExpressionFailure, Operator } from "./expression.ts";
import { precedenceOf } from "./precedence.ts";
import { type Token, tokensOf } from "./tokens.ts";

type Parsed<Node> = Result<Node, ExpressionFailure>;

/** Deepest nesting of brackets and longest chain of operators; keeps every later walk within the stack. */
const deepestExpression = 100;
const mostTokens = 2000;

interface Reader {
  readonly tokens: readonly Token[];
  readonly end: number;
  at: number;
  depth: number;
}

function peek(reader: Reader, ahead = 0): Token | undefined {
  return reader.tokens[reader.at + ahead];
}

function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === "symbol" && token.text === text;
}

function unexpected(reader: Reader): Parsed<never> {
  const token = peek(reader);
  if (!token) return refused({ code: "unexpected_end", at: reader.end });
  return refused({ code: "unexpected_word", at: token.at, found: token.text });
}

function operatorAt(reader: Reader): Operator | undefined {
  const token = peek(reader);
  if (token?.kind !== "symbol" && token?.kind !== "name") return undefined;
  return precedenceOf(token.text) ? (token.text as Operator) : undefined;
}

/** Precedence climbing: reads operators that bind at least as tightly as `weakest`; all are left-associative. */
function readBinary(reader: Reader, weakest: number): Parsed<Expression> {
  if (reader.depth >= deepestExpression) return refused({ code: "expression_too_deep", limit: deepestExpression });
  reader.depth += 1;
  let left = readUnary(reader);
  for (;;) {
    if (!left.ok) return left;
    const operator = operatorAt(reader);
    const binding = operator ? precedenceOf(operator) : undefined;
    if (!operator || !binding || binding < weakest) break;
    reader.at += 1;
    const right = readBinary(reader, binding + 1);
    if (!right.ok) return right;
    left = accepted({ kind: "binary", operator, left: left.value, right: right.value });
  }
  reader.depth -= 1;
  return left;
}

function readUnary(reader: Reader): Parsed<Expression> {
  if (!isSymbol(peek(reader), "-")) return readPrimary(reader);
  if (reader.depth >= deepestExpression) return refused({ code: "expression_too_deep", limit: deepestExpression });
  reader.at += 1;
  reader.depth += 1;
  const operand = readUnary(reader);
  reader.depth -= 1;
  return operand.ok ? accepted({ kind: "negate", operand: operand.value }) : operand;
}

function readPrimary(reader: Reader): Parsed<Expression> {
  const token = peek(reader);
  if (!token) return unexpected(reader);
  if (token.kind === "name") return readName(reader);
  if (token.kind === "symbol") return readSymbol(reader, token);
  reader.at += 1;
  if (token.kind === "number") return accepted({ kind: "number", value: Number(token.text) });
  if (token.kind === "text") return accepted({ kind: "text", value: token.text });
  return accepted({ kind: "answer", name: token.text });
}

function readSymbol(reader: Reader, token: Token): Parsed<Expression> {
  if (token.text === ".") {
    reader.at += 1;
    return accepted({ kind: "self" });
  }
  if (token.text === ".." || token.text === "*") {
    return refused({ code: "path_not_supported", at: token.at, found: token.text });
  }
  if (token.text !== "(") return unexpected(reader);
  reader.at += 1;
  const inner = readBinary(reader, 1);
  if (!inner.ok) return inner;
  if (!isSymbol(peek(reader), ")")) return unexpected(reader);
  reader.at += 1;
  return inner;
}

function readParameters(reader: Reader): Parsed<readonly Expression[]> {
  reader.at += 1;
  const parameters: Expression[] = [];
  if (isSymbol(peek(reader), ")")) {
    reader.at += 1;
    return accepted(parameters);
  }
  for (;;) {
    const parameter = readBinary(reader, 1);
    if (!parameter.ok) return parameter;
    parameters.push(parameter.value);
    const next = peek(reader);
    if (!isSymbol(next, ",") && !isSymbol(next, ")")) return unexpected(reader);
    reader.at += 1;
    if (isSymbol(next, ")")) return accepted(parameters);
  }
}

function readStep(reader: Reader): Parsed<ContextStep> {
  const token = peek(reader);
  if (token?.kind !== "name") return unexpected(reader);
  reader.at += 1;
  if (!isSymbol(peek(reader), "(")) return accepted({ name: token.text });
  const parameters = readParameters(reader);
  return parameters.ok ? accepted({ name: token.text, parameters: parameters.value }) : parameters;
}

/** `position(..)` is the one place where XForms writes a path inside a function we support. */
function isPositionOfParent(reader: Reader): boolean {
  return (
    peek(reader)?.text === "position" &&
    isSymbol(peek(reader, 1), "(") &&
    isSymbol(peek(reader, 2), "..") &&
    isSymbol(peek(reader, 3), ")")
  );
}

function readName(reader: Reader): Parsed<Expression> {
  if (isPositionOfParent(reader)) {
    reader.at += 4;
    return accepted({ kind: "call", name: "position", parameters: [] });
  }
  const first = readStep(reader);
  if (!first.ok) return first;
  const steps = [first.value];
  while (isSymbol(peek(reader), ".") && peek(reader, 1)?.kind === "name") {
    reader.at += 1;
    const step = readStep(reader);
    if (!step.ok) return step;
    steps.push(step.value);
  }
  const { name, parameters } = first.value;
  if (steps.length === 1 && parameters) return accepted({ kind: "call", name, parameters });
  return accepted({ kind: "context", steps });
}

/** Reads the text of an expression; a refusal says at which character it stopped making sense. */
export function parseExpression(text: string): Result<Expression, ExpressionFailure> {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.length === 0) return refused({ code: "expression_empty" });
  if (tokens.value.length > mostTokens) return refused({ code: "expression_too_long", limit: mostTokens });
  const reader: Reader = { tokens: tokens.value, end: text.length, at: 0, depth: 0 };
  const expression = readBinary(reader, 1);
  if (!expression.ok) return expression;
  return reader.at === tokens.value.length ? expression : unexpected(reader);
}
