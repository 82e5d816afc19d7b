import { accepted, type Result, refused } from "../result.ts";
import { daysOfDate, daysOfDateTime, fractionOfTime } from "./dates.ts";
import type { ContextShape, ContextStep, Expression, ExpressionFailure, Scope, ValueType } from "./expression.ts";
import { type FunctionSignature, type ParameterKind, questionNamed, signatureOf } from "./functions.ts";
import { compilePattern } from "./pattern.ts";
import { printExpression } from "./print.ts";
import { comparable, elementType, fits, isSeriesType, shared } from "./types.ts";

type Checked = Result<ValueType, ExpressionFailure>;

function wrongType(part: Expression, expected: string, found: string): Checked {
  return refused({ code: "wrong_type", part: printExpression(part), expected, found });
}

/** The value of a literal text, told apart because `''`, `'5'` and `'2026-01-31'` may stand beside other types. */
function literalOf(expression: Expression): string | undefined {
  return expression.kind === "text" ? expression.value : undefined;
}

/** A literal text that reads as a number or a date counts as one where one is needed. */
function effectiveType(expression: Expression, type: ValueType): ValueType {
  const literal = literalOf(expression);
  if (literal === undefined) return type;
  if (literal === "" || /^[+-]?\d+(\.\d+)?$/.test(literal)) return "any";
  const moment = daysOfDate(literal) ?? daysOfDateTime(literal) ?? fractionOfTime(literal);
  return moment === undefined ? type : "any";
}

function expectKind(expression: Expression, kind: ParameterKind, scope: Scope): Checked {
  const type = checkExpression(expression, scope);
  if (!type.ok) return type;
  const asWords = kind === "code" || kind === "codes" || kind === "text";
  const effective = asWords ? type.value : effectiveType(expression, type.value);
  return fits(kind, effective) ? type : wrongType(expression, kind, type.value);
}

function checkBinary(expression: Expression & { kind: "binary" }, scope: Scope): Checked {
  const { operator, left, right } = expression;
  if (operator === "and" || operator === "or") {
    const first = expectKind(left, "condition", scope);
    const second = first.ok ? expectKind(right, "condition", scope) : first;
    return second.ok ? accepted("boolean") : second;
  }
  const first = checkExpression(left, scope);
  if (!first.ok) return first;
  const second = checkExpression(right, scope);
  if (!second.ok) return second;
  for (const [part, type] of [
    [left, first.value],
    [right, second.value],
  ] as const) {
    if (isSeriesType(type)) return wrongType(part, "one value", type);
  }
  const types = [effectiveType(left, first.value), effectiveType(right, second.value)] as const;
  if (["=", "!=", "<", "<=", ">", ">="].includes(operator)) {
    const ordered = operator !== "=" && operator !== "!=";
    return comparable(types[0], types[1], ordered)
      ? accepted("boolean")
      : wrongType(expression, first.value, second.value);
  }
  if (!fits("number", types[0])) return wrongType(left, "number", first.value);
  if (!fits("number", types[1])) return wrongType(right, "number", second.value);
  if (operator === "+" && (types[0] === "date") !== (types[1] === "date")) return accepted("date");
  if (operator === "-" && types[0] === "date" && types[1] !== "date") {
    return accepted(types[1] === "any" ? "any" : "date");
  }
  return accepted(types[0] === "any" || types[1] === "any" ? "any" : "number");
}

function kindAt(signature: FunctionSignature, index: number): ParameterKind | undefined {
  return [...signature.required, ...(signature.optional ?? [])][index] ?? signature.rest;
}

function countFits(signature: FunctionSignature, count: number): boolean {
  const most = signature.rest ? Infinity : signature.required.length + (signature.optional?.length ?? 0);
  return count >= signature.required.length && count <= most;
}

/** What some functions demand beyond the types of their parameters. */
function checkSpecial(call: Expression & { kind: "call" }, scope: Scope): ExpressionFailure | undefined {
  const second = call.parameters[1];
  if (call.name === "regex" && second) {
    if (second.kind !== "text") return { code: "pattern_not_literal", part: printExpression(second) };
    const pattern = compilePattern(second.value);
    return pattern.ok ? undefined : pattern.failure;
  }
  if (call.name === "jr:choice-name" && second?.kind === "text" && !scope.answers.has(questionNamed(second.value))) {
    return { code: "unknown_name", name: questionNamed(second.value) };
  }
  const first = call.parameters[0];
  if (call.name === "indexed-repeat" && first && first.kind !== "answer") {
    return { code: "wrong_type", part: printExpression(first), expected: "answer", found: first.kind };
  }
  return undefined;
}

