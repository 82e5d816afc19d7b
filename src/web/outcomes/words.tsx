import { Ban, BookOpen, CircleCheck, Lightbulb, type LucideIcon, SearchCheck } from "lucide-react";
import type { OutcomeFigure, OutcomeRow, TrendPoint } from "../../contracts/outcomeFigures.ts";
import type { Standing, Verdict } from "../../core/outcomes/words.ts";
import { useRatioWords } from "../charts/RatioPlot.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { outcomesTexts } from "./texts.ts";

const VERDICTS = {
  good: { tone: "good", icon: CircleCheck },
  check: { tone: "soon", icon: SearchCheck },
  poor: { tone: "soon", icon: Ban },
  no_data: { tone: "neutral", icon: Ban },
} as const satisfies Record<Verdict, { readonly tone: Tone; readonly icon: LucideIcon }>;

/** How far the data carry a figure. */
export function VerdictTag({ verdict }: { readonly verdict: Verdict }) {
  const t = useTexts(outcomesTexts);
  const { tone, icon } = VERDICTS[verdict];
  return (
    <StatusTag tone={tone} icon={icon}>
      <span className="whitespace-nowrap">{t.verdict[verdict]}</span>
    </StatusTag>
  );
}

/** Whether a source gives the formula, or this system read it so. */
export function StandingTag({ standing, short = false }: { readonly standing: Standing; readonly short?: boolean }) {
  const t = useTexts(outcomesTexts);
  return (
    <StatusTag tone={standing === "FACT" ? "info" : "neutral"} icon={standing === "FACT" ? BookOpen : Lightbulb}>
      {(short ? t.standingShort : t.standing)[standing]}
    </StatusTag>
  );
}

/** Figures, courses and gaps in words. */
export function useFigureWords() {
  const t = useTexts(outcomesTexts);
  const { number } = useFormats();
  const ratio = useRatioWords();
  const value = (figure: number | null, unit: string) =>
    figure === null ? t.noValue : unit === "%" ? `${number(figure, 1)} %` : `${number(figure, 2)} ${unit}`;
  const count = (n: number | null) => (n === null ? "–" : number(n, 0));
  const figure = (one: OutcomeFigure, unit: string) =>
    one.value === null ? (one.noData?.label ?? t.noValue) : value(one.value, unit);
  const trend = (points: readonly TrendPoint[]) => {
    const known = points.flatMap((point) => (point.value === null ? [] : [point.value]));
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return t.noValue;
    return t.trendWords({ from: number(first, 1), to: number(last, 1), n: known.length });
  };
  const gap = (widest: NonNullable<OutcomeRow["widestGap"]>) =>
    t.gapOf({ group: widest.group, reference: widest.reference, ratio: ratio.whole(asRatio(widest)) });
  return { value, count, figure, trend, gap };
}

/** A gap as the drawings of ratios take it. */
export function asRatio(one: {
  readonly ratio: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly group?: string;
  readonly label?: string;
}) {
  return {
    label: one.label ?? one.group ?? "",
    ratio: one.ratio,
    low: one.interval?.low ?? null,
    high: one.interval?.high ?? null,
  };
}
