import { dateOfDays, daysOfDate, daysOfDateTime, fractionOfTime } from "./dates.ts";
import type { Operator, Scalar, Value } from "./expression.ts";

/*
 * Conversions and operators. They follow XPath 1.0 (§3.4, §4) with three stated choices: a number that cannot be computed
 * is blank instead of NaN; ISO dates turn into days since 1970-01-01 where a number is needed; `date ± number` is a date.
 */

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

function isSeries(value: Value): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** The value itself, or the first row of a series, as XPath reads a node-set. */
export function scalarOf(value: Value): Scalar {
  return isSeries(value) ? (value[0] ?? null) : value;
}

/** All rows of a series, or the value itself as the only row. */
export function rowsOf(value: Value): readonly Scalar[] {
  return isSeries(value) ? value : [value];
}

/** A finite number or blank. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Number of a value: blank and text that is no number stay blank; dates are days, times fractions of a day. */
export function toNumber(value: Value): number | null {
  const scalar = scalarOf(value);
  if (typeof scalar === "number") return finite(scalar);
  if (typeof scalar === "boolean") return scalar ? 1 : 0;
  if (scalar === null) return null;
  const text = scalar.trim();
  if (decimal.test(text)) return finite(Number(text));
  return daysOfDate(text) ?? daysOfDateTime(text) ?? fractionOfTime(text) ?? null;
}

/** A number without exponent, at most 15 significant digits, so that 0.1 + 0.2 reads 0.3. */
export function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(Object.is(rounded, -0) ? 0 : rounded);
  if (!text.includes("e")) return text;
  if (Math.abs(rounded) >= 1) return BigInt(rounded).toString();
  return rounded.toFixed(20).replace(/0+$/, "").replace(/\.$/, "");
}

/** Text of a value; blank is the empty text. */
export function toText(value: Value): string {
  const scalar = scalarOf(value);
  if (scalar === null) return "";
  return typeof scalar === "number" ? decimalText(scalar) : String(scalar);
}

/** Truth of a value: blank, 0, the empty text and an empty series are false. */
export function toBoolean(value: Value): boolean {
  if (isSeries(value)) return value.length > 0;
  return typeof value === "number" ? value !== 0 && !Number.isNaN(value) : Boolean(value);
}

function equalScalars(left: Scalar, right: Scalar): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return toBoolean(left) === toBoolean(right);
  if (typeof left === "number" || typeof right === "number") {
    const [first, second] = [toNumber(left), toNumber(right)];
    return first !== null && second !== null && first === second;
  }
  return (left ?? "") === (right ?? "");
}

function orderedScalars(operator: Operator, left: Scalar, right: Scalar): boolean {
  const [first, second] = [toNumber(left), toNumber(right)];
  if (first === null || second === null) return false;
  if (operator === "<") return first < second;
  if (operator === "<=") return first <= second;
  return operator === ">" ? first > second : first >= second;
}

/** Comparison; with a series it is true when some row makes it true. A blank is equal only to blank and to ''. */
export function compareValues(operator: Operator, left: Value, right: Value): boolean {
  const holds = (first: Scalar, second: Scalar): boolean => {
    if (operator === "=") return equalScalars(first, second);
    if (operator === "!=") return !equalScalars(first, second);
    return orderedScalars(operator, first, second);
  };
  if (!isSeries(left) && !isSeries(right)) return holds(left, right);
  return rowsOf(left).some((first) => rowsOf(right).some((second) => holds(first, second)));
}

function isDate(value: Value): boolean {
  const scalar = scalarOf(value);
  return typeof scalar === "string" && daysOfDate(scalar.trim()) !== undefined;
}

/** Arithmetic; blank in, blank out. */
export function computeArithmetic(operator: Operator, left: Value, right: Value): Scalar {
  const [first, second] = [toNumber(left), toNumber(right)];
  if (first === null || second === null) return null;
  switch (operator) {
    case "+":
      return isDate(left) !== isDate(right) ? (dateOfDays(first + second) ?? null) : finite(first + second);
    case "-":
      return isDate(left) && !isDate(right) ? (dateOfDays(first - second) ?? null) : finite(first - second);
    case "*":
      return finite(first * second);
    case "div":
      return finite(first / second);
    case "mod":
      return finite(first % second);
    default:
      return null;
  }
}

/** The codes of a chosen set. */
export function codesOf(value: Value): readonly string[] {
  return toText(value)
    .split(/\s+/)
    .filter((code) => code !== "");
}
