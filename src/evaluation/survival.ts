import { survivalLimits } from "./survival/curve.ts";

/** One stay, or `count` equal ones. Times are whole days; `entry` is the day observation began, when later than 0. */
export interface Stay {
  readonly time: number;
  readonly event: boolean;
  readonly count?: number;
  readonly entry?: number;
}

/** What happened at one time to the stays still observed then. At equal times, events come before losses. */
export interface RiskStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
  /** Limits of the log-log interval; null where it does not exist (survival 0). */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A time by which a share had left, with its limits; null: not reached while observed. */
export interface Quantile {
  readonly time: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export type SurvivalWarning =
  | { readonly code: "no_rows" }
  | { readonly code: "median_not_reached" }
  | { readonly code: "few_at_risk"; readonly from: number; readonly fewerThan: number };

export interface SurvivalCurve {
  readonly n: number;
  readonly events: number;
  /** One step per time with an event, in order. */
  readonly steps: readonly RiskStep[];
  readonly q1: Quantile;
  readonly median: Quantile;
  readonly q3: Quantile;
  readonly warnings: readonly SurvivalWarning[];
}

export interface SurvivalOptions {
  readonly level?: number;
  /** Below so many stays at risk the curve is drawn with a warning. */
  readonly fewAtRisk?: number;
}

/** Products of shares such as 1/2 come out a few units in the last place away from the share they mean. */
const SAME = 1e-12;

const NO_LIMITS = { lower: null, upper: null };

/** Counts by time: how many left, were lost sight of, or came under observation. */
export interface Changes {
  readonly time: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly leaving: number;
  readonly atRisk: number;
}

/** Gathers stays by time; `of` names what ended each stay (undefined: lost sight of). Input order does not matter. */
export function changesOf<Row extends { readonly time: number; readonly count?: number; readonly entry?: number }>(
  rows: readonly Row[],
  of: (row: Row) => string | undefined,
): readonly Changes[] {
  const byTime = new Map<number, { counts: Map<string, number>; leaving: number }>();
  const entering = new Map<number, number>();
  for (const row of rows) {
    const count = row.count ?? 1;
    const at = byTime.get(row.time) ?? { counts: new Map<string, number>(), leaving: 0 };
    const cause = of(row);
    if (cause !== undefined) at.counts.set(cause, (at.counts.get(cause) ?? 0) + count);
    at.leaving += count;
    byTime.set(row.time, at);
    // Observed from the start unless said otherwise: a stay of 0 days is at risk at 0.
    const entry = row.entry === undefined || row.entry <= 0 ? Number.NEGATIVE_INFINITY : row.entry;
    entering.set(entry, (entering.get(entry) ?? 0) + count);
  }
  const entries = [...entering].sort(([left], [right]) => left - right);
  let next = 0;
  let atRisk = 0;
  return [...byTime]
    .sort(([left], [right]) => left - right)
    .map(([time, { counts, leaving }]) => {
      for (let one = entries[next]; one !== undefined && one[0] < time; one = entries[++next]) atRisk += one[1];
      const step = { time, counts, leaving, atRisk };
      atRisk -= leaving;
      return step;
    });
}

function logLogLimits(survival: number, greenwood: number, level: number): Pick<RiskStep, "lower" | "upper"> {
  return survival <= 0 ? NO_LIMITS : survivalLimits(survival, greenwood, { confType: "log-log", level });
}

function firstAt(steps: readonly RiskStep[], share: number, value: (step: RiskStep) => number | null): number | null {
  const step = steps.find((one) => {
    const found = value(one);
    return found !== null && found <= 1 - share + SAME;
  });
  return step?.time ?? null;
}

function quantileOf(steps: readonly RiskStep[], share: number): Quantile {
  return {
    time: firstAt(steps, share, ({ survival }) => survival),
    lower: firstAt(steps, share, ({ lower }) => lower),
    upper: firstAt(steps, share, ({ upper }) => upper),
  };
}

/**
 * Kaplan–Meier: the share still in care after each day, with Greenwood's error on the log-log scale. A quartile is the
 * first time at which at least that share has left (S(t) ≤ 1 − k), null when that never happens while observed.
 */
export function kaplanMeier(
  rows: readonly Stay[],
  { level = 0.95, fewAtRisk = 10 }: SurvivalOptions = {},
): SurvivalCurve {
  const steps: RiskStep[] = [];
  let survival = 1;
  let greenwood = 0;
  let few: number | undefined;
  for (const { time, counts, atRisk } of changesOf(rows, ({ event }) => (event ? "event" : undefined))) {
    if (atRisk < fewAtRisk) few ??= time;
    const events = counts.get("event") ?? 0;
    if (events === 0) continue;
    survival = events >= atRisk ? 0 : survival * (1 - events / atRisk);
    greenwood += events >= atRisk ? 0 : events / (atRisk * (atRisk - events));
    steps.push({ time, atRisk, events, survival, ...logLogLimits(survival, greenwood, level) });
  }
  const n = rows.reduce((sum, { count = 1 }) => sum + count, 0);
  const median = quantileOf(steps, 0.5);
  const warnings: SurvivalWarning[] = n === 0 ? [{ code: "no_rows" }] : [];
  if (n > 0 && median.time === null) warnings.push({ code: "median_not_reached" });
  if (few !== undefined) warnings.push({ code: "few_at_risk", from: few, fewerThan: fewAtRisk });
  const events = steps.reduce((sum, step) => sum + step.events, 0);
  return { n, events, steps, q1: quantileOf(steps, 0.25), median, q3: quantileOf(steps, 0.75), warnings };
}

/** The step in force at a time; undefined before the first event. */
export function stepAt<Step extends { readonly time: number }>(steps: readonly Step[], time: number): Step | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.time ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}

/** The share still in care at a time: 1 before the first event. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return stepAt(curve.steps, time)?.survival ?? 1;
}
