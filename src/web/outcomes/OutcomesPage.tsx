import type { OutputOf } from "../../contracts/contract.ts";
import type { OutcomeRow } from "../../contracts/outcomeFigures.ts";
import { outcomesOverview } from "../../contracts/outcomes.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { RatioMark } from "../charts/RatioPlot.tsx";
import { Sparkline } from "../charts/Sparkline.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { Loading } from "../ui/Loading.tsx";
import { INDICATOR_PATH, useChoice } from "./choice.ts";
import { Downloads } from "./Downloads.tsx";
import { Frame } from "./Frame.tsx";
import { overviewTable } from "./figureTables.ts";
import { Publish } from "./Publish.tsx";
import { outcomesTexts } from "./texts.ts";
import { asRatio, StandingTag, useFigureWords, VerdictTag } from "./words.tsx";

type Overview = OutputOf<typeof outcomesOverview>;
type Outcome = Overview["outcomes"][number];

/** The nine outcomes, one row each, and every other indicator below. */
export function OutcomesScreen() {
  const t = useTexts(outcomesTexts);
  const { choice } = useChoice();
  const overview = useRead(outcomesOverview, choice);
  if (overview.isPending) return <Loading />;
  if (overview.isError) return <FailurePage error={overview.error} onRetry={() => void overview.refetch()} />;
  const { data } = overview;
  const rows = [...data.outcomes.flatMap((one) => one.rows), ...data.others];
  return (
    <Frame
      title={t.title}
      intro={t.intro}
      current="/resultados/nueve"
      heading={data}
      periods={periodsOf(rows)}
      actions={
        <>
          <Downloads name="resultados" table={() => overviewTable(data)} />
          {data.mayPublish && data.snapshot === null && data.sourceId && <Publish sourceId={data.sourceId} />}
        </>
      }
    >
      <Nine outcomes={data.outcomes} />
      <Others rows={data.others} />
    </Frame>
  );
}

/** Every stretch of time some row has a figure for, the newest first. */
function periodsOf(rows: readonly OutcomeRow[]) {
  const all = new Map(rows.flatMap(({ trend }) => trend.map(({ from, to }) => [`${from} ${to}`, { from, to }])));
  return [...all.values()].toSorted((one, other) => (one.from < other.from ? 1 : -1));
}

function useIndicatorAddress() {
  const { addressOf } = useChoice();
  return (indicator: string) => addressOf(INDICATOR_PATH, { indicador: indicator });
}

