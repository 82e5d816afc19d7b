import { accepted, type Result, refused } from "../result.ts";
import { findIndicator } from "./indicators.ts";

/** What an agency wants an indicator to reach, and the parameters it chose. */
export interface Target {
  readonly target: number | null;
  readonly parameters: Readonly<Record<string, number>>;
  readonly version: number;
}

type TargetFailure =
  | { readonly code: "unknown_indicator" }
  | { readonly code: "parameter_not_editable"; readonly parameter: string }
  | {
      readonly code: "parameter_out_of_range";
      readonly parameter: string;
      readonly lowest: number;
      readonly highest: number;
    }
  | { readonly code: "target_changed" };

interface SetTarget {
  readonly indicator: string;
  readonly baseVersion: number;
  readonly target: number | null;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Sets a goal, and the parameters that no source fixes; whoever saw an older goal looks again first. */
export function setTarget(before: Target | undefined, asked: SetTarget): Result<Target, TargetFailure> {
  const indicator = findIndicator(asked.indicator);
  if (!indicator) return refused({ code: "unknown_indicator" });
  if ((before?.version ?? 0) !== asked.baseVersion) return refused({ code: "target_changed" });
  for (const [id, value] of Object.entries(asked.parameters)) {
    const parameter = indicator.parameters.find((one) => one.id === id);
    if (!parameter?.editable) return refused({ code: "parameter_not_editable", parameter: parameter?.label.es ?? id });
    const { lowest, highest } = parameter;
    if (!Number.isInteger(value) || value < lowest || value > highest) {
      return refused({ code: "parameter_out_of_range", parameter: parameter.label.es, lowest, highest });
    }
  }
  return accepted({ target: asked.target, parameters: asked.parameters, version: asked.baseVersion + 1 });
}
