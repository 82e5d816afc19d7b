import { newcombeLimits, wilsonLimits } from "./intervals/shares.ts";
import { reachOf } from "./normal.ts";

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Events among `base`: children (each counted once: a share) or exposure such as days in care (a rate). */
export interface Count {
  readonly events: number;
  readonly base: number;
}

export type RateWarning =
  | { readonly code: "empty_base"; readonly side: Side }
  | { readonly code: "no_events"; readonly side: Side }
  | { readonly code: "few_events"; readonly side: Side; readonly events: number; readonly limit: number }
  | { readonly code: "more_events_than_base"; readonly side: Side };
type Side = "group" | "reference";

export interface RateComparison {
  readonly rate: number | null;
  readonly referenceRate: number | null;
  /** Rate of the group over rate of the reference; null when a base is empty or the reference has no events. */
  readonly ratio: number | null;
  readonly ratioInterval: Interval | null;
  readonly difference: number | null;
  readonly differenceInterval: Interval | null;
  readonly warnings: readonly RateWarning[];
}

export interface RateOptions {
  readonly level?: number;
  /** `share`: each of the base counts at most once. `exposure`: days or years, in which several events may happen. */
  readonly kind?: "share" | "exposure";
  /** Up to so many events a comparison is marked as resting on few. */
  readonly fewEvents?: number;
}

/** Wilson's score interval of a share: holds near 0 and 1 and for few cases, where the usual one does not. */
export function wilson({ events, base }: Count, level = 0.95): Interval | null {
  return base > 0 ? wilsonLimits({ x: events, n: base }, level) : null;
}

function logSpread(group: Count, reference: Count, kind: "share" | "exposure"): number {
  const ofBase = kind === "share" ? 1 / group.base + 1 / reference.base : 0;
  return Math.sqrt(Math.max(0, 1 / group.events + 1 / reference.events - ofBase));
}

/** Katz's log interval; for exposure the same without the term of the bases (Poisson counts). */
function ratioInterval(group: Count, reference: Count, options: Required<RateOptions>): Interval | null {
  if (group.events <= 0 || reference.events <= 0) return null;
  const ratio = group.events / group.base / (reference.events / reference.base);
  const spread = Math.exp(reachOf(options.level) * logSpread(group, reference, options.kind));
  return { lower: ratio / spread, upper: ratio * spread };
}

/** Newcombe's hybrid of two Wilson intervals for shares, the normal one for rates of exposure. */
function differenceInterval(group: Count, reference: Count, { level, kind }: Required<RateOptions>): Interval | null {
  const [one, other] = [group.events / group.base, reference.events / reference.base];
  if (kind === "exposure") {
    const spread = reachOf(level) * Math.sqrt(group.events / group.base ** 2 + reference.events / reference.base ** 2);
    return spread === 0 ? null : { lower: one - other - spread, upper: one - other + spread };
  }
  const { lower, upper } = newcombeLimits(
    { x: group.events, n: group.base },
    { x: reference.events, n: reference.base },
    level,
  );
  return { lower, upper };
}

function warningsOf(side: Side, { events, base }: Count, { kind, fewEvents }: Required<RateOptions>): RateWarning[] {
  if (!(base > 0)) return [{ code: "empty_base", side }];
  if (kind === "share" && events > base) return [{ code: "more_events_than_base", side }];
  if (events <= 0) return [{ code: "no_events", side }];
  return events <= fewEvents ? [{ code: "few_events", side, events, limit: fewEvents }] : [];
}

const NOTHING = { ratio: null, ratioInterval: null, difference: null, differenceInterval: null };

/** Compares a group with a reference: ratio and absolute difference, each with its interval, and what weakens them. */
export function rateRatio(group: Count, reference: Count, given: RateOptions = {}): RateComparison {
  const options = { level: given.level ?? 0.95, kind: given.kind ?? "share", fewEvents: given.fewEvents ?? 10 };
  const warnings = [...warningsOf("group", group, options), ...warningsOf("reference", reference, options)];
  const rate = group.base > 0 ? group.events / group.base : null;
  const referenceRate = reference.base > 0 ? reference.events / reference.base : null;
  const impossible = warnings.some(({ code }) => code === "more_events_than_base");
  if (rate === null || referenceRate === null || impossible) return { rate, referenceRate, ...NOTHING, warnings };
  return {
    rate,
    referenceRate,
    ratio: referenceRate > 0 ? rate / referenceRate : null,
    ratioInterval: ratioInterval(group, reference, options),
    difference: rate - referenceRate,
    differenceInterval: differenceInterval(group, reference, options),
    warnings,
  };
}

/** Share of a group among all events over its share of the base; descriptive only, its maximum depends on the group's size. */
export function disproportionality(group: Count, all: Count): number | null {
  if (!(all.events > 0 && all.base > 0 && group.base > 0)) return null;
  return group.events / all.events / (group.base / all.base);
}
