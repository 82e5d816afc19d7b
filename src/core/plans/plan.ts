import type { IsoDate } from "../calendar/dates.ts";
import type { ProgrammePack } from "../packs/pack.ts";
import { checkAgreement, refusalEffect } from "../packs/planRules.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type FieldConflict, type StaleFailure, staleEdit } from "../stale.ts";
import { type GoalState, isOpenGoal, type PlanFailure, planObstacle } from "./goal.ts";

export const planStates = ["draft", "agreed", "refused"] as const;
export type PlanState = (typeof planStates)[number];

/** What drafting a plan must know of the case. */
export interface DraftSituation {
  readonly closedOn: IsoDate | null;
  /** Whether the case already has a plan that nobody refused. */
  readonly hasPlan: boolean;
  /** Instruments with a closed assessment in this case. */
  readonly instrumentsClosed: readonly string[];
  /** State of the assessment the plan grows from; undefined when it grows from none, null when it is not of this case. */
  readonly assessment: string | null | undefined;
}

export type DraftFailure =
  | { readonly code: "case_closed"; readonly closedOn: IsoDate }
  | { readonly code: "plan_already_begun" }
  | { readonly code: "assessment_needed"; readonly assessment: string }
  | { readonly code: "assessment_not_closed" };

/** Begins a plan once the programme's assessments for it are closed. */
export function draftPlan(
  pack: Pick<ProgrammePack, "plan">,
  situation: DraftSituation,
): Result<{ readonly state: "draft"; readonly version: 1 }, DraftFailure> {
  const { closedOn, hasPlan, assessment, instrumentsClosed } = situation;
  if (closedOn !== null) return refused({ code: "case_closed", closedOn });
  if (hasPlan) return refused({ code: "plan_already_begun" });
  const missing = pack.plan.assessments.find(
    ({ requiredBeforePlan, instrument }) =>
      requiredBeforePlan && instrument.value !== null && !instrumentsClosed.includes(instrument.value),
  );
  if (missing) return refused({ code: "assessment_needed", assessment: missing.id });
  if (assessment !== undefined && assessment !== "closed") return refused({ code: "assessment_not_closed" });
  return accepted({ state: "draft", version: 1 });
}

export interface GoalRead {
  readonly goalId: string;
  readonly words: string;
}

export interface Plan {
  readonly state: PlanState;
  readonly version: number;
  readonly goals: readonly (GoalRead & { readonly state: GoalState })[];
}

export interface PlanCase {
  readonly openedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly memberIds: readonly string[];
  readonly instrumentsClosed: readonly string[];
}

export interface AgreementGiven {
  readonly baseVersion: number;
  readonly kind: string;
  readonly agreedOn: IsoDate;
  readonly personIds: readonly string[];
  /** The goals as they were read aloud to the family. */
  readonly goals: readonly GoalRead[];
  readonly note: string;
}

type DayFailure =
  | { readonly code: "day_in_future" }
  | { readonly code: "day_before_opening"; readonly openedOn: IsoDate };

export type AgreeFailure =
  | PlanFailure
  | StaleFailure
  | DayFailure
  | { readonly code: "already_agreed" }
  | { readonly code: "unknown_agreement"; readonly agreement: string }
  | { readonly code: "nobody_agrees" }
  | { readonly code: "not_a_member" }
  | { readonly code: "too_few_goals"; readonly least: number };

function checkDay(day: IsoDate, openedOn: IsoDate, today: IsoDate): DayFailure | undefined {
  if (day > today) return { code: "day_in_future" };
  return day < openedOn ? { code: "day_before_opening", openedOn } : undefined;
}

/** Goals that were read in other words than they have now, or that only one side knows. */
function unlikeGoals(read: readonly GoalRead[], stored: readonly GoalRead[]): readonly FieldConflict[] {
  const ids = [...new Set([...stored, ...read].map(({ goalId }) => goalId))];
  const wordsIn = (goals: readonly GoalRead[], id: string) => goals.find(({ goalId }) => goalId === id)?.words ?? null;
  return ids
    .map((id) => ({ field: "goal", yours: wordsIn(read, id), theirs: wordsIn(stored, id) }))
    .filter(({ yours, theirs }) => yours !== theirs);
}

