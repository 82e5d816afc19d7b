import { accepted, type Result, refused } from "../result.ts";
import { checkTask, type TaskFailure } from "./checkTask.ts";
import type { WrittenTask } from "./contents.ts";
import { TASK_WORDS } from "./kindWords.ts";
import { NEEDED, type StudySituation, tasksOf } from "./tasks.ts";
import { STUDY_STATES, type StudyState } from "./words.ts";

/** What changes a study must know of it. */
export interface VersionedStudy extends StudySituation {
  readonly version: number;
}

type Stale = { readonly code: "stale_version" };
type Frozen = { readonly code: "plan_frozen" };
type Drawn = { readonly code: "drawn_already" };

/** Whether a study may move from one state to another. */
export function mayBecome(from: StudyState, to: StudyState): boolean {
  return (STUDY_STATES[from] as readonly StudyState[]).includes(to);
}

/** Refuses a change of a registered plan, and one made on an older version than the one stored. */
export function changeOfPlan(
  study: Pick<VersionedStudy, "state" | "version">,
  baseVersion: number,
): Stale | Frozen | undefined {
  if (study.state !== "draft") return { code: "plan_frozen" };
  return study.version === baseVersion ? undefined : { code: "stale_version" };
}

/** Who takes part and how they are divided stays as it was when lots were drawn. */
export function changeOfDrawn({ drawn }: Pick<StudySituation, "drawn">): Drawn | undefined {
  return drawn ? { code: "drawn_already" } : undefined;
}

/** Whether lots may be drawn for a study. */
export function mayDraw(
  study: VersionedStudy,
  baseVersion: number,
): Result<true, Stale | Frozen | Drawn | { readonly code: "no_snapshot" } | { readonly code: "not_a_lottery" }> {
  const hindrance = changeOfPlan(study, baseVersion) ?? changeOfDrawn(study);
  if (hindrance) return refused(hindrance);
  const { design, population } = study.contents;
  const byLot = population?.from === "records" && population.arms.by === "draw";
  if (!byLot || design?.comparison.design !== "waiting_list_lottery") return refused({ code: "not_a_lottery" });
  return study.hasRows ? accepted(true) : refused({ code: "no_snapshot" });
}

/** Keeps a task, whole or half done. Money may still be written after the registration: it is told apart from the plan. */
export function saveTask(
  study: VersionedStudy,
  { task, baseVersion }: { readonly task: WrittenTask; readonly baseVersion: number },
): Result<WrittenTask, Stale | Frozen | Drawn | TaskFailure> {
  const state = task.task === "costs" && study.state !== "abandoned" ? "draft" : study.state;
  const settled = task.task === "population" || task.task === "design" ? changeOfDrawn(study) : undefined;
  const hindrance = changeOfPlan({ ...study, state }, baseVersion) ?? settled ?? checkTask(task, study);
  return hindrance ? refused(hindrance) : accepted(task);
}

/** Fewest units that must look the same in what is known of them. */
export const FEWEST_ALIKE = 5;

/** Whether a plan may be registered: every task done and nobody so particular as to be recognised. */
export function mayFreeze(
  study: VersionedStudy,
  { baseVersion, smallestGroup }: { readonly baseVersion: number; readonly smallestGroup: number | null },
): Result<
  true,
  | Stale
  | Frozen
  | { readonly code: "tasks_open"; readonly tasks: string }
  | { readonly code: "few_alike"; readonly n: number; readonly needed: number }
> {
  const hindrance = changeOfPlan(study, baseVersion);
  if (hindrance) return refused(hindrance);
  const open = tasksOf(study).filter(({ task, complete }) => (NEEDED as readonly string[]).includes(task) && !complete);
  if (open.length > 0)
    return refused({ code: "tasks_open", tasks: open.map(({ task }) => TASK_WORDS[task].es).join(", ") });
  if (smallestGroup !== null && smallestGroup < FEWEST_ALIKE) {
    return refused({ code: "few_alike", n: smallestGroup, needed: FEWEST_ALIKE });
  }
  return accepted(true);
}

/** Whether a study may be left undone. */
export function mayAbandon(
  study: Pick<VersionedStudy, "state" | "version">,
  baseVersion: number,
): Result<true, Stale | { readonly code: "already_ended" }> {
  if (!mayBecome(study.state, "abandoned")) return refused({ code: "already_ended" });
  return study.version === baseVersion ? accepted(true) : refused({ code: "stale_version" });
}

/** Whether a study is to be computed now. */
export function mayRun(
  study: Pick<StudySituation, "state" | "computing">,
): Result<true, { readonly code: "not_frozen" } | { readonly code: "running_already" }> {
  if (study.state !== "frozen" && study.state !== "analysed") return refused({ code: "not_frozen" });
  return study.computing ? refused({ code: "running_already" }) : accepted(true);
}

/** Deviations are noted of a registered plan only. */
export function mayDeviate({ state }: Pick<StudySituation, "state">): Result<true, { readonly code: "not_frozen" }> {
  return state === "frozen" || state === "analysed" ? accepted(true) : refused({ code: "not_frozen" });
}
