import type { OutputOf } from "../../contracts/contract.ts";
import type { colleagues, teamView } from "../../contracts/team.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

const UNSEEN_AFTER_DAYS = 30;
const MOST_FAMILIES = 100;

/**
 * Load of each colleague and the families that ask for attention, in one statement. A family counts for everybody who
 * works with it today; it is unseen when nobody met it for 30 days, counted from the opening when nobody ever did.
 */
export async function readTeamView(
  { client, actor, signedIn }: QueryContext,
  userId: string | undefined,
): Promise<OutputOf<typeof teamView>> {
  const visible = predicateText(actor, "team.read", "household", 8);
  const { rows } = await client.query(
    `with visible as materialized (
       select household.id, household.code, household.name, case_file.id as case_id, case_file.last_session_on,
              case_file.stage, case_file.pack_version_id,
              $2::date - coalesce(case_file.last_session_on, case_file.opened_on) > $3 as unseen,
              late.tasks as late, planned.without_result, planned.this_week
       from household
       join case_file on case_file.tenant_id = household.tenant_id and case_file.household_id = household.id
        and case_file.closed_on is null
       -- Counted family by family: the planner cannot guess how many families somebody sees.
       cross join lateral (
         select count(*)::int as tasks from task
         where task.tenant_id = $1 and task.household_id = household.id and task.state = 'open' and task.due_on < $2) late
       cross join lateral (
         select count(*) filter (where session.planned_at < ($2::date::timestamp at time zone $7))::int as without_result,
                count(*) filter (where session.planned_at >= ($2::date::timestamp at time zone $7)
                  and session.planned_at < (($2::date + 7)::timestamp at time zone $7))::int as this_week
         from session
         where session.tenant_id = $1 and session.case_id = case_file.id and session.state = 'planned') planned
       where ${visible.text}),
     team as materialized (
       select distinct member.household_id, member.user_id, member.role = 'lead' as lead
       from household_team member join visible on visible.id = member.household_id
       where member.tenant_id = $1 and member.valid_from <= $2 and (member.valid_to is null or $2::date < member.valid_to)),
     load as (
       select team.user_id, count(distinct visible.id)::int as families,
              coalesce(sum(visible.late), 0)::int as late, coalesce(sum(visible.without_result), 0)::int as without_result,
              count(distinct visible.id) filter (where visible.unseen)::int as unseen,
              coalesce(sum(visible.this_week), 0)::int as this_week
       from (select distinct household_id, user_id from team) team
       join visible on visible.id = team.household_id
       group by team.user_id),
     concern as materialized (
       select visible.*, array_remove(array[
                case when not exists (select from team where team.household_id = visible.id) then 'unassigned' end,
                case when visible.unseen then 'unseen' end,
                case when visible.late > 0 then 'overdue_tasks' end,
                case when visible.without_result > 0 then 'visit_without_result' end], null) as concerns
       from visible
       where $4::uuid is null or exists (select from team where team.household_id = visible.id and team.user_id = $4))
     select $2::date as today, $3::int as "unseenAfterDays", (select count(*)::int from visible) as "openCases",
       (select coalesce(json_agg(json_build_object('userId', load.user_id, 'name', person.display_name,
          'families', load.families, 'overdueTasks', load.late, 'visitsWithoutResult', load.without_result,
          'familiesUnseen', load.unseen, 'visitsThisWeek', load.this_week) order by person.display_name, load.user_id), '[]')
        from load join user_account person on person.tenant_id = $1 and person.id = load.user_id) as colleagues,
       (select coalesce(json_agg(json_build_object('householdId', listed.id, 'code', listed.code, 'name', listed.name,
          'stage', coalesce(pack_version.content #>> array['texts', $6, 'stage.' || listed.stage],
                            pack_version.content #>> array['texts', 'es', 'stage.' || listed.stage], listed.stage),
          'lastSessionOn', listed.last_session_on, 'overdueTasks', listed.late,
          'visitsWithoutResult', listed.without_result, 'concerns', listed.concerns,
          'leads', (select coalesce(json_agg(distinct person.display_name), '[]') from team
                    join user_account person on person.tenant_id = $1 and person.id = team.user_id
                    where team.household_id = listed.id))
          order by listed.last_session_on nulls first, listed.code), '[]')
        from (select * from concern where cardinality(concern.concerns) > 0
              order by concern.last_session_on nulls first, concern.code limit $5) listed
        -- Only the families shown open their programme, which is large.
        join pack_version on pack_version.tenant_id = $1 and pack_version.id = listed.pack_version_id) as families,
       greatest((select count(*)::int from concern where cardinality(concern.concerns) > 0) - $5, 0) as more`,
    [
      actor.tenantId,
      actor.today,
      UNSEEN_AFTER_DAYS,
      userId ?? null,
      MOST_FAMILIES,
      signedIn.language,
      signedIn.timeZone,
      ...visible.values,
    ],
  );
  return rows[0];
}

/** Colleagues with a role that works with families, and how many families each has now. */
export async function readColleagues(
  { client, actor }: QueryContext,
  q: string | undefined,
): Promise<OutputOf<typeof colleagues>> {
  const { rows } = await client.query(
    `select coalesce(json_agg(json_build_object('userId', found.id, 'name', found.display_name, 'roles', found.roles,
       'families', found.families) order by found.families, found.display_name), '[]') as items
     from (
       select person.id, person.display_name, app.roles_of(person.id) as roles,
              (select count(distinct member.household_id)::int from household_team member
               where member.tenant_id = person.tenant_id and member.user_id = person.id and member.valid_from <= $2
                 and (member.valid_to is null or $2::date < member.valid_to)) as families
       from user_account person
       where person.tenant_id = $1 and person.disabled_at is null
         and ($3::text is null or position(lower($3) in lower(person.display_name)) > 0)
       limit 500) found
     where found.roles && array['family_worker', 'peer_partner', 'supervisor']`,
    [actor.tenantId, actor.today, q ?? null],
  );
  return rows[0];
}
