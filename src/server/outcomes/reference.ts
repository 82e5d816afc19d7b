import { sql } from "kysely";
import type pg from "pg";
import type { Indicator } from "../../core/outcomes/definition.ts";
import { computedValue } from "../../core/outcomes/figures.ts";
import { findIndicator } from "../../core/outcomes/indicators.ts";
import type { Span } from "../../core/outcomes/spans.ts";
import { exitGroups } from "../../core/outcomes/words.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { cumulativeIncidence, exitsAt } from "../../evaluation/competingExits.ts";
import { kaplanMeier, survivalAt } from "../../evaluation/survival.ts";
import { builderOn, type Database } from "../database/connect.ts";
import type { FileAtHand } from "../returns/inspectFile.ts";
import type { PlanFailure } from "../returns/planFiles.ts";
import { withStagedReturn } from "../returns/staged.ts";
import type { Asked } from "./cohorts/asked.ts";
import { type Counts, countIndicator } from "./counting.ts";
import { biasedMedians, countStays } from "./stays.ts";

/** One answer, or several by name. */
export interface Answers {
  readonly [name: string]: number | null | Answers;
}

const rounded = (value: number | null, digits: number) =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;

const nameOf = (year: number, between = "-") => `${year}${between}${String((year + 1) % 100).padStart(2, "0")}`;
const yearFrom = (year: number): Span => ({ from: `${year}-04-01`, to: `${year + 1}-03-31` });

interface Reading {
  readonly db: Database;
  readonly asked: Asked;
}

async function one(db: Database, statement: ReturnType<typeof sql>): Promise<Readonly<Record<string, number>>> {
  const { rows } = await statement.execute(db);
  return rows[0] as Readonly<Record<string, number>>;
}

/** What the merged return holds. */
async function holdings({ db, asked: { tenantId, sourceId } }: Reading): Promise<Answers> {
  const own = (table: string) => sql`${sql.table(table)} where tenant_id = ${tenantId} and source_id = ${sourceId}`;
  const { rows: flags } = await sql<{ flag: string; n: number }>`
    select flag, count(*)::int as n from (select unnest(flags) as flag from ${own("care_period")}) told
    group by flag order by flag`.execute(db);
  const counts = await one(
    db,
    sql`select (select count(*)::int from ${own("return_row")} and kind = 'Episodes') as rows_read,
      (select count(*)::int from ${own("care_setting")}) as episodes_after_year_merge,
      (select count(distinct child_id)::int from ${own("care_period")}) as children_with_episodes,
      (select count(*)::int from ${own("care_period")}) as care_periods,
      (select count(*)::int from ${own("care_period")} and left_truncated) as left_truncated_periods`,
  );
  return { ...counts, flags: Object.fromEntries(flags.map(({ flag, n }) => [flag, n])) };
}

async function lookedAfter({ db, asked: { tenantId, sourceId } }: Reading, year: number): Promise<Answers> {
  const day = `${year}-03-31`;
  return one(
    db,
    sql`select count(*)::int as "all", count(*) filter (where not short_break)::int as excluding_short_breaks from care_period
      where tenant_id = ${tenantId} and source_id = ${sourceId} and started_on <= ${day}::date
        and (ended_on is null or ended_on > ${day}::date) and (lost_on is null or lost_on > ${day}::date)`,
  );
}

async function exits({ db, asked: { tenantId, sourceId } }: Reading, year: number): Promise<Answers> {
  const { from, to } = yearFrom(year);
  const { rows } = await sql<{ exit: string; n: number }>`
    select coalesce(exit_group, 'other') as exit, count(*)::int as n from care_period
    where tenant_id = ${tenantId} and source_id = ${sourceId} and ended_on between ${from}::date and ${to}::date
    group by 1`.execute(db);
  const found = new Map(rows.map(({ exit, n }) => [exit, n]));
  return Object.fromEntries([...exitGroups].sort().map((exit) => [exit, found.get(exit) ?? 0]));
}

async function counted({ db, asked }: Reading, id: string): Promise<{ indicator: Indicator; counts: Counts }> {
  const indicator = findIndicator(id);
  const counts = indicator && (await countIndicator(db, asked, indicator, {}));
  if (!indicator || !counts) throw new Error(`${id} counts nobody`);
  return { indicator, counts };
}

async function share(reading: Reading, id: string) {
  const { indicator, counts } = await counted(reading, id);
  const totals = counts.totals[0] ?? [];
  const inside = totals.find(({ excluded }) => excluded === null);
  const [numerator, denominator] = [inside?.numerator ?? 0, inside?.denominator ?? 0];
  const value = computedValue(indicator.measure, indicator.multiplier, numerator, denominator);
  return { totals, numerator, denominator, value: rounded(value, 4), inside: inside?.n ?? 0 };
}

/** Names the reference gives to what it leaves out of an entry cohort. */
const LEFT_OUT: Readonly<Record<string, string>> = { short_stay: "los_lt_8", adult_at_entry: "age_ge_18" };

