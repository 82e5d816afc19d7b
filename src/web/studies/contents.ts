import type { OutputOf } from "../../contracts/contract.ts";
import type { study } from "../../contracts/studies.ts";
import type { Column } from "../../contracts/studyFigures.ts";
import type { TaskContent } from "../../contracts/studyTasks.ts";
import { COLUMN_KINDS, type Moment, type StudyTask } from "../../core/studies/words.ts";

/** One study as the server tells it. */
export type StudyData = OutputOf<typeof study>;
export type StudyRun = StudyData["runs"][number];
/** A task in which something is written. */
export type WrittenTask = TaskContent["task"];
/** What is written in a task. */
export type ContentOf<T extends WrittenTask> = Extract<TaskContent, { task: T }>["content"];

/** What was written in a task; undefined while nothing was. */
export function contentOf<T extends WrittenTask>(
  { contents }: Pick<StudyData, "contents">,
  task: T,
): ContentOf<T> | undefined {
  // The task says which content it is; the compiler cannot follow that through a type parameter.
  return contents.find((one) => one.task === task)?.content as ContentOf<T> | undefined;
}

/** The run whose result counts: the newest that is done. */
export function lastDone({ runs }: Pick<StudyData, "runs">): StudyRun | undefined {
  return runs.filter(({ state }) => state === "done").toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1))[0];
}

/** The run that waits or is being computed. */
export function underWay({ runs }: Pick<StudyData, "runs">): StudyRun | undefined {
  return runs.find(({ state }) => state === "waiting" || state === "running");
}

/** Columns by when they were known. Only what was known before or at entry may make families comparable. */
export function columnsKnown(columns: readonly Column[], ...moments: readonly Moment[]): readonly Column[] {
  return columns.filter(({ known }) => moments.includes(known));
}

/** Columns of these kinds; any kind when none is named. */
export function columnsOf(columns: readonly Column[], ...kinds: readonly Column["kind"][]): readonly Column[] {
  return columns.filter(({ kind }) => (kinds.length === 0 ? COLUMN_KINDS : kinds).includes(kind));
}

/** What the design uses for itself: it divides the families, so it cannot make them alike as well. */
export function takenByDesign(data: Pick<StudyData, "contents">): ReadonlySet<string> {
  const design = contentOf(data, "design");
  if (!design) return new Set();
  const { comparison, stratum, cluster } = design;
  const own = Object.entries(comparison).flatMap(([key, value]) => (COLUMN_KEYS.has(key) ? [String(value)] : []));
  return new Set([...own, ...(stratum === null ? [] : [stratum]), ...(cluster === null ? [] : [cluster])]);
}

const COLUMN_KEYS: ReadonlySet<string> = new Set(["treatment", "unit", "period", "start", "running"]);

/** A question and what it says of its own data in brackets: that they are simulated, and with which true effect. */
export function splitQuestion(text: string): { readonly question: string; readonly simulated: string | null } {
  const found = /\s*\(((?:Datos simulados|Simulated data)[^()]*)\)/i.exec(text);
  if (!found) return { question: text, simulated: null };
  return { question: text.replace(found[0], "").trim(), simulated: found[1]?.trim() ?? null };
}

/** How each task is called in an address. */
const SLUGS = {
  question: "pregunta",
  population: "participantes",
  design: "diseno",
  covariates: "datos-previos",
  power: "tamano",
  registration: "registro",
  run: "calculo",
  costs: "coste",
  report: "informe",
} as const satisfies Record<StudyTask, string>;

export function addressOfTask(studyId: string, task: StudyTask): string {
  return `/estudios/${studyId}/tarea/${SLUGS[task]}`;
}

/** The task an address names. */
export function taskOfSlug(slug: string): StudyTask | undefined {
  return (Object.keys(SLUGS) as StudyTask[]).find((task) => SLUGS[task] === slug);
}
