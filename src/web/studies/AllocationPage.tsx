import { Dices, UsersRound } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { studyAllocation } from "../../contracts/studyAllocation.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useMay } from "../app/session.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Pagination } from "../ui/Pagination.tsx";
import { BackLink } from "./BackLink.tsx";
import { studiesTexts } from "./texts.ts";
import { HashText, useCount } from "./words.tsx";

type Drawn = OutputOf<typeof studyAllocation>;
type Arm = Drawn["items"][number]["arm"];

/** Which families begin now and which wait, by name, for those who open their files. */
export function AllocationScreen() {
  const studyId = useParameter("studyId");
  const [page, setPage] = useSearchValue("pagina");
  const read = useRead(studyAllocation, { studyId, page: Number(page ?? 1) || 1 });
  const t = useTexts(studiesTexts);
  const readsStudies = useMay("study.read");
  if (read.isPending) return <Loading />;
  if (read.isError) return <FailurePage error={read.error} onRetry={() => void read.refetch()} />;
  const { data } = read;
  return (
    <section className="grid max-w-4xl min-w-0 gap-8">
      <header className="grid gap-2">
        {readsStudies ? (
          <BackLink href={`/estudios/${studyId}`}>{data.title}</BackLink>
        ) : (
          <BackLink href="/familias">{t.allocation.back}</BackLink>
        )}
        <h1>{t.allocation.title}</h1>
        <p className="text-lg">{data.title}</p>
      </header>
      {data.drawn === null ? (
        <EmptyState icon={Dices} title={t.allocation.notDrawn}>
          {t.allocation.notDrawnText}
        </EmptyState>
      ) : (
        <Told data={data} drawn={data.drawn} onPage={(next) => setPage(String(next))} />
      )}
    </section>
  );
}

interface ToldProps {
  readonly data: Drawn;
  readonly drawn: NonNullable<Drawn["drawn"]>;
  readonly onPage: (page: number) => void;
}

function Told({ data, drawn, onPage }: ToldProps) {
  const t = useTexts(studiesTexts).allocation;
  const { instant } = useFormats();
  const count = useCount();
  const { page, perPage, total, hidden } = data;
  return (
    <>
      <div className="grid gap-1">
        <p>{t.drawn({ when: instant(drawn.at), starts: count(drawn.starts), waits: count(drawn.waits) })}</p>
        {hidden > 0 && <p className="text-ink-soft">{t.hidden({ n: count(hidden) })}</p>}
      </div>
      {total === 0 ? (
        <EmptyState icon={UsersRound} title={t.nobody}>
          {t.nobodyText}
        </EmptyState>
      ) : (
        <>
          <Group arm="starts" data={data} />
          <Group arm="waits" data={data} />
          {total > perPage && (
            <Pagination page={page} pageSize={perPage} total={total} onChange={onPage} label={t.pages} />
          )}
        </>
      )}
      <Panel title={t.seal}>
        <p>
          <HashText>{drawn.seal}</HashText>
        </p>
        <p className="text-ink-soft">{t.check}</p>
      </Panel>
    </>
  );
}

function Group({ arm, data }: { readonly arm: Arm; readonly data: Drawn }) {
  const t = useTexts(studiesTexts).allocation;
  const rows = data.items.filter((item) => item.arm === arm);
  // Of a list with several pages, a group may be on another one.
  if (rows.length === 0 && data.total > data.perPage) return null;
  return (
    <DataTable
      caption={t[arm]}
      rows={rows}
      rowKey={({ caseId }) => caseId}
      empty={<p className="text-ink-soft">{t.noneOfGroup}</p>}
      columns={[
        {
          id: "family",
          header: t.family,
          rowHeader: true,
          cell: ({ householdId, code, name }) => (
            <>
              <Anchor href={`/familias/${householdId}`} className="inline-flex min-h-11 items-center md:min-h-0">
                {name}
              </Anchor>{" "}
              <span className="font-normal whitespace-nowrap text-ink-soft">{code}</span>
            </>
          ),
        },
        { id: "place", header: t.place, cell: ({ place }) => place },
      ]}
    />
  );
}
