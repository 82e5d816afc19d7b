import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type StaleFailure, staleEdit } from "../stale.ts";
import { type PlanFailure, type PlanSituation, planObstacle } from "./goal.ts";

/** What somebody does for a goal, and by when. */
export interface GoalAction {
  readonly what: string;
  readonly who: string;
  readonly dueOn: IsoDate | null;
  readonly doneOn: IsoDate | null;
  readonly version: number;
}

export interface ActionWords {
  readonly what: string;
  readonly who: string;
  readonly dueOn: IsoDate | null;
}

type Situation = Pick<PlanSituation, "state" | "closedOn">;

/** An action enters a goal, not done yet. */
export function addAction(situation: Situation, action: ActionWords): Result<GoalAction, PlanFailure> {
  const obstacle = planObstacle(situation);
  if (obstacle) return refused(obstacle);
  const { what, who, dueOn } = action;
  return accepted({ what: what.trim(), who: who.trim(), dueOn, doneOn: null, version: 1 });
}

/** Corrects what is done, by whom or by when. */
export function editAction(
  situation: Situation,
  action: GoalAction,
  edit: ActionWords & { readonly baseVersion: number },
): Result<GoalAction, PlanFailure | StaleFailure> {
  const obstacle = planObstacle(situation);
  if (obstacle) return refused(obstacle);
  const next = { what: edit.what.trim(), who: edit.who.trim(), dueOn: edit.dueOn };
  const stale = staleEdit({ base: edit.baseVersion, current: action.version }, [
    { field: "what", yours: next.what, theirs: action.what },
    { field: "who", yours: next.who, theirs: action.who },
    { field: "dueOn", yours: next.dueOn, theirs: action.dueOn },
  ]);
  if (stale) return refused(stale);
  return accepted({ ...action, ...next, version: action.version + 1 });
}

export type CompleteActionFailure = PlanFailure | StaleFailure | { readonly code: "day_in_future" };

/** Says on which day an action was done, or (with null) that it is not done after all. */
export function completeAction(
  situation: Situation,
  action: GoalAction,
  done: { readonly doneOn: IsoDate | null; readonly baseVersion: number },
  today: IsoDate,
): Result<GoalAction, CompleteActionFailure> {
  const obstacle = planObstacle(situation);
  if (obstacle) return refused(obstacle);
  const stale = staleEdit({ base: done.baseVersion, current: action.version }, [
    { field: "doneOn", yours: done.doneOn, theirs: action.doneOn },
  ]);
  if (stale) return refused(stale);
  if (done.doneOn !== null && done.doneOn > today) return refused({ code: "day_in_future" });
  return accepted({ ...action, doneOn: done.doneOn, version: action.version + 1 });
}
