/**
 * The family file as one statement. Each table is read once, in a part of its own (`with`), because row security is
 * worked out once for each mention of a table: measured, reading them again for the timeline doubled the time.
 * `$1` is the tenant, `$2` the family, `$3` today, `$4` the language of the reader. Names of colleagues come apart,
 * by id, in `names`.
 */
const ofFamily = (table: string, columns: string) =>
  `select ${columns} from ${table} where ${table}.tenant_id = $1 and ${table}.household_id = $2`;

const PARTS = {
  place_time: "select time_zone from tenant where tenant.id = $1",
  member: ofFamily("household_member", "id, version, person_id, role, valid_from, valid_to, recorded_at"),
  someone: `select person.id, version, given_names, first_surname, second_surname, birth_year, birth_month, birth_day, sex,
      languages, app.birth_text(person) as birth,
      concat_ws(' ', given_names, nullif(first_surname, ''), nullif(second_surname, '')) as full_name
    from person where person.tenant_id = $1 and person.id in (select person_id from member)`,
  paper: `select id, person_id, kind, number from person_document
    where person_document.tenant_id = $1 and person_document.person_id in (select person_id from member)`,
  // Of several notes on one way of contact the latest counts: it may have stopped being safe.
  way: `select distinct on (person_id, kind, value) id, person_id, kind, value, safe from contact_channel
    where contact_channel.tenant_id = $1 and contact_channel.household_id = $2
    order by person_id, kind, value, recorded_at desc, id desc`,
  tie: ofFamily("relationship", "id, from_person_id, to_person_id, kind, strength, valid_from, valid_to"),
  worker: ofFamily("household_team", "id, user_id, role, valid_from, valid_to"),
  file: ofFamily(
    "case_file",
    `id, version, pack_version_id, referral_id, stage, stage_since, opened_on, closed_on, closing_reason, result, last_session_on`,
  ),
  programme: `select id, content #> '{trajectory,rhythm,warnAfterDays,value}' as warn_after_days,
      content #> '{pack,purposes}' @> '[{"id":"care","consent":true}]' as care_needs_consent
    from pack_version where pack_version.tenant_id = $1 and pack_version.id in (select pack_version_id from file)`,
  letter: ofFamily(
    "referral",
    `id, code, state, received_on, source_kind, pack_version_id, outcome, decision_reasons, decided_on, decided_by,
     registered_by, recorded_at`,
  ),
  agreed: ofFamily(
    "consent",
    `id, version, person_id, purpose, manner, given_on, valid_to, withdrawn_on, withdrawal_reason, recorded_by, recorded_at`,
  ),
  warning: ofFamily("alert", "id, version, text, raised_by, raised_on, review_on, ended_on, recorded_at"),
  visit: ofFamily(
    "session",
    `id, case_id, kind, state, planned_at, planned_for, held_on, notes, missed_reason, corrects_id, recorded_by, recorded_at`,
  ),
  scheme: ofFamily(
    "plan",
    `id, state, agreed_on, agreement_kind, agreement_note, refused_on, refusal_reason, recorded_at`,
  ),
  aim: ofFamily("goal", "id, plan_id, words, dimension, state, position"),
  step: ofFamily("goal_action", "goal_id, done_on"),
  progress: ofFamily("goal_progress", "id, goal_id, direction, recorded_at"),
  errand: ofFamily("task", "id, version, title, who, assigned_to, due_on, done_on, state, recorded_at"),
  clock: ofFamily("deadline", "id, deadline_id, started_on, due_on, state"),
  rating: ofFamily(
    "assessment",
    "id, instrument_version_id, number, state, opened_on, closed_on, opened_by, corrects_id, recorded_at",
  ),
  instrument: `select id, instrument_id, title from instrument_version
    where instrument_version.tenant_id = $1 and instrument_version.id in (select instrument_version_id from rating)`,
  score: ofFamily("assessment_score", "assessment_id, rater, dimension, score, band, answered, expected"),
  // Only what became of goals that were achieved: the rest of their history is in the plan.
  reached: `${ofFamily("goal_change", "id, goal_id, words, changed_by, recorded_at")}
    and kind = 'moved' and after = 'achieved'`,
  moved: ofFamily("stage_change", "id, to_stage, reason, changed_on, changed_by, recorded_at"),
  memo: ofFamily("note", "id, text, written_by, recorded_at"),
} as const;

const list = (object: string, rest: string) => `(select coalesce(json_agg(${object}), '[]') ${rest})`;

const MEMBERS = list(
  `json_build_object('membershipId', member.id, 'membershipVersion', member.version, 'personId', someone.id,
     'personVersion', someone.version, 'givenNames', given_names, 'firstSurname', first_surname,
     'secondSurname', second_surname, 'birth', birth, 'sex', sex, 'languages', languages, 'role', member.role,
     'from', member.valid_from, 'to', member.valid_to,
     'documents', ${list(
       "json_build_object('id', id, 'kind', kind, 'number', number) order by kind, id",
       "from paper where paper.person_id = someone.id",
     )},
     'contacts', ${list(
       "json_build_object('id', id, 'kind', kind, 'value', value, 'safe', safe) order by value",
       "from way where way.person_id = someone.id",
     )})
   order by member.valid_to is not null, array_position(array['reference','partner','child','other_relative','other'], member.role),
     birth_year nulls last, birth_month, birth_day, someone.id`,
  "from member join someone on someone.id = member.person_id",
);

