import { parseExpression } from "../../expressions/parse.ts";
import { printExpression } from "../../expressions/print.ts";
import type { ItemType } from "../definition.ts";

/** `yes` and `no` in their spellings, or an expression. */
export function readFlag(cell: string): boolean | string {
  const word = cell.toLowerCase().replace(/\s+/g, "");
  if (["yes", "y", "true", "true()", "1", "sí", "si"].includes(word)) return true;
  return ["", "no", "n", "false", "false()", "0"].includes(word) ? false : cell;
}

/** A condition; spreadsheets write a fixed one as TRUE, FALSE, yes or no. */
export function readCondition(cell: string): string {
  const flag = readFlag(cell);
  return cell === "" || typeof flag === "string" ? cell : `${flag}()`;
}

/** A literal as an expression text. */
function quoted(value: string): string {
  return printExpression({ kind: "text", value });
}

function isDynamic(cell: string): boolean {
  return /\$\{/.test(cell) || /[a-z][\w:-]*\s*\(.*\)/is.test(cell);
}

/** A default as an expression: XLSForm writes fixed values bare and computed ones as expressions. */
export function readDefault(cell: string, type: ItemType): string {
  if (isDynamic(cell) && parseExpression(cell).ok) return cell;
  const number = (type === "int" || type === "dec") && /^-?\d+(?:\.\d+)?$/.test(cell);
  return number ? cell : quoted(cell);
}

/** `start=1 end=10 step=1`, cut at spaces, commas or semicolons. */
export function readParameters(cell: string): ReadonlyMap<string, string> {
  const pairs = cell.split(/[\s,;]+/).map((pair) => pair.split("="));
  return new Map(
    pairs.flatMap(([key, value]) => (key && value !== undefined ? [[key.toLowerCase(), value] as const] : [])),
  );
}
