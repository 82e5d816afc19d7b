import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import {
  type Asked,
  ageBand,
  candidateColumns,
  livedIn,
  type Members,
  otherCarer,
  type Parameters,
  PERMANENCY,
  spans,
  TRIAL_VISIT,
  withChild,
} from "./asked.ts";

type Counts = Extract<Method, { cohort: "entry" }>["counts"];

/** Why a stay that began in the period is left out, in the order of the definitions. */
function excluded(counts: Counts, parameter: Parameters): RawBuilder<unknown> {
  const everyStay = counts === "moves";
  const anyLength = counts === "one";
  const needsReason = counts === "permanency" || counts === "reunification";
  return sql`case
    when ended_on < started_on then 'impossible_dates'
    when left_truncated then 'entry_unknown'
    ${everyStay ? sql`` : sql`when nth > 1 then 'later_entry'`}
    when birth_date is null then 'birth_unknown'
    when started_on >= adult_on then 'adult_at_entry'
    ${anyLength ? sql`` : sql`when ended_on - started_on < ${parameter("shortestStay")}::int then 'short_stay'`}
    ${needsReason ? sql`when ended_on is not null and exit_group is null then 'no_exit_reason'` : sql``}
    end`;
}

/** Everybody who entered, with the first reason to leave them out. */
function judged(asked: Asked, counts: Counts, parameter: Parameters): RawBuilder<unknown> {
  return sql`${spans(asked)},
  candidate as (
    select ${candidateColumns()},
      row_number() over (partition by span.n, care_period.child_id
        order by care_period.left_truncated, care_period.started_on, care_period.id) as nth
    from span join care_period on care_period.tenant_id = ${asked.tenantId} and care_period.source_id = ${asked.sourceId}
      and care_period.started_on between span.from_on and span.to_on
    ${withChild(asked)}),
  judged as materialized (
    select candidate.*, ${ageBand(sql`started_on`)} as age_band, ${excluded(counts, parameter)} as excluded from candidate)`;
}

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area`;

/** Time in a trial visit beyond the limit is not time in care, when the child goes home from it. */
function permanency(asked: Asked, groups: readonly string[], parameter: Parameters): RawBuilder<unknown> {
  const within = parameter("withinDays");
  const still = parameter("trialVisitDays");
  return sql`
  member as (
    select ${columns}, judged.excluded, null::int as days, null::text as cause, 1::float8 as denominator,
      ((judged.exit_group = any (${groups}) and judged.ended_on < judged.adult_on and
        case when judged.exit_group = 'reunification' and judged.ended_on - judged.started_on > ${within}::int
          then coalesce((
            select visit.starts_on - judged.started_on + ${still}::int from (
              select setting.starts_on, setting.place_type from care_setting setting
              where setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id
              order by setting.ordinal desc limit 1) visit
            where visit.place_type = ${TRIAL_VISIT} and judged.ended_on - visit.starts_on > ${still}::int),
            judged.ended_on - judged.started_on)
          else judged.ended_on - judged.started_on end <= ${within}::int) is true)::int::float8 as numerator
    from judged)`;
}

/** Moves and days of every stay that began in the period, both up to its end and to the 18th birthday. */
function moves(asked: Asked): RawBuilder<unknown> {
  const here = sql`(partition by judged.span, setting.period_id order by setting.ordinal)`;
  return sql`
  move as (
    select span, period_id, count(*) filter (where moved and starts_on <= to_on and starts_on < adult_on) as moves
    from (
      select judged.span, judged.period_id, judged.to_on, judged.adult_on, setting.starts_on,
        row_number() over ${here} > 1 and ${otherCarer(here)} as moved
      from judged join care_setting setting on setting.tenant_id = ${asked.tenantId} and setting.period_id = judged.period_id
      where judged.excluded is null and ${livedIn(sql`setting`)}) setting
    group by span, period_id),
  member as (
    select ${columns}, null::int as days, null::text as cause,
      case when judged.excluded is null and move.period_id is null then 'placement_unknown' else judged.excluded end as excluded,
      move.moves::float8 as numerator,
      greatest(least(judged.ended_on, judged.lost_on, ${asked.observedUntil}::date, judged.to_on, judged.adult_on)
        - judged.started_on, 0)::float8 as denominator
    from judged left join move on move.span = judged.span and move.period_id = judged.period_id)`;
}

function ownArea(asked: Asked): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, null::int as days, null::text as cause,
      case when judged.excluded is not null then judged.excluded
        when setting.setting_group is null then 'placement_unknown'
        when setting.setting_group not in ('kin', 'foster') then 'not_a_family'
        when setting.place_area is null or setting.home_area is null then 'area_unknown' end as excluded,
      (setting.place_area = setting.home_area)::int::float8 as numerator, 1::float8 as denominator
    from judged left join lateral (
      select first.setting_group, first.place_area, first.home_area from care_setting first
      where first.tenant_id = ${asked.tenantId} and first.period_id = judged.period_id
      order by first.ordinal limit 1) setting on true)`;
}

/** Days until the stay ended, or until nothing more is known; `adultEnds`: the 18th birthday ends it. */
function stay(asked: Asked, adultEnds: boolean): RawBuilder<unknown> {
  const seen = sql`coalesce(judged.ended_on, judged.lost_on, ${asked.observedUntil}::date)`;
  const grownUp = adultEnds ? sql`judged.adult_on <= ${seen}` : sql`false`;
  return sql`
  member as (
    select ${columns}, judged.excluded, null::float8 as numerator, 1::float8 as denominator,
      greatest(case when ${grownUp} then judged.adult_on else ${seen} end - judged.started_on, 0) as days,
      case when ${grownUp} and judged.ended_on is distinct from judged.adult_on then 'other'
        when judged.ended_on is not null then coalesce(judged.exit_group, 'other') end as cause
    from judged)`;
}

/** Children who entered care in each period. */
export function entryMembers(asked: Asked, counts: Counts, parameter: Parameters, adultEnds = true): Members {
  const everybody = judged(asked, counts, parameter);
  switch (counts) {
    case "permanency":
      return sql`${everybody}, ${permanency(asked, PERMANENCY, parameter)}`;
    case "reunification":
      return sql`${everybody}, ${permanency(asked, ["reunification"], parameter)}`;
    case "moves":
      return sql`${everybody}, ${moves(asked)}`;
    case "own_area":
      return sql`${everybody}, ${ownArea(asked)}`;
    case "stay":
      return sql`${everybody}, ${stay(asked, adultEnds)}`;
    case "one":
      return sql`${everybody},
        member as (select ${columns}, judged.excluded, null::int as days, null::text as cause, 1::float8 as numerator,
          1::float8 as denominator from judged)`;
  }
}
