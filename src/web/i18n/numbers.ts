import { accepted, type Result, refused } from "../../core/result.ts";

export interface MoneyAmount {
  /** Integer of the currency's smallest unit. */
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}
export type NumberFailure = { readonly code: "number_unreadable"; readonly text: string };

/** «1.234,5» */
export function writeNumber(value: number, tag: string, maximumFractionDigits = 2): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits, useGrouping: "always" }).format(value);
}

/** «1.234,50 €», «$45.000». Amounts are integers of the smallest unit; the currency says how many decimals it has. */
export function writeMoney(amount: MoneyAmount, tag: string): string {
  const format = new Intl.NumberFormat(tag, {
    style: "currency",
    currency: amount.currency,
    currencyDisplay: "narrowSymbol",
    useGrouping: "always",
  });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount.minor / 10 ** decimals);
}

/** Reads what people type: «1.234,5», «1234,5», «1234.5», «1 234». A lone group mark groups only when it splits threes. */
export function readNumber(text: string, tag: string): Result<number, NumberFailure> {
  const compact = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace("−", "-");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(compact)) return refused({ code: "number_unreadable", text });
  const value = Number(withPoint(compact, decimalMark(tag)));
  return Number.isFinite(value) ? accepted(value) : refused({ code: "number_unreadable", text });
}

/** The sign that separates decimals: «,» in Spain and Chile, «.» in Mexico. */
export function decimalMark(tag: string): string {
  const part = new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === "decimal");
  return part?.value ?? ",";
}

function withPoint(compact: string, mark: string): string {
  const lastComma = compact.lastIndexOf(",");
  const lastPoint = compact.lastIndexOf(".");
  if (lastComma >= 0 && lastPoint >= 0) {
    const decimal = lastComma > lastPoint ? "," : ".";
    return compact.replaceAll(decimal === "," ? "." : ",", "").replace(decimal, ".");
  }
  const used = lastComma >= 0 ? "," : ".";
  const groups = new RegExp(`^[+-]?\\d{1,3}(\\${used}\\d{3})+$`);
  if (used !== mark && groups.test(compact)) return compact.replaceAll(used, "");
  return compact.replace(used, ".");
}
