import { sql } from "kysely";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { visitPreparation } from "../../contracts/sessions.ts";
import { compilePredicate } from "../access/predicate.ts";
import { packWords } from "../packs/packWords.ts";
import type { QueryContext } from "../query.ts";
import { assigneeJoin, taskShown } from "./shown.ts";

type Output = OutputOf<typeof visitPreparation>;

const personName = sql`concat_ws(' ', person.given_names, nullif(person.first_surname, ''), nullif(person.second_surname, ''))`;

function kinds(language: "es" | "en") {
  const label = packWords(sql`'session.' || (kind.value ->> 'id')`, language, sql`kind.value ->> 'id'`);
  const levelLabel = packWords(sql`'level.' || level.value`, language, sql`level.value`);
  return sql`(
    select json_agg(json_build_object('id', kind.value ->> 'id', 'label', ${label}, 'levels', (
      select json_agg(json_build_object('id', level.value, 'label', ${levelLabel}) order by level.ordinality)
      from jsonb_array_elements_text(kind.value -> 'levels') with ordinality as level)) order by kind.ordinality)
    from jsonb_array_elements(pack_version.content #> '{trajectory,kinds}') with ordinality as kind)`;
}

function planned(sessionId: string | undefined) {
  return sql`(
    select json_build_object('id', session.id, 'kind', session.kind, 'level', session.level, 'state', session.state,
      'on', (session.planned_at at time zone tenant.time_zone)::date,
      'at', to_char(session.planned_at at time zone tenant.time_zone, 'HH24:MI'))
    from session where session.tenant_id = case_file.tenant_id and session.case_id = case_file.id
      and session.planned_at is not null and session.id = ${sessionId ?? null}::uuid)`;
}

const alerts = sql`(
  select coalesce(json_agg(json_build_object('id', alert.id, 'text', alert.text, 'reviewOn', alert.review_on)
    order by alert.review_on, alert.id), '[]')
  from alert where alert.tenant_id = household.tenant_id and alert.household_id = household.id and alert.ended_on is null)`;

const members = sql`(
  select coalesce(json_agg(json_build_object('personId', person.id, 'name', ${personName}, 'role', member.role)
    order by array_position(array['reference', 'partner', 'other_relative', 'other', 'child'], member.role), person.given_names), '[]')
  from household_member member
  join person on person.tenant_id = member.tenant_id and person.id = member.person_id
  where member.tenant_id = household.tenant_id and member.household_id = household.id
    and (member.valid_to is null or member.valid_to > app.today()))`;

function consents(language: "es" | "en") {
  const purpose = packWords(sql`'purpose.' || consent.purpose`, language, sql`consent.purpose`);
  return sql`(
    select coalesce(json_agg(json_build_object('purpose', ${purpose}, 'person', ${personName}, 'validTo', consent.valid_to)
      order by consent.given_on, consent.id), '[]')
    from consent join person on person.tenant_id = consent.tenant_id and person.id = consent.person_id
    where consent.tenant_id = household.tenant_id and consent.household_id = household.id and consent.withdrawn_on is null
      and (consent.valid_to is null or consent.valid_to > app.today()))`;
}

const team = sql`(
  select coalesce(json_agg(distinct jsonb_build_object('userId', colleague.id, 'name', colleague.display_name)), '[]')
  from household_team team
  join user_account colleague on colleague.tenant_id = team.tenant_id and colleague.id = team.user_id
  where team.tenant_id = household.tenant_id and team.household_id = household.id
    and team.valid_from <= app.today() and (team.valid_to is null or team.valid_to > app.today()))`;

/** The words a family reads for a dimension, from the instrument the plan grew from. */
function goals(language: "es" | "en") {
  return sql`(
    select coalesce(json_agg(json_build_object('id', goal.id, 'words', goal.words, 'dimensionLabel', (
      select coalesce(dimension.value #>> array['label', ${language}], dimension.value #>> '{label,es}')
      from assessment
      join instrument_version on instrument_version.tenant_id = assessment.tenant_id
        and instrument_version.id = assessment.instrument_version_id,
      jsonb_array_elements(instrument_version.definition -> 'dimensions') as dimension
      where assessment.tenant_id = plan.tenant_id and assessment.id = plan.assessment_id
        and dimension.value ->> 'id' = goal.dimension)) order by goal.position, goal.id), '[]')
    from goal join plan on plan.tenant_id = goal.tenant_id and plan.id = goal.plan_id
    where plan.tenant_id = case_file.tenant_id and plan.case_id = case_file.id and plan.state = 'agreed'
      and goal.state in ('to_start', 'under_way'))`;
}

const tasks = sql`(
  select coalesce(json_agg(${taskShown()} order by task.due_on nulls last, task.id), '[]')
  from task ${assigneeJoin}
  where task.tenant_id = household.tenant_id and task.household_id = household.id and task.state = 'open')`;

/** The last text of the last session held. */
function lastSession(language: "es" | "en") {
  const label = packWords(sql`'session.' || session.kind`, language, sql`session.kind`);
  return sql`(
    select json_build_object('heldOn', session.held_on, 'kindLabel', ${label}, 'notes', session.notes)
    from session where session.tenant_id = case_file.tenant_id and session.case_id = case_file.id and session.state = 'held'
      and not exists (select from session later where later.tenant_id = session.tenant_id and later.corrects_id = session.id)
    order by session.held_on desc, session.recorded_at desc limit 1)`;
}

/** Everything a visit needs, in one statement; undefined when this person may not see the family. */
export async function readVisitPreparation(
  context: QueryContext,
  { caseId, sessionId }: ParametersOf<typeof visitPreparation>,
): Promise<Output | undefined> {
  const { db, actor, signedIn } = context;
  const { language } = signedIn;
  const { rows } = await sql<Omit<Output, "today">>`
    select household.id as "householdId", case_file.id as "caseId", household.name as "familyName",
      household.code as "familyCode", case_file.opened_on as "openedOn", case_file.closed_on as "closedOn",
      ${compilePredicate(actor, "session.write", "household")} as "mayWrite", ${kinds(language)} as kinds,
      ${planned(sessionId)} as planned, ${alerts} as alerts, ${members} as members, ${consents(language)} as consents,
      ${team} as team, ${goals(language)} as goals, ${tasks} as tasks, ${lastSession(language)} as "lastSession"
    from case_file
    join tenant on tenant.id = case_file.tenant_id
    join household on household.tenant_id = case_file.tenant_id and household.id = case_file.household_id
    join pack_version on pack_version.tenant_id = case_file.tenant_id and pack_version.id = case_file.pack_version_id
    where case_file.id = ${caseId} and ${compilePredicate(actor, "household.read", "household")}`.execute(db);
  const [row] = rows;
  return row && { ...row, today: actor.today };
}
