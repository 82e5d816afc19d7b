import type { ScalarType, ValueType } from "./expression.ts";
import type { ParameterKind } from "./functions.ts";

const seriesPrefix = "series of ";

export function isSeriesType(type: ValueType): boolean {
  return type.startsWith(seriesPrefix);
}

/** Type of one row of a series; any other type is its own. */
export function elementType(type: ValueType): ScalarType {
  return (isSeriesType(type) ? type.slice(seriesPrefix.length) : type) as ScalarType;
}

/** The type of the same question over the rows of a repeat. */
export function seriesOf(type: ValueType): ValueType {
  return `${seriesPrefix}${elementType(type)}`;
}

const accepts: { readonly [kind in Exclude<ParameterKind, "series" | "anything" | "text">]: readonly ScalarType[] } = {
  condition: ["boolean", "number"],
  number: ["number", "boolean", "choice", "date", "datetime", "time"],
  code: ["text", "choice", "number"],
  codes: ["choices", "choice", "text"],
  moment: ["date", "datetime", "time"],
};

/** Whether a value of that type may stand where that kind is expected. Free text is never taken for a number or a truth. */
export function fits(kind: ParameterKind, type: ValueType): boolean {
  if (kind === "series") return true;
  if (isSeriesType(type)) return false;
  if (kind === "anything" || kind === "text" || type === "any") return true;
  return accepts[kind].some((allowed) => allowed === type);
}

const families: { readonly [type in ScalarType]: string } = {
  boolean: "boolean",
  number: "number",
  text: "words",
  choice: "words",
  choices: "words",
  date: "moment",
  datetime: "moment",
  time: "moment",
  any: "any",
};

/** Whether two types may be compared; `ordered` for `<` and its relatives, which free text does not have. */
export function comparable(left: ValueType, right: ValueType, ordered: boolean): boolean {
  const types = [elementType(left), elementType(right)] as const;
  if (ordered && types.some((type) => type === "text" || type === "choices")) return false;
  if (types.includes("any") || families[types[0]] === families[types[1]]) return true;
  return types.includes("number") && types.includes("choice");
}

/** The type several values have in common; `any` when they share none. */
export function shared(types: readonly ValueType[]): ValueType {
  const distinct = [...new Set(types.map(elementType))];
  if (distinct.length === 1) return distinct[0] ?? "any";
  return distinct.every((type) => families[type] === "words") ? "text" : "any";
}