function staleAgreement(plan: Plan, { baseVersion, goals }: AgreementGiven): StaleFailure | undefined {
  const conflict = unlikeGoals(
    goals,
    plan.goals.filter(({ state }) => isOpenGoal(state)),
  );
  if (conflict.length > 0) return { code: "stale", conflict };
  return staleEdit({ base: baseVersion, current: plan.version }, []);
}

export interface AgreedPlan {
  readonly state: "agreed";
  readonly version: number;
  readonly agreementKind: string;
  readonly agreedOn: IsoDate;
  readonly agreedBy: readonly string[];
  readonly note: string;
}

/**
 * The family agrees to the plan, in one of the programme's ways and to exactly the goals that were read to it: a goal
 * changed meanwhile makes the agreement stale.
 */
export function agreePlan(
  pack: ProgrammePack,
  { plan, situation }: { readonly plan: Plan; readonly situation: PlanCase },
  given: AgreementGiven,
  today: IsoDate,
): Result<AgreedPlan, AgreeFailure> {
  const obstacle = planObstacle({ state: plan.state, closedOn: situation.closedOn });
  if (obstacle) return refused(obstacle);
  if (plan.state === "agreed") return refused({ code: "already_agreed" });
  const stale = staleAgreement(plan, given);
  if (stale) return refused(stale);
  const wrong = checkDay(given.agreedOn, situation.openedOn, today) ?? checkSigners(given, situation);
  if (wrong) return refused(wrong);
  const least = Math.max(1, pack.plan.priorities.least);
  if (given.goals.length < least) return refused({ code: "too_few_goals", least });
  const allowed = checkAgreement(pack, given.kind, situation.instrumentsClosed);
  if (!allowed.ok && allowed.failure.code === "agreement_unknown") {
    return refused({ code: "unknown_agreement", agreement: given.kind });
  }
  return accepted({
    state: "agreed",
    version: plan.version + 1,
    agreementKind: given.kind,
    agreedOn: given.agreedOn,
    agreedBy: [...new Set(given.personIds)],
    note: given.note.trim(),
  });
}

function checkSigners(
  { personIds }: AgreementGiven,
  { memberIds }: PlanCase,
): { readonly code: "nobody_agrees" } | { readonly code: "not_a_member" } | undefined {
  if (personIds.length === 0) return { code: "nobody_agrees" };
  return personIds.every((id) => memberIds.includes(id)) ? undefined : { code: "not_a_member" };
}

export type RefuseFailure = PlanFailure | StaleFailure | DayFailure | { readonly code: "already_agreed" };

export interface RefusedPlan {
  readonly state: "refused";
  readonly version: number;
  readonly refusedOn: IsoDate;
  readonly reason: string;
  /** The stage the programme sends the family to; null when refusing has no effect. */
  readonly moveTo: string | null;
}

/** The family does not accept the plan; what follows is the programme's rule. */
export function refusePlan(
  pack: ProgrammePack,
  { plan, situation }: { readonly plan: Plan; readonly situation: Pick<PlanCase, "openedOn" | "closedOn"> },
  given: { readonly baseVersion: number; readonly refusedOn: IsoDate; readonly reason: string },
  today: IsoDate,
): Result<RefusedPlan, RefuseFailure> {
  const obstacle = planObstacle({ state: plan.state, closedOn: situation.closedOn });
  if (obstacle) return refused(obstacle);
  if (plan.state === "agreed") return refused({ code: "already_agreed" });
  const stale = staleEdit({ base: given.baseVersion, current: plan.version }, []);
  const wrong = stale ?? checkDay(given.refusedOn, situation.openedOn, today);
  if (wrong) return refused(wrong);
  const effect = refusalEffect(pack);
  return accepted({
    state: "refused",
    version: plan.version + 1,
    refusedOn: given.refusedOn,
    reason: given.reason.trim(),
    moveTo: effect.effect === "move" ? effect.to : null,
  });
}
