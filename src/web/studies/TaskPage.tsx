import { type ComponentType, useState } from "react";
import type { StudyTask } from "../../core/studies/words.ts";
import { useParameter } from "../app/address.ts";
import { FailurePage, NotFoundPage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { BackLink } from "./BackLink.tsx";
import { CostsTask } from "./CostsTask.tsx";
import { CovariatesTask } from "./CovariatesTask.tsx";
import { type StudyData, taskOfSlug, type WrittenTask } from "./contents.ts";
import { DesignTask } from "./DesignTask.tsx";
import { PlanPart } from "./PlanPart.tsx";
import { PopulationTask } from "./PopulationTask.tsx";
import { PowerTask } from "./PowerTask.tsx";
import { QuestionTask } from "./QuestionTask.tsx";
import { RegistrationTask } from "./RegistrationTask.tsx";
import { ReportTask } from "./ReportTask.tsx";
import { RunTask } from "./RunTask.tsx";
import { studiesTexts } from "./texts.ts";
import { useStudy } from "./useStudy.ts";
import { TaskStateTag, useSay, useTaskName } from "./words.tsx";

export interface TaskProps {
  readonly data: StudyData;
  /** Shows the form anew, from what is saved. */
  readonly onReset: () => void;
}

const WRITTEN = {
  question: QuestionTask,
  population: PopulationTask,
  design: DesignTask,
  covariates: CovariatesTask,
  power: PowerTask,
  costs: CostsTask,
} as const satisfies Record<WrittenTask, ComponentType<TaskProps>>;

const DONE = {
  registration: RegistrationTask,
  run: RunTask,
  report: ReportTask,
} as const satisfies Record<Exclude<StudyTask, WrittenTask>, ComponentType<TaskProps>>;

/** One task of a study, alone on its page. */
export function TaskScreen() {
  const studyId = useParameter("studyId");
  const task = taskOfSlug(useParameter("task"));
  const read = useStudy(studyId);
  const [round, setRound] = useState(0);
  if (!task) return <NotFoundPage />;
  if (read.isPending) return <Loading />;
  if (read.isError) return <FailurePage error={read.error} onRetry={() => void read.refetch()} />;
  return <TaskPage key={`${task} ${round}`} task={task} data={read.data} onReset={() => setRound(round + 1)} />;
}

function TaskPage({ task, data, onReset }: TaskProps & { readonly task: StudyTask }) {
  const t = useTexts(studiesTexts);
  const say = useSay();
  const name = useTaskName();
  const entry = data.tasks.find((one) => one.task === task);
  if (!entry) return <NotFoundPage />;
  const closed = data.frozen !== null || data.state === "abandoned";
  return (
    <section className="grid max-w-3xl min-w-0 gap-6">
      <header className="grid gap-2">
        <BackLink href={`/estudios/${data.id}`}>{data.title}</BackLink>
        <h1>{name(task)}</h1>
        <p>
          <TaskStateTag state={entry.state} closed={closed} />
        </p>
        {entry.state === "started" && entry.notes.length > 0 && (
          <div className="text-sm text-ink-soft">
            <p>{t.form.missing}</p>
            <ul className="list-disc pl-5">
              {entry.notes.map(({ code, words }) => (
                <li key={`${code} ${words.es}`}>{say(words)}</li>
              ))}
            </ul>
          </div>
        )}
      </header>
      <Body task={task} data={data} entry={entry} onReset={onReset} />
    </section>
  );
}

interface BodyProps extends TaskProps {
  readonly task: StudyTask;
  readonly entry: StudyData["tasks"][number];
}

function Body({ task, data, entry, onReset }: BodyProps) {
  if (task === "registration" || task === "run" || task === "report") {
    const Task = DONE[task];
    return <Task data={data} onReset={onReset} />;
  }
  const frozen = data.frozen !== null && task !== "costs";
  if (entry.state === "locked" || frozen || !data.mayWrite || data.state === "abandoned") {
    return <ReadOnly task={task} data={data} entry={entry} />;
  }
  const Task = WRITTEN[task];
  return <Task data={data} onReset={onReset} />;
}

/** A task that may be read but not changed, and why. */
function ReadOnly({ task, data, entry }: Omit<BodyProps, "onReset"> & { readonly task: WrittenTask }) {
  const t = useTexts(studiesTexts).form;
  const say = useSay();
  const frozen = data.frozen !== null;
  const title = frozen ? t.frozenTitle : data.mayWrite ? t.lockedTitle : undefined;
  return (
    <div className="grid gap-6">
      <Banner tone="neutral" {...(title && { title })}>
        {frozen && <p>{t.frozenText}</p>}
        {!frozen && !data.mayWrite && <p>{t.readOnly}</p>}
        {!frozen && entry.notes.map(({ code, words }) => <p key={`${code} ${words.es}`}>{say(words)}</p>)}
      </Banner>
      <PlanPart task={task} data={data} />
      <div>
        <LinkButton wide href={`/estudios/${data.id}`}>
          {t.back}
        </LinkButton>
      </div>
    </div>
  );
}
