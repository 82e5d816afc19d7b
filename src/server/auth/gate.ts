import type { Contract } from "../../contracts/contract.ts";
import type { SignedIn } from "../actor.ts";
import type { GeneralCode } from "../failure.ts";

function namesAssessment(input: unknown): string | undefined {
  const value = (input as { assessmentId?: unknown } | null | undefined)?.assessmentId;
  return typeof value === "string" ? value : undefined;
}

/**
 * Why somebody who has signed in may not use a route at all: the second factor or a password of one's own is owed, or the screen is lent to a family
 * and the route is not one of the few of its assessment. Undefined when the route's own rules decide.
 */
export function refusalAtGate(contract: Contract, signedIn: SignedIn, input: unknown): GeneralCode | undefined {
  if (contract.kind === "endpoint" && contract.access === "public") return undefined;
  if (signedIn.stage !== "open") {
    if (contract.kind === "endpoint" && contract.beforeSecondFactor) return undefined;
    if (signedIn.stage !== "new_password") return "second_factor_needed";
    return contract.kind === "endpoint" && contract.withGivenPassword ? undefined : "own_password_needed";
  }
  if (signedIn.familyMode === null) return undefined;
  if (!contract.familyMode) return "screen_lent";
  if (contract.kind === "endpoint") return undefined;
  return namesAssessment(input) === signedIn.familyMode.assessmentId ? undefined : "not_found";
}
