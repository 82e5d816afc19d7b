import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import { type Asked, ageBand, candidateColumns, type Members, type Parameters, spans, withChild } from "./asked.ts";

type Counts = Extract<Method, { cohort: "exit" }>["counts"];

/** Codes of a death in care; E2 is that of English returns. */
const DEATH = ["E2", "died", "death"];

const wanted: Readonly<Record<Counts, RawBuilder<unknown>>> = {
  reentry: sql`true`,
  adoption: sql`care_period.exit_group = 'adoption'`,
  death: sql`care_period.exit_code = any (${DEATH})`,
};

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area, null::int as days, null::text as cause, 1::float8 as denominator`;

/** The next stay of the same child, and whether it began soon enough. */
function reentry(asked: Asked, within: number): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns},
      case when judged.excluded is not null then judged.excluded
        when again.started_on < judged.ended_on then 'reentry_before_exit' end as excluded,
      coalesce(again.started_on - judged.ended_on between 0 and ${within}::int, false)::int::float8 as numerator
    from judged left join lateral (
      select later.started_on from care_period later
      where later.tenant_id = ${asked.tenantId} and later.child_id = judged.child_id
        and (later.started_on > judged.started_on or later.started_on = judged.started_on and later.id > judged.period_id)
      order by later.started_on limit 1) again on judged.excluded is null)`;
}

/** Everybody who left care in each period. */
export function exitMembers(asked: Asked, counts: Counts, parameter: Parameters): Members {
  const reasons =
    counts === "reentry"
      ? sql`when exit_group is null then 'no_exit_reason'
        when exit_group = 'adoption' then 'exit_to_adoption'
        when exit_group = 'other' then 'exit_to_other'
        when birth_date is null then 'birth_unknown'
        when ended_on >= adult_on then 'adult_at_exit'`
      : sql``;
  const everybody = sql`${spans(asked)},
  candidate as (
    select ${candidateColumns()}
    from span join care_period on care_period.tenant_id = ${asked.tenantId} and care_period.source_id = ${asked.sourceId}
      and care_period.ended_on between span.from_on and span.to_on and ${wanted[counts]}
    ${withChild(asked)}),
  judged as materialized (
    select candidate.*, ${ageBand(sql`ended_on`)} as age_band,
      case when ended_on < started_on then 'impossible_dates' ${reasons} end as excluded from candidate)`;
  if (counts === "reentry") return sql`${everybody}, ${reentry(asked, parameter("withinDays"))}`;
  return sql`${everybody}, member as (select ${columns}, judged.excluded, 1::float8 as numerator from judged)`;
}
