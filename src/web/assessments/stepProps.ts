import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { Shown } from "./useAnswering.ts";

/** What every step of an assessment is given. */
export interface StepProps {
  readonly shown: Shown;
  readonly compiled: CompiledInstrument;
}

/** Whether family and team both answer, so that there is something to compare and to talk about. */
export function isJoint({ definition }: CompiledInstrument): boolean {
  return definition.raters.includes("family") && definition.raters.includes("team");
}
