import { ArrowLeft, FileWarning, PenLine } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type Evidence, evidence } from "../../contracts/evidence.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { Loading } from "../ui/Loading.tsx";
import { RecordForm } from "./RecordForm.tsx";
import { EffectTag, StandingTags } from "./tags.tsx";
import { evidenceTexts } from "./texts.ts";

type Loaded = OutputOf<typeof evidence>;

/** One study of others: what it found first, then how, who rated it, what was corrected, and what this record said before. */
export function EvidenceRecordScreen() {
  const t = useTexts(evidenceTexts);
  const evidenceId = useParameter("evidenceId");
  const answer = useRead(evidence, { evidenceId });
  const [correcting, setCorrecting] = useState(false);
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { content, mayAdd, own, version, versions, ...standing } = answer.data;
  return (
    <article className="grid min-w-0 gap-6">
      <header className="grid gap-3">
        <Anchor href="/evidencia" className="inline-flex min-h-11 items-center gap-1 justify-self-start text-sm">
          <ArrowLeft className="size-4 shrink-0" />
          {t.back}
        </Anchor>
        <h1>{content.study}</h1>
        <p className="text-lg">{content.programme}</p>
        <StandingTags {...standing} />
        <p className="text-sm text-ink-soft">{own ? t.own : t.shipped}</p>
        {mayAdd && !correcting && (
          <div>
            <Button icon={PenLine} wide onPress={() => setCorrecting(true)}>
              {t.form.correct}
            </Button>
          </div>
        )}
      </header>
      {correcting && (
        <RecordForm
          key={version}
          evidenceId={evidenceId}
          version={version}
          content={content}
          corrects={version > 0 || !own}
          title={t.form.correct}
          onClose={() => setCorrecting(false)}
        />
      )}
      <Told content={content} />
      <Versions versions={versions} />
    </article>
  );
}

/** Everything a version says. */
function Told({ content }: { readonly content: Evidence }) {
  const t = useTexts(evidenceTexts);
  const { findings, ratings, corrections } = content;
  const dated = (on: string | null) => on ?? t.undated;
  return (
    <div className="grid gap-6">
      {corrections.map(({ on, text }) => (
        <Banner key={text} tone="soon" title={`${t.filters.corrected} (${dated(on)})`}>
          {text}
        </Banner>
      ))}
      <Panel title={t.parts.found}>
        {findings.length === 0 ? (
          <p>{t.noFindings}</p>
        ) : (
          <ul className="grid gap-3">
            {findings.map(({ effect, text }) => (
              <li key={text} className="grid justify-items-start gap-1 md:grid-cols-[11rem_1fr]">
                <EffectTag effect={effect} />
                <p>{text}</p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t.parts.about}>
        <Facts content={content} />
      </Panel>
      <Panel title={t.parts.ratings}>
        {ratings.length === 0 ? (
          <p>{t.noRatings}</p>
        ) : (
          <ul className="grid gap-2">
            {ratings.map(({ by, rating, on }) => (
              <li key={`${by} ${rating}`}>
                <b>{rating}</b> <span className="text-ink-soft">({dated(on)})</span>
                <br />
                {by}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t.parts.corrections}>
        {corrections.length === 0 ? (
          <p>{t.noCorrections}</p>
        ) : (
          <ul className="grid gap-2">
            {corrections.map(({ on, text }) => (
              <li key={text} className="flex gap-2">
                <FileWarning className="mt-1 size-4 shrink-0 text-ochre" />
                <span>
                  {text} <span className="text-ink-soft">({dated(on)})</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function Facts({ content }: { readonly content: Evidence }) {
  const t = useTexts(evidenceTexts);
  const { studied, design, where, participants, source } = content;
  const facts: readonly (readonly [string, string | null])[] = [
    [t.fields.studied, studied],
    [t.fields.design, design === null ? null : t.designs[design]],
    [t.fields.where, where],
    [t.fields.participants, participants],
    [t.fields.source, source],
  ];
  return (
    <dl className="grid gap-x-6 gap-y-3 md:grid-cols-[11rem_1fr]">
      {facts.map(([term, value]) => (
        <Fact key={term} term={term}>
          {value ?? <span className="text-ink-soft">{t.unknown}</span>}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-0.5 md:contents">
      <dt className="font-bold">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Versions({ versions }: { readonly versions: Loaded["versions"] }) {
  const t = useTexts(evidenceTexts);
  const { instant } = useFormats();
  if (versions.length < 2) return null;
  return (
    <Panel title={t.parts.versions}>
      <ol className="grid gap-4">
        {versions.map(({ version, at, by, why, content }, index) => (
          <li key={version} className="grid gap-1">
            <p className="font-bold">{version === 0 ? t.versions.first : t.versions.of({ version })}</p>
            {at !== null && (
              <p className="text-sm text-ink-soft">{t.versions.by({ who: by ?? "–", on: instant(at) })}</p>
            )}
            {why !== null && <p>{why}</p>}
            {index === 0 ? (
              <p className="text-sm text-ink-soft">{t.versions.showing}</p>
            ) : (
              <details className="rounded-md border border-line">
                <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">
                  {t.versions.before}
                </summary>
                <div className="px-4 pb-4">
                  <p className="pb-4 text-lg">{content.programme}</p>
                  <Told content={content} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
