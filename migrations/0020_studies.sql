-- Studies: what is asked and compared is written before outcomes are looked at, registered once, and computed from rows under
-- pseudonyms. Snapshot, registration and results are never sent as rows; the analyst sees what is told of them.

create table study (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  territory_id uuid not null,
  level smallint not null default 2 check (level between 0 and 4),
  scope_key text generated always as (territory_id::text || ':' || level::text) stored,
  state text not null default 'draft' check (state in ('draft', 'frozen', 'analysed', 'abandoned')),
  tasks_done smallint not null default 0,
  snapshot_id uuid,
  registration text,
  registration_sha256 text,
  frozen_by uuid,
  frozen_at timestamptz,
  verdict text,
  abandoned_why text,
  created_by uuid not null,
  created_on date not null,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  foreign key (tenant_id, created_by) references user_account (tenant_id, id),
  foreign key (tenant_id, frozen_by) references user_account (tenant_id, id),
  check ((registration is null) = (registration_sha256 is null) and (registration is null) = (frozen_at is null)
    and (registration is null) = (frozen_by is null)),
  check (state = 'abandoned' or (state = 'draft') = (registration is null))
);
create index study_scope on study (tenant_id, scope_key);
comment on table study is 'level 2: a question about what a programme changes, from its draft to its registered plan';
comment on column study.registration is 'the registered plan, byte by byte as it is downloaded; its SHA-256 stands beside it';
comment on column study.snapshot_id is 'the rows the plan speaks of now; null until they are gathered, and again when who takes part changed';

create function app.keep_registration() returns trigger language plpgsql as $$
begin
  if old.registration is not null and (new.registration, new.registration_sha256, new.frozen_by, new.frozen_at, new.snapshot_id)
    is distinct from (old.registration, old.registration_sha256, old.frozen_by, old.frozen_at, old.snapshot_id) then
    raise exception 'a registered plan is immutable: note a deviation' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger study_registration_kept before update on study for each row execute function app.keep_registration();

create table study_task (
  tenant_id uuid not null,
  study_id uuid not null,
  task text not null check (task in ('question', 'population', 'design', 'covariates', 'power', 'costs')),
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, study_id, task),
  foreign key (tenant_id, study_id) references study (tenant_id, id)
);
comment on table study_task is 'level 2: what was written in a task of a study, whole or half done';

create table study_snapshot (
  tenant_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  source text not null check (source in ('records', 'table')),
  row_count integer not null check (row_count > 0),
  content bytea,
  sha256 text not null,
  spread jsonb not null,
  excluded jsonb not null default '[]',
  taken_by uuid not null,
  taken_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, study_id) references study (tenant_id, id)
);
create index study_snapshot_study on study_snapshot (tenant_id, study_id);
comment on table study_snapshot is 'level 2: rows of a study under pseudonyms, without names, documents, addresses or dates; never sent to anybody';
comment on column study_snapshot.content is 'CSV; null once another snapshot took its place before the plan was registered';
comment on column study_snapshot.spread is 'what each column holds and how it is spread, outcomes too: those are told only after the registration';

create table study_allocation (
  tenant_id uuid not null,
  study_id uuid not null,
  snapshot_id uuid not null,
  seed_words text not null,
  seal text not null,
  list_hash text not null,
  seed_hash text not null,
  smallest_p double precision not null,
  programme integer not null,
  comparison integer not null,
  allocated jsonb not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, study_id),
  foreign key (tenant_id, study_id) references study (tenant_id, id),
  foreign key (tenant_id, snapshot_id) references study_snapshot (tenant_id, id)
);
comment on table study_allocation is 'level 2: a draw of who starts now and who waits, sealed so that anybody may repeat it; append-only';
create trigger study_allocation_append_only before update or delete or truncate on study_allocation
for each statement execute function app.refuse_change();

create table study_run (
  tenant_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'refused', 'failed', 'cancelled')),
  progress double precision not null default 0 check (progress between 0 and 1),
  attempts smallint not null default 0,
  beat_at timestamptz,
  asked_by uuid not null,
  asked_at timestamptz not null default statement_timestamp(),
  ended_at timestamptz,
  costs jsonb,
  data bytea,
  data_sha256 text,
  engine_version text,
  result text,
  result_sha256 text,
  reason jsonb,
  primary key (tenant_id, id),
  foreign key (tenant_id, study_id) references study (tenant_id, id),
  check ((state = 'done') = (result is not null) and (result is null) = (result_sha256 is null))
);
create index study_run_study on study_run (tenant_id, study_id, asked_at desc);
create index study_run_open on study_run (tenant_id, asked_at) where state in ('waiting', 'running');
create unique index study_run_one_open on study_run (tenant_id, study_id) where state in ('waiting', 'running');
comment on table study_run is 'level 2: a computation of a registered plan, with what it was computed on and the bytes of its result';
comment on column study_run.data is 'the table computed on where it is not the snapshot itself: with outcomes of the records and the draw';
comment on column study_run.beat_at is 'last sign of life of the process that computes; without one the computation is taken up again';

