/**
 * The parts of the family file, each a sub-select on the rows of one family, so that the whole file is one statement.
 * `$1` is the tenant, `$2` the family, `$3` today, `$4` the language of the reader.
 */
const of = (table: string) => `${table}.tenant_id = $1 and ${table}.household_id = $2`;
const list = (object: string, rest: string) => `(select coalesce(json_agg(${object}), '[]') ${rest})`;

const named = (user: string) =>
  `(select account.display_name from user_account account where account.tenant_id = $1 and account.id = ${user})`;

const FULL_NAME = `concat_ws(' ', person.given_names, nullif(person.first_surname, ''), nullif(person.second_surname, ''))`;

const DOCUMENTS = list(
  `json_build_object('id', document.id, 'kind', document.kind, 'number', document.number) order by document.kind, document.id`,
  `from person_document document where document.tenant_id = $1 and document.person_id = person.id`,
);

/** Of several notes on one way of contact the latest counts: it may have stopped being safe. */
const CONTACTS = list(
  `json_build_object('id', contact.id, 'kind', contact.kind, 'value', contact.value, 'safe', contact.safe) order by contact.value`,
  `from (select distinct on (kind, value) id, kind, value, safe from contact_channel
         where ${of("contact_channel")} and contact_channel.person_id = person.id
         order by kind, value, recorded_at desc, id desc) contact`,
);

const MEMBERS = list(
  `json_build_object('membershipId', member.id, 'membershipVersion', member.version, 'personId', person.id,
     'personVersion', person.version, 'givenNames', person.given_names, 'firstSurname', person.first_surname,
     'secondSurname', person.second_surname, 'birth', app.birth_text(person), 'sex', person.sex,
     'languages', person.languages, 'role', member.role, 'from', member.valid_from, 'to', member.valid_to,
     'documents', ${DOCUMENTS}, 'contacts', ${CONTACTS})
   order by member.valid_to is not null, array_position(array['reference','partner','child','other_relative','other'], member.role),
     person.birth_year nulls last, person.birth_month, person.birth_day, person.id`,
  `from household_member member
   join person on person.tenant_id = $1 and person.id = member.person_id where ${of("member")}`,
);

const RELATIONSHIPS = list(
  `json_build_object('id', id, 'fromPersonId', from_person_id, 'toPersonId', to_person_id, 'kind', kind,
     'strength', strength, 'from', valid_from, 'to', valid_to) order by valid_to is not null, valid_from, id`,
  `from relationship where ${of("relationship")}`,
);

const TEAM = list(
  `json_build_object('id', id, 'userId', user_id, 'name', coalesce(${named("user_id")}, '—'), 'role', role,
     'from', valid_from, 'to', valid_to)
   order by (valid_to is not null and valid_to <= $3), array_position(array['lead','member','peer','intake'], role), valid_from, id`,
  `from household_team where ${of("household_team")}`,
);

const CASES = list(
  `json_build_object('id', file.id, 'version', file.version, 'packVersionId', file.pack_version_id,
     'referralId', file.referral_id, 'stage', file.stage, 'stageSince', file.stage_since, 'openedOn', file.opened_on,
     'closedOn', file.closed_on, 'closingReason', file.closing_reason, 'result', file.result,
     'lastSessionOn', file.last_session_on,
     'sessionsHeld', (select count(*) from session where session.tenant_id = $1 and session.case_id = file.id
                      and session.state = 'held' and session.corrects_id is null),
     'warnAfterDays', (select version.content #> '{trajectory,rhythm,warnAfterDays,value}' from pack_version version
                       where version.tenant_id = $1 and version.id = file.pack_version_id),
     'careNeedsConsent', (select version.content #> '{pack,purposes}' @> '[{"id":"care","consent":true}]' from pack_version version
                          where version.tenant_id = $1 and version.id = file.pack_version_id))
   order by file.closed_on desc nulls first, file.opened_on desc, file.id`,
  `from case_file file where ${of("file")}`,
);

const ACCEPTED = list(
  `json_build_object('id', referral.id, 'code', referral.code, 'receivedOn', referral.received_on,
     'packVersionId', referral.pack_version_id) order by referral.received_on desc, referral.id`,
  `from referral where ${of("referral")} and referral.state = 'accepted'
     and not exists (select from case_file used where used.tenant_id = $1 and used.referral_id = referral.id)`,
);

