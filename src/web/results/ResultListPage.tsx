import { ArrowLeft } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { resultsList } from "../../contracts/results.ts";
import { type ResultId, resultDefinitions, resultIds } from "../../core/results/definitions.ts";
import { useRead } from "../app/api.ts";
import { FailurePage, NotFoundPage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { HowCounted } from "./HowCounted.tsx";
import { resultsTexts } from "./texts.ts";

type Listed = OutputOf<typeof resultsList>["families"][number];

/** The families behind one number, and those it leaves out. */
export function Screen() {
  const [result] = useSearchValue("numero");
  const [cell] = useSearchValue("celda");
  const [territoryId] = useSearchValue("territorio");
  const known = resultIds.find((id) => id === result);
  if (!known || !cell) return <NotFoundPage />;
  return <List result={known} cell={cell} territoryId={territoryId} />;
}

interface ListProps {
  readonly result: ResultId;
  readonly cell: string;
  readonly territoryId: string | undefined;
}

function List({ result, cell, territoryId }: ListProps) {
  const t = useTexts(resultsTexts);
  const { language } = useLocale();
  const list = useRead(resultsList, { result, cell, ...(territoryId && { territoryId }) });
  const detail = useDetail(result);
  if (list.isPending) return <Loading />;
  if (list.isError) return <FailurePage error={list.error} onRetry={() => void list.refetch()} />;
  const { families, leftOut, label, more, moreLeftOut } = list.data;
  const state = t.state[cell as keyof typeof t.state];
  const subtitle =
    label ||
    (result === "intake" ? state : undefined) ||
    (result === "seen_lately" ? (cell === "seen" ? t.seen : t.notSeen) : "");
  return (
    <>
      <header className="grid gap-2">
        <p>
          <LinkButton href="/resultados" icon={ArrowLeft} tone="quiet">
            {t.back}
          </LinkButton>
        </p>
        <h1>{resultDefinitions[result].name[language]}</h1>
        {subtitle && <p className="text-lg">{subtitle}</p>}
        <HowCounted result={result} />
      </header>
      <DataTable
        caption={`${t.inside} (${families.length + more})`}
        rows={families}
        // A family may have closed twice.
        rowKey={(row) => `${row.id} ${row.detail}`}
        empty={<p>{t.none}</p>}
        columns={[
          {
            id: "name",
            header: t.name,
            rowHeader: true,
            cell: (row) => (
              <Anchor href={`/${row.kind === "household" ? "familias" : "derivaciones"}/${row.id}`}>{row.name}</Anchor>
            ),
            sortValue: (row) => row.name,
          },
          { id: "code", header: t.code, cell: (row) => row.code, sortValue: (row) => row.code },
          { id: "detail", header: t.detail, cell: detail },
        ]}
      />
      {more > 0 && <p>{t.more({ n: more })}</p>}
      {leftOut.length > 0 && (
        <DataTable
          caption={`${t.outside} (${leftOut.length + moreLeftOut})`}
          rows={leftOut}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "name",
              header: t.name,
              rowHeader: true,
              cell: (row) => <Anchor href={`/familias/${row.id}`}>{row.name}</Anchor>,
            },
            { id: "code", header: t.code, cell: (row) => row.code },
            { id: "why", header: t.why, cell: (row) => t.leftOut[row.reason as keyof typeof t.leftOut] ?? row.reason },
          ]}
        />
      )}
      {moreLeftOut > 0 && <p>{t.more({ n: moreLeftOut })}</p>}
    </>
  );
}

/** What a row adds, said for its number: a date, or the way a family's rating went. */
function useDetail(result: ResultId): (row: Listed) => string {
  const t = useTexts(resultsTexts);
  const { date, number } = useFormats();
  return ({ detail }) => {
    if (result === "change_by_dimension") {
      const [course = "", before = "", after = ""] = detail.split(":");
      return t.course({ course, before: number(Number(before), 2), after: number(Number(after), 2) });
    }
    if (result === "seen_lately") return `${t.lastVisit}: ${detail ? date(detail) : t.never}`;
    if (result === "closed_by_reason" && detail) return `${t.closedOn}: ${date(detail)}`;
    if (result === "intake" && detail) return `${t.receivedOn}: ${date(detail)}`;
    return detail;
  };
}