create table study_deviation (
  tenant_id uuid not null,
  id uuid not null,
  study_id uuid not null,
  what text not null,
  why text not null,
  noted_by uuid not null,
  noted_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, study_id) references study (tenant_id, id),
  foreign key (tenant_id, noted_by) references user_account (tenant_id, id)
);
create index study_deviation_study on study_deviation (tenant_id, study_id, noted_at);
comment on table study_deviation is 'level 2: something done otherwise than in the registered plan, with its reason; append-only';
create trigger study_deviation_append_only before update or delete or truncate on study_deviation
for each statement execute function app.refuse_change();

create function app.studies(p_mode text) returns uuid[] language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(study.id) from study
    where study.tenant_id = app.tenant() and study.scope_key = any (app.scope_keys('study', p_mode, 2))
  );
end $$;
comment on function app.studies(text) is 'studies the user reads or works on';

create function app.drafted_studies() returns uuid[] language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(study.id) from study
    where study.tenant_id = app.tenant() and study.state = 'draft' and study.scope_key = any (app.scope_keys('study', 'write', 2))
  );
end $$;
comment on function app.drafted_studies() is 'studies the user works on whose plan may still change';

select app.guard('study');
select app.allow('study', 'select', $$scope_key = any (coalesce((select app.scope_keys('study', 'read', 2)), '{}'))$$);
select app.allow('study', 'insert', $$
  created_by = (select app.user_id()) and scope_key = any (coalesce((select app.scope_keys('study', 'write', 2)), '{}'))$$);
select app.allow('study', 'update', $$scope_key = any (coalesce((select app.scope_keys('study', 'write', 2)), '{}'))$$);
grant update (state, tasks_done, snapshot_id, registration, registration_sha256, frozen_by, frozen_at, verdict, abandoned_why, version)
  on study to trenza_app;

select app.guard('study_task');
select app.allow('study_task', 'select', $$study_id = any (coalesce((select app.studies('read')), '{}'))$$);
select app.allow('study_task', 'insert', $$
  saved_by = (select app.user_id()) and (study_id = any (coalesce((select app.drafted_studies()), '{}'))
    or task = 'costs' and study_id = any (coalesce((select app.studies('write')), '{}')))$$);
select app.allow('study_task', 'update', $$
  study_id = any (coalesce((select app.drafted_studies()), '{}'))
  or task = 'costs' and study_id = any (coalesce((select app.studies('write')), '{}'))$$);
grant update (content, saved_by, saved_at) on study_task to trenza_app;

select app.guard('study_snapshot');
select app.allow('study_snapshot', 'select', $$study_id = any (coalesce((select app.studies('read')), '{}'))$$);
select app.allow('study_snapshot', 'insert', $$
  taken_by = (select app.user_id()) and study_id = any (coalesce((select app.drafted_studies()), '{}'))$$);
select app.allow('study_snapshot', 'update', $$study_id = any (coalesce((select app.drafted_studies()), '{}'))$$);
grant update (content) on study_snapshot to trenza_app;

select app.guard('study_allocation');
select app.allow('study_allocation', 'select', $$study_id = any (coalesce((select app.studies('read')), '{}'))$$);
select app.allow('study_allocation', 'insert', $$
  drawn_by = (select app.user_id()) and study_id = any (coalesce((select app.drafted_studies()), '{}'))$$);

select app.guard('study_run');
select app.allow('study_run', 'select', $$study_id = any (coalesce((select app.studies('read')), '{}'))$$);
select app.allow('study_run', 'insert', $$
  asked_by = (select app.user_id()) and study_id = any (coalesce((select app.studies('write')), '{}'))$$);
select app.allow('study_run', 'update', $$study_id = any (coalesce((select app.studies('write')), '{}'))$$);
grant update (state, progress, attempts, beat_at, ended_at, costs, data, data_sha256, engine_version, result, result_sha256, reason)
  on study_run to trenza_app;

select app.guard('study_deviation');
select app.allow('study_deviation', 'select', $$study_id = any (coalesce((select app.studies('read')), '{}'))$$);
select app.allow('study_deviation', 'insert', $$
  noted_by = (select app.user_id()) and study_id = any (coalesce((select app.studies('write')), '{}'))$$);

