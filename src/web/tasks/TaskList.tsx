import { Check, X } from "lucide-react";
import { completeTask, type TaskShown } from "../../contracts/tasks.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { useToast } from "../ui/Toast.tsx";
import { tasksTexts } from "./texts.ts";

interface TaskListProps {
  readonly tasks: readonly TaskShown[];
  readonly mayWrite: boolean;
}

/** Tasks with who does them and by when; open ones can be closed in place. */
export function TaskList({ tasks, mayWrite }: TaskListProps) {
  return (
    <ul className="card divide-y divide-line">
      {tasks.map((task) => (
        <li key={task.id} className="grid gap-2 px-4 py-3 md:grid-cols-[1fr_auto] md:items-center">
          <What task={task} />
          {mayWrite && task.state === "open" && <Close task={task} />}
        </li>
      ))}
    </ul>
  );
}

function What({ task }: { readonly task: TaskShown }) {
  const t = useTexts(tasksTexts);
  const { date } = useFormats();
  const closed = task.doneOn && (task.state === "done" ? t.doneOn : t.cancelledOn)({ day: date(task.doneOn) });
  return (
    <span className="grid min-w-0">
      <span className={task.state === "open" ? "font-bold" : "text-ink-soft"}>{task.title}</span>
      <span className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>
          {t.who({
            name: task.assignedTo && task.assignedTo !== task.who ? `${task.who} · ${task.assignedTo}` : task.who,
          })}
        </span>
        {task.state === "open" && task.dueOn && <DueDate date={task.dueOn} label={t.due} />}
        {closed && <span>{closed}</span>}
      </span>
    </span>
  );
}

function Close({ task }: { readonly task: TaskShown }) {
  const t = useTexts(tasksTexts);
  const { today } = useLocale();
  const toast = useToast();
  const saving = useSaving(completeTask);
  const close = (outcome: "done" | "cancelled") => {
    const input = { taskId: task.id, baseVersion: task.version, outcome, doneOn: today };
    void saving.save(input, (output) => output && toast({ text: t.saved }));
  };
  const problem = saving.conflict ? t.closedMeanwhile : saving.errors[0]?.message;
  return (
    <span className="flex flex-wrap gap-2">
      <Button
        size="small"
        icon={Check}
        busy={saving.pending}
        onPress={() => close("done")}
        aria-label={t.doneFor({ title: task.title })}
      >
        {t.done}
      </Button>
      <Button
        size="small"
        tone="quiet"
        icon={X}
        onPress={() => close("cancelled")}
        aria-label={t.notNeededFor({ title: task.title })}
      >
        {t.notNeeded}
      </Button>
      {problem && (
        <span role="alert" className="w-full text-sm text-brick">
          {problem}
        </span>
      )}
    </span>
  );
}
