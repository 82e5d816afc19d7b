import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import {
  type Asked,
  ageBand,
  candidateColumns,
  type Members,
  type Parameters,
  PERMANENCY,
  spans,
  staysOf,
} from "./asked.ts";

type Counts = Extract<Method, { cohort: "in_care_during" }>["counts"];

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area, null::int as days, null::text as cause`;

/** Everybody in care on some day of each period. */
function everybody(asked: Asked, shortestStay: number): RawBuilder<unknown> {
  const short = shortestStay === 0 ? sql`` : sql`when ended_on - started_on < ${shortestStay}::int then 'short_stay'`;
  return sql`
    select candidate.*, ${ageBand(sql`greatest(started_on, from_on)`)} as age_band,
      case when ended_on < started_on then 'impossible_dates' when birth_date is null then 'birth_unknown'
        when adult_on <= greatest(started_on, from_on) then 'adult_at_entry' ${short} end as excluded
    from (
      select ${candidateColumns} from ${spans(asked)}
      join ${staysOf(asked)} and stay.started_on <= span.to_on and stay.here_until > span.from_on) candidate`;
}

/**
 * Reports that count, by the day they were made, and the days in care of the period. Everybody is looked at twice: keeping them all for the
 * few who were reported takes far longer.
 */
function maltreatment(asked: Asked, parameter: Parameters): Members {
  const judged = everybody(asked, parameter("shortestStay"));
  return sql`
  report as (
    select judged.span, judged.period_id, care_report.reported_on,
      lag(care_report.reported_on) over (partition by judged.span, judged.child_id
        order by care_report.reported_on, care_report.id) as previous
    from (${judged}) judged
    join care_report on care_report.tenant_id = ${asked.tenantId} and care_report.child_id = judged.child_id
    where judged.excluded is null and care_report.source_id = ${asked.sourceId} and care_report.substantiated
      and care_report.reported_on between judged.from_on and judged.to_on
      and care_report.reported_on - judged.started_on > ${parameter("graceDays")}::int
      and (judged.ended_on is null or care_report.reported_on <= judged.ended_on) and care_report.reported_on < judged.adult_on
      and (care_report.occurred_on is null or care_report.occurred_on >= judged.started_on
        and (judged.ended_on is null or care_report.occurred_on <= judged.ended_on))),
  harm as (
    select span, period_id, count(*) filter (where previous is null or reported_on - previous > 1) as reports
    from report group by span, period_id),
  member as (
    select ${columns}, judged.excluded, coalesce(harm.reports, 0) as numerator,
      greatest(least(judged.here_until, ${asked.observedUntil}::date, judged.to_on, judged.adult_on)
        - greatest(judged.started_on, judged.from_on), 0) as denominator
    from (${judged}) judged left join harm on harm.span = judged.span and harm.period_id = judged.period_id)`;
}

/** Each child once, with the last stay in which it lived in a residence during the period, and whether it left one in any of them. */
function leftResidential(asked: Asked): Members {
  const next = sql`coalesce(home_on[home.n + 1], home_until)`;
  return sql`
  residential as (
    select ${columns}, judged.excluded, bool_or(lived.left_it) over child as left_it,
      row_number() over (child order by judged.period_id desc) as nth
    from (${everybody(asked, 0)}) judged, lateral (
      select bool_or(home_groups[home.n + 1] in ('kin', 'foster', 'adoption', 'home') and home_on[home.n + 1] between from_on and to_on
        or home.n = cardinality(home_on) and exit_group = any (${PERMANENCY}) and ended_on between from_on and to_on) as left_it,
        count(*) as homes
      from generate_subscripts(home_on, 1) home (n)
      where home_groups[home.n] = 'residential' and home_on[home.n] <= to_on and (${next} is null or ${next} > from_on)) lived
    where 'residential' = any (home_groups) and lived.homes > 0
    window child as (partition by judged.span, judged.child_id)),
  member as (
    select residential.*, 1 as denominator, coalesce(left_it, false)::int as numerator from residential where nth = 1)`;
}

/** Everybody in care on some day of each period. */
export function inCareDuringMembers(asked: Asked, counts: Counts, parameter: Parameters): Members {
  return counts === "maltreatment" ? maltreatment(asked, parameter) : leftResidential(asked);
}
