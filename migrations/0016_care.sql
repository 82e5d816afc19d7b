-- Children in the care of an agency, as its official returns tell it: the returns row by row, and the dated facts that are
-- derived from them. Facts are never typed: they are made again as a whole from the returns that are applied.

create table care_source (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('local_authority', 'region', 'country', 'organisation')),
  territory_id uuid not null,
  level smallint not null default 2 check (level between 0 and 4),
  scope_key text generated always as (territory_id::text || ':' || level::text) stored,
  external_code text,
  mapping jsonb,
  facts_version integer not null default 0,
  facts_until date,
  registered_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  foreign key (tenant_id, registered_by) references user_account (tenant_id, id)
);
create unique index care_source_name on care_source (tenant_id, lower(name));
create index care_source_scope on care_source (tenant_id, scope_key);
comment on table care_source is 'level 2: an agency whose children the returns speak of; its territory and level decide who may see them';
comment on column care_source.mapping is 'how headings and codes of its own lists are understood; null until it loads one';
comment on column care_source.facts_version is 'grows with every derivation, so that a figure can say which facts it was counted on';
comment on column care_source.facts_until is 'last day of the newest collection year applied: what is open then is censored there';

create function app.care_sources(p_mode text, p_level integer) returns uuid[] language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(source.id) from care_source source
    where source.tenant_id = app.tenant() and source.scope_key = any (app.scope_keys('care', p_mode, p_level))
  );
end $$;
comment on function app.care_sources(text, integer) is
  'agencies whose records of that level the user reaches; computed once per statement, so rows below need no key of their own';

create table return_batch (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  kind text not null check (kind in ('ssda903', 'cin', 'mapped', 'population', 'siblings')),
  state text not null check (state in ('checked', 'applied', 'undone', 'discarded')),
  files jsonb not null,
  years integer[] not null,
  rows_read integer not null,
  rows_refused integer not null,
  report jsonb not null,
  version integer not null default 1,
  checked_by uuid not null,
  checked_at timestamptz not null default now(),
  applied_by uuid,
  applied_at timestamptz,
  applied_order integer,
  undone_by uuid,
  undone_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id)
);
create index return_batch_source on return_batch (tenant_id, source_id, checked_at desc);
comment on table return_batch is 'level 2: files of one official return that were checked together, and whether they count';
comment on column return_batch.files is 'name, hash, format and encoding of every file; rows name their file by its place here';
comment on column return_batch.applied_order is
  'version of the facts it was applied on: the later of two returns of one year speaks for it, whatever the clocks said';
comment on column return_batch.report is 'what was found while reading, rules that were not run and why, and counts by rule';

-- No foreign keys below a batch: three million rows would each ask for the same batch. The condition to insert names it.
create table return_row (
  tenant_id uuid not null,
  source_id uuid not null,
  batch_id uuid not null,
  file smallint not null,
  row integer not null,
  kind text not null,
  year smallint not null,
  child text not null,
  values jsonb not null,
  primary key (tenant_id, batch_id, kind, year, child, file, row)
);
comment on table return_row is 'level 3: a row of a return as it was read, full postcodes included; facts keep only the area';

create table return_finding (
  tenant_id uuid not null,
  source_id uuid not null,
  batch_id uuid not null,
  rule text not null,
  year smallint not null,
  child text not null,
  kind text not null,
  file smallint not null,
  row integer not null,
  fields text[] not null,
  primary key (tenant_id, batch_id, rule, year, child, kind, file, row)
);
create index return_finding_child on return_finding (tenant_id, batch_id, child);
comment on table return_finding is 'level 2: a rule that a row of a return does not meet';

create table care_child (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  external_id text not null,
  sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
  birth_date date,
  ethnicity text,
  disabled boolean,
  unaccompanied boolean not null,
  person_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, source_id, external_id),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index care_child_person on care_child (tenant_id, person_id) where person_id is not null;
comment on table care_child is 'level 2: a child an agency reports, under the identifier of that agency';

create table care_period (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  child_id uuid not null,
  started_on date not null,
  ended_on date,
  exit_code text,
  exit_group text check (exit_group in ('reunification', 'relative', 'adoption', 'guardianship', 'other')),
  lost_on date,
  left_truncated boolean not null,
  short_break boolean not null,
  flags text[] not null,
  entry_need text,
  origin_area text,
  primary key (tenant_id, id)
);
create index care_period_started on care_period (tenant_id, source_id, started_on);
create index care_period_ended on care_period (tenant_id, source_id, ended_on) where ended_on is not null;
create index care_period_child on care_period (tenant_id, child_id, started_on);
comment on table care_period is 'level 2: an unbroken time a child was in care, from removal to discharge, loss from sight or today';
comment on column care_period.left_truncated is 'the first episode known is not the first there was: the day of entry is unknown';
comment on column care_period.lost_on is 'the day after which the returns say nothing more of a child who had not left';

