-- The accompaniment of a family: case, assessment, plan, sessions, tasks; and what is kept of every operation.
create table case_file (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  pack_version_id uuid not null,
  referral_id uuid,
  stage text not null,
  stage_since date not null,
  opened_on date not null,
  closed_on date,
  closing_reason text,
  result text,
  last_session_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, pack_version_id) references pack_version (tenant_id, id),
  foreign key (tenant_id, referral_id) references referral (tenant_id, id),
  check (closed_on is null or closed_on >= opened_on)
);
create index case_file_household on case_file (tenant_id, household_id);
create unique index case_file_one_open on case_file (tenant_id, household_id) where closed_on is null;
create index case_file_stage on case_file (tenant_id, stage) where closed_on is null;
comment on table case_file is 'level 1: a family in a programme, under the pack version it was opened with; one open at a time';

create table stage_change (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  from_stage text,
  to_stage text not null,
  changed_on date not null,
  changed_by uuid not null,
  reason text not null default '',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index stage_change_case on stage_change (tenant_id, case_id);
create index stage_change_household on stage_change (tenant_id, household_id, changed_on desc);
comment on table stage_change is 'level 1: history of stages; a stage only moves by the table of the pack';

create table deadline (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  deadline_id text not null,
  started_on date not null,
  due_on date not null,
  state text not null default 'running' check (state in ('running', 'met', 'stopped')),
  ended_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index deadline_household on deadline (tenant_id, household_id);
create index deadline_due on deadline (tenant_id, due_on) where state = 'running';
comment on table deadline is 'level 1: a clock of the pack; due is computed from facts, never typed';

create table assessment (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  instrument_version_id uuid not null,
  number integer not null,
  state text not null check (state in ('family_answering', 'team_answering', 'discussing', 'closed')),
  family_answers jsonb not null default '{}',
  team_answers jsonb not null default '{}',
  priorities text[] not null default '{}',
  discussions jsonb not null default '[]',
  scores jsonb,
  as_shown jsonb,
  opened_by uuid not null,
  opened_on date not null,
  closed_on date,
  corrects_id uuid,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, instrument_version_id) references instrument_version (tenant_id, id)
);
create index assessment_household on assessment (tenant_id, household_id, opened_on desc);
create index assessment_case on assessment (tenant_id, case_id);
comment on table assessment is 'level 2: answers of family and team side by side, immutable once closed, with questions and scores as shown';
create function app.refuse_changing_closed_assessment() returns trigger language plpgsql as $$
begin
  -- A family that moves takes its assessments along: that changes who may open them, not what they say.
  if old.state = 'closed' and (tg_op = 'DELETE' or to_jsonb(new) - 'scope_key' <> to_jsonb(old) - 'scope_key') then
    raise exception 'a closed assessment is immutable: correct it with a new one' using errcode = 'integrity_constraint_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger assessment_immutable before update or delete on assessment for each row execute function app.refuse_changing_closed_assessment();

create table assessment_score (
  tenant_id uuid not null,
  assessment_id uuid not null,
  household_id uuid not null,
  rater text not null check (rater in ('family', 'team')),
  dimension text not null,
  score numeric,
  band text,
  answered integer not null,
  expected integer not null,
  primary key (tenant_id, assessment_id, rater, dimension),
  foreign key (tenant_id, assessment_id) references assessment (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index assessment_score_household on assessment_score (tenant_id, household_id);
comment on table assessment_score is 'level 2: score per dimension of a closed assessment, computed on the server';

create table plan (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  assessment_id uuid,
  state text not null check (state in ('draft', 'agreed', 'refused')),
  agreement_kind text,
  agreed_on date,
  agreement_note text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index plan_household on plan (tenant_id, household_id);
create unique index plan_one_per_case on plan (tenant_id, case_id) where state <> 'refused';
comment on table plan is 'level 2: what the family wants to reach, in its words, and how it was agreed';

create table goal (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  household_id uuid not null,
  words text not null check (length(words) between 1 and 500),
  dimension text,
  item text,
  position integer not null,
  state text not null default 'to_start' check (state in ('to_start', 'under_way', 'achieved', 'dropped')),
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index goal_plan on goal (tenant_id, plan_id);
create index goal_household on goal (tenant_id, household_id);
comment on table goal is 'level 2: one goal of a plan';

create table goal_action (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  household_id uuid not null,
  what text not null,
  who text not null,
  due_on date,
  done_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index goal_action_goal on goal_action (tenant_id, goal_id);
create index goal_action_household on goal_action (tenant_id, household_id);
comment on table goal_action is 'level 2: who does what by when';

create table session (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  household_id uuid not null,
  kind text not null,
  level text not null,
  state text not null check (state in ('planned', 'held', 'missed', 'cancelled')),
  planned_at timestamptz,
  planned_for uuid,
  held_on date,
  minutes integer check (minutes between 1 and 1440),
  notes text not null default '',
  missed_reason text,
  summary_confirmed boolean not null default false,
  corrects_id uuid,
  recorded_by uuid not null,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references case_file (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index session_household on session (tenant_id, household_id, recorded_at desc);
create index session_planned on session (tenant_id, planned_for, planned_at) where state = 'planned';
comment on table session is 'level 2: a visit or meeting, planned, held or missed; its text is never overwritten, a correction is another row';

create table session_presence (
  tenant_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  household_id uuid not null,
  person_id uuid,
  name text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references session (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index session_presence_session on session_presence (tenant_id, session_id);
comment on table session_presence is 'level 2: who was there';

create table goal_progress (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  session_id uuid not null,
  household_id uuid not null,
  direction text not null check (direction in ('forward', 'same', 'back')),
  words text not null default '',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal (tenant_id, id),
  foreign key (tenant_id, session_id) references session (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index goal_progress_goal on goal_progress (tenant_id, goal_id, recorded_at desc);
create index goal_progress_session on goal_progress (tenant_id, session_id);
comment on table goal_progress is 'level 2: how a goal moved, told at a session';

create table task (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  case_id uuid,
  session_id uuid,
  title text not null check (length(title) between 1 and 300),
  assigned_to uuid,
  who text not null default '',
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  done_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index task_household on task (tenant_id, household_id);
create index task_open on task (tenant_id, assigned_to, due_on) where state = 'open';
comment on table task is 'level 2: something agreed that somebody does';

create table alert (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  text text not null,
  raised_by uuid not null,
  raised_on date not null,
  review_on date not null,
  ended_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index alert_household on alert (tenant_id, household_id);
comment on table alert is 'level 2: a warning shown above everything, with a review date';

create table import_batch (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null,
  file_name text not null,
  file_hash text not null,
  state text not null check (state in ('applied', 'undone')),
  accepted_rows integer not null,
  refused_rows integer not null,
  report jsonb not null,
  imported_by uuid not null,
  undone_by uuid,
  undone_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
comment on table import_batch is 'level 1: a registry file that was loaded, and whether it was taken back';

create table operation_receipt (
  tenant_id uuid not null references tenant (id),
  operation_id uuid not null,
  operation text not null,
  input_hash text not null,
  actor_id uuid not null,
  output jsonb,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, operation_id)
);
comment on table operation_receipt is 'level 2: the answer already given to an operation, so that a repeated one has one effect';

create table ledger (
  tenant_id uuid not null references tenant (id),
  seq bigint not null,
  operation_id uuid not null,
  operation text not null,
  stream text not null,
  stream_id uuid not null,
  version integer not null,
  actor_id uuid not null,
  device text not null default '',
  claimed_at timestamptz,
  recorded_at timestamptz not null,
  input jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (tenant_id, seq),
  unique (tenant_id, operation_id)
);
create index ledger_stream on ledger (tenant_id, stream_id, seq);
comment on table ledger is 'level 3: every accepted operation, chained by hash per tenant; append-only';
create trigger ledger_append_only before update or delete or truncate on ledger for each statement execute function app.refuse_change();

create table ledger_head (
  tenant_id uuid primary key references tenant (id),
  seq bigint not null,
  hash text not null
);
comment on table ledger_head is 'level 0: last row of each chain; its lock orders the writers of one tenant';

create table read_log (
  tenant_id uuid not null references tenant (id),
  id bigint generated always as identity,
  at timestamptz not null default now(),
  actor_id uuid not null,
  query text not null,
  household_id uuid,
  shown_ids uuid[] not null default '{}',
  shown_count integer not null default 1,
  reason text,
  primary key (tenant_id, id)
);
create index read_log_household on read_log (tenant_id, household_id, at desc);
create index read_log_actor on read_log (tenant_id, actor_id, at desc);
comment on table read_log is 'level 3: every reading of a personal record, written with the reading; append-only';
create trigger read_log_append_only before update or delete or truncate on read_log for each statement execute function app.refuse_change();
