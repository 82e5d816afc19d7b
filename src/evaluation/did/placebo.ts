import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { aggregateSimple, type Summary } from "./aggregate.ts";
import { type AttGt, type AttGtOptions, attgt } from "./attgt.ts";
import { type DidRows, distinctAt } from "./sample.ts";

export interface PlaceboDate {
  /** Mean "effect" of the periods between the invented start and the true one; near 0 when nothing happened then. */
  readonly effect: Summary;
  readonly result: AttGt;
}

/**
 * Pretends that every group began `earlier` periods sooner and looks only at rows before the true start (and its
 * anticipation): an effect found there cannot come from the programme.
 * Fails as `attgt` does, with `malformed_input` when `earlier` is not a whole number above 0 and with `no_treated_group`
 * when no group has enough periods before it.
 */
export function placeboDate(
  data: DidRows,
  options: AttGtOptions,
  earlier: number,
): Result<PlaceboDate, EvaluationFailure> {
  if (!(Number.isInteger(earlier) && earlier > 0)) {
    return refused({ code: "malformed_input", field: "earlier", expected: "whole_number_above_0" });
  }
  const known = Int32Array.from(data.time.keys()).filter((row) => !Number.isNaN(data.time[row] as number));
  const periods = distinctAt(data.time, known);
  const moved = (start: number): number => {
    const at = periods.findIndex((period) => period >= start);
    return (at < 0 ? undefined : periods[at - earlier]) ?? Number.NaN;
  };
  const last = periods.at(-1) ?? 0;
  const starts = data.group.map((start) => (start === 0 || start > last ? 0 : moved(start)));
  const result = attgt({ ...data, group: starts }, { ...options, panel: options.panel });
  if (!result.ok) return result;
  const { cells, influence, ...rest } = result.value;
  const untouched = cells.map(({ g, t }) => {
    const at = periods.indexOf(g) + earlier;
    return t + options.anticipation < (periods[at] ?? Number.POSITIVE_INFINITY);
  });
  const kept = {
    ...rest,
    cells: cells.filter((_, place) => untouched[place]),
    influence: influence.filter((_, place) => untouched[place]),
  };
  const effect = aggregateSimple(kept);
  return effect ? accepted({ effect, result: kept }) : refused({ code: "no_treated_group" });
}