const RELATIONSHIPS = list(
  `json_build_object('id', id, 'fromPersonId', from_person_id, 'toPersonId', to_person_id, 'kind', kind,
     'strength', strength, 'from', valid_from, 'to', valid_to) order by valid_to is not null, valid_from, id`,
  "from tie",
);

const TEAM = list(
  `json_build_object('id', id, 'userId', user_id, 'role', role, 'from', valid_from, 'to', valid_to)
   order by (valid_to is not null and valid_to <= $3), array_position(array['lead','member','peer','intake'], role), valid_from, id`,
  "from worker",
);

const CASES = list(
  `json_build_object('id', file.id, 'version', file.version, 'packVersionId', pack_version_id,
     'referralId', referral_id, 'stage', stage, 'stageSince', stage_since, 'openedOn', opened_on,
     'closedOn', closed_on, 'closingReason', closing_reason, 'result', result, 'lastSessionOn', last_session_on,
     'sessionsHeld', (select count(*) from visit where visit.case_id = file.id and visit.state = 'held' and corrects_id is null),
     'warnAfterDays', programme.warn_after_days, 'careNeedsConsent', programme.care_needs_consent)
   order by closed_on desc nulls first, opened_on desc, file.id`,
  "from file left join programme on programme.id = file.pack_version_id",
);

const ACCEPTED = list(
  `json_build_object('id', id, 'code', code, 'receivedOn', received_on, 'packVersionId', pack_version_id)
   order by received_on desc, id`,
  "from letter where state = 'accepted' and not exists (select from file where file.referral_id = letter.id)",
);

const CONSENTS = list(
  `json_build_object('id', id, 'version', version, 'personId', person_id, 'purpose', purpose, 'manner', manner,
     'givenOn', given_on, 'validTo', valid_to, 'withdrawnOn', withdrawn_on, 'withdrawalReason', withdrawal_reason)
   order by withdrawn_on is not null, given_on desc, id`,
  "from agreed",
);

const ALERTS = list(
  `json_build_object('id', id, 'version', version, 'text', text, 'raisedBy', raised_by, 'raisedOn', raised_on,
     'reviewOn', review_on) order by review_on, id`,
  "from warning where ended_on is null",
);

/** A day is the day where the tenant lives. */
const APPOINTMENTS = list(
  `json_build_object('id', id, 'kind', kind, 'plannedAt', planned_at,
     'on', (planned_at at time zone time_zone)::date, 'with', planned_for) order by planned_at nulls last, id`,
  "from visit, place_time where state = 'planned'",
);

const CURRENT_PLAN = "select id from scheme where state <> 'refused' order by recorded_at desc, id limit 1";
const PLAN = `(select json_build_object('id', id, 'state', state, 'agreedOn', agreed_on) from scheme
  order by state = 'refused', recorded_at desc, id limit 1)`;

const GOALS = list(
  `json_build_object('id', id, 'words', words, 'dimension', dimension, 'state', state,
     'actionsOpen', (select count(*) from step where step.goal_id = aim.id and done_on is null),
     'actionsDone', (select count(*) from step where step.goal_id = aim.id and done_on is not null),
     'lastDirection', (select direction from progress where progress.goal_id = aim.id
                       order by recorded_at desc, progress.id desc limit 1)) order by position, id`,
  `from aim where state <> 'dropped' and plan_id = (${CURRENT_PLAN})`,
);

const TASKS = list(
  `json_build_object('id', id, 'version', version, 'title', title, 'who', who, 'assignedTo', assigned_to,
     'dueOn', due_on) order by due_on nulls last, id`,
  "from errand where state = 'open'",
);

const DEADLINES = list(
  `json_build_object('id', id, 'deadlineId', deadline_id, 'startedOn', started_on, 'dueOn', due_on, 'state', state)
   order by state <> 'running', due_on, id`,
  "from clock",
);

const ASSESSMENTS = list(
  `json_build_object('id', latest.id, 'instrumentVersionId', latest.instrument_version_id,
     'instrumentId', instrument.instrument_id,
     'title', json_build_object('es', coalesce(title ->> 'es', instrument.instrument_id),
                                'en', coalesce(title ->> 'en', title ->> 'es', instrument.instrument_id)),
     'number', latest.number, 'state', latest.state, 'openedOn', latest.opened_on, 'closedOn', latest.closed_on,
     'scores', ${list(
       `json_build_object('rater', rater, 'dimension', dimension, 'score', score, 'band', band, 'answered', answered,
          'expected', expected) order by rater, dimension`,
       "from score where score.assessment_id = latest.id",
     )}) order by latest.opened_on desc, latest.number desc, latest.id`,
  `from (select * from rating
         where not exists (select from rating newer where newer.corrects_id = rating.id and newer.state = 'closed')
         order by opened_on desc, number desc, id limit 12) latest
   join instrument on instrument.id = latest.instrument_version_id`,
);

