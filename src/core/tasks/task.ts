import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type StaleFailure, staleEdit } from "../stale.ts";

export const taskStates = ["open", "done", "cancelled"] as const;
export type TaskState = (typeof taskStates)[number];

export interface Task {
  readonly state: TaskState;
  readonly doneOn: IsoDate | null;
  readonly version: number;
}

export interface NewTask {
  readonly title: string;
  readonly who: string;
  readonly dueOn: IsoDate | null;
}

/** A task is given to nobody of the team, or to somebody who works with the family. */
export function addTask(
  assignee: "nobody" | "in_team" | "stranger",
  task: NewTask,
): Result<NewTask, { readonly code: "not_in_team" }> {
  if (assignee === "stranger") return refused({ code: "not_in_team" });
  return accepted({ title: task.title.trim(), who: task.who.trim(), dueOn: task.dueOn });
}

export type CompleteFailure = StaleFailure | { readonly code: "not_open" } | { readonly code: "day_in_future" };

/** Closes an open task: done on a day, or no longer needed. */
export function completeTask(
  task: Task,
  given: { readonly baseVersion: number; readonly outcome: "done" | "cancelled"; readonly doneOn: IsoDate },
  today: IsoDate,
): Result<Task, CompleteFailure> {
  const stale = staleEdit({ base: given.baseVersion, current: task.version }, [
    { field: "state", yours: given.outcome, theirs: task.state },
  ]);
  if (stale) return refused(stale);
  if (task.state !== "open") return refused({ code: "not_open" });
  if (given.doneOn > today) return refused({ code: "day_in_future" });
  return accepted({ state: given.outcome, doneOn: given.doneOn, version: task.version + 1 });
}
