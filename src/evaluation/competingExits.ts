import { largestRemainder } from "./rounding.ts";
import { incidenceLimits } from "./survival/cif.ts";
import { changesOf, stepAt } from "./survival.ts";

/** One stay, or `count` equal ones, and how it ended; null: still in care, or lost sight of, when observation ended. */
export interface Exit {
  readonly time: number;
  readonly cause: string | null;
  readonly count?: number;
  readonly entry?: number;
}

export interface Incidence {
  readonly value: number;
  readonly error: number;
  /** Limits on the log-log scale; null where they do not exist (0 or 1). */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface ExitStep {
  readonly time: number;
  readonly atRisk: number;
  /** The share still in care: with the incidences of all causes it sums to 1. */
  readonly stillInCare: number;
  readonly incidence: Readonly<Record<string, Incidence>>;
}

export interface ExitCurves {
  readonly n: number;
  readonly causes: readonly string[];
  readonly steps: readonly ExitStep[];
}

const NONE: Incidence = { value: 0, error: 0, lower: null, upper: null };

/** Sums that give the delta-method variance of one cause's incidence at any time in one pass. */
interface Sums {
  value: number;
  squared: number;
  crossed: number;
  alone: number;
}

function limitsOf(value: number, error: number, level: number): Pick<Incidence, "lower" | "upper"> {
  return value <= 0 || value >= 1 ? { lower: null, upper: null } : incidenceLimits(value, error, level);
}

interface Moment {
  readonly atRisk: number;
  readonly leaving: number;
  readonly before: number;
}

/** Adds one time's share of leavers by one cause. */
function addTo(sums: Sums, events: number, { atRisk, leaving, before }: Moment): void {
  sums.value += (before * events) / atRisk;
  // When the last one leaves nothing later can change, and the term has no value.
  const all = leaving >= atRisk ? 0 : leaving / (atRisk * (atRisk - leaving));
  const own = (before * events) / (atRisk * atRisk);
  sums.squared += all;
  sums.crossed += sums.value * all + own;
  sums.alone +=
    sums.value * sums.value * all +
    2 * sums.value * own +
    (before * before * events * (atRisk - events)) / (atRisk * atRisk * atRisk);
}

function incidenceOf({ value, squared, crossed, alone }: Sums, level: number): Incidence {
  const error = Math.sqrt(Math.max(0, value * value * squared - 2 * value * crossed + alone));
  return { value, error, ...limitsOf(value, error, level) };
}

/**
 * Aalen–Johansen: the share that has left by each way of leaving after each day, the ways competing with each other.
 * (One minus Kaplan–Meier of a single way overstates it as soon as others exist.)
 */
export function cumulativeIncidence(rows: readonly Exit[], level = 0.95): ExitCurves {
  const causes = [...new Set(rows.flatMap(({ cause }) => (cause === null ? [] : [cause])))].sort();
  const sums = new Map(causes.map((cause) => [cause, { value: 0, squared: 0, crossed: 0, alone: 0 }]));
  const steps: ExitStep[] = [];
  let stillInCare = 1;
  for (const { time, counts, atRisk } of changesOf(rows, ({ cause }) => cause ?? undefined)) {
    const leaving = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (leaving === 0) continue;
    const moment = { atRisk, leaving, before: stillInCare };
    for (const [cause, own] of sums) addTo(own, counts.get(cause) ?? 0, moment);
    stillInCare = leaving >= atRisk ? 0 : stillInCare * (1 - leaving / atRisk);
    const incidence = Object.fromEntries([...sums].map(([cause, own]) => [cause, incidenceOf(own, level)]));
    steps.push({ time, atRisk, stillInCare, incidence });
  }
  return { n: rows.reduce((sum, { count = 1 }) => sum + count, 0), causes, steps };
}

/** What became of the entrants by a time. */
export function exitsAt(curves: ExitCurves, time: number): Pick<ExitStep, "stillInCare" | "incidence"> {
  const incidence = Object.fromEntries(curves.causes.map((cause) => [cause, NONE]));
  return stepAt(curves.steps, time) ?? { stillInCare: 1, incidence };
}

/** «De cada 100»: whole numbers for each way of leaving and for those still in care (key `still`) that sum to 100. */
export function ofEachHundred(
  curves: ExitCurves,
  time: number,
  still = "still_in_care",
): Readonly<Record<string, number>> {
  const { stillInCare, incidence } = exitsAt(curves, time);
  const shares = [...curves.causes.map((cause) => incidence[cause]?.value ?? 0), stillInCare];
  const whole = largestRemainder(shares, 100);
  return Object.fromEntries([...curves.causes, still].map((name, index) => [name, whole[index] ?? 0]));
}
