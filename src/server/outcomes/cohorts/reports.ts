import { sql } from "kysely";
import { type Asked, ageBand, type Members, type Parameters, spans } from "./asked.ts";

/** Children with a confirmed report in each period, by the first of them, and whether another followed. */
export function reportMembers(asked: Asked, parameter: Parameters): Members {
  const { tenantId, sourceId } = asked;
  return sql`
  initial as (
    select distinct on (span.n, care_report.child_id) span.n as span, care_report.child_id, care_report.reported_on,
      care_report.occurred_on
    from ${spans(asked)} join care_report on care_report.tenant_id = ${tenantId} and care_report.source_id = ${sourceId}
      and care_report.substantiated and care_report.reported_on between span.from_on and span.to_on
    order by span.n, care_report.child_id, care_report.reported_on, care_report.id),
  judged as (
    select initial.*, null::uuid as period_id, child.sex, coalesce(child.ethnicity, 'unknown') as ethnicity,
      case when child.disabled then 'yes' when not child.disabled then 'no' else 'unknown' end as disabled,
      'unknown' as area, ${ageBand(sql`initial.reported_on`, sql`child.birth_date`)} as age_band,
      case when child.birth_date > initial.reported_on then 'unborn'
        when child.birth_date + interval '18 years' <= initial.reported_on then 'adult_at_report' end as excluded
    from initial join care_child child on child.tenant_id = ${tenantId} and child.id = initial.child_id),
  member as (
    select judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity, judged.disabled,
      judged.area, judged.excluded, null::int as days, null::text as cause, 1 as denominator,
      (exists (select from care_report again where again.tenant_id = ${tenantId} and again.child_id = judged.child_id
        and again.substantiated
        and again.reported_on - judged.reported_on between ${parameter("graceDays")}::int + 1 and ${parameter("withinDays")}::int
        and (again.occurred_on is null or again.occurred_on is distinct from judged.occurred_on)))::int as numerator
    from judged)`;
}
