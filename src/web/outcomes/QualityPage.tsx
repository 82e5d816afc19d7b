import { Ban, CircleCheck, type LucideIcon, TriangleAlert } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { dataQuality } from "../../contracts/outcomes.ts";
import type { Verdict } from "../../core/outcomes/words.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { INDICATOR_PATH, useChoice } from "./choice.ts";
import { Downloads } from "./Downloads.tsx";
import { Frame } from "./Frame.tsx";
import { qualityTable } from "./figureTables.ts";
import { outcomesTexts } from "./texts.ts";

type Quality = OutputOf<typeof dataQuality>;
type Check = Quality["checks"][number];

const VERDICT_TONES = { good: "good", check: "soon", poor: "soon", no_data: "neutral" } as const satisfies Record<
  Verdict,
  Tone
>;
const STATES = {
  within: { tone: "good", icon: CircleCheck },
  exceeded: { tone: "soon", icon: TriangleAlert },
  not_run: { tone: "neutral", icon: Ban },
} as const satisfies Record<Check["state"], { readonly tone: Tone; readonly icon: LucideIcon }>;
const ORDER = { exceeded: 0, not_run: 1, within: 2 } as const satisfies Record<Check["state"], number>;

/** Checks of the data with their limits, the rows they touch, and who can mend them. */
export function QualityScreen() {
  const t = useTexts(outcomesTexts).quality;
  const { choice } = useChoice();
  const answer = useRead(dataQuality, choice.sourceId ? { sourceId: choice.sourceId } : {});
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  return (
    <Frame
      title={t.title}
      intro={t.intro}
      current="/resultados/calidad"
      heading={data}
      actions={<Downloads name="calidad" table={() => qualityTable(data)} />}
    >
      <Banner tone={VERDICT_TONES[data.verdict]}>{t.verdict[data.verdict]}</Banner>
      <Checks checks={data.checks} mayOpen={data.mayOpen} />
    </Frame>
  );
}

function Checks({ checks, mayOpen }: { readonly checks: readonly Check[]; readonly mayOpen: boolean }) {
  const t = useTexts(outcomesTexts).quality;
  const { number } = useFormats();
  const percent = (check: Check) => (check.percent === null ? "–" : `${number(check.percent, 1)}\u00a0%`);
  return (
    <DataTable
      caption={t.caption}
      rows={checks.toSorted((one, other) => ORDER[one.state] - ORDER[other.state])}
      rowKey={({ id }) => id}
      columns={[
        {
          id: "check",
          header: t.check,
          rowHeader: true,
          cell: ({ label, explanation }) => (
            <div className="grid max-w-80 gap-1">
              <span>{label}</span>
              <span className="text-sm font-normal text-ink-soft">{explanation}</span>
            </div>
          ),
        },
        { id: "state", header: t.state, cell: ({ state }) => <StateTag state={state} /> },
        { id: "rows", header: t.rows, align: "end", cell: (check) => <Rows check={check} mayOpen={mayOpen} /> },
        { id: "percent", header: t.percent, align: "end", cell: percent },
        {
          id: "limit",
          header: t.limit,
          align: "end",
          cell: ({ limit, bound }) => t.limits[bound]({ limit: number(limit) }),
        },
        { id: "who", header: t.who, cell: ({ whoFixes }) => whoFixes },
        { id: "affects", header: t.affects, cell: ({ indicators }) => <Affected indicators={indicators} /> },
      ]}
    />
  );
}

function StateTag({ state }: { readonly state: Check["state"] }) {
  const t = useTexts(outcomesTexts).quality;
  const { tone, icon } = STATES[state];
  return (
    <StatusTag tone={tone} icon={icon}>
      <span className="whitespace-nowrap">{t.states[state]}</span>
    </StatusTag>
  );
}

function Rows({ check: { id, n, of }, mayOpen }: { readonly check: Check; readonly mayOpen: boolean }) {
  const t = useTexts(outcomesTexts).quality;
  const { number } = useFormats();
  const { addressOf } = useChoice();
  if (n === null || of === null) return <span className="text-sm text-ink-soft">{t.notRun}</span>;
  const words = t.of({ n: number(n), of: number(of) });
  if (n === 0 || !mayOpen) return words;
  return (
    <Anchor
      href={addressOf(`/resultados/calidad/${id}`)}
      aria-label={`${words}. ${t.open({ n: number(n) })}`}
      className="inline-flex min-h-11 items-center md:min-h-0"
    >
      {words}
    </Anchor>
  );
}

function Affected({ indicators }: { readonly indicators: readonly string[] }) {
  const t = useTexts(outcomesTexts).quality;
  const { addressOf } = useChoice();
  if (indicators.length === 0) return "–";
  return (
    <details className="max-w-56">
      <summary className="min-h-11 cursor-pointer py-2.5 md:min-h-0 md:py-0">
        {t.indicators({ n: indicators.length })}
      </summary>
      <ul className="flex flex-wrap gap-x-3">
        {indicators.map((indicator) => (
          <li key={indicator}>
            <Anchor
              href={addressOf(INDICATOR_PATH, { indicador: indicator })}
              className="inline-flex min-h-11 items-center text-sm md:min-h-0"
            >
              {indicator}
            </Anchor>
          </li>
        ))}
      </ul>
    </details>
  );
}
