import { ArrowLeft } from "lucide-react";
import { dataQuality, dataQualityRows } from "../../contracts/outcomes.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Pagination } from "../ui/Pagination.tsx";
import { CHILD_PATH, useChoice } from "./choice.ts";
import { usePastDay } from "./days.ts";
import { outcomesTexts } from "./texts.ts";

/** The children whose dates do not pass one check. */
export function QualityRowsScreen() {
  const t = useTexts(outcomesTexts);
  const date = usePastDay();
  const check = useParameter("check");
  const { choice, addressOf } = useChoice();
  const [page, setPage] = useSearchValue("pagina");
  const source = choice.sourceId ? { sourceId: choice.sourceId } : {};
  const about = useRead(dataQuality, source);
  const answer = useRead(dataQualityRows, { ...source, check, page: Number(page ?? 1) || 1 });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { rows, total, perPage } = answer.data;
  const found = about.data?.checks.find(({ id }) => id === check);
  const day = (value: string | null) => (value === null ? "–" : date(value));
  return (
    <section className="grid gap-6">
      <header className="grid gap-2">
        <p>
          <LinkButton href={addressOf("/resultados/calidad")} icon={ArrowLeft} tone="quiet">
            {t.quality.back}
          </LinkButton>
        </p>
        <h1>{found?.label ?? t.quality.rowsTitle}</h1>
        {found && <p className="max-w-prose text-ink-soft">{found.explanation}</p>}
        {found && (
          <p>
            {t.quality.who}: {found.whoFixes}
          </p>
        )}
      </header>
      <DataTable
        caption={t.quality.rowsTitle}
        rows={rows}
        rowKey={({ childId, startedOn }) => `${childId} ${startedOn}`}
        empty={<p>{t.quality.noRows}</p>}
        columns={[
          { id: "child", header: t.members.child, rowHeader: true, cell: (row) => <ChildLink {...row} /> },
          { id: "born", header: t.quality.born, cell: ({ birthDate }) => day(birthDate) },
          { id: "started", header: t.members.started, cell: ({ startedOn }) => day(startedOn) },
          { id: "ended", header: t.members.ended, cell: ({ endedOn }) => day(endedOn) },
        ]}
      />
      <Pagination page={answer.data.page} pageSize={perPage} total={total} onChange={(next) => setPage(String(next))} />
    </section>
  );
}

function ChildLink({ childId, externalId }: { readonly childId: string; readonly externalId: string }) {
  const { addressOf } = useChoice();
  return (
    <Anchor href={addressOf(`${CHILD_PATH}/${childId}`)} className="inline-flex min-h-11 items-center md:min-h-0">
      {externalId}
    </Anchor>
  );
}
