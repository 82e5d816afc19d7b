import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** Money (or effects) that falls `year` years after the reference date; parts of a year are allowed. */
export interface Flow {
  readonly year: number;
  readonly amount: number;
}

/**
 * Present value of flows at a yearly rate (0.03 = 3 %): sum of amount / (1 + rate)^year.
 * Fails with `not_a_number` (row = place of the flow), `negative_time` or `out_of_range` (rate not above -1).
 */
export function discount(flows: readonly Flow[], rate: number): Result<number, EvaluationFailure> {
  if (!(rate > -1 && Number.isFinite(rate))) {
    return refused({ code: "out_of_range", field: "rate", least: -1, most: Number.MAX_VALUE });
  }
  let total = 0;
  for (const [place, { year, amount }] of flows.entries()) {
    if (!Number.isFinite(amount)) return refused({ code: "not_a_number", column: "amount", row: place + 1 });
    if (!Number.isFinite(year)) return refused({ code: "not_a_number", column: "year", row: place + 1 });
    if (year < 0) return refused({ code: "negative_time", row: place + 1 });
    total += amount / (1 + rate) ** year;
  }
  return accepted(total);
}
