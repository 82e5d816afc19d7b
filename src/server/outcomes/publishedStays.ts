import { usualRule } from "../../evaluation/suppression/rule.ts";
import { isFew } from "../../evaluation/suppression/total.ts";
import type { StayCount } from "./counting.ts";
import type { Biased, Stays } from "./stays.ts";

const GRID_DAYS = 30;
const ROUND_TO = 5;
const few = (count: number) => isFew(count, usualRule);

/** Ways of leaving that few took are told as one of the others, so that no share of the whole is a child or two. */
export function joinFewExits(counted: readonly StayCount[]): readonly StayCount[] {
  const times = new Map<string, number>();
  for (const { cause, count } of counted) if (cause !== null) times.set(cause, (times.get(cause) ?? 0) + count);
  return counted.map((one) =>
    one.cause !== null && few(times.get(one.cause) ?? 0) ? { ...one, cause: "other" } : one,
  );
}

/** The last point of each month: a curve by days would tell the very day on which a single child left. */
function byMonth<Point extends { readonly days: number }>(points: readonly Point[]): readonly Point[] {
  const months = new Map<number, Point>();
  for (const point of points) {
    const days = Math.ceil(point.days / GRID_DAYS) * GRID_DAYS;
    months.set(days, { ...point, days });
  }
  return [...months.values()];
}

const UNKNOWN = { days: null, low: null, high: null } as const;

function hideFewBiased({ exitCohortMedian, exitCohortN, pointInTimeMedian, pointInTimeN }: Biased): Biased {
  const [noExits, nobody] = [isFew(exitCohortN, usualRule), isFew(pointInTimeN, usualRule)];
  return {
    exitCohortMedian: noExits ? null : exitCohortMedian,
    exitCohortN: noExits ? null : exitCohortN,
    pointInTimeMedian: nobody ? null : pointInTimeMedian,
    pointInTimeN: nobody ? null : pointInTimeN,
  };
}

function withoutStays(stays: Stays): Stays {
  return {
    ...stays,
    n: 0,
    exits: 0,
    quartiles: { first: UNKNOWN, median: UNKNOWN, third: UNKNOWN },
    curve: [],
    incidence: [],
    ofHundred: [],
    biased: hideFewBiased(stays.biased),
    warnings: [],
    missing: "too_few",
  };
}

/**
 * The page on length of stay as it may be published: nothing where few entered or left; by months, as long as more than a few are still in
 * care; and of every hundred only where each part is more than a few children. Give it stays whose few exits were joined.
 */
export function publishableStays(stays: Stays): Stays {
  const { n, exits, curve, incidence, ofHundred } = stays;
  if (few(n) || few(exits)) return withoutStays(stays);
  const told = curve.filter(({ atRisk }) => !few(atRisk));
  const last = told.length === curve.length ? Number.POSITIVE_INFINITY : (told.at(-1)?.days ?? 0);
  const isFewOf = ({ share }: { readonly share: number }) => few(Math.round(share * n));
  const parted = incidence.every(({ points }) => !isFewOf(points.at(-1) ?? { share: 0 }));
  return {
    ...stays,
    curve: byMonth(told).map((point) => ({ ...point, atRisk: Math.round(point.atRisk / ROUND_TO) * ROUND_TO })),
    incidence: parted
      ? incidence.map((one) => ({ ...one, points: byMonth(one.points.filter(({ days }) => days <= last)) }))
      : [],
    ofHundred: ofHundred.filter(({ days, parts }) => days <= last && !parts.some(isFewOf)),
    biased: hideFewBiased(stays.biased),
  };
}
