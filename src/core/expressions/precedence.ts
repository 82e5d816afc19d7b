import type { Operator } from "./expression.ts";

const precedences: { readonly [operator in Operator]: number } = {
  or: 1,
  and: 2,
  "=": 3,
  "!=": 3,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  div: 6,
  mod: 6,
};

/** How tightly an operator binds, 1 the loosest (XPath 1.0 §3); undefined when the word is no operator. */
export function precedenceOf(word: string): number | undefined {
  return Object.hasOwn(precedences, word) ? precedences[word as Operator] : undefined;
}
