import { Check, ClipboardCheck, Clock, Hourglass, House, type LucideIcon, NotebookPen } from "lucide-react";
import type { DayRow } from "../../contracts/day.ts";
import { completeTask } from "../../contracts/tasks.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { useToast } from "../ui/Toast.tsx";
import { dayTexts } from "./texts.ts";

const ICONS = {
  visit: House,
  visit_without_result: NotebookPen,
  task: ClipboardCheck,
  deadline: Clock,
  no_visit: Hourglass,
} satisfies Record<DayRow["kind"], LucideIcon>;

/** Rows of the day: family in bold, what to do, and when, each leading to where it is done. */
export function DayList({ label, rows }: { readonly label: string; readonly rows: readonly DayRow[] }) {
  return (
    <ol aria-label={label} className="card divide-y divide-line overflow-hidden">
      {rows.map((row) => (
        <Row key={`${row.kind} ${row.id}`} row={row} />
      ))}
    </ol>
  );
}

function placeOf(row: DayRow): string {
  if (row.kind === "visit" || row.kind === "visit_without_result") return `/visitas/${row.id}`;
  if (row.kind === "no_visit" && row.caseId !== null) return `/visitas/planificar/${row.caseId}`;
  return `/familias/${row.householdId}`;
}

function Row({ row }: { readonly row: DayRow }) {
  const t = useTexts(dayTexts);
  const Icon = ICONS[row.kind];
  const verbs = { visit: t.prepare, visit_without_result: t.record, task: t.open, deadline: t.open, no_visit: t.plan };
  return (
    <li className="flex flex-wrap items-center gap-x-3 md:flex-nowrap">
      <Anchor
        href={placeOf(row)}
        className="group grid min-h-16 min-w-0 grow basis-64 grid-cols-[auto_1fr] items-start gap-x-3 px-4 py-3 text-ink no-underline hover:bg-sunken hover:text-ink md:grid-cols-[auto_1fr_auto] md:items-center -outline-offset-4"
      >
        <Icon className="mt-1 size-5 shrink-0 text-ink-soft md:mt-0" />
        <span className="grid min-w-0">
          <span className="font-bold group-hover:underline">{row.familyName}</span>
          <span className="text-ink-soft">
            <What row={row} />
          </span>
        </span>
        <span className="col-start-2 flex flex-wrap items-center gap-x-3 text-sm md:col-start-3 md:justify-end md:text-right">
          <When row={row} />
          <span className="font-bold text-teal group-hover:underline">{verbs[row.kind]}</span>
        </span>
      </Anchor>
      {row.kind === "task" && <Done row={row} />}
    </li>
  );
}

function What({ row }: { readonly row: DayRow }) {
  const t = useTexts(dayTexts);
  switch (row.kind) {
    case "visit":
      return row.title;
    case "visit_without_result":
      return t.visitWithoutResult({ title: row.title });
    case "task":
      return t.task({ title: row.title, who: row.detail });
    case "deadline":
      return row.detail || t.deadline({ title: row.title });
    case "no_visit":
      return t.noVisit;
  }
}

function When({ row }: { readonly row: DayRow }) {
  const t = useTexts(dayTexts);
  const { distance, date } = useFormats();
  if (row.kind === "visit" && row.place === "today") return <b className="numeric text-base">{row.at}</b>;
  if (row.kind === "no_visit") {
    return (
      <span className="text-ochre">
        {row.lastOn === null ? t.noVisitNever : `${t.noVisitLast}: ${date(row.lastOn)} · ${distance(row.lastOn)}`}
      </span>
    );
  }
  if (row.dueOn === null) return null;
  if (row.kind === "task" || row.kind === "deadline") {
    return <DueDate date={row.dueOn} label={t.due[row.kind]} legal={row.legal} />;
  }
  return (
    <span className={row.place === "overdue" ? "text-ochre" : undefined}>
      <b>
        {date(row.dueOn)}
        {row.at !== null && `, ${row.at}`}
      </b>{" "}
      · {distance(row.dueOn)}
    </span>
  );
}

/** Closes a task from the list; nothing else of it can be changed here. */
function Done({ row }: { readonly row: DayRow }) {
  const t = useTexts(dayTexts);
  const { today } = useLocale();
  const toast = useToast();
  const saving = useSaving(completeTask);
  const done = () => {
    const input = { taskId: row.id, baseVersion: row.version ?? 1, outcome: "done", doneOn: today } as const;
    void saving.save(input, (output) => output && toast({ text: t.taskSaved }));
  };
  return (
    <span className="px-4 pb-3 pl-12 md:py-0 md:pl-0">
      <Button
        size="small"
        icon={Check}
        busy={saving.pending}
        onPress={done}
        aria-label={t.taskDoneFor({ title: row.title, family: row.familyName })}
      >
        {t.taskDone}
      </Button>
      {saving.errors.map(({ message }) => (
        <span key={message} role="alert" className="block text-sm text-brick">
          {message}
        </span>
      ))}
      {saving.conflict && (
        <span role="alert" className="block text-sm text-brick">
          {t.taskClosedMeanwhile}
        </span>
      )}
    </span>
  );
}
