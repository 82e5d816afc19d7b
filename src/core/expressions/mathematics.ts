import type { Value } from "./expression.ts";
import { finite, rowsOf, toNumber, toText } from "./values.ts";

type Body = (values: readonly Value[]) => Value;

/** The numbers among all rows; blank rows are passed over. */
function numbersIn(values: readonly Value[]): readonly number[] {
  return values
    .flatMap(rowsOf)
    .map(toNumber)
    .filter((value) => value !== null);
}

function of(compute: (value: number) => number): Body {
  return (values) => {
    const value = toNumber(values[0] ?? null);
    return value === null ? null : finite(compute(value) + 0);
  };
}

function ofTwo(compute: (left: number, right: number) => number): Body {
  return (values) => {
    const [left, right] = [toNumber(values[0] ?? null), toNumber(values[1] ?? null)];
    return left === null || right === null ? null : finite(compute(left, right));
  };
}

/** Rounds half up, as XPath does, on the decimal text of the number: `round(1.005, 2)` is 1.01. */
function round(value: number, digits: number): number {
  const places = Math.max(-15, Math.min(15, Math.trunc(digits)));
  const shifted = Number(`${value.toPrecision(15)}e${places}`.replace(/e([+-]\d+)e(-?\d+)$/, joinExponents));
  return Number(`${Math.floor(shifted + 0.5)}e${-places}`.replace(/e([+-]\d+)e(-?\d+)$/, joinExponents)) + 0;
}

function joinExponents(_: string, first: string, second: string): string {
  return `e${Number(first) + Number(second)}`;
}

/** The functions on numbers. */
export const mathematics: { readonly [name: string]: Body } = {
  sum: (values) => finite(numbersIn(values).reduce((total, value) => total + value, 0)),
  min: (values) => numbersIn(values).reduce<number | null>((least, value) => Math.min(least ?? value, value), null),
  max: (values) => numbersIn(values).reduce<number | null>((most, value) => Math.max(most ?? value, value), null),
  count: (values) => values.flatMap(rowsOf).length,
  "count-non-empty": (values) => values.flatMap(rowsOf).filter((value) => toText(value) !== "").length,
  round: (values) => {
    const [value, digits] = [toNumber(values[0] ?? null), values.length > 1 ? toNumber(values[1] ?? null) : 0];
    return value === null || digits === null ? null : finite(round(value, digits));
  },
  floor: of(Math.floor),
  ceiling: of(Math.ceil),
  abs: of(Math.abs),
  sqrt: of(Math.sqrt),
  exp: of(Math.exp),
  exp10: of((value) => 10 ** value),
  log: of(Math.log),
  log10: of(Math.log10),
  sin: of(Math.sin),
  cos: of(Math.cos),
  tan: of(Math.tan),
  asin: of(Math.asin),
  acos: of(Math.acos),
  atan: of(Math.atan),
  pi: () => Math.PI,
  pow: ofTwo((left, right) => left ** right),
  atan2: ofTwo((left, right) => Math.atan2(left, right)),
};
