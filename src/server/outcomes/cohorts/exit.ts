import { type RawBuilder, sql } from "kysely";
import type { Method } from "../../../core/outcomes/definition.ts";
import { type Asked, ageBand, candidateColumns, type Members, type Parameters, spans, staysOf } from "./asked.ts";

type Counts = Extract<Method, { cohort: "exit" }>["counts"];

/** Codes of a death in care; E2 is that of English returns. */
const DEATH = ["E2", "died", "death"];

const wanted: Readonly<Record<Counts, RawBuilder<unknown>>> = {
  reentry: sql`true`,
  adoption: sql`stay.exit_group = 'adoption'`,
  death: sql`stay.exit_code = any (${DEATH})`,
};

const columns = sql`judged.span, judged.child_id, judged.period_id, judged.sex, judged.age_band, judged.ethnicity,
  judged.disabled, judged.area, null::int as days, null::text as cause, 1 as denominator`;

/** The next stay of the same child, and whether it began soon enough. */
function reentry(within: number): RawBuilder<unknown> {
  return sql`
  member as (
    select ${columns},
      coalesce(excluded, case when next_on < ended_on then 'reentry_before_exit' end) as excluded,
      coalesce(next_on - ended_on between 0 and ${within}::int, false)::int as numerator
    from judged)`;
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
  const everybody = sql`
  candidate as (
    select ${candidateColumns} from ${spans(asked)}
    join ${staysOf(asked)} and stay.ended_on between span.from_on and span.to_on and ${wanted[counts]}),
  judged as (
    select candidate.*, ${ageBand(sql`ended_on`)} as age_band,
      case when ended_on < started_on then 'impossible_dates' ${reasons} end as excluded from candidate)`;
  if (counts === "reentry") return sql`${everybody}, ${reentry(parameter("withinDays"))}`;
  return sql`${everybody}, member as (select ${columns}, judged.excluded, 1 as numerator from judged)`;
}
