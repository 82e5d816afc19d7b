import type pg from "pg";
import { AWAY, TRIAL_VISIT } from "../../core/care/groups.ts";

const REMOVE = "delete from care_stay where tenant_id = $1 and source_id = $2";

/**
 * $1 tenant, $2 agency, $3 kinds of a setting that are no home, $4 the kind that is a visit home. English returns say why an episode began
 * (P, B: another carer; T, U: another place with the same one); elsewhere another home than the one before says so.
 */
const INSERT = `
with told as (
  select setting.*, coalesce(setting.place_type, '') <> all ($3::text[]) as lived from care_setting setting
  where setting.tenant_id = $1 and setting.source_id = $2),
beside as (
  select told.*, row_number() over stay = 1 as is_first, lead(ordinal) over stay is null as is_last,
    row_number() over home = 1 as is_first_home, lead(ordinal) over home is null as is_last_home,
    coalesce(place_key <> lag(place_key) over home, false) as elsewhere
  from told
  window stay as (partition by period_id order by ordinal), home as (partition by period_id, lived order by ordinal)),
begun as (
  select beside.*,
    is_first_home or case when reason_new is not null then reason_new in ('P', 'B') else not same_carer and elsewhere end as by_carer,
    is_first_home or case when reason_new is not null then reason_new in ('P', 'B', 'T', 'U') else elsewhere end as by_place
  from beside),
housed as (
  select period_id,
    min(setting_group) filter (where is_first) as first_group, min(place_area) filter (where is_first) as first_area,
    min(home_area) filter (where is_first) as home_area,
    min(starts_on) filter (where is_last and place_type = $4) as trial_visit_on,
    min(ends_on) filter (where lived and is_last_home) as home_until,
    array_agg(starts_on order by ordinal) filter (where lived) as home_on,
    array_agg(setting_group order by ordinal) filter (where lived) as home_groups,
    array_agg(place_key order by ordinal) filter (where lived) as home_places,
    array_agg(starts_on order by ordinal) filter (where lived and by_carer) as carers_on,
    array_agg(starts_on order by ordinal) filter (where lived and by_place) as places_on
  from begun group by period_id),
reviewed as (
  select child_id, array_agg(held_on order by held_on) as reviewed_on from care_review where tenant_id = $1 and source_id = $2
  group by child_id),
stay as (
  select care_period.*, row_number() over of_child as nth, lead(started_on) over of_child as next_on,
    lag(started_on) over (partition by child_id, left_truncated order by started_on, id) as previous_on
  from care_period where tenant_id = $1 and source_id = $2
  window of_child as (partition by child_id order by started_on, id))
insert into care_stay (tenant_id, source_id, period_id, child_id, started_on, ended_on, lost_on, here_until, birth_date, adult_on,
  previous_on, next_on, trial_visit_on, home_until, nth, left_truncated, short_break, sex, ethnicity, disabled, area, exit_code,
  exit_group, first_group, first_area, home_area, home_on, carers_on, places_on, reviewed_on,
  home_groups, home_places)
select $1, $2, stay.id, stay.child_id, stay.started_on, stay.ended_on, stay.lost_on,
  coalesce(least(stay.ended_on, stay.lost_on), 'infinity'), child.birth_date, (child.birth_date + interval '18 years')::date,
  stay.previous_on, stay.next_on, housed.trial_visit_on, coalesce(housed.home_until, stay.ended_on, stay.lost_on), stay.nth,
  stay.left_truncated, stay.short_break, child.sex, coalesce(child.ethnicity, 'unknown'),
  case when child.disabled then 'yes' when not child.disabled then 'no' else 'unknown' end, coalesce(stay.origin_area, 'unknown'),
  stay.exit_code, stay.exit_group, housed.first_group, housed.first_area, housed.home_area, coalesce(housed.home_on, '{}'),
  coalesce(housed.carers_on, '{}'), coalesce(housed.places_on, '{}'), coalesce(reviewed.reviewed_on, '{}'), coalesce(housed.home_groups, '{}'),
  coalesce(housed.home_places, '{}')
from stay
join care_child child on child.tenant_id = $1 and child.id = stay.child_id
left join housed on housed.period_id = stay.id
left join reviewed on reviewed.child_id = stay.child_id
order by stay.started_on, stay.id`;

/** Tells the stays of an agency anew, as its children, periods, settings and reviews are now; best inside a transaction. */
export async function tellStays(
  client: Pick<pg.ClientBase, "query">,
  tenantId: string,
  sourceId: string,
): Promise<void> {
  // Millions of settings are put in order in memory.
  await client.query("select set_config('work_mem', '128MB', true)");
  await client.query(REMOVE, [tenantId, sourceId]);
  await client.query(INSERT, [tenantId, sourceId, AWAY, TRIAL_VISIT]);
}