create table care_setting (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  child_id uuid not null,
  period_id uuid not null,
  ordinal integer not null,
  starts_on date not null,
  ends_on date,
  reason_new text,
  legal_status text,
  place_type text,
  setting_group text not null
    check (setting_group in ('kin', 'foster', 'residential', 'adoption', 'home', 'independent', 'other')),
  place_key text,
  place_area text,
  home_area text,
  provider text,
  end_reason text,
  change_reason text,
  same_carer boolean not null,
  primary key (tenant_id, id)
);
create index care_setting_period on care_setting (tenant_id, period_id, ordinal);
create index care_setting_starts on care_setting (tenant_id, source_id, starts_on);
comment on table care_setting is 'level 2: one episode within a period of care: where, with whom, on what legal basis, why it began';
comment on column care_setting.same_carer is 'the episode began without a change of carer';

-- An indicator looks at a million children and at five years of them: joining, sorting and following their homes each time took
-- longer than everything else. So each period is told once more as one row, in the order of their entry.
create table care_stay (
  tenant_id uuid not null,
  source_id uuid not null,
  period_id uuid not null,
  child_id uuid not null,
  started_on date not null,
  ended_on date,
  lost_on date,
  here_until date not null,
  birth_date date,
  adult_on date,
  previous_on date,
  next_on date,
  trial_visit_on date,
  home_until date,
  nth integer not null,
  left_truncated boolean not null,
  short_break boolean not null,
  sex text not null,
  ethnicity text not null,
  disabled text not null check (disabled in ('yes', 'no', 'unknown')),
  area text not null,
  exit_code text,
  exit_group text,
  first_group text,
  first_area text,
  home_area text,
  home_on date[] not null,
  carers_on date[] not null,
  places_on date[] not null,
  reviewed_on date[] not null,
  home_groups text[] not null,
  home_places text[] not null,
  primary key (tenant_id, period_id)
);
create index care_stay_started on care_stay (tenant_id, source_id, started_on);
create index care_stay_child on care_stay (tenant_id, child_id);
comment on table care_stay is
  'level 2: a period of care with all that indicators ask of it: its child, the stays beside it, its homes; made anew with the facts';
comment on column care_stay.here_until is 'day from which the child is no longer known to be in care; infinity while it is';
comment on column care_stay.previous_on is 'first day of the last stay of the child before it whose day of entry is known as this one''s';
comment on column care_stay.next_on is 'first day of the next stay of the child';
comment on column care_stay.nth is 'place among the stays of the child, from 1';
comment on column care_stay.trial_visit_on is 'first day of the visit home it ended with, if it ended with one';
comment on column care_stay.first_group is 'kind of its first setting, away from home or not; null when none is known';
comment on column care_stay.home_on is
  'first days of the homes lived in, in their order, beside their kinds and places; being away for a while is no home';
comment on column care_stay.home_until is 'last day known of the last home';
comment on column care_stay.carers_on is 'first days with a new carer, the first one included';
comment on column care_stay.places_on is 'first days in a new place, the first one included';
comment on column care_stay.reviewed_on is 'days on which the situation of the child was reviewed, in any of its stays';

create table care_report (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  child_id uuid not null,
  reported_on date not null,
  occurred_on date,
  substantiated boolean not null,
  primary key (tenant_id, id)
);
create index care_report_child on care_report (tenant_id, child_id, reported_on);
comment on table care_report is 'level 2: a report of harm to a child, and whether it was confirmed';

create table care_review (
  tenant_id uuid not null,
  source_id uuid not null,
  child_id uuid not null,
  held_on date not null,
  code text not null,
  primary key (tenant_id, child_id, held_on, code)
);
create index care_review_source on care_review (tenant_id, source_id);
comment on table care_review is 'level 2: a review of the situation of a child in care, and how the child took part';

create table care_missing (
  tenant_id uuid not null,
  source_id uuid not null,
  child_id uuid not null,
  starts_on date not null,
  ends_on date,
  kind text not null check (kind in ('missing', 'away')),
  primary key (tenant_id, child_id, starts_on, kind)
);
create index care_missing_source on care_missing (tenant_id, source_id);
comment on table care_missing is 'level 2: a time a child in care was missing or away without leave';

