import { CalendarPlus } from "lucide-react";
import type { HouseholdFile } from "../../contracts/families.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePack } from "../packs/usePack.ts";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { Timeline } from "../ui/Timeline.tsx";
import { type FamilyPanelProps, sectionAddress } from "./panels.ts";
import { householdsTexts } from "./texts.ts";
import { useEvents } from "./useEvents.ts";

/** What one needs at the door: next appointment, goals, open tasks, the latest. */
export function Panel({ file }: FamilyPanelProps) {
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <NextAppointment file={file} />
      <Goals file={file} />
      <Tasks file={file} />
      <Latest file={file} />
    </div>
  );
}

function NextAppointment({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).summary;
  const { instant } = useFormats();
  const words = usePack(file.case?.packVersionId ?? null);
  const { nextAppointment: next } = file;
  const mayPlan = file.case !== null && file.case.closedOn === null && file.mayDo.includes("session.write");
  return (
    <Frame title={t.next}>
      {next ? (
        <p>
          <Anchor href={`/visitas/${next.sessionId}`} className="font-bold">
            {words.say(`session.${next.kind}`)}
          </Anchor>
          <br />
          {next.plannedAt ? instant(next.plannedAt) : t.noDay}
          {next.with && ` · ${t.with({ name: next.with })}`}
        </p>
      ) : (
        <p className="text-ink-soft">{t.noNext}</p>
      )}
      {!next && mayPlan && (
        <div>
          <LinkButton href={`/visitas/planificar/${file.case?.id}`} icon={CalendarPlus}>
            {t.planNext}
          </LinkButton>
        </div>
      )}
    </Frame>
  );
}

const GOAL_TONES = {
  to_start: "neutral",
  under_way: "info",
  achieved: "good",
  dropped: "neutral",
} as const satisfies Record<HouseholdFile["goals"][number]["state"], Tone>;

function Goals({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).summary;
  return (
    <Frame title={t.goals}>
      {file.goals.length === 0 && <p className="text-ink-soft">{t.noGoals}</p>}
      <ul className="grid gap-3">
        {file.goals.slice(0, 3).map((goal) => (
          <li key={goal.id} className="grid gap-1">
            <span className="font-bold">«{goal.words}»</span>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
              <StatusTag tone={GOAL_TONES[goal.state]}>{t.goalState[goal.state]}</StatusTag>
              {goal.lastDirection && <span>{t.direction[goal.lastDirection]}</span>}
              {goal.actionsOpen + goal.actionsDone > 0 && (
                <span>{t.actions({ done: goal.actionsDone, all: goal.actionsOpen + goal.actionsDone })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

type Task = HouseholdFile["tasks"][number];

function Tasks({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).summary;
  const columns: readonly Column<Task>[] = [
    { id: "title", header: t.taskColumns.title, rowHeader: true, cell: (task) => task.title },
    { id: "who", header: t.taskColumns.who, cell: (task) => task.assignedTo ?? (task.who || "—") },
    {
      id: "due",
      header: t.taskColumns.due,
      cell: (task) => (task.dueOn ? <DueDate date={task.dueOn} label={t.due} hideLabel /> : t.noDue),
    },
  ];
  return (
    <Frame title={t.tasks}>
      <DataTable
        caption={t.tasksTable}
        hideCaption
        columns={columns}
        rows={file.tasks.slice(0, 5)}
        rowKey={(task) => task.id}
        empty={<p className="text-ink-soft">{t.noTasks}</p>}
      />
    </Frame>
  );
}

function Latest({ file }: FamilyPanelProps) {
  const t = useTexts(householdsTexts).summary;
  const events = useEvents(file, 3);
  return (
    <Frame title={t.last}>
      {events.length === 0 ? (
        <p className="text-ink-soft">{t.noHistory}</p>
      ) : (
        <Timeline label={t.last} entries={events} />
      )}
      <p>
        <Anchor href={sectionAddress(file.household.id, "historia")}>{t.allHistory}</Anchor>
      </p>
    </Frame>
  );
}
