import { CalendarClock, CalendarPlus, CalendarX, House, type LucideIcon, NotebookPen, UserX } from "lucide-react";
import { useState } from "react";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import { familySessions, type SessionShown } from "../../contracts/sessions.ts";
import { sessionStates } from "../../core/sessions/session.ts";
import { useRead } from "../app/api.ts";
import type { FamilyPanelProps } from "../households/panels.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel as Frame } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { Timeline, type TimelineEntry } from "../ui/Timeline.tsx";
import { STATE_TONES } from "./SessionBody.tsx";
import { sessionsTexts } from "./texts.ts";

type Contacts = OutputOf<typeof familySessions>;
type Filter = Pick<ParametersOf<typeof familySessions>, "state" | "kind">;

const ICONS = { planned: CalendarClock, held: House, missed: UserX, cancelled: CalendarX } satisfies Record<
  SessionShown["state"],
  LucideIcon
>;

/** Every contact with the family, newest first, with its author, who was there and how it went. */
export function Panel({ file }: FamilyPanelProps) {
  const t = useTexts(sessionsTexts).list;
  const householdId = file.household.id;
  const [filter, setFilter] = useState<Filter>({});
  const contacts = useRead(familySessions, { householdId, ...filter });
  return (
    <Frame title={t.title} actions={contacts.data && <Actions contacts={contacts.data} />}>
      {contacts.isPending && <Loading />}
      {contacts.isError && <ErrorPanel onRetry={() => void contacts.refetch()} />}
      {contacts.data && (
        <>
          <Filters contacts={contacts.data} filter={filter} onChange={setFilter} />
          <Pages householdId={householdId} filter={filter} first={contacts.data} />
        </>
      )}
    </Frame>
  );
}

function Actions({ contacts: { mayWrite, caseId } }: { readonly contacts: Contacts }) {
  const t = useTexts(sessionsTexts).list;
  if (!mayWrite || caseId === null) return null;
  return (
    <span className="flex flex-wrap gap-2">
      <LinkButton size="small" icon={NotebookPen} href={`/visitas/nueva/${caseId}`}>
        {t.add}
      </LinkButton>
      <LinkButton size="small" icon={CalendarPlus} href={`/visitas/planificar/${caseId}`}>
        {t.plan}
      </LinkButton>
    </span>
  );
}

interface FiltersProps {
  readonly contacts: Contacts;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function Filters({ contacts, filter, onChange }: FiltersProps) {
  const t = useTexts(sessionsTexts);
  const { counts, kinds } = contacts;
  const byState = (chosen: string) => {
    const state = sessionStates.find((known) => known === chosen);
    onChange({ ...(filter.kind !== undefined && { kind: filter.kind }), ...(state && { state }) });
  };
  const byKind = (kind: string) => {
    onChange({ ...(filter.state && { state: filter.state }), ...(kind !== "" && { kind }) });
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <SelectField
          name="state"
          label={t.list.filterState}
          placeholder={t.list.all}
          value={filter.state ?? ""}
          options={sessionStates.map((state) => ({ value: state, label: t.states[state] }))}
          onChange={byState}
        />
        <SelectField
          name="kind"
          label={t.list.filterKind}
          placeholder={t.list.all}
          value={filter.kind ?? ""}
          options={kinds.map(({ id, label }) => ({ value: id, label }))}
          onChange={byKind}
        />
      </div>
      <p role="status" className="text-ink-soft">
        {t.list.counts(counts)}
      </p>
    </div>
  );
}

interface PagesProps {
  readonly householdId: string;
  readonly filter: Filter;
  readonly first: Contacts;
}

function lastDay(contacts: Contacts): string | undefined {
  const last = contacts.items.at(-1);
  return last?.heldOn ?? last?.plannedOn ?? undefined;
}

function Pages({ householdId, filter, first }: PagesProps) {
  const t = useTexts(sessionsTexts).list;
  if (first.items.length === 0) {
    const filtered = filter.state !== undefined || filter.kind !== undefined;
    return (
      <EmptyState title={t.empty} icon={House}>
        {filtered ? t.emptyFilter : t.emptyText}
      </EmptyState>
    );
  }
  return <Page contacts={first} householdId={householdId} filter={filter} />;
}

function Page({ contacts, householdId, filter }: { readonly contacts: Contacts } & Omit<PagesProps, "first">) {
  const t = useTexts(sessionsTexts).list;
  const entry = useEntry();
  const [opened, setOpened] = useState(false);
  const before = lastDay(contacts);
  const next = useRead(familySessions, { householdId, ...filter, ...(before && { before }) }, { enabled: opened });
  return (
    <div className="grid gap-4">
      <Timeline label={t.title} entries={contacts.items.map(entry)} />
      {contacts.more && !opened && (
        <div>
          <Button onPress={() => setOpened(true)}>{t.more}</Button>
        </div>
      )}
      {opened && next.isPending && <Loading />}
      {opened && next.isError && <ErrorPanel onRetry={() => void next.refetch()} />}
      {opened && next.data && <Page contacts={next.data} householdId={householdId} filter={filter} />}
    </div>
  );
}

function useEntry(): (session: SessionShown) => TimelineEntry {
  const t = useTexts(sessionsTexts);
  const { date } = useFormats();
  return (session) => {
    const { state, plannedOn, plannedAt } = session;
    const day = session.heldOn ?? plannedOn ?? "";
    const planned = state === "planned" && plannedOn && plannedAt;
    return {
      id: session.id,
      at: day,
      icon: ICONS[state],
      author: session.by,
      title: <Anchor href={`/visitas/${session.id}`}>{session.kindLabel}</Anchor>,
      aside: (
        <>
          <StatusTag tone={STATE_TONES[state]}>{t.states[state]}</StatusTag>
          {session.minutes !== null && (
            <span className="text-sm text-ink-soft">{t.shown.minutes({ n: session.minutes })}</span>
          )}
          {session.texts.length > 1 && (
            <span className="text-sm text-ochre">{t.shown.corrected({ n: session.texts.length - 1 })}</span>
          )}
        </>
      ),
      body: (
        <>
          {planned && <p>{t.list.planned({ day: date(plannedOn), time: plannedAt })}</p>}
          {session.present.length > 0 && (
            <p className="text-sm text-ink-soft">
              {t.shown.present}: {session.present.join(", ")}
            </p>
          )}
          {session.notes !== "" && <p className="line-clamp-4 whitespace-pre-wrap">{session.notes}</p>}
          {session.missedReason && <p>{session.missedReason}</p>}
        </>
      ),
    };
  };
}