-- What a study takes from the families of its place: the columns it counts and no others, within the reach of studies.
create function app.study_households(p_study uuid) returns table (id uuid, territory_id uuid, agreed boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select household.id, household.territory_id, exists (
      select from consent
      where consent.tenant_id = household.tenant_id and consent.household_id = household.id and consent.purpose = 'evaluation'
        and consent.given_on <= (select app.today()) and (consent.valid_to is null or (select app.today()) < consent.valid_to)
        and (consent.withdrawn_on is null or (select app.today()) < consent.withdrawn_on))
    from household
    where household.tenant_id = (select app.tenant())
      and p_study = any (coalesce((select app.studies('write')), '{}'))
      and household.scope_key = any (coalesce((select app.scope_keys('study', 'write', 2)), '{}'))
      and household.id <> all (coalesce((select app.excluded_households()), '{}'))
      and household.territory_id in (
        select closure.descendant_id from study
        join territory_closure closure on closure.tenant_id = study.tenant_id and closure.ancestor_id = study.territory_id
        where study.tenant_id = (select app.tenant()) and study.id = p_study);
end $$;
comment on function app.study_households(uuid) is
  'families of the place of a study, for who works on it, without being allowed to open them; agreed: a consent for evaluations is in force';

create function app.study_entries(p_study uuid, p_packs text[], p_from date, p_to date, p_places uuid[])
returns table (case_id uuid, pack_id text, territory_id uuid, place text, opened_on date, agreed boolean, members integer,
               children integer, youngest integer, source_kind text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select file.id, file.pack_id, home.territory_id, territory.name, file.opened_on,
      home.agreed or not file.content @? '$.pack.purposes[*] ? (@.id == "evaluation" && @.consent == true)',
      living.members, living.children, living.youngest, referral.source_kind
    from app.study_households(p_study) home
    cross join lateral (
      select began.*, version.pack_id, version.content from case_file began
      join pack_version version on version.tenant_id = began.tenant_id and version.id = began.pack_version_id
       and version.pack_id = any (p_packs)
      where began.tenant_id = (select app.tenant()) and began.household_id = home.id and began.opened_on between p_from and p_to
      order by began.opened_on, began.id limit 1) file
    join territory on territory.tenant_id = file.tenant_id and territory.id = home.territory_id
    left join referral on referral.tenant_id = file.tenant_id and referral.id = file.referral_id
    cross join lateral (
      select count(*)::integer as members, (count(*) filter (where member.role = 'child'))::integer as children,
        min(extract(year from file.opened_on)::integer - person.birth_year
          - case when coalesce(person.birth_month, 1) > extract(month from file.opened_on) then 1 else 0 end)
          filter (where member.role = 'child') as youngest
      from household_member member join person on person.tenant_id = member.tenant_id and person.id = member.person_id
      where member.tenant_id = file.tenant_id and member.household_id = file.household_id
        and member.valid_from <= file.opened_on and (member.valid_to is null or file.opened_on < member.valid_to)
    ) living
    where cardinality(p_places) = 0 or home.territory_id in (
      select closure.descendant_id from territory_closure closure
      where closure.tenant_id = (select app.tenant()) and closure.ancestor_id = any (p_places));
end $$;
comment on function app.study_entries(uuid, text[], date, date, uuid[]) is
  'the first accompaniment of each of those families that began in a window, with what was known of it then';

-- Until the plan is registered only the first assessments may be read, within the days the study itself wrote down.
create function app.study_scores(p_study uuid, p_cases uuid[], p_instrument text, p_from_days integer, p_to_days integer)
returns table (case_id uuid, days integer, assessment_id uuid, rater text, dimension text, score numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select file.id, done.closed_on - file.opened_on, done.id, given.rater, given.dimension, given.score
    from app.study_households(p_study) home
    join case_file file on file.tenant_id = (select app.tenant()) and file.household_id = home.id and file.id = any (p_cases)
    join assessment done on done.tenant_id = file.tenant_id and done.case_id = file.id and done.state = 'closed'
     and done.closed_on - file.opened_on between p_from_days and p_to_days
    join instrument_version instrument on instrument.tenant_id = done.tenant_id and instrument.id = done.instrument_version_id
     and instrument.instrument_id = p_instrument
    join assessment_score given on given.tenant_id = done.tenant_id and given.assessment_id = done.id and given.score is not null
    where exists (
        select from study where study.tenant_id = (select app.tenant()) and study.id = p_study
          and (study.state in ('frozen', 'analysed') or p_to_days <= (
            select (task.content ->> 'firstWithinDays')::integer from study_task task
            where task.tenant_id = study.tenant_id and task.study_id = study.id and task.task = 'population')))
      and not exists (
        select from assessment newer where newer.tenant_id = done.tenant_id and newer.corrects_id = done.id and newer.state = 'closed');
end $$;
comment on function app.study_scores(uuid, uuid[], text, integer, integer) is
  'scores of the assessments of those accompaniments, closed so many days after they began; later ones once the plan is registered';

create function app.study_endings(p_study uuid, p_cases uuid[])
returns table (case_id uuid, agreed boolean, days integer, closing_reason text, sessions integer)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select file.id, home.agreed or not pack.content @? '$.pack.purposes[*] ? (@.id == "evaluation" && @.consent == true)',
      coalesce(file.closed_on, (select app.today())) - file.opened_on,
      case when file.closed_on is not null then coalesce(file.closing_reason, 'closed') end,
      (select count(*)::integer from session
       where session.tenant_id = file.tenant_id and session.case_id = file.id and session.state = 'held'
         and not exists (select from session newer where newer.tenant_id = session.tenant_id and newer.corrects_id = session.id))
    from app.study_households(p_study) home
    join case_file file on file.tenant_id = (select app.tenant()) and file.household_id = home.id and file.id = any (p_cases)
    join pack_version pack on pack.tenant_id = file.tenant_id and pack.id = file.pack_version_id
    where exists (
      select from study where study.tenant_id = (select app.tenant()) and study.id = p_study and study.state in ('frozen', 'analysed'));
end $$;
comment on function app.study_endings(uuid, uuid[]) is
  'how those accompaniments went on, once the plan is registered; whoever took the consent back is told, so as not to be read';

-- Whoever opens families acts on a draw without reading studies: of a study around the place where they work, or inside it, they get
-- its title and its draw; the families of it are those they may open anyway.
create function app.study_draws(p_study uuid)
returns table (study_id uuid, title text, drawn_at timestamptz, seal text, programme integer, comparison integer, allocated jsonb,
               entered_from date, entered_to date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select study.id, study.title, drawn.drawn_at, drawn.seal, drawn.programme, drawn.comparison, drawn.allocated,
      (task.content ->> 'enteredFrom')::date, (task.content ->> 'enteredTo')::date
    from study
    left join study_allocation drawn on drawn.tenant_id = study.tenant_id and drawn.study_id = study.id
    left join study_task task on task.tenant_id = study.tenant_id and task.study_id = study.id and task.task = 'population'
     and task.content ->> 'from' = 'records'
    where study.tenant_id = (select app.tenant()) and (p_study is null or study.id = p_study)
      and exists (
        select from app.active_rule rule
        join territory_closure closure on closure.tenant_id = study.tenant_id
         and ((closure.ancestor_id = rule.territory_id and closure.descendant_id = study.territory_id)
           or (closure.ancestor_id = study.territory_id and closure.descendant_id = rule.territory_id))
        where rule.object = 'household' and rule.mode = 'read' and rule.scope in ('territory', 'team')
          and rule.ceiling >= greatest(study.level, 2));
end $$;
comment on function app.study_draws(uuid) is
  'studies of the places where the user opens families, one or all, with what was drawn under pseudonyms and when families entered';

-- The queue of computations belongs to no user: a process takes the oldest that nobody computes, whoever asked for it.
create function app.take_study_run() returns table (tenant_id uuid, id uuid, asked_by uuid, attempts smallint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := coalesce(current_setting('trenza.tenant', true), '');
  place uuid;
begin
  for place in select tenant.id from tenant order by tenant.id loop
    perform app.enter_tenant(place);
    update study_run run set state = 'failed', ended_at = clock_timestamp(), reason = jsonb_build_object(
      'es', 'El cálculo se interrumpió tres veces y no se repite solo.',
      'en', 'The computation broke off three times and is not repeated by itself.')
    where run.tenant_id = place and run.state = 'running' and run.attempts >= 3
      and run.beat_at < clock_timestamp() - interval '30 seconds';
    return query
      update study_run run set state = 'running', beat_at = clock_timestamp(), attempts = run.attempts + 1
      where run.tenant_id = place and run.id = (
        select open.id from study_run open
        where open.tenant_id = place and (open.state = 'waiting'
          or open.state = 'running' and open.beat_at < clock_timestamp() - interval '30 seconds')
        order by open.asked_at for update skip locked limit 1)
      returning run.tenant_id, run.id, run.asked_by, run.attempts;
    exit when found;
  end loop;
  perform set_config('trenza.tenant', before, true);
end $$;
comment on function app.take_study_run() is
  'takes the oldest computation nobody works on, of any institution; one whose process fell silent for half a minute is taken again';

revoke all on function app.studies(text), app.drafted_studies(), app.study_households(uuid),
  app.study_entries(uuid, text[], date, date, uuid[]), app.study_scores(uuid, uuid[], text, integer, integer),
  app.study_endings(uuid, uuid[]), app.study_draws(uuid), app.take_study_run() from public;
grant execute on function app.studies(text), app.drafted_studies(), app.study_entries(uuid, text[], date, date, uuid[]),
  app.study_scores(uuid, uuid[], text, integer, integer), app.study_endings(uuid, uuid[]), app.study_draws(uuid), app.take_study_run() to trenza_app;

select app.count_anew_soon();
