import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import {
  type Asked,
  ageBand,
  candidateColumns,
  livedIn,
  type Members,
  otherCarer,
  otherPlace,
  type Parameters,
  PERMANENCY,
  spans,
  withChild,
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
  return sql`${spans(asked)},
  candidate as (
    select ${candidateColumns()}, ${day} as day
    from span join care_period on care_period.tenant_id = ${asked.tenantId} and care_period.source_id = ${asked.sourceId}
      and care_period.started_on <= ${day} and (care_period.ended_on is null or care_period.ended_on > ${day})
      and (care_period.lost_on is null or care_period.lost_on > ${day})
    ${withChild(asked)}),
  judged as materialized (
    select candidate.*, ${ageBand(sql`day`)} as age_band, case ${excluded} end as excluded from candidate where ${kept})`;
}

/** Where the child was on the day, or last before it. */
function whereOn(asked: Asked): RawBuilder<unknown> {
  return sql`left join lateral (
    select setting.setting_group, setting.place_key from care_setting setting
    where setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id and setting.starts_on <= judged.day
      and ${livedIn(sql`setting`)}
    order by setting.ordinal desc limit 1) here on true`;
}

function permanency(parameter: Parameters): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, judged.excluded, 1::float8 as denominator,
      ((exit_group = any (${PERMANENCY}) and ended_on < adult_on
        and ended_on - day <= ${parameter("withinDays")}::int) is true)::int::float8 as numerator
    from judged)`;
}

function settings(asked: Asked, counts: "residential" | "residential_to_family"): RawBuilder<unknown> {
  const family = counts === "residential_to_family";
  return sql`
  member as (
    select ${columns}, (here.setting_group = 'residential')::int::float8 as numerator,
      ${family ? sql`(here.setting_group <> 'residential')::int::float8` : sql`1::float8`} as denominator,
      case when judged.excluded is not null then judged.excluded when here.setting_group is null then 'placement_unknown'
        ${family ? sql`when here.setting_group not in ('residential', 'kin', 'foster', 'adoption') then 'other_setting'` : sql``}
      end as excluded
    from judged ${whereOn(asked)})`;
}

function reviewed(asked: Asked, months: number): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, judged.excluded, 1::float8 as denominator,
      (exists (select from care_review review where review.tenant_id = ${asked.tenantId} and review.child_id = judged.child_id
        and review.held_on <= judged.day and review.held_on > judged.day - make_interval(months => ${months}::int)
      ))::int::float8 as numerator
    from judged)`;
}

/** Places lived in since a day: the one the child was in then, and every new one. */
function placements(asked: Asked, parameter: Parameters): RawBuilder<unknown> {
  const here = sql`(partition by judged.span, setting.period_id order by setting.ordinal)`;
  const since = sql`(judged.day - make_interval(months => ${parameter("lookBackMonths")}::int))::date`;
  return sql`
  placed as (
    select span, period_id, count(*) filter (where placed and starts_on > since and starts_on <= day) as placements
    from (
      select judged.span, judged.period_id, judged.day, ${since} as since, setting.starts_on,
        row_number() over ${here} = 1 or ${otherPlace(here)} as placed
      from judged join care_setting setting on setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id
      where judged.excluded is null and ${livedIn(sql`setting`)}) setting
    group by span, period_id),
  member as (
    select ${columns}, judged.excluded, 1::float8 as denominator,
      ((judged.started_on <= ${since})::int + coalesce(placed.placements, 0) >= ${parameter("placements")}::int)::int::float8
        as numerator
    from judged left join placed on placed.span = judged.span and placed.period_id = judged.period_id)`;
}

function sameCarer(asked: Asked, parameter: Parameters): RawBuilder<unknown> {
  const here = sql`(partition by judged.span, setting.period_id order by setting.ordinal)`;
  return sql`
  carer as (
    select span, period_id, max(starts_on) filter (where changed and starts_on <= day) as since
    from (
      select judged.span, judged.period_id, judged.day, setting.starts_on,
        row_number() over ${here} = 1 or ${otherCarer(here)} as changed
      from judged join care_setting setting on setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id
      where judged.excluded is null and ${livedIn(sql`setting`)}) setting
    group by span, period_id),
  member as (
    select ${columns}, 1::float8 as denominator,
      case when judged.excluded is null and carer.since is null then 'placement_unknown' else judged.excluded end as excluded,
      (carer.since <= judged.day - make_interval(months => ${parameter("sameCarerMonths")}::int))::int::float8 as numerator
    from judged left join carer on carer.span = judged.span and carer.period_id = judged.period_id)`;
}

/** Brothers and sisters in care on the same day, and whether they share the home. */
function siblings(asked: Asked, all: boolean): RawBuilder<unknown> {
  return sql`
  housed as materialized (select judged.*, here.place_key from judged ${whereOn(asked)}),
  link as (
    select child_a as child_id, child_b as other_id from sibling_link
    where tenant_id = ${asked.tenantId} and source_id = ${asked.sourceId}
    union
    select child_b, child_a from sibling_link where tenant_id = ${asked.tenantId} and source_id = ${asked.sourceId}),
  together as (
    select own.span, own.child_id, count(*) as siblings, count(*) filter (where other.place_key = own.place_key) as here,
      count(*) filter (where other.place_key is null) as unknown
    from housed own join link on link.child_id = own.child_id
    join housed other on other.span = own.span and other.child_id = link.other_id
    group by own.span, own.child_id),
  member as (
    select ${columns}, 1::float8 as denominator,
      case when judged.excluded is not null then judged.excluded when together.siblings is null then 'no_sibling_in_care'
        when judged.place_key is null or together.unknown = together.siblings then 'home_unknown' end as excluded,
      (${all ? sql`together.here = together.siblings` : sql`together.here > 0`})::int::float8 as numerator
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
      return sql`${everybody}, ${settings(asked, counts)}`;
    case "reviewed":
      return sql`${everybody}, ${reviewed(asked, parameter("intervalMonths"))}`;
    case "placements":
      return sql`${everybody}, ${placements(asked, parameter)}`;
    case "same_carer":
      return sql`${everybody}, ${sameCarer(asked, parameter)}`;
    case "siblings_all":
    case "siblings_some":
      return sql`${everybody}, ${siblings(asked, counts === "siblings_all")}`;
    case "one":
      return sql`${everybody},
        member as (select ${columns}, judged.excluded, 1::float8 as numerator, 1::float8 as denominator from judged)`;
  }
}
