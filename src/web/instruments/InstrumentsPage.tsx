import { ListTodo } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { instruments } from "../../contracts/instruments.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { DateText } from "../ui/textHelpers.tsx";
import { instrumentsTexts } from "./texts.ts";

type Summary = OutputOf<typeof instruments>["instruments"][number];

interface Row {
  readonly newest: Summary;
  readonly earlier: readonly Summary[];
}

/** The server sends the newest version of each instrument first. */
function grouped(all: readonly Summary[]): readonly Row[] {
  const ids = [...new Set(all.map(({ instrumentId }) => instrumentId))];
  return ids.flatMap((id) => {
    const [newest, ...earlier] = all.filter(({ instrumentId }) => instrumentId === id);
    return newest ? [{ newest, earlier }] : [];
  });
}

/** Every published instrument, for those who may read the configuration. */
export function Screen() {
  const t = useTexts(instrumentsTexts).catalogue;
  const list = useRead(instruments, {});
  if (list.isPending) return <Loading />;
  if (list.isError) return <FailurePage error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <>
      <header className="grid gap-2">
        <h1>{t.title}</h1>
        <p className="text-ink-soft">{t.intro}</p>
      </header>
      <Catalogue rows={grouped(list.data.instruments)} />
    </>
  );
}

function Catalogue({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(instrumentsTexts).catalogue;
  const { language } = useLocale();
  const titleOf = ({ title }: Summary) => title[language] ?? title.es ?? "";
  return (
    <DataTable
      caption={t.title}
      hideCaption
      rows={rows}
      rowKey={({ newest }) => newest.instrumentId}
      empty={
        <EmptyState title={t.empty} icon={ListTodo}>
          {t.emptyHint}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t.name,
          rowHeader: true,
          sortValue: ({ newest }) => titleOf(newest),
          cell: ({ newest }) => <Anchor href={`/instrumentos/${newest.instrumentVersionId}`}>{titleOf(newest)}</Anchor>,
        },
        { id: "version", header: t.version, cell: (row) => <Versions row={row} /> },
        {
          id: "raters",
          header: t.raters,
          cell: ({ newest }) => <RaterNames raters={newest.raters} />,
        },
        {
          id: "pending",
          header: t.pending,
          align: "end",
          sortValue: ({ newest }) => newest.pendingItems,
          cell: ({ newest: { pendingItems } }) =>
            pendingItems === 0 ? t.noPending : <StatusTag tone="soon">{pendingItems}</StatusTag>,
        },
        {
          id: "published",
          header: t.publishedAt,
          sortValue: ({ newest }) => newest.publishedAt,
          cell: ({ newest }) => <DateText value={newest.publishedAt} />,
        },
      ]}
    />
  );
}

function Versions({ row: { newest, earlier } }: { readonly row: Row }) {
  const t = useTexts(instrumentsTexts).catalogue;
  return (
    <span className="grid gap-1">
      <span className="numeric">{newest.version}</span>
      {earlier.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-6">{t.earlier({ n: earlier.length })}</summary>
          <ul>
            {earlier.map(({ instrumentVersionId, version }) => (
              <li key={instrumentVersionId}>
                <Anchor href={`/instrumentos/${instrumentVersionId}`} className="numeric inline-block min-h-6">
                  {version}
                </Anchor>
              </li>
            ))}
          </ul>
        </details>
      )}
    </span>
  );
}

const KNOWN = ["family", "team", "child"] as const;

/** Who answers, in words. */
export function RaterNames({ raters }: { readonly raters: readonly string[] }) {
  const t = useTexts(instrumentsTexts).catalogue;
  return raters.map((rater) => t.rater[KNOWN.find((one) => one === rater) ?? "team"]).join(", ");
}
