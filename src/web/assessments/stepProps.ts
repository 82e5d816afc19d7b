import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { Shown } from "./useAnswering.ts";

/** What every step of an assessment is given. */
export interface StepProps {
  readonly shown: Shown;
  readonly compiled: CompiledInstrument;
}
