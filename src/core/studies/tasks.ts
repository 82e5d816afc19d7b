import { type CheckedAgainst, checkTask } from "./checkTask.ts";
import type { QuestionContent, StudyContents, WrittenTask } from "./contents.ts";
import type { Note } from "./result.ts";
import { type NoteCode, note, taskComesFirst } from "./taskNotes.ts";
import type { StudyState, StudyTask, TaskState } from "./words.ts";

/** Everything the list of tasks depends on. */
export interface StudySituation extends CheckedAgainst {
  readonly state: StudyState;
  readonly contents: StudyContents;
  readonly hasRows: boolean;
  readonly drawn: boolean;
  /** Whether so few look alike that the plan may not be registered. */
  readonly fewAlike: boolean;
  /** Whether a computation waits or runs. */
  readonly computing: boolean;
}

export interface TaskStanding {
  readonly task: StudyTask;
  readonly state: TaskState;
  readonly notes: readonly Note[];
  /** Done as far as it goes, also where the registration has locked it. */
  readonly complete: boolean;
}

/** Tasks a plan must have done before it is registered, in the order they are proposed. */
export const NEEDED = [
  "question",
  "population",
  "design",
  "covariates",
  "power",
] as const satisfies readonly StudyTask[];
type Needed = (typeof NEEDED)[number];

function questionMissing({ question, unitWord, outcome, secondary }: QuestionContent): NoteCode[] {
  const missing: NoteCode[] = [];
  if (question.trim() === "") missing.push("question_missing");
  if (unitWord.trim() === "") missing.push("unit_missing");
  if (outcome === null) missing.push("outcome_missing");
  const times = [...(outcome ? [outcome] : []), ...secondary].filter(({ kind }) => kind === "time");
  if (times.some(({ ended, endedBy, horizon }) => ended === null || endedBy === null || horizon === null))
    missing.push("ending_missing");
  return missing;
}

/** What is still missing from a task that has something written, its columns apart. */
const MISSING: { readonly [Task in Needed]: (situation: StudySituation) => readonly NoteCode[] } = {
  question: ({ contents: { question } }) => (question ? questionMissing(question) : ["question_missing"]),
  population: ({ contents: { population }, hasRows }) => {
    if (!population) return ["population_missing"];
    if (!hasRows) return ["rows_missing"];
    return population.from === "table" && population.columns.length === 0 ? ["columns_missing"] : [];
  },
  design: ({ contents: { design, population }, drawn }) => {
    if (!design) return ["design_missing"];
    if (population?.from !== "records" || population.arms.by !== "draw") return [];
    if (design.comparison.design !== "waiting_list_lottery") return ["draw_needs_lottery"];
    return drawn ? [] : ["draw_missing"];
  },
  covariates: ({ contents: { covariates, design } }) => {
    if (!covariates) return ["covariates_missing"];
    const needed = design?.comparison.design === "matched_comparison" && covariates.covariates.length === 0;
    return needed ? ["covariates_needed"] : [];
  },
  power: ({ contents: { power } }) => {
    if (!power) return ["power_missing"];
    return power.read ? [] : ["power_unread"];
  },
};

function faultOf(situation: StudySituation, task: Needed | "costs"): readonly Note[] {
  const content = situation.contents[task];
  if (content === undefined) return [];
  const fault = checkTask({ task, content } as WrittenTask, situation);
  return fault ? [note(fault.code)] : [];
}

function plain(
  task: StudyTask,
  state: TaskState,
  notes: readonly Note[] = [],
  complete = state === "done",
): TaskStanding {
  return { task, state, notes, complete };
}

function neededTask(situation: StudySituation, task: Needed): TaskStanding {
  const notes = [...faultOf(situation, task), ...MISSING[task](situation).map(note)];
  const complete = notes.length === 0;
  if (situation.state !== "draft") {
    return plain(task, "locked", [note(situation.state === "abandoned" ? "abandoned" : "registered")], complete);
  }
  return plain(task, complete ? "done" : situation.contents[task] === undefined ? "open" : "started", notes, complete);
}

/** The power of a study can be told once it is known what is compared and how. */
function powerTask(situation: StudySituation, before: readonly TaskStanding[]): TaskStanding {
  const standing = neededTask(situation, "power");
  if (situation.state !== "draft") return standing;
  const first = before.filter(({ task, complete }) => (task === "question" || task === "design") && !complete);
  // The draw follows the power: how many families start now is decided knowing what would be seen.
  const waitsOnlyForDraw = (one: TaskStanding) => one.notes.every(({ code }) => code === "draw_missing");
  const missing = first.filter((one) => !waitsOnlyForDraw(one));
  if (missing.length === 0) return standing;
  return plain(
    "power",
    "locked",
    missing.map(({ task }) => taskComesFirst(task)),
  );
}

function registrationTask(situation: StudySituation, needed: readonly TaskStanding[]): TaskStanding {
  const { state, fewAlike } = situation;
  if (state === "frozen" || state === "analysed") return plain("registration", "done");
  if (state === "abandoned") return plain("registration", "locked", [note("abandoned")]);
  const missing = needed.filter(({ complete }) => !complete);
  if (missing.length > 0)
    return plain(
      "registration",
      "locked",
      missing.map(({ task }) => taskComesFirst(task)),
    );
  return fewAlike ? plain("registration", "locked", [note("few_alike")]) : plain("registration", "open");
}

function runTask({ state, computing }: StudySituation): TaskStanding {
  if (state === "analysed") return plain("run", "done");
  if (state === "frozen") return plain("run", computing ? "started" : "open");
  return plain("run", "locked", [note(state === "abandoned" ? "abandoned" : "not_registered")]);
}

function costsTask(situation: StudySituation): TaskStanding {
  if (situation.state === "abandoned") return plain("costs", "locked", [note("abandoned")]);
  const { costs } = situation.contents;
  if (costs === undefined || costs === null) return plain("costs", "open");
  const notes = faultOf(situation, "costs");
  return plain("costs", notes.length === 0 ? "done" : "started", notes);
}

/** Where every task of a study stands, with what is missing or why it is locked. */
export function tasksOf(situation: StudySituation): readonly TaskStanding[] {
  const before = NEEDED.filter((task) => task !== "power").map((task) => neededTask(situation, task));
  const needed = [...before, powerTask(situation, before)];
  const analysed = situation.state === "analysed";
  return [
    ...needed,
    registrationTask(situation, needed),
    runTask(situation),
    costsTask(situation),
    analysed ? plain("report", "done") : plain("report", "locked", [note("no_result")]),
  ];
}

/** How many tasks are done. */
export function countDone(situation: StudySituation): number {
  return tasksOf(situation).filter(({ complete }) => complete).length;
}
