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
  spans,
  staysOf,
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
    ${everyStay ? sql`` : sql`when previous_on >= from_on then 'later_entry'`}
    when birth_date is null then 'birth_unknown'
    when started_on >= adult_on then 'adult_at_entry'
    ${anyLength ? sql`` : sql`when ended_on - started_on < ${parameter("shortestStay")}::int then 'short_stay'`}
    ${needsReason ? sql`when ended_on is not null and exit_group is null then 'no_exit_reason'` : sql``}
    end`;
}

/** Everybody who entered, with the first reason to leave them out. */
function judged(asked: Asked, counts: Counts, parameter: Parameters): RawBuilder<unknown> {
  return sql`
  candidate as (
    select ${candidateColumns} from ${spans(asked)}
    join ${staysOf(asked)} and stay.started_on between span.from_on and span.to_on),
  judged as (
    select candidate.*, ${ageBand(sql`started_on`)} as age_band, ${excluded(counts, parameter)} as excluded from candidate)`;
}

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area`;

/** Time in a trial visit beyond the limit is not time in care, when the child goes home from it. */
function permanency(groups: readonly string[], parameter: Parameters): RawBuilder<unknown> {
  const within = sql`${parameter("withinDays")}::int`;
  const still = sql`${parameter("trialVisitDays")}::int`;
  return sql`
  member as (
    select ${columns}, judged.excluded, null::int as days, null::text as cause, 1 as denominator,
      ((exit_group = any (${groups}) and ended_on < adult_on and
        case when exit_group = 'reunification' and ended_on - started_on > ${within} and ended_on - trial_visit_on > ${still}
          then trial_visit_on - started_on + ${still} else ended_on - started_on end <= ${within}) is true)::int as numerator
    from judged)`;
}

/** Moves and days of every stay that began in the period, both up to its end and to the 18th birthday. */
function moves(asked: Asked): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, null::int as days, null::text as cause,
      coalesce(excluded, case when home_on = '{}' then 'placement_unknown' end) as excluded,
      greatest(${comeBy("carers_on", sql`least(to_on, adult_on - 1)`)} - 1, 0) as numerator,
      greatest(least(here_until, ${asked.observedUntil}::date, to_on, adult_on) - started_on, 0) as denominator
    from judged)`;
}

function ownArea(): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns}, null::int as days, null::text as cause,
      coalesce(excluded, case when first_group is null then 'placement_unknown'
        when first_group not in ('kin', 'foster') then 'not_a_family'
        when first_area is null or home_area is null then 'area_unknown' end) as excluded,
      (first_area = home_area)::int as numerator, 1 as denominator
    from judged)`;
}

/** Days until the stay ended, or until nothing more is known; `adultEnds`: the 18th birthday ends it. */
function stay(asked: Asked, adultEnds: boolean): RawBuilder<unknown> {
  const seen = sql`coalesce(judged.ended_on, judged.lost_on, ${asked.observedUntil}::date)`;
  const grownUp = adultEnds ? sql`judged.adult_on <= ${seen}` : sql`false`;
  return sql`
  member as (
    select ${columns}, judged.excluded, null::int as numerator, 1 as denominator,
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
      return sql`${everybody}, ${permanency(PERMANENCY, parameter)}`;
    case "reunification":
      return sql`${everybody}, ${permanency(["reunification"], parameter)}`;
    case "moves":
      return sql`${everybody}, ${moves(asked)}`;
    case "own_area":
      return sql`${everybody}, ${ownArea()}`;
    case "stay":
      return sql`${everybody}, ${stay(asked, adultEnds)}`;
    case "one":
      return sql`${everybody},
        member as (select ${columns}, judged.excluded, null::int as days, null::text as cause, 1 as numerator,
          1 as denominator from judged)`;
  }
}
