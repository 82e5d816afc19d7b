import type { ProgrammePack } from "../packs/pack.ts";
import { accepted, type Result, refused } from "../result.ts";
import { openQuestions, type Referral, type ReferralState, type StaleFailure } from "./referral.ts";

export interface DecisionInput {
  readonly baseVersion: number;
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly explanation: string;
  readonly redirectedTo?: string;
}

/** A reasoned decision; `state` stays `screened` when the family waits. */
export interface Decision {
  readonly state: ReferralState;
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly explanation: string;
  readonly redirectedTo: string | null;
}

export type DecisionFailure =
  | StaleFailure
  | { readonly code: "already_decided" }
  | { readonly code: "not_screened"; readonly details: { readonly questions: readonly string[] } }
  | { readonly code: "unknown_outcome" }
  | { readonly code: "unknown_reason" }
  | { readonly code: "reasons_missing" }
  | { readonly code: "explanation_missing" }
  | { readonly code: "destination_missing" };

const stateOf = { accept: "accepted", redirect: "redirected", decline: "declined", wait: "screened" } as const;

/** Every outcome carries reasons; one the rules did not propose is explained; nobody is redirected to nowhere. */
export function decideReferral(
  { referral, pack }: { readonly referral: Referral; readonly pack: ProgrammePack },
  input: DecisionInput,
): Result<Decision, DecisionFailure> {
  if (referral.state !== "received" && referral.state !== "screened") return refused({ code: "already_decided" });
  const questions = openQuestions(pack, referral.facts);
  if (!referral.screening || questions.length > 0) return refused({ code: "not_screened", details: { questions } });
  if (input.baseVersion !== referral.version) return refused({ code: "stale", conflict: [] });
  const outcome = pack.entry.outcomes.find((candidate) => candidate.id === input.outcome);
  if (!outcome) return refused({ code: "unknown_outcome" });
  if (input.reasons.some((reason) => !outcome.reasons.includes(reason))) return refused({ code: "unknown_reason" });
  const explanation = input.explanation.trim();
  const proposed = referral.screening.proposed === outcome.id;
  if (!proposed && explanation === "") return refused({ code: "explanation_missing" });
  const reasonsNeeded = outcome.kind !== "accept" || outcome.reasons.length > 0;
  if (reasonsNeeded && input.reasons.length === 0 && explanation === "") return refused({ code: "reasons_missing" });
  const redirectedTo = input.redirectedTo?.trim() || null;
  if (outcome.kind === "redirect" && redirectedTo === null) return refused({ code: "destination_missing" });
  return accepted({
    state: stateOf[outcome.kind],
    outcome: outcome.id,
    reasons: [...new Set(input.reasons)],
    explanation,
    redirectedTo: outcome.kind === "redirect" ? redirectedTo : null,
  });
}
