import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type StaleFailure, staleEdit } from "../stale.ts";

export const goalStates = ["to_start", "under_way", "achieved", "dropped"] as const;
export type GoalState = (typeof goalStates)[number];

/** Where a goal may go. An achieved goal can be taken up again; a dropped one starts again. */
export const goalTransitions = {
  to_start: ["under_way", "achieved", "dropped"],
  under_way: ["to_start", "achieved", "dropped"],
  achieved: ["under_way"],
  dropped: ["to_start"],
} as const satisfies Record<GoalState, readonly GoalState[]>;

/** Goals that still ask for work; the programme's maximum counts these. */
export function isOpenGoal(state: GoalState): boolean {
  return state === "to_start" || state === "under_way";
}

export interface Goal {
  readonly words: string;
  readonly dimension: string | null;
  readonly item: string | null;
  readonly state: GoalState;
  readonly version: number;
}

/** What a change of a plan must know of the plan and its case. */
export interface PlanSituation {
  readonly state: "draft" | "agreed" | "refused";
  readonly closedOn: IsoDate | null;
  readonly openGoals: number;
  /** Most open goals the programme allows; null while it does not say. */
  readonly mostGoals: number | null;
}

export type PlanFailure =
  | { readonly code: "case_closed"; readonly closedOn: IsoDate }
  | { readonly code: "plan_refused" };
export interface TooManyGoals {
  readonly code: "too_many_goals";
  readonly most: number;
}

/** Why nothing of this plan may change any more; undefined while it may. */
export function planObstacle({ closedOn, state }: Pick<PlanSituation, "closedOn" | "state">): PlanFailure | undefined {
  if (closedOn !== null) return { code: "case_closed", closedOn };
  return state === "refused" ? { code: "plan_refused" } : undefined;
}

function full({ openGoals, mostGoals }: PlanSituation): TooManyGoals | undefined {
  return mostGoals !== null && openGoals >= mostGoals ? { code: "too_many_goals", most: mostGoals } : undefined;
}

export interface GoalWords {
  readonly words: string;
  readonly dimension: string | null;
  readonly item: string | null;
}

/** A goal enters the plan in the family's words, to be started. */
export function addGoal(situation: PlanSituation, goal: GoalWords): Result<Goal, PlanFailure | TooManyGoals> {
  const obstacle = planObstacle(situation) ?? full(situation);
  if (obstacle) return refused(obstacle);
  return accepted({ ...tidy(goal), state: "to_start", version: 1 });
}

function tidy({ words, dimension, item }: GoalWords): GoalWords {
  return { words: words.trim(), dimension, item };
}

/** A goal as it was and as it is now. */
export interface GoalChange {
  readonly before: Goal;
  readonly after: Goal;
}

/** Changes the words of a goal or what it is meant to improve. */
export function editGoal(
  situation: PlanSituation,
  goal: Goal,
  edit: GoalWords & { readonly baseVersion: number },
): Result<GoalChange, PlanFailure | StaleFailure> {
  const obstacle = planObstacle(situation);
  if (obstacle) return refused(obstacle);
  const next = tidy(edit);
  const stale = staleEdit({ base: edit.baseVersion, current: goal.version }, [
    { field: "words", yours: next.words, theirs: goal.words },
    { field: "dimension", yours: next.dimension, theirs: goal.dimension },
    { field: "item", yours: next.item, theirs: goal.item },
  ]);
  if (stale) return refused(stale);
  return accepted({ before: goal, after: { ...goal, ...next, version: goal.version + 1 } });
}

export type MoveFailure =
  | PlanFailure
  | TooManyGoals
  | StaleFailure
  | { readonly code: "plan_not_agreed" }
  | { readonly code: "move_not_allowed"; readonly from: GoalState; readonly to: GoalState };

/** Moves a goal on the board. While a plan is being prepared, goals are only left out of it or taken in again. */
export function moveGoal(
  situation: PlanSituation,
  goal: Goal,
  move: { readonly to: GoalState; readonly baseVersion: number },
): Result<GoalChange, MoveFailure> {
  const obstacle = planObstacle(situation);
  if (obstacle) return refused(obstacle);
  const leavesOrReturns = move.to === "dropped" || goal.state === "dropped";
  if (situation.state !== "agreed" && !leavesOrReturns) return refused({ code: "plan_not_agreed" });
  const stale = staleEdit({ base: move.baseVersion, current: goal.version }, [
    { field: "state", yours: move.to, theirs: goal.state },
  ]);
  if (stale) return refused(stale);
  const allowed: readonly GoalState[] = goalTransitions[goal.state];
  if (!allowed.includes(move.to)) return refused({ code: "move_not_allowed", from: goal.state, to: move.to });
  const reopens = !isOpenGoal(goal.state) && isOpenGoal(move.to);
  const limit = reopens ? full(situation) : undefined;
  if (limit) return refused(limit);
  return accepted({ before: goal, after: { ...goal, state: move.to, version: goal.version + 1 } });
}
