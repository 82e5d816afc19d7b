import { BookOpenCheck, FlaskConical, Plus } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { studies } from "../../contracts/studies.ts";
import { TASKS } from "../../core/studies/words.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { NewStudy } from "./NewStudy.tsx";
import { studiesTexts } from "./texts.ts";
import { StudyStateTag } from "./words.tsx";

type Row = OutputOf<typeof studies>["items"][number];

/** Every study: what it asks, where it stands, what it found. Those left undone stay in sight. */
export function StudiesScreen() {
  const t = useTexts(studiesTexts);
  const list = useRead(studies, {});
  const [starting, setStarting] = useState(false);
  if (list.isPending) return <Loading />;
  if (list.isError) return <FailurePage error={list.error} onRetry={() => void list.refetch()} />;
  const { items, mayWrite, places } = list.data;
  return (
    <section className="grid min-w-0 gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-2">
          <h1>{t.title}</h1>
          <p className="text-ink-soft">{t.intro}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {mayWrite && !starting && (
            <Button tone="primary" icon={Plus} wide onPress={() => setStarting(true)}>
              {t.start.open}
            </Button>
          )}
          <LinkButton tone="quiet" icon={BookOpenCheck} href="/evidencia">
            {t.evidence}
          </LinkButton>
        </div>
      </header>
      {mayWrite && starting && <NewStudy places={places} onCancel={() => setStarting(false)} />}
      <List rows={items} />
    </section>
  );
}

function List({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(studiesTexts);
  const { date } = useFormats();
  return (
    <DataTable
      caption={t.list.caption}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t.list.empty} icon={FlaskConical}>
          {t.list.emptyText}
        </EmptyState>
      }
      columns={[
        {
          id: "study",
          header: t.list.study,
          rowHeader: true,
          cell: ({ id, title, place }) => (
            <span className="grid">
              <Anchor href={`/estudios/${id}`} className="inline-flex min-h-11 items-center md:min-h-0">
                {title}
              </Anchor>
              <span className="text-sm font-normal text-ink-soft">{place}</span>
            </span>
          ),
        },
        {
          id: "design",
          header: t.list.design,
          cell: ({ design }) => (design === null ? t.list.noDesign : t.designs[design]),
        },
        {
          id: "stands",
          header: t.list.stands,
          cell: ({ state, tasksDone, frozenOn }) => (
            <span className="grid justify-items-start gap-1">
              <StudyStateTag state={state} />
              <span className="text-sm text-ink-soft">
                {frozenOn === null
                  ? t.list.tasks({ done: tasksDone, all: TASKS.length })
                  : t.list.on({ date: date(frozenOn) })}
              </span>
            </span>
          ),
        },
        { id: "found", header: t.list.found, cell: ({ verdict }) => <FoundText verdict={verdict} /> },
      ]}
    />
  );
}

/** The verdict in words; a sentence is shown as it comes. */
function FoundText({ verdict }: { readonly verdict: string | null }) {
  const t = useTexts(studiesTexts);
  if (verdict === null) return <span className="text-ink-soft">{t.list.notYet}</span>;
  const words: Readonly<Record<string, string>> = t.verdicts;
  return words[verdict] ?? verdict;
}
