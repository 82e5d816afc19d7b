import { readNumber } from "../i18n/numbers.ts";
import type { ContentOf } from "./contents.ts";

export interface CostFields {
  readonly studied: "" | "yes" | "no";
  readonly column: string;
  readonly currency: string;
  readonly perspective: string;
  /** One amount per line. */
  readonly worth: string;
}

/** What was saved as the form shows it; `undefined` is not yet decided, null is decided against. */
export function costFields(content: ContentOf<"costs"> | undefined): CostFields {
  if (!content) {
    return { studied: content === null ? "no" : "", column: "", currency: "", perspective: "", worth: "" };
  }
  const { column, currency, perspective, worth } = content;
  return { studied: "yes", column, currency, perspective, worth: worth.join("\n") };
}

/** Amounts, one per line, in order and without repeats; undefined when a line is no amount. */
export function readAmounts(text: string, tag: string): readonly number[] | undefined {
  const lines = text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter(Boolean);
  const amounts: number[] = [];
  for (const line of lines) {
    const read = readNumber(line, tag);
    if (!read.ok || read.value < 0) return undefined;
    amounts.push(read.value);
  }
  return [...new Set(amounts)].sort((left, right) => left - right);
}

export type CostGap = "studied" | "column" | "currency" | "perspective" | "worth";

const MOST_AMOUNTS = 60;

/** Which boxes cannot be saved as they stand. */
export function gapsOfCosts(fields: CostFields, tag: string): readonly CostGap[] {
  if (fields.studied === "") return ["studied"];
  if (fields.studied === "no") return [];
  const amounts = readAmounts(fields.worth, tag);
  const usable = amounts !== undefined && amounts.length > 0 && amounts.length <= MOST_AMOUNTS;
  return [
    ...(fields.column === "" ? (["column"] as const) : []),
    ...(/^[A-Z]{3}$/.test(fields.currency) ? [] : (["currency"] as const)),
    ...(fields.perspective.trim() === "" ? (["perspective"] as const) : []),
    ...(usable ? [] : (["worth"] as const)),
  ];
}

/** The form as it is saved; null when costs are not studied. */
export function readCosts({ studied, ...fields }: CostFields, tag: string): ContentOf<"costs"> {
  if (studied !== "yes") return null;
  const { column, currency, perspective } = fields;
  return { column, currency, perspective: perspective.trim(), worth: [...(readAmounts(fields.worth, tag) ?? [])] };
}
