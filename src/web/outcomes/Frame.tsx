import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { outcomeSnapshots, type outcomeSnapshots as Snapshots } from "../../contracts/outcomes.ts";
import { useRead } from "../app/api.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { SectionNav } from "../ui/SectionNav.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { useChoice } from "./choice.ts";
import { usePastDay } from "./days.ts";
import { outcomesTexts } from "./texts.ts";

/** What every answer about outcomes begins with. */
export type Heading = Omit<OutputOf<typeof Snapshots>, "snapshots">;

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

interface FrameProps {
  readonly title: string;
  readonly intro?: string;
  readonly current: string;
  readonly heading: Heading;
  /** Stretches of time that may be chosen when figures are computed now. */
  readonly periods?: readonly Stretch[];
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The pages of outcomes share their sections, the choice of figures, and where the figures come from. */
export function Frame({ title, intro, current, heading, periods = [], actions, children }: FrameProps) {
  const t = useTexts(outcomesTexts);
  const { addressOf } = useChoice();
  const sections = [
    { path: "/resultados/nueve", label: t.sections.nine },
    { path: "/resultados/permanencia", label: t.sections.stay },
    { path: "/resultados/calidad", label: t.sections.quality },
  ].map(({ path, label }) => ({ href: addressOf(path), label }));
  const all = [...sections, { href: "/declaraciones", label: t.sections.returns }];
  return (
    <section className="grid min-w-0 gap-6">
      <header className="grid gap-3">
        <h1>{title}</h1>
        {intro && <p className="max-w-prose text-ink-soft">{intro}</p>}
      </header>
      <SectionNav label={t.sections.label} sections={all} current={addressOf(current)} />
      {heading.sources.length === 0 ? (
        <EmptyState
          title={t.empty}
          icon={ChartColumn}
          action={<LinkButton href="/declaraciones">{t.emptyAction}</LinkButton>}
        >
          {t.emptyText}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-4">
            <Choices heading={heading} periods={periods} />
            {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
          </div>
          <Origin heading={heading} />
          {children}
        </>
      )}
    </section>
  );
}

function Choices({ heading, periods }: { readonly heading: Heading; readonly periods: readonly Stretch[] }) {
  const t = useTexts(outcomesTexts).choose;
  const { instant } = useFormats();
  const date = usePastDay();
  const { choice, choose } = useChoice();
  const published = useRead(outcomeSnapshots, heading.sourceId ? { sourceId: heading.sourceId } : {});
  const snapshots = published.data?.snapshots ?? [];
  const figures = [
    ...(heading.mayOpen ? [{ value: "live", label: t.live }] : []),
    ...snapshots.map(({ id, publishedAt }) => ({ value: id, label: t.published({ on: instant(publishedAt) }) })),
  ];
  const shown = heading.snapshot?.id ?? "live";
  const sourceId = heading.sourceId ?? undefined;
  const keep = sourceId === undefined ? {} : { sourceId };
  const pick = (value: string) => choose(value === "live" ? { ...keep, live: "yes" } : { ...keep, snapshotId: value });
  const chosen = choice.from && choice.to ? `${choice.from} ${choice.to}` : "";
  const span = (value: string) => {
    const [from, to] = value.split(" ");
    choose(from && to ? { ...keep, live: "yes", from, to } : { ...keep, live: "yes" });
  };
  return (
    <div className="flex grow flex-wrap gap-4 *:grow *:basis-56 md:*:max-w-80">
      {heading.sources.length > 1 && (
        <SelectField
          name="entidad"
          label={t.source}
          options={heading.sources.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={null}
          value={sourceId ?? ""}
          onChange={(value) => choose({ sourceId: value })}
          width="full"
        />
      )}
      {figures.length > 1 && (
        <SelectField
          name="cifras"
          label={t.figures}
          options={figures}
          placeholder={null}
          value={shown}
          onChange={pick}
          width="full"
        />
      )}
      {heading.snapshot === null && heading.mayOpen && periods.length > 1 && (
        <SelectField
          name="periodo"
          label={t.period}
          options={periods.map(({ from, to }) => ({
            value: `${from} ${to}`,
            label: t.stretch({ from: date(from), to: date(to) }),
          }))}
          placeholder={t.usual}
          value={chosen}
          onChange={span}
          width="full"
        />
      )}
    </div>
  );
}

function Origin({ heading: { snapshot, observedUntil } }: { readonly heading: Heading }) {
  const t = useTexts(outcomesTexts).origin;
  const { instant } = useFormats();
  const date = usePastDay();
  if (snapshot === null) {
    return (
      <p className="text-sm text-ink-soft">
        {observedUntil === null ? t.liveNoFacts : t.live({ until: date(observedUntil) })}
      </p>
    );
  }
  const { publishedAt, publishedBy, dataHash } = snapshot;
  return (
    <p className="text-sm text-ink-soft">
      {t.published({ on: instant(publishedAt), by: publishedBy, until: date(snapshot.observedUntil) })}{" "}
      <span className="[overflow-wrap:anywhere]">{t.hash({ hash: dataHash.slice(0, 12) })}</span>
    </p>
  );
}
