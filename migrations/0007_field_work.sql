-- What plans and visits keep beyond their first draft: how each goal moved, who agreed, why not, and short notes.
create table goal_change (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('moved', 'words')),
  before text not null,
  after text not null,
  words text not null default '',
  changed_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index goal_change_goal on goal_change (tenant_id, goal_id, recorded_at);
create index goal_change_household on goal_change (tenant_id, household_id, recorded_at desc);
comment on table goal_change is 'level 2: history of a goal: moves on the board and earlier words';
select app.guard_family_table('goal_change', 2, '{insert}', 'changed_by = (select app.user_id())');

create table note (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  text text not null check (length(text) between 1 and 4000),
  written_by uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index note_household on note (tenant_id, household_id, recorded_at desc);
comment on table note is 'level 2: a short note of a worker in the family file; never overwritten';
select app.guard_family_table('note', 2, '{insert}', 'written_by = (select app.user_id())');

alter table plan
  add column agreed_by uuid[] not null default '{}',
  add column refused_on date,
  add column refusal_reason text;
grant update (agreed_by, refused_on, refusal_reason) on plan to trenza_app;

alter table session
  add column consent_reminded boolean not null default false,
  add column concern text not null default '',
  add column correction_reason text;
grant update (consent_reminded, concern, correction_reason) on session to trenza_app;
create unique index session_one_correction on session (tenant_id, corrects_id) where corrects_id is not null;
create index session_case_held on session (tenant_id, case_id, held_on desc) where state = 'held';
create index session_presence_household on session_presence (tenant_id, household_id);
create index goal_progress_household on goal_progress (tenant_id, household_id);
