import { StripPlot } from "../charts/StripPlot.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Panel } from "../ui/Card.tsx";
import type { IndicatorData } from "./IndicatorPage.tsx";
import { outcomesTexts } from "./texts.ts";

/** Our value among those another country publishes of its states: a yardstick that says whose it is. */
export function BenchmarkPanel({ data: { benchmark, definition } }: { readonly data: IndicatorData }) {
  const t = useTexts(outcomesTexts).benchmark;
  if (!benchmark || benchmark.states.length === 0) return null;
  const { ours, national, states, period, source, label } = benchmark;
  const below = states.filter(({ value }) => ours !== null && value < ours).length;
  return (
    <Panel title={t.title}>
      <Banner tone="info" title={label}>
        {t.warning}
      </Banner>
      {ours === null ? (
        <p>{t.noOurs}</p>
      ) : (
        <StripPlot
          title={t.chart({ period })}
          description={t.text({ below, total: states.length })}
          unit={definition.unit}
          own={{ label: t.ours, value: ours }}
          others={states.map(({ state, value }) => ({ label: state, value }))}
          {...(national !== null && { reference: { label: t.national, value: national } })}
          {...(definition.direction !== "none" && { better: definition.direction === "up" ? "high" : "low" })}
        />
      )}
      <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{t.source({ source })}</p>
    </Panel>
  );
}
