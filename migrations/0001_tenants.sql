-- Who runs the programme, where, with which people and which rights. Policies are in 0005_policies.sql.
create extension if not exists unaccent;
create schema if not exists app;

create table tenant (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  demo boolean not null default false,
  recorded_at timestamptz not null default now()
);
comment on table tenant is 'level 0: one organisation or municipality that keeps its own records';

create table territory (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  parent_id uuid,
  code text not null,
  code_system text not null,
  name text not null,
  kind text not null,
  valid_from date not null default '1900-01-01',
  valid_to date,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references territory (tenant_id, id),
  unique (tenant_id, code_system, code),
  check (valid_to is null or valid_to > valid_from),
  check (parent_id is distinct from id)
);
comment on table territory is 'level 0: tree of places; one parent each, closing keeps history';

create table territory_closure (
  tenant_id uuid not null,
  ancestor_id uuid not null,
  descendant_id uuid not null,
  primary key (tenant_id, ancestor_id, descendant_id),
  foreign key (tenant_id, ancestor_id) references territory (tenant_id, id),
  foreign key (tenant_id, descendant_id) references territory (tenant_id, id)
);
create index territory_closure_descendant on territory_closure (tenant_id, descendant_id);
comment on table territory_closure is 'level 0: every (ancestor, descendant) pair of the tree, itself included; kept by trigger';

-- Runs as its owner: nobody else may write pairs, because a false pair would widen somebody's reach.
create function app.close_territory() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into territory_closure (tenant_id, ancestor_id, descendant_id)
  select new.tenant_id, closure.ancestor_id, new.id
  from territory_closure closure
  where closure.tenant_id = new.tenant_id and closure.descendant_id = new.parent_id
  union all
  select new.tenant_id, new.id, new.id;
  return null;
end $$;
create trigger territory_closed after insert on territory for each row execute function app.close_territory();

create function app.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append_only: % on %', tg_op, tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create function app.refuse_moving_territory() returns trigger language plpgsql as $$
begin
  if new.parent_id is distinct from old.parent_id or new.id <> old.id or new.tenant_id <> old.tenant_id then
    raise exception 'a territory keeps its parent: close it and open another' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger territory_keeps_parent before update on territory for each row execute function app.refuse_moving_territory();

create table user_account (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  email text not null check (email = lower(email)),
  display_name text not null check (length(display_name) between 1 and 120),
  language text not null default 'es' check (language in ('es', 'en')),
  disabled_at timestamptz,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (email)
);
comment on table user_account is 'level 1: a person who signs in; privileges live in access_grant only';

create table credential (
  tenant_id uuid not null,
  user_id uuid not null,
  password_hash text not null,
  password_given boolean not null default false,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  family_mode_pin_hash text,
  device_key bytea not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
comment on table credential is 'level 4: secrets of a sign-in; read by the sign-in functions only';
comment on column credential.password_given is 'somebody else knows the password; nothing opens before its owner has chosen another';

create table sign_in (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null unique,
  opened_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  family_mode_household_id uuid,
  ended_at timestamptz,
  device text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id)
);
create index sign_in_user on sign_in (tenant_id, user_id, opened_at desc);
comment on table sign_in is 'level 3: an open browser; only the hash of its token is kept';

create table sign_in_attempt (
  id bigint generated always as identity primary key,
  subject_hash bytea not null,
  at timestamptz not null default now(),
  succeeded boolean not null
);
create index sign_in_attempt_subject on sign_in_attempt (subject_hash, at desc);
comment on table sign_in_attempt is 'level 1: counts tries per account and per address (hashed) for the rate limit; has no tenant because the account may not exist';

create table access_rule (
  role text not null,
  object text not null,
  mode text not null check (mode in ('read', 'write', 'register')),
  scope text not null check (scope in ('team', 'territory', 'tenant', 'own')),
  ceiling smallint not null check (ceiling between 0 and 4),
  primary key (role, object, mode)
);
comment on table access_rule is 'level 0: the coarse half of the policy table, compared with the program at every start; has no tenant because it is the same for all';

create table access_grant (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  territory_id uuid not null,
  max_level smallint not null default 4 check (max_level between 0 and 4),
  purposes text[] not null default '{care}',
  valid_from date not null default current_date,
  valid_to date,
  granted_by uuid,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  check (granted_by is distinct from user_id),
  check (valid_to is null or valid_to > valid_from)
);
create index access_grant_user on access_grant (tenant_id, user_id);
comment on table access_grant is 'level 1: role x territory x level x purpose, dated; nobody grants to themselves';
