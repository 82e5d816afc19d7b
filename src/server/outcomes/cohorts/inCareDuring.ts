import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import {
  type Asked,
  ageBand,
  candidateColumns,
  livedIn,
  type Members,
  type Parameters,
  PERMANENCY,
  spans,
  withChild,
} from "./asked.ts";

type Counts = Extract<Method, { cohort: "in_care_during" }>["counts"];

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area, null::int as days, null::text as cause`;

/** Reports that count, by the day they were made, and the days in care of the period. */
function maltreatment(asked: Asked, grace: number): RawBuilder<unknown> {
  return sql`
  report as (
    select judged.span, judged.period_id, care_report.reported_on,
      lag(care_report.reported_on) over (partition by judged.span, judged.child_id
        order by care_report.reported_on, care_report.id) as previous
    from judged join care_report on care_report.tenant_id = ${asked.tenantId} and care_report.child_id = judged.child_id
    where judged.excluded is null and care_report.substantiated
      and care_report.reported_on between judged.from_on and judged.to_on
      and care_report.reported_on - judged.started_on > ${grace}::int
      and (judged.ended_on is null or care_report.reported_on <= judged.ended_on) and care_report.reported_on < judged.adult_on
      and (care_report.occurred_on is null or care_report.occurred_on >= judged.started_on
        and (judged.ended_on is null or care_report.occurred_on <= judged.ended_on))),
  harm as (
    select span, period_id, count(*) filter (where previous is null or reported_on - previous > 1) as reports
    from report group by span, period_id),
  member as (
    select ${columns}, judged.excluded, coalesce(harm.reports, 0)::float8 as numerator,
      greatest(least(judged.ended_on, judged.lost_on, ${asked.observedUntil}::date, judged.to_on, judged.adult_on)
        - greatest(judged.started_on, judged.from_on), 0)::float8 as denominator
    from judged left join harm on harm.span = judged.span and harm.period_id = judged.period_id)`;
}

/** Each child once, with the last stay in which it lived in a residence during the period. */
function leftResidential(asked: Asked): RawBuilder<unknown> {
  return sql`
  lived as (
    select judged.span, judged.child_id, judged.period_id, judged.from_on, judged.to_on, judged.ended_on, judged.exit_group,
      setting.setting_group, setting.starts_on, coalesce(setting.ends_on, judged.ended_on, judged.lost_on) as until,
      lead(setting.setting_group) over here as next_group, lead(setting.starts_on) over here as next_on
    from judged join care_setting setting on setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id
    where ${livedIn(sql`setting`)}
    window here as (partition by judged.span, setting.period_id order by setting.ordinal)),
  residential as (
    select span, child_id, max(period_id::text)::uuid as period_id,
      bool_or(next_group in ('kin', 'foster', 'adoption', 'home') and next_on between from_on and to_on
        or next_on is null and exit_group = any (${PERMANENCY}) and ended_on between from_on and to_on) as left_it
    from lived
    where setting_group = 'residential' and starts_on <= to_on and (coalesce(next_on, until) is null or coalesce(next_on, until) > from_on)
    group by span, child_id),
  member as (
    select ${columns}, judged.excluded, 1::float8 as denominator, coalesce(residential.left_it, false)::int::float8 as numerator
    from judged join residential on residential.span = judged.span and residential.period_id = judged.period_id)`;
}

/** Everybody in care on some day of each period. */
export function inCareDuringMembers(asked: Asked, counts: Counts, parameter: Parameters): Members {
  const short =
    counts === "maltreatment"
      ? sql`when ended_on - started_on < ${parameter("shortestStay")}::int then 'short_stay'`
      : sql``;
  const everybody = sql`${spans(asked)},
  candidate as (
    select ${candidateColumns()}
    from span join care_period on care_period.tenant_id = ${asked.tenantId} and care_period.source_id = ${asked.sourceId}
      and care_period.started_on <= span.to_on and (care_period.ended_on is null or care_period.ended_on > span.from_on)
      and (care_period.lost_on is null or care_period.lost_on > span.from_on)
    ${withChild(asked)}),
  judged as materialized (
    select candidate.*, ${ageBand(sql`greatest(started_on, from_on)`)} as age_band,
      case when ended_on < started_on then 'impossible_dates' when birth_date is null then 'birth_unknown'
        when adult_on <= greatest(started_on, from_on) then 'adult_at_entry' ${short} end as excluded
    from candidate)`;
  if (counts === "maltreatment") return sql`${everybody}, ${maltreatment(asked, parameter("graceDays"))}`;
  return sql`${everybody}, ${leftResidential(asked)}`;
}
