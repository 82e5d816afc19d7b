import type { OutputOf } from "../../contracts/contract.ts";
import type { lengthOfStay } from "../../contracts/outcomes.ts";
import { type CurveMoment, StepCurve } from "../charts/StepCurve.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { outcomesTexts } from "./texts.ts";

export type StayData = OutputOf<typeof lengthOfStay>;

const MONTH = 365.25 / 12;
const HALF_YEAR = 6 * MONTH;

/** Half years from entry to the last day observed; whole years when there would be more than a dozen. */
export function useMoments(data: StayData): readonly CurveMoment[] {
  const t = useTexts(outcomesTexts).stay;
  const last = data.curve.at(-1)?.days ?? 0;
  const step = last > 12 * HALF_YEAR ? 2 : 1;
  const count = Math.max(1, Math.ceil(last / HALF_YEAR / step));
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = Math.round(index * step * HALF_YEAR);
    const months = index * step * 6;
    const label = index === 0 ? t.start : months % 12 === 0 ? t.years({ n: months / 12 }) : t.months({ n: months });
    const point = data.curve.findLast(({ days }) => days <= at);
    return { at, label, ...(point && at <= last && { followed: point.atRisk }) };
  });
}

/** In words: when half had left, with its interval. */
export function useMedianWords(): (data: StayData) => string {
  const t = useTexts(outcomesTexts).stay;
  const { number } = useFormats();
  return ({ quartiles: { median } }) => {
    if (median.days === null) return t.medianNotYet;
    const { low, high } = median;
    const interval = low === null || high === null ? "" : t.medianBetween({ low: number(low), high: number(high) });
    return t.median({ days: number(median.days), interval });
  };
}

/** Those who are still in care, day by day since they entered. */
export function StayingCurve({ data }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const { number } = useFormats();
  const median = useMedianWords();
  const moments = useMoments(data);
  const { days } = data.quartiles.median;
  const first = { at: 0, level: 1, low: 1, high: 1 };
  const points = data.curve.map((point) => ({ at: point.days, level: point.share, low: point.low, high: point.high }));
  return (
    <StepCurve
      title={t.curve}
      description={t.curveText({ n: data.n, median: median(data) })}
      series={[{ label: t.stillLabel, points: [first, ...points], until: data.curve.at(-1)?.days ?? 0 }]}
      moments={moments}
      {...(days !== null && { half: { at: days, label: t.days({ n: number(days) }) } })}
    />
  );
}

/** Most ways of leaving that one drawing can tell apart. */
const MOST = 4;

/** Ways of leaving, counted together: at every moment they and those who stay add up to all. */
export function LeavingCurves({ data }: { readonly data: StayData }) {
  const t = useTexts(outcomesTexts).stay;
  const moments = useMoments(data).map(({ at, label }) => ({ at, label }));
  const until = data.curve.at(-1)?.days ?? 0;
  const reached = data.incidence
    .filter(({ points }) => points.some(({ share }) => share > 0))
    .toSorted((one, other) => (other.points.at(-1)?.share ?? 0) - (one.points.at(-1)?.share ?? 0))
    .slice(0, MOST);
  return (
    <StepCurve
      title={t.exits}
      description={t.exitsText}
      series={reached.map(({ label, points }) => ({
        label,
        until,
        points: [
          { at: 0, level: 0, low: 0, high: 0 },
          ...points.map((point) => ({ at: point.days, level: point.share, low: point.low, high: point.high })),
        ],
      }))}
      moments={moments}
    />
  );
}
