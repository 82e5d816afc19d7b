import { type RawBuilder, sql } from "kysely";
import { type Actor, isActive, POLICY, ruleOf } from "../../core/access/policy.ts";
import { compilePredicate } from "../access/predicate.ts";

/** Where the numbers are counted from. */
export interface Tables {
  readonly families: RawBuilder<unknown>;
  readonly cases: RawBuilder<unknown>;
  readonly deadlines: RawBuilder<unknown>;
  readonly assessments: RawBuilder<unknown>;
  readonly scores: RawBuilder<unknown>;
  readonly referrals: RawBuilder<unknown>;
  /** Which referrals count, when they are called `referral`. */
  readonly countedReferral: RawBuilder<unknown>;
}

/** True for whoever holds results somewhere without the families behind them. */
function countsUnseen(actor: Actor): boolean {
  return actor.grants.some(
    (grant) =>
      isActive(grant, actor) &&
      ruleOf(POLICY, grant.role, "results.read") !== undefined &&
      ruleOf(POLICY, grant.role, "household.read") === undefined,
  );
}

/** Rows a person sees: lists that name families are made of them. */
export function tablesSeen(actor: Actor): Tables {
  return {
    families: sql`household`,
    cases: sql`case_file`,
    deadlines: sql`deadline`,
    assessments: sql`assessment`,
    scores: sql`assessment_score`,
    referrals: sql`referral`,
    countedReferral: sql`${compilePredicate(actor, "referral.read", "referral")}`,
  };
}

/** The tables of rows a person sees, or, for whoever may count more than they see, the counted columns alone. */
export function tablesFor(actor: Actor): Tables {
  if (!countsUnseen(actor)) return tablesSeen(actor);
  return {
    families: sql`app.counted_families()`,
    cases: sql`app.counted_cases()`,
    deadlines: sql`app.counted_deadlines()`,
    assessments: sql`app.counted_assessments()`,
    scores: sql`app.counted_scores()`,
    referrals: sql`app.counted_referrals()`,
    countedReferral: sql`true`,
  };
}
