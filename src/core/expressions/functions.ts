import type { ScalarType } from "./expression.ts";

/** What a function accepts at one place. `series` takes a repeat's rows or a plain value. */
export type ParameterKind = "condition" | "number" | "text" | "code" | "codes" | "moment" | "series" | "anything";

export interface FunctionSignature {
  readonly required: readonly ParameterKind[];
  readonly optional?: readonly ParameterKind[];
  /** Kind of any number of further parameters. */
  readonly rest?: ParameterKind;
  /** `same`: the type its last parameters have in common. */
  readonly returns: ScalarType | "same";
}

const number1: FunctionSignature = { required: ["number"], returns: "number" };
const text1: FunctionSignature = { required: ["text"], returns: "text" };
const text2: FunctionSignature = { required: ["text", "text"], returns: "text" };
const textTest: FunctionSignature = { required: ["text", "text"], returns: "boolean" };
const aggregate: FunctionSignature = { required: ["series"], rest: "series", returns: "number" };

/** The supported functions (ODK XForms specification 1.0.0, "XPath Functions"). Anything else is an error at publish. */
export const functionSignatures: { readonly [name: string]: FunctionSignature } = {
  true: { required: [], returns: "boolean" },
  false: { required: [], returns: "boolean" },
  not: { required: ["condition"], returns: "boolean" },
  boolean: { required: ["anything"], returns: "boolean" },
  "boolean-from-string": { required: ["anything"], returns: "boolean" },
  number: { required: ["anything"], returns: "number" },
  int: { required: ["anything"], returns: "number" },
  string: { required: ["anything"], returns: "text" },
  if: { required: ["condition", "anything", "anything"], returns: "same" },
  coalesce: { required: ["anything", "anything"], rest: "anything", returns: "same" },
  once: { required: ["anything"], returns: "same" },
  selected: { required: ["codes", "code"], returns: "boolean" },
  "selected-at": { required: ["codes", "number"], returns: "choice" },
  "count-selected": { required: ["codes"], returns: "number" },
  sum: aggregate,
  min: aggregate,
  max: aggregate,
  count: aggregate,
  "count-non-empty": aggregate,
  join: { required: ["text"], rest: "series", returns: "text" },
  "indexed-repeat": { required: ["series", "series", "number"], returns: "same" },
  position: { required: [], returns: "number" },
  round: { required: ["number"], optional: ["number"], returns: "number" },
  floor: number1,
  ceiling: number1,
  abs: number1,
  sqrt: number1,
  exp: number1,
  exp10: number1,
  log: number1,
  log10: number1,
  sin: number1,
  cos: number1,
  tan: number1,
  asin: number1,
  acos: number1,
  atan: number1,
  pi: { required: [], returns: "number" },
  pow: { required: ["number", "number"], returns: "number" },
  atan2: { required: ["number", "number"], returns: "number" },
  concat: { required: [], rest: "series", returns: "text" },
  "string-length": { required: ["text"], returns: "number" },
  "normalize-space": text1,
  substr: { required: ["text", "number"], optional: ["number"], returns: "text" },
  "substring-before": text2,
  "substring-after": text2,
  translate: { required: ["text", "text", "text"], returns: "text" },
  contains: textTest,
  "starts-with": textTest,
  "ends-with": textTest,
  regex: textTest,
  today: { required: [], returns: "date" },
  now: { required: [], returns: "datetime" },
  date: { required: ["anything"], returns: "date" },
  "date-time": { required: ["anything"], returns: "datetime" },
  "decimal-date-time": { required: ["moment"], returns: "number" },
  "decimal-time": { required: ["moment"], returns: "number" },
  "format-date": { required: ["moment", "text"], returns: "text" },
  "format-date-time": { required: ["moment", "text"], returns: "text" },
  "jr:choice-name": { required: ["code", "text"], returns: "text" },
};

/** Signature of a function by name. */
export function signatureOf(name: string): FunctionSignature | undefined {
  return Object.hasOwn(functionSignatures, name) ? functionSignatures[name] : undefined;
}

/** The question a `jr:choice-name` names: XLSForm writes `'${name}'` inside quotes. */
export function questionNamed(text: string): string {
  return text.replace(/^\$\{\s*(.*?)\s*\}$/, "$1");
}
