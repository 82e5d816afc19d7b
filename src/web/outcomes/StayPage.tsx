import { useState } from "react";
import { lengthOfStay } from "../../contracts/outcomes.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { HundredPeople } from "../charts/HundredPeople.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { useChoice, yearsBack } from "./choice.ts";
import { Downloads } from "./Downloads.tsx";
import { usePastDay } from "./days.ts";
import { Frame } from "./Frame.tsx";
import { stayTable } from "./figureTables.ts";
import { LeavingCurves, type StayData, StayingCurve } from "./StayCurves.tsx";
import { outcomesTexts } from "./texts.ts";

/** Years of entry to choose from. */
const YEARS = 8;

/** How long those who entered stayed, and what became of every hundred. */
export function StayScreen() {
  const t = useTexts(outcomesTexts).stay;
  const { choice } = useChoice();
  const answer = useRead(lengthOfStay, choice);
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  return (
    <Frame
      title={t.title}
      intro={t.intro}
      current="/resultados/permanencia"
      heading={data}
      periods={data.observedUntil === null ? [] : yearsBack(data.observedUntil, YEARS)}
      actions={data.curve.length > 0 && <Downloads name="permanencia" table={() => stayTable(data)} />}
    >
      <Cautions data={data} />
      {data.curve.length > 0 && (
        <>
          <Hundred data={data} />
          <Panel title={t.curve}>
            <StayingCurve data={data} />
            <Quartiles data={data} />
          </Panel>
          <Panel title={t.exits}>
            <LeavingCurves data={data} />
          </Panel>
          <Biased data={data} />
        </>
      )}
    </Frame>
  );
}

function Cautions({ data }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const date = usePastDay();
  return (
    <>
      {data.from && data.to && (
        <p className="text-lg">
          {t.observed({ n: data.n, exits: data.exits, from: date(data.from), to: date(data.to) })}
        </p>
      )}
      {data.noData && <Banner tone="neutral">{data.noData.label}</Banner>}
      {data.warnings.map(({ code, label }) => (
        <Banner key={code} tone="soon">
          {label}
        </Banner>
      ))}
    </>
  );
}

const MONTH = 365 / 12;

function Hundred({ data }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const { number } = useFormats();
  const [chosen, setChosen] = useState("");
  const shown = data.ofHundred.find(({ days }) => String(days) === chosen) ?? data.ofHundred[0];
  if (!shown) return null;
  const words = (days: number) => {
    const months = Math.round(days / MONTH);
    return t.after({ when: months % 12 === 0 ? t.years({ n: months / 12 }) : t.months({ n: months }) });
  };
  const percent = (share: number) => number(share * 100, 1);
  const between = (low: number, high: number) => t.between({ low: percent(low), high: percent(high) });
  const most = shown.parts.toSorted((one, other) => other.children - one.children)[0];
  const title = t.hundred({ when: words(shown.days) });
  return (
    <Panel title={title}>
      {data.ofHundred.length > 1 && (
        <SelectField
          name="momento"
          label={t.when}
          placeholder={null}
          options={data.ofHundred.map(({ days }) => ({ value: String(days), label: words(days) }))}
          value={String(shown.days)}
          onChange={setChosen}
        />
      )}
      <HundredPeople
        title={title}
        description={most ? t.hundredText({ n: most.children, first: lower(most.label) }) : ""}
        groups={shown.parts.map(({ label, children, low, high }) => ({
          label: lower(label),
          amount: children,
          ...(low !== null && high !== null && { interval: between(low, high) }),
        }))}
      />
    </Panel>
  );
}

/** A label inside a sentence: «12 guarda o tutela». */
function lower(label: string): string {
  return label.charAt(0).toLocaleLowerCase() + label.slice(1);
}

function Quartiles({ data: { quartiles } }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const { number } = useFormats();
  const lines = [
    { name: t.quarter, ...quartiles.first },
    { name: t.half, ...quartiles.median },
    { name: t.threeQuarters, ...quartiles.third },
  ];
  return (
    <dl aria-label={t.quartiles} className="grid gap-x-8 gap-y-2 sm:grid-cols-3">
      {lines.map(({ name, days, low, high }) => (
        <div key={name}>
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className="numeric">
            <span className="font-bold">{days === null ? t.notReached : t.days({ n: number(days) })}</span>
            {days !== null &&
              low !== null &&
              high !== null &&
              t.medianBetween({ low: number(low), high: number(high) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Biased({ data: { biased } }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const { number } = useFormats();
  const { exitCohortMedian, exitCohortN, pointInTimeMedian, pointInTimeN, warning } = biased;
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.biased}</summary>
      <div className="grid max-w-prose gap-2 px-4 pb-4">
        <p>{warning}</p>
        {exitCohortMedian !== null && exitCohortN !== null && (
          <p>{t.biasedExit({ days: number(exitCohortMedian), n: exitCohortN })}</p>
        )}
        {pointInTimeMedian !== null && pointInTimeN !== null && (
          <p>{t.biasedPoint({ days: number(pointInTimeMedian), n: pointInTimeN })}</p>
        )}
      </div>
    </details>
  );
}
