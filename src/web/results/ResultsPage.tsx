import type { ReactNode } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type DimensionChange, type ResultCell, resultsOverview } from "../../contracts/results.ts";
import { type ResultId, resultDefinitions } from "../../core/results/definitions.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { BarChart } from "../charts/BarChart.tsx";
import { ChangeChart } from "../charts/ChangeChart.tsx";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { HowCounted } from "./HowCounted.tsx";
import { resultsTexts } from "./texts.ts";

const FEW = 5;

/** Which families are counted, and whether this person may open their list. */
interface Behind {
  readonly territoryId: string | undefined;
  readonly mayOpen: boolean;
}

interface ToListProps {
  readonly behind: Behind;
  readonly result: ResultId;
  readonly cell: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that leads to its families, for whoever may see some. */
function ToList({ behind: { territoryId, mayOpen }, result, cell, className = "", children }: ToListProps) {
  if (!mayOpen) return <span className={className}>{children}</span>;
  const search = new URLSearchParams({ numero: result, celda: cell, ...(territoryId && { territorio: territoryId }) });
  return (
    <Anchor href={`/resultados/lista?${search}`} className={className}>
      {children}
    </Anchor>
  );
}

/** The director's first page: each number with its definition and the way to its families. */
export function Screen() {
  const t = useTexts(resultsTexts);
  const [territoryId, choose] = useSearchValue("territorio");
  const overview = useRead(resultsOverview, territoryId ? { territoryId } : {});
  if (overview.isPending) return <Loading />;
  if (overview.isError) return <FailurePage error={overview.error} onRetry={() => void overview.refetch()} />;
  const { data } = overview;
  const behind = { territoryId, mayOpen: data.mayOpen };
  const places = data.territories.map(({ id, name }) => ({ value: id, label: name }));
  const states = data.intake.map((cell) => ({
    ...cell,
    label: t.state[cell.cell as keyof typeof t.state] ?? cell.label,
  }));
  return (
    <>
      <header className="grid gap-3">
        <h1>{t.title}</h1>
        <p className="text-ink-soft">{data.mayOpen ? t.intro : t.introFigures}</p>
        <SelectField
          name="territorio"
          label={t.territory}
          options={places}
          placeholder={t.everywhere}
          value={territoryId ?? ""}
          onChange={choose}
        />
      </header>
      <Amounts result="open_by_stage" cells={data.openByStage} unit={t.families} of={t.ofStage} behind={behind} />
      <Seen seen={data.seen} behind={behind} />
      <Changes data={data} behind={behind} />
      <Amounts result="intake" cells={states} unit={t.referrals} of={t.ofState} behind={behind} />
      <Amounts result="closed_by_reason" cells={data.closed} unit={t.families} of={t.ofReason} behind={behind} />
    </>
  );
}

interface AmountsProps {
  readonly result: ResultId;
  readonly cells: readonly ResultCell[];
  readonly unit: string;
  readonly of: string;
  readonly behind: Behind;
}

function Amounts({ result, cells, unit, of, behind }: AmountsProps) {
  const t = useTexts(resultsTexts);
  const { language } = useLocale();
  const { name, definition } = resultDefinitions[result];
  return (
    <Panel title={name[language]}>
      {cells.length === 0 ? (
        <p className="text-ink-soft">{t.nobodyYet}</p>
      ) : (
        <>
          <BarChart
            title={name[language]}
            description={definition[language]}
            unit={unit}
            of={of}
            bars={cells.map(({ label, n }) => ({ label, value: n }))}
          />
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {cells.map(({ cell, label, n }) => (
              <li key={cell}>
                <ToList behind={behind} result={result} cell={cell} className="inline-flex min-h-11 items-center">
                  {label}: {n} {unit}
                </ToList>
              </li>
            ))}
          </ul>
        </>
      )}
      <HowCounted result={result} />
    </Panel>
  );
}

function Seen({ seen, behind }: { readonly seen: OutputOf<typeof resultsOverview>["seen"]; readonly behind: Behind }) {
  const t = useTexts(resultsTexts);
  const { language } = useLocale();
  return (
    <Panel title={resultDefinitions.seen_lately.name[language]}>
      <p className="text-lg">{seen.of === 0 ? t.nobodyYet : t.seenSentence({ n: seen.n, of: seen.of })}</p>
      {seen.of > 0 && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          <li>
            <ToList behind={behind} result="seen_lately" cell="seen" className="inline-flex min-h-11 items-center">
              {t.seen}: {seen.n}
            </ToList>
          </li>
          <li>
            <ToList behind={behind} result="seen_lately" cell="not_seen" className="inline-flex min-h-11 items-center">
              {t.notSeen}: {seen.of - seen.n}
            </ToList>
          </li>
        </ul>
      )}
      <HowCounted result="seen_lately" />
    </Panel>
  );
}

function Changes({ data, behind }: { readonly data: OutputOf<typeof resultsOverview>; readonly behind: Behind }) {
  const t = useTexts(resultsTexts);
  const { language } = useLocale();
  const instruments = [...new Set(data.changes.map(({ instrument }) => instrument))];
  const most = Math.max(0, ...data.changes.map(({ n }) => n));
  return (
    <Panel title={resultDefinitions.change_by_dimension.name[language]}>
      <p>{most === 0 ? t.changeEmpty : t.changeIntro({ n: most, single: data.oneAssessmentOnly })}</p>
      {most > 0 && most < FEW && <Banner tone="info">{t.few}</Banner>}
      {instruments.map((instrument) => (
        <InstrumentChange
          key={instrument}
          title={instrument}
          rows={data.changes.filter((change) => change.instrument === instrument)}
          behind={behind}
        />
      ))}
      <HowCounted result="change_by_dimension" />
    </Panel>
  );
}

interface InstrumentChangeProps {
  readonly title: string;
  readonly rows: readonly DimensionChange[];
  readonly behind: Behind;
}

function InstrumentChange({ title, rows, behind }: InstrumentChangeProps) {
  const t = useTexts(resultsTexts);
  const { number } = useFormats();
  const average = (value: number | null) => (value === null ? "–" : number(value, 2));
  return (
    <div className="grid gap-4">
      <ChangeChart
        title={title}
        description={t.average}
        changes={rows.map(({ label, meanBefore, meanAfter }) => ({ label, before: meanBefore, after: meanAfter }))}
        minimum={Math.min(...rows.map(({ lowest }) => lowest))}
        maximum={Math.max(...rows.map(({ highest }) => highest))}
        beforeLabel={t.before}
        afterLabel={t.after}
      />
      <DataTable
        caption={title}
        hideCaption
        rows={rows}
        rowKey={(row) => row.cell}
        columns={[
          {
            id: "dimension",
            header: t.dimension,
            rowHeader: true,
            cell: (row) => (
              <ToList behind={behind} result="change_by_dimension" cell={row.cell}>
                {row.label}
              </ToList>
            ),
          },
          { id: "n", header: t.measured, align: "end", cell: (row) => row.n },
          { id: "better", header: t.better, align: "end", cell: (row) => row.better },
          { id: "same", header: t.same, align: "end", cell: (row) => row.same },
          { id: "worse", header: t.worse, align: "end", cell: (row) => row.worse },
          { id: "before", header: t.before, align: "end", cell: (row) => average(row.meanBefore) },
          { id: "after", header: t.after, align: "end", cell: (row) => average(row.meanAfter) },
        ]}
      />
    </div>
  );
}
