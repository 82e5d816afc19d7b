import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean, sum } from "../numeric/sums.ts";

export interface ArmAttrition {
  readonly arm: "treated" | "control";
  readonly assigned: number;
  readonly observed: number;
  readonly missing: number;
  readonly shareMissing: number;
  readonly mean: number | null;
}

/** Effects that are possible when nothing is known of those who did not answer. */
export interface AttritionAnswer {
  readonly arms: readonly [ArmAttrition, ArmAttrition];
  /** Difference of the means of those who answered; null when an arm is empty. */
  readonly difference: number | null;
  /** With every missing outcome at the end of the range that speaks most against, or most for, the programme. */
  readonly worst: readonly [lower: number, upper: number] | null;
  /** Trimmed to the arm that answered less, if the programme moves answering in one direction only (Lee 2009). */
  readonly lee: readonly [lower: number, upper: number] | null;
}

function armOf(
  y: Float64Array,
  treat: Float64Array,
  arm: "treated" | "control",
): ArmAttrition & { readonly values: Float64Array } {
  const all = y.filter((_, row) => treat[row] === (arm === "treated" ? 1 : 0));
  const values = all.filter((value) => Number.isFinite(value)).sort();
  const missing = all.length - values.length;
  const share = all.length > 0 ? missing / all.length : 0;
  const middle = values.length > 0 ? mean(values) : null;
  return { arm, assigned: all.length, observed: values.length, missing, shareMissing: share, mean: middle, values };
}

/** Mean after leaving out this share of the sorted values, from above or from below; the value at the cut counts in part. */
function trimmedMean(sorted: Float64Array, share: number, from: "above" | "below"): number {
  const values = from === "above" ? sorted : sorted.slice().reverse();
  const kept = (1 - share) * values.length;
  const whole = Math.floor(kept);
  const part = kept - whole;
  return (sum(values.slice(0, whole)) + part * (values[whole] ?? 0)) / kept;
}

type Arm = ReturnType<typeof armOf>;

function leeBounds(treated: Arm, control: Arm): readonly [number, number] | null {
  const answered = [1 - treated.shareMissing, 1 - control.shareMissing] as const;
  if (treated.mean === null || control.mean === null) return null;
  const share = 1 - Math.min(...answered) / Math.max(...answered);
  if (answered[0] >= answered[1]) {
    const trimmed = (from: "above" | "below") => trimmedMean(treated.values, share, from) - (control.mean ?? 0);
    return [trimmed("above"), trimmed("below")];
  }
  const trimmed = (from: "above" | "below") => (treated.mean ?? 0) - trimmedMean(control.values, share, from);
  return [trimmed("below"), trimmed("above")];
}

function shown({ values: _, ...arm }: Arm): ArmAttrition {
  return arm;
}

/**
 * Who did not answer, by arm, and how far the difference of means could lie for it: worst-case bounds when the outcome has a
 * `range` (Horowitz and Manski 2000), and trimming bounds (Lee 2009, Review of Economic Studies 76:1071-1102). `treat` is 0
 * or 1 (rows where it is missing are left out), a missing `y` is NaN.
 */
export function attrition(
  y: Float64Array,
  treat: Float64Array,
  range?: readonly [least: number, most: number],
): Result<AttritionAnswer, EvaluationFailure> {
  const [treated, control] = [armOf(y, treat, "treated"), armOf(y, treat, "control")];
  if (treated.assigned === 0 || control.assigned === 0) return refused({ code: "constant_treatment", column: "treat" });
  if (range && [...treated.values, ...control.values].some((value) => value < range[0] || value > range[1])) {
    return refused({ code: "out_of_range", field: "y", least: range[0], most: range[1] });
  }
  const filled = ({ observed, assigned, missing, mean: middle }: Arm, value: number) =>
    ((middle ?? 0) * observed + missing * value) / assigned;
  const worst = range
    ? ([
        filled(treated, range[0]) - filled(control, range[1]),
        filled(treated, range[1]) - filled(control, range[0]),
      ] as const)
    : null;
  const difference = treated.mean === null || control.mean === null ? null : treated.mean - control.mean;
  return accepted({ arms: [shown(treated), shown(control)], difference, worst, lee: leeBounds(treated, control) });
}