/** One row per event: id, kind, day, when it was recorded, by whom, what, words. */
const EVENTS = [
  `select id, case state when 'held' then 'session_held' when 'missed' then 'session_missed' else 'session_cancelled' end,
     coalesce(held_on, (planned_at at time zone time_zone)::date, recorded_at::date), recorded_at, recorded_by, kind,
     left(coalesce(nullif(notes, ''), missed_reason, ''), 600)
   from visit, place_time
   where state <> 'planned' and not exists (select from visit newer where newer.corrects_id = visit.id)`,
  "select id, 'stage_changed', changed_on, recorded_at, changed_by, to_stage, reason from moved",
  `select rating.id, 'assessment_closed', closed_on, recorded_at, opened_by,
     coalesce(title ->> $4, title ->> 'es', instrument.instrument_id), ''
   from rating join instrument on instrument.id = rating.instrument_version_id where rating.state = 'closed'`,
  `select id, 'plan_agreed', agreed_on, recorded_at, null::uuid, coalesce(agreement_kind, ''), coalesce(agreement_note, '')
   from scheme where agreed_on is not null`,
  `select id, 'plan_refused', refused_on, recorded_at, null::uuid, '', coalesce(refusal_reason, '')
   from scheme where refused_on is not null`,
  `select reached.id, 'goal_achieved', (recorded_at at time zone time_zone)::date, recorded_at, changed_by, aim.words, reached.words
   from reached join aim on aim.id = reached.goal_id, place_time`,
  "select id, 'task_done', done_on, recorded_at, assigned_to, title, '' from errand where state = 'done'",
  "select id, 'alert_raised', raised_on, recorded_at, raised_by, text, '' from warning",
  "select id, 'alert_ended', ended_on, recorded_at, null::uuid, text, '' from warning where ended_on is not null",
  `select agreed.id, 'consent_given', given_on, recorded_at, recorded_by, purpose, full_name
   from agreed left join someone on someone.id = agreed.person_id`,
  `select id, 'consent_withdrawn', withdrawn_on, recorded_at, null::uuid, purpose, coalesce(withdrawal_reason, '')
   from agreed where withdrawn_on is not null`,
  `select member.id, 'member_entered', valid_from, recorded_at, null::uuid, role, full_name
   from member join someone on someone.id = member.person_id`,
  `select member.id, 'member_left', valid_to, recorded_at, null::uuid, role, full_name
   from member join someone on someone.id = member.person_id where valid_to is not null`,
  "select id, 'referral_received', received_on, recorded_at, registered_by, source_kind, '' from letter",
  `select id, 'referral_decided', decided_on, recorded_at, decided_by, coalesce(outcome, state), coalesce(decision_reasons, '')
   from letter where decided_on is not null`,
  `select id, 'note_written', (recorded_at at time zone time_zone)::date, recorded_at, written_by, '', left(text, 600)
   from memo, place_time`,
].join("\n union all \n");

const TIMELINE = list(
  `json_build_object('id', id, 'kind', kind, 'on', on_day, 'recordedAt', at, 'by', actor, 'what', what,
     'words', coalesce(words, '')) order by on_day desc, at desc, id`,
  "from event",
);

const NAMES = `(select coalesce(json_object_agg(account.id, account.display_name), '{}') from user_account account
  where account.tenant_id = $1 and account.id in (
    select user_id from worker union select raised_by from warning union select planned_for from visit
    union select assigned_to from errand union select actor from event))`;

/** The whole statement; `reach` is the policy as a condition on `household`. */
export function householdFileStatement(reach: string): string {
  const parts = Object.entries(PARTS).map(([name, select]) => `${name} as materialized (${select})`);
  const event = `event as materialized (select * from (${EVENTS}) each (id, kind, on_day, at, actor, what, words)
    order by on_day desc, at desc, id limit 200)`;
  return `with ${[...parts, event].join(",\n ")}
  select app.household_facts(household.id) as facts,
    json_build_object('id', household.id, 'code', household.code, 'name', household.name,
      'territory', json_build_object('id', place.id, 'name', place.name), 'level', household.level,
      'version', household.version, 'registeredOn', household.registered_on) as household,
    ${MEMBERS} as members, ${RELATIONSHIPS} as relationships, ${TEAM} as team, ${CASES} as cases,
    ${ACCEPTED} as "acceptedReferrals", ${CONSENTS} as consents, ${ALERTS} as alerts,
    ${APPOINTMENTS} as appointments, ${PLAN} as plan, ${GOALS} as goals, ${TASKS} as tasks,
    ${DEADLINES} as deadlines, ${ASSESSMENTS} as assessments, ${TIMELINE} as timeline, ${NAMES} as names
  from household
  join territory place on place.tenant_id = household.tenant_id and place.id = household.territory_id
  where household.tenant_id = $1 and household.id = $2 and ${reach}`;
}