create table sibling_link (
  tenant_id uuid not null,
  source_id uuid not null,
  child_a uuid not null,
  child_b uuid not null,
  primary key (tenant_id, child_a, child_b),
  check (child_a < child_b)
);
create index sibling_link_other on sibling_link (tenant_id, child_b);
create index sibling_link_source on sibling_link (tenant_id, source_id);
comment on table sibling_link is 'level 2: two children of one agency who are siblings';

create table population (
  tenant_id uuid not null,
  source_id uuid not null,
  territory_id uuid not null,
  year smallint not null,
  dimension text not null,
  grp text not null,
  n integer not null check (n >= 0),
  primary key (tenant_id, source_id, territory_id, year, dimension, grp),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id)
);
comment on table population is 'level 0: how many children live in a place, by group and year; the base of rates';

select app.guard('care_source');
select app.allow('care_source', 'select', $$scope_key = any (coalesce((select app.scope_keys('care', 'read', 2)), '{}'))$$);
select app.allow('care_source', 'insert', $$
  registered_by = (select app.user_id())
  and scope_key = any (coalesce((select app.scope_keys('care', 'write', 3)), '{}'))$$);
select app.allow('care_source', 'update', $$scope_key = any (coalesce((select app.scope_keys('care', 'write', 3)), '{}'))$$);
grant update (facts_version, facts_until, name, external_code, mapping) on care_source to trenza_app;

select app.guard('return_batch');
select app.allow('return_batch', 'select', $$source_id = any (coalesce((select app.care_sources('read', 2)), '{}'))$$);
select app.allow('return_batch', 'insert', $$
  checked_by = (select app.user_id()) and source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$$);
select app.allow('return_batch', 'update', $$source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$$);
grant update (state, version, files, years, rows_read, rows_refused, report, applied_by, applied_at, applied_order, undone_by, undone_at)
  on return_batch to trenza_app;

create function app.checked_returns() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(batch.id) from return_batch batch
    where batch.tenant_id = app.tenant() and batch.state = 'checked'
      and batch.source_id = any (coalesce(app.care_sources('write', 3), '{}'))
  );
end $$;
comment on function app.checked_returns() is 'returns that are being checked and count for nothing yet: only they take rows';

do $$
declare
  below record;
begin
  for below in select * from (values
    ('return_row', 3, 'batch_id = any (coalesce((select app.checked_returns()), ''{}''))'),
    ('return_finding', 2, 'batch_id = any (coalesce((select app.checked_returns()), ''{}''))'),
    ('care_child', 2, 'true'), ('care_period', 2, 'true'), ('care_setting', 2, 'true'), ('care_stay', 2, 'true'),
    ('care_report', 2, 'true'), ('care_review', 2, 'true'), ('care_missing', 2, 'true'), ('sibling_link', 2, 'true')
  ) as tables (name, level, also) loop
    perform app.guard(below.name::regclass);
    perform app.allow(below.name::regclass, 'select',
      format($q$source_id = any (coalesce((select app.care_sources('read', %s)), '{}'))$q$, below.level));
    perform app.allow(below.name::regclass, 'insert',
      format($q$source_id = any (coalesce((select app.care_sources('write', 3)), '{}')) and %s$q$, below.also));
    perform app.allow(below.name::regclass, 'delete',
      $q$source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$q$);
  end loop;
end $$;
select app.allow('care_child', 'update', $$source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$$);
grant update (sex, birth_date, ethnicity, disabled, unaccompanied, person_id) on care_child to trenza_app;

select app.guard('population');
select app.allow('population', 'select', $$
  (select app.holds('results', 'read', 0)) or source_id = any (coalesce((select app.care_sources('read', 2)), '{}'))$$);
select app.allow('population', 'insert', $$source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$$);
select app.allow('population', 'delete', $$source_id = any (coalesce((select app.care_sources('write', 3)), '{}'))$$);

create function app.analyze_care() returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.holds('care', 'write', 3) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  analyze care_source, return_batch, return_row, return_finding, care_child, care_period, care_setting, care_stay, care_report,
    care_review, care_missing, sibling_link, population;
end $$;
comment on function app.analyze_care() is
  'after a national return the planner must know at once that tables which were empty hold millions of rows';

revoke all on function app.care_sources(text, integer), app.checked_returns(), app.analyze_care() from public;
grant execute on function app.care_sources(text, integer), app.checked_returns(), app.analyze_care() to trenza_app;
