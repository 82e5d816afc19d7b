import type { StudyTask } from "../../core/studies/words.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { addressOfTask, type StudyData } from "./contents.ts";
import { studiesTexts } from "./texts.ts";
import { TaskStateTag, useSay, useTaskName } from "./words.tsx";

const AFTERWARDS: ReadonlySet<StudyTask> = new Set(["run", "costs", "report"]);

/** What has to be settled, each part with its state in words and what it lacks. Any order that is open will do. */
export function TaskList({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).tasks;
  const say = useSay();
  const before = data.tasks.filter(({ task }) => !AFTERWARDS.has(task));
  const registered = before.flatMap(({ notes }) => notes).find(({ code }) => code === "registered");
  const parts = [
    { title: t.before, tasks: before, closed: registered },
    { title: t.after, tasks: data.tasks.filter(({ task }) => AFTERWARDS.has(task)), closed: undefined },
  ];
  return (
    <Panel title={t.title}>
      {parts.map(({ title, tasks, closed }) => (
        <section key={title} aria-label={title} className="grid gap-2">
          <h3 className="text-base">{title}</h3>
          {closed && <p className="text-sm text-ink-soft">{say(closed.words)}</p>}
          <ul className="border-t border-line">
            {tasks.map((one) => (
              <TaskItem key={one.task} one={one} data={data} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

interface TaskItemProps {
  readonly one: StudyData["tasks"][number];
  readonly data: StudyData;
}

function TaskItem({ one: { task, state, notes }, data }: TaskItemProps) {
  const t = useTexts(studiesTexts).tasks;
  const say = useSay();
  const name = useTaskName();
  const written = data.contents.some((content) => content.task === task);
  // What is closed may still be read when there is something written in it.
  const opens = state !== "locked" || written || (task === "registration" && data.frozen !== null);
  // That the plan is registered is said once, above.
  const own = notes.filter(({ code }) => code !== "registered");
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line py-3">
      <div className="grid min-w-0 grow basis-64 gap-1">
        {opens ? (
          <Anchor
            href={addressOfTask(data.id, task)}
            className="inline-flex min-h-11 items-center font-bold md:min-h-0"
          >
            {name(task)}
          </Anchor>
        ) : (
          <span className="font-bold">{name(task)}</span>
        )}
        <span className="text-sm text-ink-soft">{t.what[task]}</span>
        {state !== "done" && own.length > 0 && (
          <ul className="grid gap-0.5 text-sm">
            {own.map(({ code, words }) => (
              <li key={`${code} ${words.es}`}>{say(words)}</li>
            ))}
          </ul>
        )}
      </div>
      <TaskStateTag state={state} closed={data.frozen !== null || data.state === "abandoned"} />
    </li>
  );
}
