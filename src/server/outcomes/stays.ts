import { sql } from "kysely";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import type { Warning } from "../../core/outcomes/reasons.ts";
import { type Span, spanFor } from "../../core/outcomes/spans.ts";
import { type ExitGroup, exitGroups } from "../../core/outcomes/words.ts";
import { cumulativeIncidence, exitsAt, ofEachHundred } from "../../evaluation/competingExits.ts";
import { kaplanMeier, type Quantile } from "../../evaluation/survival.ts";
import type { Database } from "../database/connect.ts";
import type { Asked } from "./cohorts/asked.ts";
import { entryMembers } from "./cohorts/entry.ts";
import type { Engine, Period } from "./compute.ts";
import { countMembers, type StayCount } from "./counting.ts";

interface QuartileRead {
  readonly days: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Everything of the page about length of stay, in codes. */
export interface Stays extends Span {
  readonly n: number;
  readonly exits: number;
  readonly quartiles: Readonly<Record<"first" | "median" | "third", QuartileRead>>;
  readonly curve: readonly {
    readonly days: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly atRisk: number;
  }[];
  readonly incidence: readonly {
    readonly exit: ExitGroup;
    readonly points: readonly {
      readonly days: number;
      readonly share: number;
      readonly low: number;
      readonly high: number;
    }[];
  }[];
  readonly ofHundred: readonly {
    readonly days: number;
    readonly parts: readonly {
      readonly exit: ExitGroup | "still_in_care";
      readonly children: number;
      readonly share: number;
      readonly low: number | null;
      readonly high: number | null;
    }[];
  }[];
  readonly biased: Biased;
  readonly warnings: readonly Warning[];
  readonly missing: "no_facts" | "nobody_in_cohort" | "too_few" | null;
}

/** What the two misleading samples say of the same year. */
export interface Biased {
  readonly exitCohortMedian: number | null;
  readonly exitCohortN: number | null;
  readonly pointInTimeMedian: number | null;
  readonly pointInTimeN: number | null;
}

/** Medians of those who left in the period and of those in care on its last day. */
export async function biasedMedians(db: Database, { tenantId, sourceId, spans: [span] }: Asked): Promise<Biased> {
  const { from, to } = span ?? { from: "", to: "" };
  const own = sql`care_period.tenant_id = ${tenantId} and care_period.source_id = ${sourceId}`;
  const { rows } = await sql<Biased>`
    select gone.median as "exitCohortMedian", gone.n as "exitCohortN", here.median as "pointInTimeMedian", here.n as "pointInTimeN"
    from (
      select percentile_cont(0.5) within group (order by ended_on - started_on) as median, count(*)::int as n
      from care_period where ${own} and ended_on between ${from}::date and ${to}::date) gone,
     (select percentile_cont(0.5) within group (order by ${to}::date - started_on) as median, count(*)::int as n
      from care_period where ${own} and started_on <= ${to}::date and (ended_on is null or ended_on > ${to}::date)
        and (lost_on is null or lost_on > ${to}::date)) here`.execute(db);
  return rows[0] ?? { exitCohortMedian: null, exitCohortN: 0, pointInTimeMedian: null, pointInTimeN: 0 };
}

/** Stays of an entry cohort by length and end; `adultEnds` as in `entryMembers`. */
export async function countStays(db: Database, asked: Asked, adultEnds: boolean): Promise<readonly StayCount[]> {
  const median = findIndicator("f2f.los_median");
  const usual = (id: string) => median?.parameters.find((one) => one.id === id)?.usual ?? 0;
  const members = entryMembers(asked, "stay", usual, adultEnds);
  const { stays } = await countMembers(db, { members, spans: asked.spans.length, withStays: true });
  return stays.filter(({ dimension }) => dimension === null);
}

function read({ time, lower, upper }: Quantile): QuartileRead {
  return { days: time, low: lower, high: upper };
}

/** Days at which "of every hundred" is told, where observed. */
const AT_DAYS = [365, 730, 1095];

function ofHundredAt(curves: ReturnType<typeof cumulativeIncidence>, days: number): Stays["ofHundred"][number] {
  const whole = ofEachHundred(curves, days);
  const { stillInCare, incidence } = exitsAt(curves, days);
  const gone = exitGroups.map((exit) => {
    const { value = 0, lower = null, upper = null } = incidence[exit] ?? {};
    return { exit, children: whole[exit] ?? 0, share: value, low: lower, high: upper };
  });
  const still = { exit: "still_in_care" as const, share: stillInCare, low: null, high: null };
  return { days, parts: [...gone, { ...still, children: whole.still_in_care ?? 0 }] };
}

/** Curves and shares of an entry cohort. */
function staysOf(counted: readonly StayCount[]): Omit<Stays, keyof Span | "biased" | "warnings" | "missing"> {
  const survival = kaplanMeier(counted.map(({ time, cause, count }) => ({ time, event: cause !== null, count })));
  const curves = cumulativeIncidence(counted);
  const longest = counted.reduce((most, { time }) => Math.max(most, time), 0);
  return {
    n: survival.n,
    exits: survival.events,
    quartiles: { first: read(survival.q1), median: read(survival.median), third: read(survival.q3) },
    curve: survival.steps.map(({ time, survival: share, lower, upper, atRisk }) => ({
      days: time,
      share,
      low: lower ?? 0,
      high: upper ?? share,
      atRisk,
    })),
    incidence: exitGroups
      .filter((exit) => curves.causes.includes(exit))
      .map((exit) => ({
        exit,
        points: curves.steps.flatMap(({ time, incidence }, index) => {
          const here = incidence[exit];
          const before = curves.steps[index - 1]?.incidence[exit]?.value ?? 0;
          if (!here || here.value === before) return [];
          return [{ days: time, share: here.value, low: here.lower ?? here.value, high: here.upper ?? here.value }];
        }),
      })),
    ofHundred: AT_DAYS.filter((days, index) => index === 0 || days <= longest).map((days) => ofHundredAt(curves, days)),
  };
}

/** The page about length of stay: an entry cohort, with what the misleading samples would have said beside it. `tellable` may join ways of leaving. */
export async function computeStays(
  engine: Engine,
  period: Period = {},
  tellable: (counted: readonly StayCount[]) => readonly StayCount[] = (counted) => counted,
): Promise<Stays> {
  const { db, tenantId, sourceId, observedUntil } = engine;
  const span = spanFor({ followUpMonths: 12 }, observedUntil, period);
  const asked: Asked = { tenantId, sourceId, observedUntil, spans: [span] };
  const counted = tellable(await countStays(db, asked, true));
  const found = staysOf(counted);
  return {
    ...span,
    ...found,
    biased: await biasedMedians(db, asked),
    warnings: found.n > 0 && found.n < 30 ? ["few"] : [],
    missing: !engine.present.periods ? "no_facts" : found.n === 0 ? "nobody_in_cohort" : null,
  };
}
