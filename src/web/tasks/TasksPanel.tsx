import { ClipboardCheck, ClipboardPlus, StickyNote } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { familyTasks } from "../../contracts/tasks.ts";
import { useRead } from "../app/api.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { TaskList } from "./TaskList.tsx";
import { tasksTexts } from "./texts.ts";

/** Tasks and notes of the family. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(tasksTexts);
  const householdId = file.household.id;
  const tasks = useRead(familyTasks, { householdId });
  const mayWrite = tasks.data?.mayWrite ?? false;
  return (
    <Frame
      title={t.title}
      actions={
        mayWrite && (
          <span className="flex flex-wrap gap-2">
            <LinkButton size="small" icon={ClipboardPlus} href={`/familias/${householdId}/tareas/nueva`}>
              {t.add.title}
            </LinkButton>
            <LinkButton size="small" icon={StickyNote} href={`/familias/${householdId}/notas/nueva`}>
              {t.note.title}
            </LinkButton>
          </span>
        )
      }
    >
      {tasks.isPending && <Loading />}
      {tasks.isError && <ErrorPanel onRetry={() => void tasks.refetch()} />}
      {tasks.data && <Content data={tasks.data} />}
    </Frame>
  );
}

function Content({ data }: { readonly data: OutputOf<typeof familyTasks> }) {
  const t = useTexts(tasksTexts);
  const open = data.tasks.filter(({ state }) => state === "open");
  const closed = data.tasks.filter(({ state }) => state !== "open");
  return (
    <div className="grid gap-6">
      <section aria-label={t.tasks} className="grid gap-3">
        <h3>{t.tasks}</h3>
        {data.tasks.length === 0 && (
          <EmptyState title={t.none} icon={ClipboardCheck}>
            {t.noneText}
          </EmptyState>
        )}
        {open.length > 0 && <TaskList tasks={open} mayWrite={data.mayWrite} />}
        {closed.length > 0 && (
          <details>
            <summary className="min-h-11 cursor-pointer py-2 font-bold text-teal">
              {t.closed} ({closed.length})
            </summary>
            <TaskList tasks={closed} mayWrite={false} />
          </details>
        )}
      </section>
      <Notes data={data} />
    </div>
  );
}

function Notes({ data }: { readonly data: OutputOf<typeof familyTasks> }) {
  const t = useTexts(tasksTexts);
  const { instant } = useFormats();
  return (
    <section aria-label={t.notes} className="grid gap-3">
      <h3>{t.notes}</h3>
      {data.notes.length === 0 && <p className="text-ink-soft">{t.noNotes}</p>}
      <ul className="grid gap-4">
        {data.notes.map(({ id, text, by, recordedAt }) => (
          <li key={id} className="grid max-w-prose gap-0.5 border-l-4 border-line pl-3">
            <span className="whitespace-pre-wrap">{text}</span>
            <span className="text-sm text-ink-soft">
              {by}, {instant(recordedAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
