import { accepted, type Result, refused } from "../result.ts";
import type { ProgrammePack } from "./pack.ts";

export type PriorityFailure =
  | { readonly code: "too_few_priorities"; readonly least: number; readonly found: number }
  | { readonly code: "too_many_priorities"; readonly most: number; readonly found: number };

/** Checks the number of priorities of a plan. While the programme does not say a maximum, there is none. */
export function checkPriorities(pack: ProgrammePack, found: number): Result<number, PriorityFailure> {
  const { least, most } = pack.plan.priorities;
  if (found < least) return refused({ code: "too_few_priorities", least, found });
  if (most.value !== null && found > most.value) {
    return refused({ code: "too_many_priorities", most: most.value, found });
  }
  return accepted(found);
}

export type AgreementFailure =
  | { readonly code: "agreement_unknown"; readonly agreement: string }
  | { readonly code: "plan_needs_assessment"; readonly assessment: string };

/** Checks that a plan may be agreed this way and that the programme's assessments were done before. */
export function checkAgreement(
  pack: ProgrammePack,
  agreement: string,
  instrumentsClosed: readonly string[],
): Result<string, AgreementFailure> {
  if (pack.plan.agreements.every((known) => known.id !== agreement)) {
    return refused({ code: "agreement_unknown", agreement });
  }
  const missing = pack.plan.assessments.find(
    ({ requiredBeforePlan, instrument }) =>
      requiredBeforePlan && instrument.value !== null && !instrumentsClosed.includes(instrument.value),
  );
  return missing ? refused({ code: "plan_needs_assessment", assessment: missing.id }) : accepted(agreement);
}

/** What happens when the family does not agree to the plan: nothing, or a stage to move to. */
export function refusalEffect(
  pack: ProgrammePack,
): { readonly effect: "none" } | { readonly effect: "move"; readonly to: string } {
  const { effect, to } = pack.plan.refusal;
  return effect === "move" && to !== null ? { effect, to } : { effect: "none" };
}

/** The instrument family and team answer together; undefined while it is pending. */
export function sharedInstrument(pack: ProgrammePack): string | undefined {
  const shared = pack.plan.assessments.find(({ use, instrument }) => use === "shared" && instrument.value !== null);
  return shared?.instrument.value ?? undefined;
}
