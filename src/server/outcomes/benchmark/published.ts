import type { Indicator } from "../../../core/outcomes/definition.ts";
import { computedValue } from "../../../core/outcomes/figures.ts";
import observed from "./observed.csv?raw";

/** One published value of a state; what the source leaves blank is not a row. */
export interface Published {
  readonly state: string;
  readonly indicator: string;
  readonly period: string;
  readonly denominator: number;
  readonly numerator: number;
  /** As published, over `scale`; 1 means a fraction. */
  readonly performance: number;
  readonly scale: number;
}

/** Where the values come from. */
export const benchmarkSource =
  "US Children's Bureau, CFSR Round 4 national supplemental context data, August 2025 (US federal work); observed, not risk-adjusted";

function readRow(line: string): readonly Published[] {
  const [state = "", indicator = "", period = "", ...numbers] = line.trim().split(",");
  if (numbers.length !== 4 || numbers.some((text) => text === "")) return [];
  const [denominator = 0, numerator = 0, performance = 0, scale = 1] = numbers.map(Number);
  return [{ state, indicator, period, denominator, numerator, performance, scale }];
}

/** Every complete row of the publication. */
export const published: readonly Published[] = observed.split("\n").slice(1).flatMap(readRow);

/** The newest published values for an indicator, in its own unit; undefined where nothing is published. */
export function newestPublished({ id, measure, multiplier }: Pick<Indicator, "id" | "measure" | "multiplier">) {
  const own = published.filter(({ indicator }) => indicator === id);
  const [period] = own.map((one) => one.period).sort((left, right) => (left < right ? 1 : -1));
  const states = own
    .filter((one) => one.period === period)
    .flatMap(({ state, numerator, denominator }) => {
      const value = computedValue(measure, multiplier, numerator, denominator);
      return value === null ? [] : [{ state, value }];
    })
    .sort((left, right) => left.value - right.value || (left.state < right.state ? -1 : 1));
  return period === undefined || states.length === 0 ? undefined : { period, states };
}
