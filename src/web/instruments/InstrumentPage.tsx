import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { instrument } from "../../contracts/instruments.ts";
import type { Answers } from "../../core/instruments/answers.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { initialAnswers } from "../../core/instruments/validateAnswers.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Panel } from "../ui/Card.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { useToast } from "../ui/Toast.tsx";
import { DateText } from "../ui/textHelpers.tsx";
import { compiledDefinition } from "./compiledDefinition.ts";
import { ImportReport } from "./ImportReport.tsx";
import { InstrumentForm } from "./InstrumentForm.tsx";
import { RaterNames } from "./InstrumentsPage.tsx";
import { instrumentsTexts } from "./texts.ts";

type Found = OutputOf<typeof instrument>;

/** One published version: what it is, how it looks to whoever answers, and what the import did. */
export function Screen() {
  const id = useParameter("id");
  const t = useTexts(instrumentsTexts);
  const { language } = useLocale();
  const found = useRead(instrument, { instrumentVersionId: id });
  if (found.isPending) return <Loading />;
  if (found.isError) return <FailurePage error={found.error} onRetry={() => void found.refetch()} />;
  const { title, definition, report } = found.data;
  const compiled = compiledDefinition(definition);
  return (
    <>
      <header className="grid gap-1">
        <Anchor href="/instrumentos" className="-mt-2 inline-block min-h-11 justify-self-start py-2 text-sm">
          ← {t.catalogue.back}
        </Anchor>
        <h1>{title[language] ?? title.es}</h1>
      </header>
      {compiled ? (
        <>
          <About found={found.data} compiled={compiled} />
          <Preview compiled={compiled} />
        </>
      ) : (
        <ErrorPanel title={t.one.broken}>{t.one.brokenHint}</ErrorPanel>
      )}
      <ImportReport report={report} />
    </>
  );
}

function About({ found, compiled }: { readonly found: Found; readonly compiled: CompiledInstrument }) {
  const { catalogue: t, one } = useTexts(instrumentsTexts);
  const { language } = useLocale();
  const { description, provenance, dimensions } = compiled.definition;
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t.version, <span key="v">{found.version}</span>],
    [t.raters, <RaterNames key="r" raters={found.raters} />],
    [t.publishedAt, <DateText key="p" value={found.publishedAt} />],
    [t.origin, found.origin],
    [one.source, [provenance.source, provenance.passage, provenance.note].filter(Boolean).join(" · ")],
    ...(provenance.licence ? [[one.licence, provenance.licence] as const] : []),
    ...(dimensions.length > 0
      ? [[one.dimensions, dimensions.map(({ label }) => label[language] ?? label.es).join(" · ")] as const]
      : []),
    [t.pending, found.pendingItems === 0 ? t.noPending : String(found.pendingItems)],
    [one.hash, <code key="h">{found.contentHash.slice(0, 16)}…</code>],
  ];
  return (
    <Panel title={one.about}>
      {description && <p>{description[language] ?? description.es}</p>}
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

const SIDES = ["family", "team"] as const;

/** The form as it looks, on answers that go nowhere. */
function Preview({ compiled }: { readonly compiled: CompiledInstrument }) {
  const { catalogue, one: t } = useTexts(instrumentsTexts);
  const sides = SIDES.filter((side) => compiled.definition.raters.includes(side));
  const [side, setSide] = useState<(typeof SIDES)[number]>(sides[0] ?? "team");
  return (
    <Panel title={t.preview}>
      <p className="text-ink-soft">{t.previewHint}</p>
      {sides.length > 1 && (
        <RadioGroup
          name="side"
          layout="inline"
          label={t.as}
          options={sides.map((one) => ({ value: one, label: catalogue.rater[one] }))}
          value={side}
          onChange={(value) => setSide(SIDES.find((one) => one === value) ?? "team")}
        />
      )}
      <div className="max-w-3xl rounded-lg border border-line bg-paper p-4 md:p-6">
        <Trial key={side} compiled={compiled} side={side} />
      </div>
    </Panel>
  );
}

function Trial({ compiled, side }: { readonly compiled: CompiledInstrument; readonly side: (typeof SIDES)[number] }) {
  const t = useTexts(instrumentsTexts);
  const { today, language } = useLocale();
  const notify = useToast();
  const [situation] = useState(() => ({ today, now: new Date().toISOString(), rater: side, language }));
  const [answers, setAnswers] = useState<Answers>(() => initialAnswers(compiled, situation));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const most = compiled.definition.priorities?.max ?? 0;
  return (
    <InstrumentForm
      compiled={compiled}
      situation={situation}
      answers={answers}
      onAnswers={setAnswers}
      finishLabel={t.one.previewFinish}
      onFinish={() => notify({ text: t.one.finished })}
      {...(side === "family" && most > 0 ? { priorities: { chosen, most, onChange: setChosen } } : {})}
    />
  );
}
