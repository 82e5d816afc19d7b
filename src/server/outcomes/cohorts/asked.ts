import { type RawBuilder, sql } from "kysely";

/** Both days are in it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Whose children, when, and until when the facts reach. All periods are counted in one pass. */
export interface Asked {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly observedUntil: string;
  readonly spans: readonly Span[];
}

/** A value of a definition's parameter. */
export type Parameters = (id: string) => number;

/**
 * Each cohort adds expressions to a `with` that end in `member`: one row for everybody looked at, with
 * span, child_id, period_id, excluded (the first reason that fits, or null), numerator, denominator, days, cause, and the
 * child's group in each dimension. Values, breakdowns, lists and curves all come from these rows.
 */
export type Members = RawBuilder<unknown>;

/** The periods asked for, numbered from 1. */
export function spans({ spans: wanted }: Asked): RawBuilder<unknown> {
  return sql`
  span (from_on, to_on, n) as materialized (
    select * from unnest(${wanted.map(({ from }) => from)}::date[], ${wanted.map(({ to }) => to)}::date[]) with ordinality)`;
}

/** Columns that every candidate carries of its period and its child. */
export function candidateColumns(): RawBuilder<unknown> {
  return sql`
    span.n as span, span.from_on, span.to_on, care_period.id as period_id, care_period.child_id, care_period.started_on,
    care_period.ended_on, care_period.exit_code, care_period.exit_group, care_period.lost_on, care_period.left_truncated,
    care_period.short_break, coalesce(care_period.origin_area, 'unknown') as area,
    child.birth_date, (child.birth_date + interval '18 years')::date as adult_on, child.sex,
    coalesce(child.ethnicity, 'unknown') as ethnicity,
    case when child.disabled then 'yes' when not child.disabled then 'no' else 'unknown' end as disabled`;
}

/** The child of a period; the tenant is part of every key. */
export function withChild({ tenantId }: Asked): RawBuilder<unknown> {
  return sql`join care_child child on child.tenant_id = ${tenantId} and child.id = care_period.child_id`;
}

/** Age bands of the English return, by the age on a day. */
export function ageBand(on: RawBuilder<unknown>, birth: RawBuilder<unknown> = sql`birth_date`): RawBuilder<unknown> {
  return sql`case when ${birth} is null then 'unknown'
    when ${on} < ${birth} + interval '1 year' then '0'
    when ${on} < ${birth} + interval '5 years' then '1-4'
    when ${on} < ${birth} + interval '10 years' then '5-9'
    when ${on} < ${birth} + interval '16 years' then '10-15' else '16+' end`;
}

/** Kinds of a setting in which a child is away for a while: going there and coming back is no move. */
export const AWAY = ["runaway", "trial_home_visit", "respite"];
export const TRIAL_VISIT = "trial_home_visit";

/** Settings that are a home one lives in, for the rows of `care_setting` under this name. */
export function livedIn(alias: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(${alias}.place_type, '') <> all (${AWAY})`;
}

/**
 * Whether a setting began with another carer. English returns say why an episode began (P, B: another carer); elsewhere
 * another home than the one before says so. `here` names the window over the homes of one stay, in their order.
 */
export function otherCarer(here: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when setting.reason_new is not null then setting.reason_new in ('P', 'B')
    else not setting.same_carer and coalesce(setting.place_key <> lag(setting.place_key) over ${here}, false) end)`;
}

/** Whether a setting began in another place, with the same carer or not (P, B, T and U of English returns). */
export function otherPlace(here: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when setting.reason_new is not null then setting.reason_new in ('P', 'B', 'T', 'U')
    else coalesce(setting.place_key <> lag(setting.place_key) over ${here}, false) end)`;
}

/** Exits that give a child a family for good. */
export const PERMANENCY = ["reunification", "relative", "adoption", "guardianship"];
