import { ROLES } from "../access/policy.ts";

/** The roles a pack may name in its own words: those that can be granted. */
export const packRoles = ROLES;

/** With whom a session is held. */
export const sessionLevels = ["individual", "family", "group", "community"] as const;

/** How a family is spoken to. */
export const addressForms = ["tu", "usted", "vos"] as const;

/** What may happen in any programme and start, meet or stop a term. `of` names which one, where there are several. */
export const packEvents = [
  "referral_received",
  "case_opened",
  "assessment_closed",
  "plan_agreed",
  "session_held",
  "decision_taken",
  "document_issued",
  "case_closed",
] as const;

/** How an intake may end. */
export const outcomeKinds = ["accept", "redirect", "decline", "wait"] as const;

/** A stage is worked in, rests, or ends the accompaniment. */
export const stageKinds = ["active", "paused", "closed"] as const;

/** What a closing says about the way it went; screens group by it. */
export const closingResults = ["achieved", "continues_elsewhere", "ended_by_family", "escalated", "other"] as const;

/** How an agreement is given. */
export const agreementForms = ["signature", "verbal", "digital"] as const;

/** What not agreeing to the plan does. */
export const refusalEffects = ["none", "move"] as const;

/** The figures the product can compute; a pack chooses and names them. */
export const measures = [
  "families_by_stage",
  "families_by_closing",
  "dimension_change",
  "goals_achieved",
  "sessions_held",
  "families_without_session",
  "plans_agreed",
  "deadlines_met",
  "referrals_by_outcome",
] as const;

/** Who must be heard before a decision. */
export const heardPeople = ["child", "parents", "household_adults"] as const;

/** What an instrument is used for. */
export const assessmentUses = ["shared", "screening", "reasons", "satisfaction"] as const;

/** Kinds of facts a programme may ask at intake. */
export const factTypes = ["boolean", "number", "date", "choice"] as const;