async function permanency(reading: Reading): Promise<Answers> {
  const { totals, numerator, denominator, value } = await share(reading, "cfsr4.p1");
  const excluded = totals.flatMap(({ excluded: reason, n }) => {
    const name = reason === null ? undefined : LEFT_OUT[reason];
    return name === undefined ? [] : [[name, n] as const];
  });
  return { denominator, numerator, excluded: Object.fromEntries(excluded), percent: value };
}

async function stays({ db, asked }: Reading): Promise<{ readonly curve: Answers; readonly incidence: Answers }> {
  const rows = await countStays(db, asked, false);
  const survival = kaplanMeier(rows.map(({ time, cause, count }) => ({ time, event: cause !== null, count })));
  const curves = cumulativeIncidence(rows);
  const at = (days: number): Answers => {
    const { stillInCare, incidence } = exitsAt(curves, days);
    const gone = exitGroups.map((exit) => [exit, rounded(incidence[exit]?.value ?? 0, 6)] as const);
    return { ...Object.fromEntries(gone), still_in_care: rounded(stillInCare, 6) };
  };
  const curve = {
    n: survival.n,
    events: survival.events,
    q1_days: survival.q1.time,
    median_days: survival.median.time,
    q3_days: survival.q3.time,
    S_365: rounded(survivalAt(survival, 365), 6),
    S_730: rounded(survivalAt(survival, 730), 6),
  };
  return { curve, incidence: { at_365: at(365), at_730: at(730) } };
}

async function moves(reading: Reading): Promise<Answers> {
  const { numerator, denominator, value, inside } = await share(reading, "cfsr4.p5");
  return { children: inside, days: denominator, moves: numerator, rate: value };
}

async function asPercent(reading: Reading, id: string): Promise<Answers> {
  const { numerator, denominator, value } = await share(reading, id);
  return { denominator, numerator, percent: value };
}

async function entries({ db, asked: { tenantId, sourceId } }: Reading, { from, to }: Span): Promise<number> {
  const found = await one(
    db,
    sql`select count(*)::int as n from care_period where tenant_id = ${tenantId} and source_id = ${sourceId}
      and not left_truncated and started_on between ${from}::date and ${to}::date`,
  );
  return found.n ?? 0;
}

async function answer(client: pg.ClientBase, staged: Omit<Asked, "spans">, years: readonly number[]): Promise<Answers> {
  const db = builderOn(client as pg.PoolClient);
  const first = Math.min(...years);
  const span = yearFrom(first);
  const reading = { db, asked: { ...staged, spans: [span] } };
  const name = nameOf(first, "_");
  const onDays: Record<string, Answers> = {};
  const byGroup: Record<string, Answers> = {};
  for (const year of years) {
    onDays[year + 1] = await lookedAfter(reading, year + 1);
    byGroup[nameOf(year)] = await exits(reading, year);
  }
  const { curve, incidence } = await stays(reading);
  const biased = await biasedMedians(db, reading.asked);
  return {
    ...(await holdings(reading)),
    looked_after_on_31_march: onDays,
    exits_by_group: byGroup,
    [`entries_${name}`]: await entries(reading, span),
    [`P1_permanency_12m_entry_${name}`]: await permanency(reading),
    [`P4_reentry_12m_exits_${name}`]: await asPercent(reading, "cfsr4.p4"),
    [`P5_moves_per_1000_days_entry_${name}`]: await moves(reading),
    [`KM_length_of_stay_entry_${name}`]: curve,
    [`CIF_entry_${name}`]: incidence,
    biased_comparators: {
      [`median_days_exit_cohort_${name}`]: biased.exitCohortMedian,
      n_exit: biased.exitCohortN,
      [`median_elapsed_days_point_in_time_${first + 1}_03_31`]: biased.pointInTimeMedian,
      n_pit: biased.pointInTimeN,
    },
    [`three_or_more_placements_${name}`]: await asPercent(reading, "dfe.placements3"),
  };
}

/**
 * What the engine answers for yearly returns of English local authorities under mapping M903-1, without keeping any of it. The
 * figures are of the first collection year given.
 */
export async function answerReference(
  owner: pg.ClientConfig,
  files: readonly FileAtHand[],
): Promise<Result<Answers, PlanFailure | { readonly code: "no_files" | "no_episodes" }>> {
  const staged = await withStagedReturn(owner, { files }, async ({ client, actor, sourceId, batchId, facts }) => {
    const { rows } = await client.query(
      "select distinct year::int as year from return_row where tenant_id = $1 and batch_id = $2 and kind = 'Episodes' order by 1",
      [actor.tenantId, batchId],
    );
    const years = rows.map(({ year }) => year as number);
    if (years.length === 0 || facts.factsUntil === null) return undefined;
    return answer(client, { tenantId: actor.tenantId, sourceId, observedUntil: facts.factsUntil }, years);
  });
  if (!staged.ok) return staged;
  return staged.value === undefined ? refused({ code: "no_episodes" }) : accepted(staged.value);
}
