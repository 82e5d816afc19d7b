import { ArrowLeft } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { outcome } from "../../contracts/outcomes.ts";
import { bases } from "../../core/outcomes/words.ts";
import { useRead } from "../app/api.ts";
import { FailurePage, NotFoundPage } from "../app/pages.tsx";
import { TrendChart } from "../charts/TrendChart.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { BenchmarkPanel } from "./BenchmarkPanel.tsx";
import { useChoice } from "./choice.ts";
import { DefinitionPanel } from "./DefinitionPanel.tsx";
import { Downloads } from "./Downloads.tsx";
import { usePastDay } from "./days.ts";
import { Frame } from "./Frame.tsx";
import { indicatorTable } from "./figureTables.ts";
import { GroupsPanel } from "./GroupsPanel.tsx";
import { IndicatorCurve } from "./IndicatorCurve.tsx";
import { TargetForm } from "./TargetForm.tsx";
import { outcomesTexts } from "./texts.ts";
import { WhoPanel } from "./WhoPanel.tsx";
import { StandingTag, useFigureWords, VerdictTag } from "./words.tsx";

/** What an indicator is about, as its screen gets it. */
export type IndicatorData = OutputOf<typeof outcome>;

/** One indicator opened: value, course, who counts and who does not, groups, and how it is defined. */
export function IndicatorScreen() {
  const { search } = useChoice();
  const indicator = search.indicador;
  return indicator ? <Indicator indicator={indicator} /> : <NotFoundPage />;
}

function Indicator({ indicator }: { readonly indicator: string }) {
  const t = useTexts(outcomesTexts);
  const { choice, addressOf, search } = useChoice();
  const base = bases.find((one) => one === search.sobre);
  const answer = useRead(outcome, { ...choice, indicator, ...(base && { base }) });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  return (
    <Frame
      title={data.definition.name}
      current="/resultados/nueve"
      heading={data}
      periods={data.trend.toReversed()}
      actions={<Downloads name={indicator} table={() => indicatorTable(data)} />}
    >
      <p>
        <LinkButton href={addressOf("/resultados/nueve")} icon={ArrowLeft} tone="quiet">
          {t.one.back}
        </LinkButton>
      </p>
      <Figure data={data} />
      <Course data={data} />
      <IndicatorCurve indicator={indicator} choice={choice} />
      <WhoPanel data={data} />
      <GroupsPanel data={data} />
      <BenchmarkPanel data={data} />
      <DefinitionPanel definition={data.definition} />
      {data.mayPublish && data.sourceId && <TargetForm key={data.targetVersion} data={data} sourceId={data.sourceId} />}
    </Frame>
  );
}

function Figure({ data: { definition, figure, target } }: { readonly data: IndicatorData }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const date = usePastDay();
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="numeric text-3xl font-bold">{say.figure(figure, definition.unit)}</span>
        {figure.denominator !== null && (
          <span className="numeric text-lg text-ink-soft">
            {t.one.of({ numerator: say.count(figure.numerator), denominator: say.count(figure.denominator) })}
          </span>
        )}
      </p>
      <p className="text-ink-soft">
        {t.choose.stretch({ from: date(figure.from), to: date(figure.to) })} ·{" "}
        {target === null ? t.noTarget : t.one.target({ value: say.value(target, definition.unit) })}
      </p>
      <div className="flex flex-wrap gap-2">
        <VerdictTag verdict={figure.verdict} />
        <StandingTag standing={definition.standing} />
      </div>
      {figure.warnings.length > 0 && (
        <Banner tone="soon" title={t.one.warnings}>
          <ul className="list-disc pl-5">
            {figure.warnings.map(({ code, label }) => (
              <li key={`${code} ${label}`}>{label}</li>
            ))}
          </ul>
        </Banner>
      )}
      {definition.cohortWarning && <Banner tone="info">{definition.cohortWarning}</Banner>}
    </div>
  );
}

function Course({ data: { definition, trend, target } }: { readonly data: IndicatorData }) {
  const t = useTexts(outcomesTexts);
  const say = useFigureWords();
  const known = trend.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  if (known.length === 1) return <p className="text-ink-soft">{t.one.trendEmpty}</p>;
  return (
    <Panel title={t.one.trend}>
      <TrendChart
        title={definition.name}
        description={say.trend(trend)}
        unit={definition.unit}
        target={target}
        points={trend.map(({ from, to, value, denominator }) => ({
          label: spanOf(from, to),
          value,
          count: say.count(denominator),
        }))}
      />
    </Panel>
  );
}

/** «2019-20» for twelve months that cross a new year, «2019» for those that do not. */
function spanOf(from: string, to: string): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  return first === last ? first : `${first}-${last.slice(2)}`;
}