function Nine({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const first = ({ rows }: Outcome) => rows[0];
  return (
    <DataTable
      caption={t.nineCaption}
      rows={outcomes}
      rowKey={({ n }) => String(n)}
      columns={[
        {
          id: "outcome",
          header: t.columns.outcome,
          rowHeader: true,
          cell: (one) => <OutcomeName outcome={one} all={outcomes} />,
        },
        {
          id: "value",
          header: t.columns.value,
          align: "end",
          cell: (one) => <Value row={first(one)} />,
        },
        { id: "target", header: t.columns.target, align: "end", cell: (one) => <Target row={first(one)} /> },
        { id: "trend", header: t.columns.trend, cell: (one) => <Trend row={first(one)} /> },
        {
          id: "n",
          header: t.columns.n,
          align: "end",
          cell: (one) => say.count(first(one)?.figure.denominator ?? null),
        },
        {
          id: "quality",
          header: t.columns.quality,
          cell: (one) => <Quality row={first(one)} />,
        },
        { id: "gap", header: t.columns.gap, cell: (one) => <Gap row={first(one)} /> },
      ]}
    />
  );
}

function Quality({ row }: { readonly row: OutcomeRow | undefined }) {
  return row ? <VerdictTag verdict={row.figure.verdict} /> : "–";
}

function OutcomeName({ outcome, all }: { readonly outcome: Outcome; readonly all: readonly Outcome[] }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const address = useIndicatorAddress();
  const [first, ...more] = outcome.rows;
  const name = `${outcome.n}. ${outcome.label}`;
  return (
    <div className="grid max-w-96 gap-1 md:min-w-56">
      {first ? (
        <Anchor href={address(first.indicator)} className="inline-flex min-h-11 items-center font-bold md:min-h-0">
          {name}
        </Anchor>
      ) : (
        <span className="font-bold">{name}</span>
      )}
      <span className="text-sm font-normal text-ink-soft">{first ? first.name : <WidestOfAll outcomes={all} />}</span>
      {first && <WhyNot row={first} />}
      {more.map((row) => (
        <Anchor key={row.indicator} href={address(row.indicator)} className={ALSO}>
          {t.also({ name: row.name, value: say.value(row.figure.value, row.unit) })}
        </Anchor>
      ))}
    </div>
  );
}

const ALSO = "inline-flex min-h-11 items-center text-sm font-normal md:min-h-0";

/** The outcome about gaps has no figure of its own: it looks at the gaps of all the others. */
function WidestOfAll({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const gaps = outcomes.flatMap(({ label, rows }) => {
    const gap = rows[0]?.widestGap;
    return gap ? [{ label, gap, distance: Math.abs(Math.log(gap.ratio)) }] : [];
  });
  const widest = gaps.toSorted((one, other) => other.distance - one.distance)[0];
  return (
    <>
      {t.gapsEach} {widest && t.widest({ outcome: widest.label, gap: say.gap(widest.gap) })}
    </>
  );
}

/** The value, and the children behind a percentage: «0 %» of five says little. */
function Value({ row }: { readonly row: OutcomeRow | undefined }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  if (!row) return "–";
  const { value, numerator, denominator } = row.figure;
  if (value === null) return <span className="whitespace-nowrap text-sm text-ink-soft">{t.noValue}</span>;
  return (
    <span className="grid whitespace-nowrap">
      <span className="font-bold">{say.figure(row.figure, row.unit)}</span>
      {row.unit === "%" && denominator !== null && (
        <span className="text-sm text-ink-soft">
          {t.one.of({ numerator: say.count(numerator), denominator: say.count(denominator) })}
        </span>
      )}
    </span>
  );
}

/** Why a row has no value, where its name stands. */
function WhyNot({ row }: { readonly row: OutcomeRow }) {
  if (row.figure.value !== null || row.figure.noData === null) return null;
  return <span className="text-sm font-normal text-ink-soft">{row.figure.noData.label}</span>;
}

function Target({ row }: { readonly row: OutcomeRow | undefined }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  if (!row) return "–";
  return row.target === null ? (
    <span className="whitespace-nowrap text-sm text-ink-soft">{t.noTarget}</span>
  ) : (
    say.value(row.target, row.unit)
  );
}

function Trend({ row }: { readonly row: OutcomeRow | undefined }) {
  const say = useFigureWords();
  const values = row?.trend.map(({ value }) => value) ?? [];
  if (!row || values.every((value) => value === null)) return "–";
  return <Sparkline description={say.trend(row.trend)} values={values} />;
}

function Gap({ row }: { readonly row: OutcomeRow | undefined }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  if (!row?.widestGap) return <span className="text-sm text-ink-soft">{t.noGap}</span>;
  const words = say.gap(row.widestGap);
  return (
    <div className="grid max-w-64 gap-1 text-sm">
      <RatioMark one={asRatio(row.widestGap)} description={row.widestGap.dimensionLabel} />
      <span>
        {row.widestGap.dimensionLabel}: {words}
      </span>
    </div>
  );
}

function Others({ rows }: { readonly rows: readonly OutcomeRow[] }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const address = useIndicatorAddress();
  return (
    <DataTable
      caption={t.others}
      rows={rows}
      rowKey={(row) => row.indicator}
      columns={[
        {
          id: "name",
          header: t.columns.indicator,
          rowHeader: true,
          cell: (row) => (
            <div className="grid max-w-96 gap-1 md:min-w-56">
              <Anchor href={address(row.indicator)} className="inline-flex min-h-11 items-center md:min-h-0">
                {row.name}
              </Anchor>
              <WhyNot row={row} />
            </div>
          ),
          sortValue: (row) => row.name,
        },
        { id: "value", header: t.columns.value, align: "end", cell: (row) => <Value row={row} /> },
        { id: "target", header: t.columns.target, align: "end", cell: (row) => <Target row={row} /> },
        { id: "n", header: t.columns.n, align: "end", cell: (row) => say.count(row.figure.denominator) },
        { id: "quality", header: t.columns.quality, cell: (row) => <VerdictTag verdict={row.figure.verdict} /> },
        {
          id: "standing",
          header: t.columns.standing,
          cell: (row) => <StandingTag standing={row.standing} short />,
        },
      ]}
    />
  );
}
