import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import {
  type Asked,
  ageBand,
  candidateColumns,
  comeBy,
  type Members,
  type Parameters,
  PERMANENCY,
  partOn,
  spans,
  staysOf,
} from "./asked.ts";

type Counts = Extract<Method, { cohort: "point_in_time" }>["counts"];

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area, null::int as days, null::text as cause`;
const adult = sql`when birth_date is null then 'birth_unknown' when adult_on <= day then 'adult_on_day'`;

/** Whether a stay had lasted so many months on the day; 0 asks nothing. */
function lasted(months: number): RawBuilder<unknown> {
  return months === 0 ? sql`true` : sql`started_on <= day - make_interval(months => ${months}::int)`;
}

/** Who is looked at at all, and why somebody is left out. */
function judging(
  counts: Counts,
  parameter: Parameters,
): readonly [kept: RawBuilder<unknown>, excluded: RawBuilder<unknown>] {
  switch (counts) {
    case "permanency": {
      const [from, to] = [parameter("monthsFrom"), parameter("monthsTo")];
      const before = to === 0 ? sql`true` : sql`started_on > day - make_interval(months => ${to}::int)`;
      const known = to === 0 ? lasted(from) : sql`false`;
      return [
        sql`(${lasted(from)} and ${before} or left_truncated and not (${lasted(from)}))`,
        sql`when ended_on < started_on then 'impossible_dates' when left_truncated and not (${known}) then 'entry_unknown' ${adult}
          when ended_on is not null and exit_group is null then 'no_exit_reason'`,
      ];
    }
    case "placements": {
      const enough = lasted(parameter("inCareMonths"));
      return [
        sql`(${enough} or left_truncated)`,
        sql`when short_break then 'short_break' when not (${enough}) then 'entry_unknown'`,
      ];
    }
    case "same_carer": {
      const enough = lasted(parameter("inCareMonths"));
      const tooOld = sql`birth_date + make_interval(years => ${parameter("underAge")}::int) <= day`;
      return [
        sql`(${enough} or left_truncated)`,
        sql`when short_break then 'short_break' when birth_date is null then 'birth_unknown'
          when ${tooOld} then 'too_old' when not (${enough}) then 'entry_unknown'`,
      ];
    }
    default:
      return [sql`true`, adult];
  }
}

/** Everybody in care on a day of each period: its first for what comes after, else its last. */
function judged(asked: Asked, counts: Counts, parameter: Parameters): RawBuilder<unknown> {
  const day = counts === "permanency" ? sql`span.from_on` : sql`span.to_on`;
  const [kept, excluded] = judging(counts, parameter);
  return sql`
  candidate as (
    select ${candidateColumns}, ${day} as day from ${spans(asked)}
    join ${staysOf(asked)} and stay.started_on <= ${day} and stay.here_until > ${day}),
  judged as (
    select candidate.*, ${ageBand(sql`day`)} as age_band, case ${excluded} end as excluded from candidate where ${kept})`;
}

function permanency(parameter: Parameters): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, judged.excluded, 1 as denominator,
      ((exit_group = any (${PERMANENCY}) and ended_on < adult_on
        and ended_on - day <= ${parameter("withinDays")}::int) is true)::int as numerator
    from judged)`;
}

/** The kind of home the child had on the day, or last before it. */
const SETTING_GROUP = partOn("home_groups", "home_on", sql`day`);

function settings(counts: "residential" | "residential_to_family"): RawBuilder<unknown> {
  const family = counts === "residential_to_family";
  return sql`
  member as (
    select ${columns}, (${SETTING_GROUP} = 'residential')::int as numerator,
      ${family ? sql`(${SETTING_GROUP} <> 'residential')::int` : sql`1`} as denominator,
      coalesce(excluded, case when ${SETTING_GROUP} is null then 'placement_unknown'
        ${family ? sql`when ${SETTING_GROUP} not in ('residential', 'kin', 'foster', 'adoption') then 'other_setting'` : sql``}
      end) as excluded
    from judged)`;
}

function reviewed(months: number): RawBuilder<unknown> {
  const since = sql`(day - make_interval(months => ${months}::int))::date`;
  return sql`
  member as (
    select ${columns}, judged.excluded, 1 as denominator,
      (${comeBy("reviewed_on", sql`day`)} > ${comeBy("reviewed_on", since)})::int as numerator
    from judged)`;
}

/** Places lived in since a day: the one the child was in then, and every new one. */
function placements(parameter: Parameters): RawBuilder<unknown> {
  const since = sql`(day - make_interval(months => ${parameter("lookBackMonths")}::int))::date`;
  const placed = sql`${comeBy("places_on", sql`day`)} - ${comeBy("places_on", since)}`;
  return sql`
  member as (
    select ${columns}, judged.excluded, 1 as denominator,
      ((started_on <= ${since})::int + ${placed} >= ${parameter("placements")}::int)::int as numerator
    from judged)`;
}

function sameCarer(parameter: Parameters): RawBuilder<unknown> {
  const since = partOn("carers_on", "carers_on", sql`day`);
  return sql`
  member as (
    select ${columns}, 1 as denominator,
      coalesce(excluded, case when ${since} is null then 'placement_unknown' end) as excluded,
      (${since} <= day - make_interval(months => ${parameter("sameCarerMonths")}::int))::int as numerator
    from judged)`;
}

/** Brothers and sisters in care on the same day, and whether they share the home. */
function siblings(asked: Asked, all: boolean): RawBuilder<unknown> {
  return sql`
  housed as materialized (
    select ${columns}, judged.excluded, ${partOn("home_places", "home_on", sql`day`)} as place_key from judged),
  link as (
    select child_a as child_id, child_b as other_id from sibling_link
    where tenant_id = ${asked.tenantId} and source_id = ${asked.sourceId}
    union all
    select child_b, child_a from sibling_link where tenant_id = ${asked.tenantId} and source_id = ${asked.sourceId}),
  together as (
    select own.span, own.child_id, count(*) as siblings, count(*) filter (where other.place_key = own.place_key) as here,
      count(*) filter (where other.place_key is null) as unknown
    from housed own join link on link.child_id = own.child_id
    join housed other on other.span = own.span and other.child_id = link.other_id
    group by own.span, own.child_id),
  member as (
    select judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity, judged.disabled,
      judged.area, judged.days, judged.cause, 1 as denominator,
      coalesce(judged.excluded, case when together.siblings is null then 'no_sibling_in_care'
        when judged.place_key is null or together.unknown = together.siblings then 'home_unknown' end) as excluded,
      (${all ? sql`together.here = together.siblings` : sql`together.here > 0`})::int as numerator
    from housed judged left join together on together.span = judged.span and together.child_id = judged.child_id)`;
}

/** Everybody in care on a day. */
export function pointInTimeMembers(asked: Asked, counts: Counts, parameter: Parameters): Members {
  const everybody = judged(asked, counts, parameter);
  switch (counts) {
    case "permanency":
      return sql`${everybody}, ${permanency(parameter)}`;
    case "residential":
    case "residential_to_family":
      return sql`${everybody}, ${settings(counts)}`;
    case "reviewed":
      return sql`${everybody}, ${reviewed(parameter("intervalMonths"))}`;
    case "placements":
      return sql`${everybody}, ${placements(parameter)}`;
    case "same_carer":
      return sql`${everybody}, ${sameCarer(parameter)}`;
    case "siblings_all":
    case "siblings_some":
      return sql`${everybody}, ${siblings(asked, counts === "siblings_all")}`;
    case "one":
      return sql`${everybody},
        member as (select ${columns}, judged.excluded, 1 as numerator, 1 as denominator from judged)`;
  }
}