function sameType(call: Expression & { kind: "call" }, types: readonly ValueType[]): ValueType {
  if (call.name === "indexed-repeat") return elementType(types[0] ?? "any");
  const from = call.name === "if" ? 1 : 0;
  const kept = types.filter(
    (_, index) => index >= from && literalOf(call.parameters[index] ?? { kind: "self" }) !== "",
  );
  return kept.length === 0 ? "text" : shared(kept);
}

function checkCall(call: Expression & { kind: "call" }, scope: Scope): Checked {
  const signature = signatureOf(call.name);
  if (!signature) {
    if (Object.hasOwn(scope.context, call.name)) return checkContext([call], scope);
    return refused({ code: "unknown_function", name: call.name });
  }
  if (!countFits(signature, call.parameters.length)) {
    return refused({ code: "wrong_number_of_parameters", name: call.name, found: call.parameters.length });
  }
  const types: ValueType[] = [];
  for (const [index, parameter] of call.parameters.entries()) {
    const type = expectKind(parameter, kindAt(signature, index) ?? "anything", scope);
    if (!type.ok) return type;
    types.push(type.value);
  }
  const failure = checkSpecial(call, scope);
  if (failure) return refused(failure);
  return accepted(signature.returns === "same" ? sameType(call, types) : signature.returns);
}

function kindOfScalar(type: string): ParameterKind {
  if (type === "number" || type === "text") return type;
  return type === "date" || type === "datetime" || type === "time" ? "moment" : "anything";
}

function checkContext(steps: readonly ContextStep[], scope: Scope): Checked {
  let shape: ContextShape = { members: scope.context };
  const dotted = steps.map((step) => step.name).join(".");
  for (const step of steps) {
    const members: { readonly [name: string]: ContextShape } =
      typeof shape === "object" && "members" in shape ? shape.members : {};
    const member = Object.hasOwn(members, step.name) ? members[step.name] : undefined;
    if (member === undefined) return refused({ code: "unknown_name", name: dotted });
    const callable: boolean = typeof member === "object" && "parameters" in member;
    const expected = typeof member === "object" && "parameters" in member ? member.parameters : [];
    const given = step.parameters ?? [];
    if (callable !== (step.parameters !== undefined) || given.length !== expected.length) {
      return refused({ code: "wrong_number_of_parameters", name: dotted, found: given.length });
    }
    for (const [index, parameter] of given.entries()) {
      const type = expectKind(parameter, kindOfScalar(expected[index] ?? "any"), scope);
      if (!type.ok) return type;
    }
    shape = typeof member === "object" && "parameters" in member ? member.result : member;
  }
  return typeof shape === "string" ? accepted(shape) : refused({ code: "unknown_name", name: dotted });
}

/** Type of an expression at a place, or why it may not stand there: unknown names, wrong types, unsafe patterns. */
export function checkExpression(expression: Expression, scope: Scope): Result<ValueType, ExpressionFailure> {
  switch (expression.kind) {
    case "number":
      return accepted("number");
    case "text":
      return accepted("text");
    case "self":
      return scope.self ? accepted(scope.self) : refused({ code: "no_current_answer" });
    case "answer": {
      const type = scope.answers.get(expression.name);
      return type ? accepted(type) : refused({ code: "unknown_name", name: expression.name });
    }
    case "negate": {
      const operand = expectKind(expression.operand, "number", scope);
      return operand.ok ? accepted("number") : operand;
    }
    case "binary":
      return checkBinary(expression, scope);
    case "call":
      return checkCall(expression, scope);
    case "context":
      return checkContext(expression.steps, scope);
  }
}

/** Checks an expression whose outcome decides something: it must be true or false (or a number, true unless 0). */
export function checkCondition(expression: Expression, scope: Scope): Result<ValueType, ExpressionFailure> {
  return expectKind(expression, "condition", scope);
}

/** Checks an expression that must give a number. */
export function checkNumber(expression: Expression, scope: Scope): Result<ValueType, ExpressionFailure> {
  return expectKind(expression, "number", scope);
}