const CONSENTS = list(
  `json_build_object('id', id, 'version', version, 'personId', person_id, 'purpose', purpose, 'manner', manner,
     'givenOn', given_on, 'validTo', valid_to, 'withdrawnOn', withdrawn_on, 'withdrawalReason', withdrawal_reason)
   order by withdrawn_on is not null, given_on desc, id`,
  `from consent where ${of("consent")}`,
);

const ALERTS = list(
  `json_build_object('id', id, 'version', version, 'text', text, 'raisedBy', ${named("raised_by")},
     'raisedOn', raised_on, 'reviewOn', review_on) order by review_on, id`,
  `from alert where ${of("alert")} and ended_on is null`,
);

/** Planned sessions of the open case; a day is the day where the tenant lives. */
const APPOINTMENTS = list(
  `json_build_object('id', planned.id, 'kind', planned.kind, 'plannedAt', planned.planned_at,
     'on', (planned.planned_at at time zone tenant.time_zone)::date, 'with', ${named("planned.planned_for")})
   order by planned.planned_at nulls last, planned.id`,
  `from session planned join tenant on tenant.id = $1 where ${of("planned")} and planned.state = 'planned'`,
);

const PLAN = `(select json_build_object('id', id, 'state', state, 'agreedOn', agreed_on) from plan
  where ${of("plan")} order by state = 'refused', recorded_at desc, id limit 1)`;

const GOALS = list(
  `json_build_object('id', goal.id, 'words', goal.words, 'dimension', goal.dimension, 'state', goal.state,
     'actionsOpen', done.open, 'actionsDone', done.closed,
     'lastDirection', (select direction from goal_progress progress where progress.tenant_id = $1
                       and progress.goal_id = goal.id order by progress.recorded_at desc, progress.id desc limit 1))
   order by goal.position, goal.id`,
  `from goal
   join plan on plan.tenant_id = $1 and plan.id = goal.plan_id and plan.state <> 'refused'
   cross join lateral (
     select count(*) filter (where action.done_on is null) as open, count(*) filter (where action.done_on is not null) as closed
     from goal_action action where action.tenant_id = $1 and action.goal_id = goal.id) done
   where ${of("goal")} and goal.state <> 'dropped'
     and plan.id = (select latest.id from plan latest where ${of("latest")} and latest.state <> 'refused'
                    order by latest.recorded_at desc, latest.id limit 1)`,
);

const TASKS = list(
  `json_build_object('id', task.id, 'version', task.version, 'title', task.title, 'who', task.who,
     'assignedTo', ${named("task.assigned_to")}, 'dueOn', task.due_on) order by task.due_on nulls last, task.id`,
  `from task where ${of("task")} and task.state = 'open'`,
);

const DEADLINES = list(
  `json_build_object('id', id, 'deadlineId', deadline_id, 'startedOn', started_on, 'dueOn', due_on, 'state', state)
   order by state <> 'running', due_on, id`,
  `from deadline where ${of("deadline")}`,
);

const SCORES = list(
  `json_build_object('rater', score.rater, 'dimension', score.dimension, 'score', score.score, 'band', score.band,
     'answered', score.answered, 'expected', score.expected) order by score.rater, score.dimension`,
  `from assessment_score score where score.tenant_id = $1 and score.assessment_id = latest.id`,
);

const ASSESSMENTS = list(
  `json_build_object('id', latest.id, 'instrumentVersionId', latest.instrument_version_id,
     'instrumentId', version.instrument_id,
     'title', json_build_object('es', coalesce(version.title ->> 'es', version.instrument_id),
                                'en', coalesce(version.title ->> 'en', version.title ->> 'es', version.instrument_id)),
     'number', latest.number, 'state', latest.state, 'openedOn', latest.opened_on, 'closedOn', latest.closed_on,
     'scores', ${SCORES}) order by latest.opened_on desc, latest.number desc, latest.id`,
  `from (select * from assessment where ${of("assessment")}
         and not exists (select from assessment newer where newer.tenant_id = $1 and newer.corrects_id = assessment.id
                         and newer.state = 'closed')
         order by opened_on desc, number desc, id limit 12) latest
   join instrument_version version on version.tenant_id = $1 and version.id = latest.instrument_version_id`,
);

