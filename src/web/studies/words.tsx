import {
  Archive,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Equal,
  FileLock2,
  FileText,
  Hourglass,
  Lock,
  type LucideIcon,
  Octagon,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
} from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";
import { TASK_WORDS } from "../../core/studies/kindWords.ts";
import type { RUN_STATES, StudyState, StudyTask, TaskState } from "../../core/studies/words.ts";
import type { Words } from "../../core/words.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { studiesTexts } from "./texts.ts";

interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** Texts that come in both languages, in the one in force. */
export function useSay(): (words: Words) => string {
  const { language } = useLocale();
  return (words) => words[language];
}

const FEWEST = 5;

/** A count that points at nobody: 0, «menos de 5», or the number. */
export function useCount(): (n: number) => string {
  const t = useTexts(studiesTexts);
  const { number } = useFormats();
  return (n) => (n > 0 && n < FEWEST ? t.fewerThan({ n: FEWEST }) : number(n, 0));
}

const TASK_LOOKS = {
  open: { tone: "neutral", icon: Circle },
  started: { tone: "info", icon: CircleDashed },
  done: { tone: "good", icon: CircleCheck },
  locked: { tone: "neutral", icon: Lock },
} as const satisfies Record<TaskState, Look>;

/** Where a task stands. `closed` once the plan is registered: it is not to be opened again. */
export function TaskStateTag({ state, closed = false }: { readonly state: TaskState; readonly closed?: boolean }) {
  const t = useTexts(studiesTexts).taskStates;
  const { tone, icon } = TASK_LOOKS[state];
  return (
    <StatusTag tone={tone} icon={icon}>
      <span className="whitespace-nowrap">{state === "locked" && closed ? t.closed : t[state]}</span>
    </StatusTag>
  );
}

const STUDY_LOOKS = {
  draft: { tone: "neutral", icon: FileText },
  frozen: { tone: "info", icon: FileLock2 },
  analysed: { tone: "good", icon: CircleCheck },
  abandoned: { tone: "neutral", icon: Archive },
} as const satisfies Record<StudyState, Look>;

export function StudyStateTag({ state }: { readonly state: StudyState }) {
  const t = useTexts(studiesTexts).states;
  const { tone, icon } = STUDY_LOOKS[state];
  return (
    <StatusTag tone={tone} icon={icon}>
      {t[state]}
    </StatusTag>
  );
}

const RUN_LOOKS = {
  waiting: { tone: "info", icon: Hourglass },
  running: { tone: "info", icon: Hourglass },
  done: { tone: "good", icon: CircleCheck },
  refused: { tone: "neutral", icon: CircleHelp },
  failed: { tone: "soon", icon: TriangleAlert },
  cancelled: { tone: "neutral", icon: Octagon },
} as const satisfies Record<(typeof RUN_STATES)[number], Look>;

export function RunStateTag({ state }: { readonly state: (typeof RUN_STATES)[number] }) {
  const t = useTexts(studiesTexts).runStates;
  const { tone, icon } = RUN_LOOKS[state];
  return (
    <StatusTag tone={tone} icon={icon}>
      {t[state]}
    </StatusTag>
  );
}

/** What a task is called, everywhere alike. */
export function useTaskName(): (task: StudyTask) => string {
  const say = useSay();
  return (task) => say(TASK_WORDS[task]);
}

export type ResultData = OutputOf<typeof studyResult>;
export type Found = NonNullable<ResultData["result"]>;

/** Better, worse and no difference weigh the same: none is good news by its colour. */
const VERDICT_LOOKS = {
  better: { tone: "info", icon: TrendingUp },
  worse: { tone: "info", icon: TrendingDown },
  no_clear_difference: { tone: "info", icon: Equal },
  cannot_tell: { tone: "neutral", icon: CircleHelp },
} as const satisfies Record<Found["verdict"], Look>;

export function VerdictTag({ verdict }: { readonly verdict: Found["verdict"] }) {
  const t = useTexts(studiesTexts).verdicts;
  const { tone, icon } = VERDICT_LOOKS[verdict];
  return (
    <StatusTag tone={tone} icon={icon}>
      {t[verdict]}
    </StatusTag>
  );
}

/** A hash that may be compared letter by letter, broken where it must. */
export function HashText({ children }: { readonly children: string }) {
  return <code className="numeric text-sm [overflow-wrap:anywhere]">{children}</code>;
}
