import { sql } from "kysely";
import type { Indicator } from "../../core/outcomes/definition.ts";
import type { Total } from "../../core/outcomes/figures.ts";
import type { Dimension } from "../../core/outcomes/words.ts";
import type { Database } from "../database/connect.ts";
import type { Asked, Members } from "./cohorts/asked.ts";
import { membersOf } from "./cohorts/members.ts";

/**
 * A national cohort is sorted and joined in memory; compiling statements that run once costs more than it gives. How many children a period
 * has decides how to count them, so each statement is planned for the days it asks for. Workers hand over a few thousand cells, where the
 * planner, who knows nothing of how groups go together, expects them to hand over a row for every other child.
 */
export async function readyToCount(db: Database): Promise<void> {
  await sql`select set_config('work_mem', '128MB', true), set_config('jit', 'off', true),
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('parallel_tuple_cost', '0.001', true)`.execute(
    db,
  );
}

/** Sums of one group of one dimension, of the last period asked for. */
export interface GroupCount {
  readonly dimension: Dimension;
  readonly group: string;
  readonly n: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** Stays of equal length that ended the same way, or had not ended: `cause` null. */
export interface StayCount {
  /** Place of the period among those asked for, from 1; the groups speak of the last one only. */
  readonly span: number;
  readonly dimension: Dimension | null;
  readonly group: string | null;
  readonly time: number;
  readonly cause: string | null;
  readonly count: number;
}

/** Everything one pass over a cohort counts. */
export interface Counts {
  /** By period, in the order asked. */
  readonly totals: readonly (readonly Total[])[];
  readonly groups: readonly GroupCount[];
  readonly stays: readonly StayCount[];
}

interface Row {
  readonly kind: "total" | "group" | "stay";
  readonly span: number;
  readonly excluded: string | null;
  readonly dimension: Dimension | null;
  readonly grp: string | null;
  readonly days: number | null;
  readonly cause: string | null;
  readonly n: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const dimension = sql`case when grouping(sex) = 0 then 'sex' when grouping(age_band) = 0 then 'age'
  when grouping(ethnicity) = 0 then 'ethnicity' when grouping(disabled) = 0 then 'disability'
  when grouping(area) = 0 then 'territory' end`;
const grp = sql`case when grouping(sex) = 0 then sex when grouping(age_band) = 0 then age_band
  when grouping(ethnicity) = 0 then ethnicity when grouping(disabled) = 0 then disabled
  when grouping(area) = 0 then area end`;

function stayCounts(last: number) {
  return sql`
    union all
    select 'stay', span, null, ${dimension}, ${grp}, days, cause, sum(n)::int, null, null
    from cell where excluded is null and span = ${last}::int
    group by grouping sets ((span, days, cause, sex), (span, days, cause, age_band), (span, days, cause, ethnicity),
      (span, days, cause, disabled), (span, days, cause, area))
    union all
    select 'stay', span, null, null, null, days, cause, sum(n)::int, null, null
    from cell where excluded is null group by span, days, cause`;
}

/**
 * Members are looked at once, by several workers at a time where there are many: they become a few thousand cells, children alike in all
 * that is asked. Totals and groups are sums of cells. Groups are told of the last period only, so others are not told apart by them; the
 * condition is the period alone, because the reason for leaving somebody out would be worked out anew for every group.
 */
function cells(last: number, withStays: boolean) {
  const groups = ["sex", "age_band", "ethnicity", "disabled", "area"].map(
    (name) => sql`case when span = ${last}::int then ${sql.ref(name)} end as ${sql.ref(name)}`,
  );
  return sql`
  cell as materialized (
    select span, excluded, ${withStays ? sql`days, cause` : sql`null::int as days, null::text as cause`}, ${sql.join(groups)},
      count(*) as n, sum(numerator) as numerator, sum(denominator) as denominator
    from member group by 1, 2, 3, 4, 5, 6, 7, 8, 9)`;
}

async function countRows(db: Database, members: Members, last: number, withStays: boolean): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with ${members}, ${cells(last, withStays)}
    select 'total' as kind, span, excluded, null::text as dimension, null::text as grp, null::int as days,
      null::text as cause, sum(n)::int as n, sum(numerator)::float8 as numerator, sum(denominator)::float8 as denominator
    from cell group by span, excluded
    union all
    select 'group', span, null, ${dimension}, ${grp}, null, null, sum(n)::int, coalesce(sum(numerator), 0)::float8,
      coalesce(sum(denominator), 0)::float8
    from cell where excluded is null and span = ${last}::int
    group by grouping sets ((span, sex), (span, age_band), (span, ethnicity), (span, disabled), (span, area))
    ${withStays ? stayCounts(last) : sql``}`.execute(db);
  return rows;
}

/** Counts members in one pass: all periods, all groups of the last one, and the lengths of stays where they are asked. */
export async function countMembers(
  db: Database,
  { members, spans, withStays }: { readonly members: Members; readonly spans: number; readonly withStays: boolean },
): Promise<Counts> {
  const rows = await countRows(db, members, spans, withStays);
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind);
  return {
    totals: Array.from({ length: spans }, (_, index) => of("total").filter(({ span }) => span === index + 1)),
    // In an order that does not depend on how the database counted: the same facts give the same page.
    groups: of("group")
      .flatMap(({ dimension: known, grp: group, n, numerator, denominator }) =>
        known === null || group === null
          ? []
          : [{ dimension: known, group, n, numerator: numerator ?? 0, denominator: denominator ?? 0 }],
      )
      .sort((one, other) => (one.group < other.group ? -1 : 1)),
    stays: of("stay").map(({ span, dimension: known, grp: group, days, cause, n }) => ({
      span,
      dimension: known,
      group,
      time: days ?? 0,
      cause,
      count: n,
    })),
  };
}

/** Counts an indicator's cohort; undefined for an indicator that counts nobody. */
export async function countIndicator(
  db: Database,
  asked: Asked,
  indicator: Indicator,
  stored: Readonly<Record<string, number>>,
): Promise<Counts | undefined> {
  const members = membersOf(asked, indicator, stored);
  if (!members) return undefined;
  const withStays = indicator.measure === "median";
  return countMembers(db, { members, spans: asked.spans.length, withStays });
}

/** Children who live there in the year of each period, or in the last year before it that is known. */
export interface PopulationCount {
  readonly span: number;
  readonly dimension: string;
  readonly group: string;
  readonly n: number;
}

/** The population loaded for an agency; `all` is the dimension of everybody. */
export async function countPopulation(db: Database, asked: Asked): Promise<readonly PopulationCount[]> {
  const { rows } = await sql<PopulationCount>`
    with span (to_on, n) as (select * from unnest(${asked.spans.map(({ to }) => to)}::date[]) with ordinality),
    known as (
      select population.year, population.dimension, population.grp, sum(population.n)::int as n from population
      where population.tenant_id = ${asked.tenantId} and population.source_id = ${asked.sourceId}
        -- Whoever lives in a place that is inside another one of the list is counted there.
        and not exists (
          select from population wider
          join territory_closure closure on closure.tenant_id = ${asked.tenantId} and closure.ancestor_id = wider.territory_id
            and closure.descendant_id = population.territory_id and closure.ancestor_id <> closure.descendant_id
          where wider.tenant_id = ${asked.tenantId} and wider.source_id = ${asked.sourceId}
            and wider.year = population.year and wider.dimension = population.dimension)
      group by population.year, population.dimension, population.grp)
    select span.n::int as span, known.dimension, known.grp as "group", known.n
    from span join known on known.year = (
      select max(earlier.year) from known earlier where earlier.year <= extract(year from span.to_on))`.execute(db);
  return rows;
}

/** Which facts an agency has at all: without them a figure would be a false zero. */
export interface FactsPresent {
  readonly periods: boolean;
  readonly reports: boolean;
  readonly reviews: boolean;
  readonly siblings: boolean;
}

/** Whether each kind of fact has any row. */
export async function findFactsPresent(db: Database, tenantId: string, sourceId: string): Promise<FactsPresent> {
  const some = (table: string) =>
    sql`exists (select from ${sql.table(table)} fact where fact.tenant_id = ${tenantId} and fact.source_id = ${sourceId})`;
  const { rows } = await sql<FactsPresent>`
    select ${some("care_period")} as periods, ${some("care_report")} as reports, ${some("care_review")} as reviews,
           ${some("sibling_link")} as siblings`.execute(db);
  return rows[0] ?? { periods: false, reports: false, reviews: false, siblings: false };
}
