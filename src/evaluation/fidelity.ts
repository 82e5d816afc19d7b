import { daysBetween, type IsoDate } from "../core/calendar/dates.ts";
import type { WorkingCalendar } from "../core/calendar/workingDays.ts";
import { countDue, type Duration } from "../core/deadlines/due.ts";
import { type Interval, wilson } from "./rates.ts";
import { kaplanMeier, type Quantile } from "./survival.ts";

/** The first time something happened in a case, or the nth. */
export interface Happening {
  readonly event: string;
  readonly nth?: number;
}

/** One thing a protocol asks for: `to`, so long after `from`. Without a length only the time taken is measured. */
export interface ProtocolStep {
  readonly id: string;
  readonly from: Happening;
  readonly to: Happening;
  readonly within: Duration | null;
  /** What ends the obligation when it comes before the step is due, such as closing the case. */
  readonly unless?: string;
  readonly mark: "FACT" | "INFERENCE";
  readonly note?: string;
}

/** A programme's own deadlines, as data. */
export interface Protocol {
  readonly id: string;
  readonly version: string;
  readonly name: Readonly<Record<"es" | "en", string>>;
  readonly source: string;
  readonly events: Readonly<Record<string, Readonly<Record<"es" | "en", string>>>>;
  readonly steps: readonly ProtocolStep[];
  readonly unknown: readonly string[];
}

/** One dated fact of a case. */
export interface Fact {
  readonly caseId: string;
  readonly event: string;
  readonly on: IsoDate;
}

/**
 * `kept`: on the last day at the latest; `late`: done, but later; `missed`: not done and overdue; `open`: not done and not yet due;
 * `ended`: no longer asked for; `untimed`: no deadline; `not_begun`: what it counts from has not happened; `out_of_order`: done before what it counts from.
 */
export type Standing = "kept" | "late" | "missed" | "open" | "ended" | "untimed" | "not_begun" | "out_of_order";

export interface CaseStep {
  readonly caseId: string;
  readonly step: string;
  readonly standing: Standing;
  readonly dueOn: IsoDate | null;
  /** Days taken; null while it is not done. */
  readonly days: number | null;
}

export interface StepAdherence {
  readonly step: string;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Kept among those whose deadline has passed or that are done; null when there are none. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Mean days of those that are done: what the programme's own evaluations tell. It overlooks those not done yet. */
  readonly meanDays: number | null;
  /** Days by which half are done, counting those still waiting for as long as they have waited. */
  readonly medianDays: Quantile;
}

export interface Adherence {
  readonly steps: readonly StepAdherence[];
  readonly cases: readonly CaseStep[];
  /** All steps of all cases together. */
  readonly share: number | null;
}

interface Watching {
  readonly until: IsoDate;
  readonly calendar: WorkingCalendar;
}

type Dates = ReadonlyMap<string, readonly IsoDate[]>;

function dateOf(dates: Dates, { event, nth = 1 }: Happening): IsoDate | undefined {
  return dates.get(event)?.[nth - 1];
}

function dueOf({ within }: ProtocolStep, from: IsoDate, calendar: WorkingCalendar): IsoDate | null {
  if (within === null) return null;
  const start = { at: `${from}T00:00:00.000Z`, on: from };
  const { due } = countDue(start, { duration: within, lastDay: "as_counted" }, calendar);
  return due.kind === "day" ? due.on : due.at.slice(0, 10);
}

function standingOf(
  step: ProtocolStep,
  dates: Dates,
  { until, calendar }: Watching,
): Omit<CaseStep, "caseId" | "step"> {
  const from = dateOf(dates, step.from);
  const to = dateOf(dates, step.to);
  if (from === undefined || from > until) return { standing: "not_begun", dueOn: null, days: null };
  const dueOn = dueOf(step, from, calendar);
  const end = step.unless === undefined ? undefined : dateOf(dates, { event: step.unless });
  if (to !== undefined && to <= until) {
    if (to < from) return { standing: "out_of_order", dueOn, days: null };
    const standing = dueOn === null ? "untimed" : to <= dueOn ? "kept" : "late";
    return { standing, dueOn, days: daysBetween(from, to) };
  }
  if (end !== undefined && end <= until && (dueOn === null || end <= dueOn))
    return { standing: "ended", dueOn, days: null };
  if (dueOn === null) return { standing: "untimed", dueOn, days: null };
  return { standing: until > dueOn ? "missed" : "open", dueOn, days: null };
}

function datesByCase(facts: readonly Fact[]): ReadonlyMap<string, Dates> {
  const cases = new Map<string, Map<string, IsoDate[]>>();
  for (const { caseId, event, on } of [...facts].sort((one, other) => (one.on < other.on ? -1 : 1))) {
    const dates = cases.get(caseId) ?? new Map<string, IsoDate[]>();
    dates.set(event, [...(dates.get(event) ?? []), on]);
    cases.set(caseId, dates);
  }
  return cases;
}

const standings = ["kept", "late", "missed", "open", "ended", "untimed", "not_begun", "out_of_order"] as const;

function keptAmong(counts: StepAdherence["counts"]) {
  return { events: counts.kept, base: counts.kept + counts.late + counts.missed };
}

function adherenceOf(step: ProtocolStep, own: readonly (CaseStep & { readonly waited: number })[]): StepAdherence {
  const count = (standing: Standing) => own.filter((one) => one.standing === standing).length;
  const counts = Object.fromEntries(standings.map((one) => [one, count(one)])) as Record<Standing, number>;
  const taken = own.flatMap(({ days }) => (days === null ? [] : [days]));
  const begun = own.filter(({ standing }) => standing !== "not_begun" && standing !== "out_of_order");
  const kept = keptAmong(counts);
  return {
    step: step.id,
    counts,
    share: kept.base > 0 ? kept.events / kept.base : null,
    interval: wilson(kept),
    meanDays: taken.length > 0 ? taken.reduce((sum, days) => sum + days, 0) / taken.length : null,
    medianDays: kaplanMeier(begun.map(({ days, waited }) => ({ time: days ?? waited, event: days !== null }))).median,
  };
}

/** Days a case has been watched since the step began: until today, or until the obligation ended. */
function waitedOf(step: ProtocolStep, dates: Dates, until: IsoDate): number {
  const from = dateOf(dates, step.from);
  const end = step.unless === undefined ? undefined : dateOf(dates, { event: step.unless });
  if (from === undefined) return 0;
  return Math.max(0, daysBetween(from, end !== undefined && end < until ? end : until));
}

/** How far dated facts followed the deadlines of a protocol, as far as can be told on the day `until`. */
export function adherenceTo(protocol: Protocol, facts: readonly Fact[], watching: Watching): Adherence {
  const cases = [...datesByCase(facts)].sort(([one], [other]) => (one < other ? -1 : 1));
  const perStep = protocol.steps.map((step) => {
    const own = cases.map(([caseId, dates]) => ({
      caseId,
      step: step.id,
      ...standingOf(step, dates, watching),
      waited: waitedOf(step, dates, watching.until),
    }));
    return { own, told: adherenceOf(step, own) };
  });
  const sums = perStep.map(({ told }) => keptAmong(told.counts));
  const base = sums.reduce((sum, one) => sum + one.base, 0);
  return {
    steps: perStep.map(({ told }) => told),
    cases: perStep.flatMap(({ own }) => own.map(({ waited: _, ...one }) => one)),
    share: base > 0 ? sums.reduce((sum, { events }) => sum + events, 0) / base : null,
  };
}