/** One row per event: id, kind, day, when it was recorded, by whom, what, words. */
const EVENTS = [
  `select session.id, case session.state when 'held' then 'session_held' when 'missed' then 'session_missed' else 'session_cancelled' end,
     coalesce(session.held_on, (session.planned_at at time zone tenant.time_zone)::date, session.recorded_at::date),
     session.recorded_at, session.recorded_by, session.kind, left(coalesce(nullif(session.notes, ''), session.missed_reason, ''), 600)
   from session join tenant on tenant.id = $1
   where ${of("session")} and session.state <> 'planned'
     and not exists (select from session newer where newer.tenant_id = $1 and newer.corrects_id = session.id)`,
  `select id, 'stage_changed', changed_on, recorded_at, changed_by, to_stage, reason from stage_change where ${of("stage_change")}`,
  `select assessment.id, 'assessment_closed', assessment.closed_on, assessment.recorded_at, assessment.opened_by,
     coalesce(version.title ->> $4, version.title ->> 'es', version.instrument_id), ''
   from assessment join instrument_version version on version.tenant_id = $1 and version.id = assessment.instrument_version_id
   where ${of("assessment")} and assessment.state = 'closed'`,
  `select id, 'plan_agreed', agreed_on, recorded_at, null::uuid, coalesce(agreement_kind, ''), coalesce(agreement_note, '')
   from plan where ${of("plan")} and agreed_on is not null`,
  `select id, 'plan_refused', refused_on, recorded_at, null::uuid, '', coalesce(refusal_reason, '')
   from plan where ${of("plan")} and refused_on is not null`,
  `select id, 'task_done', done_on, recorded_at, assigned_to, title, '' from task where ${of("task")} and done_on is not null`,
  `select id, 'alert_raised', raised_on, recorded_at, raised_by, text, '' from alert where ${of("alert")}`,
  `select id, 'alert_ended', ended_on, recorded_at, null::uuid, text, '' from alert where ${of("alert")} and ended_on is not null`,
  `select consent.id, 'consent_given', given_on, consent.recorded_at, recorded_by, purpose, ${FULL_NAME}
   from consent join person on person.tenant_id = $1 and person.id = consent.person_id where ${of("consent")}`,
  `select consent.id, 'consent_withdrawn', withdrawn_on, consent.recorded_at, null::uuid, purpose, coalesce(withdrawal_reason, '')
   from consent where ${of("consent")} and withdrawn_on is not null`,
  `select member.id, 'member_entered', member.valid_from, member.recorded_at, null::uuid, member.role, ${FULL_NAME}
   from household_member member join person on person.tenant_id = $1 and person.id = member.person_id where ${of("member")}`,
  `select member.id, 'member_left', member.valid_to, member.recorded_at, null::uuid, member.role, ${FULL_NAME}
   from household_member member join person on person.tenant_id = $1 and person.id = member.person_id
   where ${of("member")} and member.valid_to is not null`,
  `select id, 'referral_received', received_on, recorded_at, registered_by, source_kind, '' from referral where ${of("referral")}`,
  `select id, 'referral_decided', decided_on, recorded_at, decided_by, coalesce(outcome, state), coalesce(decision_reasons, '')
   from referral where ${of("referral")} and decided_on is not null`,
  `select note.id, 'note_written', (note.recorded_at at time zone tenant.time_zone)::date, note.recorded_at, written_by, '', left(text, 600)
   from note join tenant on tenant.id = $1 where ${of("note")}`,
].join("\n union all \n");

const TIMELINE = list(
  `json_build_object('id', event.id, 'kind', event.kind, 'on', event.on_day, 'recordedAt', event.at,
     'by', ${named("event.actor")}, 'what', event.what, 'words', event.words)
   order by event.on_day desc, event.at desc, event.id`,
  `from (select * from (${EVENTS}) each (id, kind, on_day, at, actor, what, words)
         order by on_day desc, at desc, id limit 200) event`,
);

/** The whole statement; `reach` is the policy as a condition on `household`. */
export function householdFileStatement(reach: string): string {
  return `select app.household_facts(household.id) as facts,
    json_build_object('id', household.id, 'code', household.code, 'name', household.name,
      'territory', json_build_object('id', place.id, 'name', place.name), 'level', household.level,
      'version', household.version, 'registeredOn', household.registered_on) as household,
    ${MEMBERS} as members, ${RELATIONSHIPS} as relationships, ${TEAM} as team, ${CASES} as cases,
    ${ACCEPTED} as "acceptedReferrals", ${CONSENTS} as consents, ${ALERTS} as alerts,
    ${APPOINTMENTS} as appointments, ${PLAN} as plan, ${GOALS} as goals, ${TASKS} as tasks,
    ${DEADLINES} as deadlines, ${ASSESSMENTS} as assessments, ${TIMELINE} as timeline
  from household
  join territory place on place.tenant_id = household.tenant_id and place.id = household.territory_id
  where household.tenant_id = $1 and household.id = $2 and ${reach}`;
}
