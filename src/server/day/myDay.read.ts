import { sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { DayRow, myDay } from "../../contracts/day.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

const MOST_ROWS = 200;
const DAYS_AHEAD = 7;
/** Days without a visit after which a family is named, where its programme does not say (issue: "no visit > 30 days"). */
const DAYS_WITHOUT_VISIT = 30;

/** Families the person works with today, as far as the policy lets them be read. */
function mine({ actor }: QueryContext) {
  return sql`
    select household.id, household.tenant_id, household.name, household.code, household.territory_id,
      case_file.id as case_id, case_file.pack_version_id, case_file.opened_on, case_file.last_session_on, case_file.stage
    from household
    left join case_file on case_file.tenant_id = household.tenant_id and case_file.household_id = household.id
      and case_file.closed_on is null
    where household.id in (
        select team.household_id from household_team team
        where team.tenant_id = ${actor.tenantId} and team.user_id = ${actor.userId}
          and team.valid_from <= ${actor.today}::date and (team.valid_to is null or ${actor.today}::date < team.valid_to))
      and ${compilePredicate(actor, "household.read", "household")}`;
}

/** Each programme once, so that its content is unpacked once and not for every row. */
const packs = sql`
  select pack_version.id, pack_version.content -> 'texts' as texts, pack_version.content -> 'overlays' as overlays,
    coalesce((pack_version.content #>> '{trajectory,rhythm,warnAfterDays,value}')::int, ${DAYS_WITHOUT_VISIT}) as warn_after,
    array(select stage.value ->> 'id' from jsonb_array_elements(pack_version.content #> '{stages,stages}') as stage
          where stage.value ->> 'kind' = 'paused') as paused,
    array(select term.value ->> 'id' from jsonb_array_elements(pack_version.content -> 'deadlines') as term
          join jsonb_array_elements(pack_version.content #> '{pack,sources}') as source
            on source.value ->> 'id' = term.value #>> '{duration,source}'
          where source.value ->> 'kind' = 'law') as legal_terms
  from pack_version where pack_version.id in (select mine.pack_version_id from mine)`;

function visits({ actor, signedIn }: QueryContext) {
  return sql`
    select case when planned.day < ${actor.today}::date then 'visit_without_result' else 'visit' end as kind,
      session.id, session.version, mine.id as household_id, session.case_id, mine.name, mine.code,
      coalesce(packs.texts #>> array[${signedIn.language}, 'session.' || session.kind],
        packs.texts #>> array['es', 'session.' || session.kind], session.kind) as title, '' as detail,
      null::date as last_on, planned.day as due_on,
      to_char(session.planned_at at time zone ${signedIn.timeZone}, 'HH24:MI') as at, false as legal
    from session
    join mine on mine.id = session.household_id and mine.case_id = session.case_id
    join packs on packs.id = mine.pack_version_id
    cross join lateral (select (session.planned_at at time zone ${signedIn.timeZone})::date as day) planned
    where session.tenant_id = ${actor.tenantId} and session.planned_for = ${actor.userId} and session.state = 'planned'
      and session.planned_at < (${actor.today}::date + ${DAYS_AHEAD + 1}::int) at time zone ${signedIn.timeZone}`;
}

/** Mine, and those of my families that nobody of the team was given and that have a day. */
function tasks({ actor }: QueryContext) {
  return sql`
    select 'task', task.id, task.version, mine.id, task.case_id, mine.name, mine.code, task.title, task.who, null::date,
      task.due_on, null, false
    from task join mine on mine.id = task.household_id
    where task.tenant_id = ${actor.tenantId} and task.state = 'open'
      and (task.assigned_to = ${actor.userId} or task.assigned_to is null and task.due_on is not null)
      and (task.due_on is null or task.due_on <= ${actor.today}::date + ${DAYS_AHEAD}::int)`;
}

/** The words of a clock: of the sheet of the family's own territory first, then of the programme. */
function deadlineWords(key: ReturnType<typeof sql>, language: "es" | "en") {
  return sql`coalesce((
      select coalesce(sheet.value #>> array['texts', ${language}, ${key}], sheet.value #>> array['texts', 'es', ${key}])
      from territory_closure closure
      join territory on territory.tenant_id = closure.tenant_id and territory.id = closure.ancestor_id
      join jsonb_each(packs.overlays) as sheet on sheet.key = territory.code_system || ':' || territory.code
      where closure.tenant_id = mine.tenant_id and closure.descendant_id = mine.territory_id
        and (sheet.value #> array['texts', 'es', ${key}]) is not null
      limit 1),
    packs.texts #>> array[${language}, ${key}], packs.texts #>> array['es', ${key}])`;
}

function deadlines({ actor, signedIn }: QueryContext) {
  const { language } = signedIn;
  return sql`
    select 'deadline', deadline.id, deadline.version, mine.id, deadline.case_id, mine.name, mine.code,
      coalesce(${deadlineWords(sql`'deadline.' || deadline.deadline_id`, language)}, deadline.deadline_id),
      case when deadline.due_on < ${actor.today}::date
        then coalesce(${deadlineWords(sql`'deadline.' || deadline.deadline_id || '.expired'`, language)}, '') else '' end,
      null::date, deadline.due_on, null, deadline.deadline_id = any (packs.legal_terms)
    from deadline
    join mine on mine.id = deadline.household_id and mine.case_id = deadline.case_id
    join packs on packs.id = mine.pack_version_id
    where deadline.tenant_id = ${actor.tenantId} and deadline.state = 'running'
      and deadline.due_on <= ${actor.today}::date + ${DAYS_AHEAD}::int`;
}

/** Families nobody has visited for longer than the programme lets pass, unless a visit is already planned. */
function withoutVisit({ actor, signedIn }: QueryContext) {
  return sql`
    select 'no_visit', mine.case_id, null::int, mine.id, mine.case_id, mine.name, mine.code, '', '', mine.last_session_on,
      coalesce(mine.last_session_on, mine.opened_on) + packs.warn_after, null, false
    from mine join packs on packs.id = mine.pack_version_id
    where mine.case_id is not null and mine.stage <> all (packs.paused)
      and ${actor.today}::date - coalesce(mine.last_session_on, mine.opened_on) > packs.warn_after
      and not exists (
        select from session where session.tenant_id = ${actor.tenantId} and session.case_id = mine.case_id
          and session.household_id = mine.id and session.state = 'planned'
          and session.planned_at >= ${actor.today}::date at time zone ${signedIn.timeZone})`;
}

/** The day of whoever asks: visits, tasks, clocks and families without a visit. One statement. */
export async function readMyDay(context: QueryContext): Promise<OutputOf<typeof myDay>> {
  const { db, actor } = context;
  const { rows } = await sql<{ families: number; total: number; rows: DayRow[] }>`
    with mine as materialized (${mine(context)}),
    packs as materialized (${packs}),
    due as materialized (
      ${visits(context)} union all ${tasks(context)} union all ${deadlines(context)} union all ${withoutVisit(context)}),
    placed as (
      select due.*, coalesce(${actor.today}::date - due.due_on, 0) as days_late,
        case when due.due_on is null then 'undated' when due.due_on < ${actor.today}::date then 'overdue'
          when due.due_on = ${actor.today}::date then 'today' else 'soon' end as place
      from due),
    first as (
      select placed.* from placed
      order by array_position(array['overdue', 'today', 'soon', 'undated'], placed.place), placed.due_on, placed.at nulls last,
        placed.name, placed.id
      limit ${MOST_ROWS})
    select (select count(*)::int from mine where mine.case_id is not null) as families,
      (select count(*)::int from due) as total,
      (select coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'version', version, 'householdId', household_id,
        'caseId', case_id, 'familyName', name, 'familyCode', code, 'title', title, 'detail', detail, 'lastOn', last_on,
        'dueOn', due_on, 'at', at, 'daysLate', days_late, 'legal', legal, 'place', place)
        order by array_position(array['overdue', 'today', 'soon', 'undated'], place), due_on, at nulls last, name, id), '[]')
       from first) as rows`.execute(db);
  const { families, total, rows: shown } = rows[0] ?? { families: 0, total: 0, rows: [] };
  return { today: actor.today, families, rows: shown, more: total - shown.length };
}
