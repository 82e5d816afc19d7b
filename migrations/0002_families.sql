-- Families, what is agreed with them and what is done together. Policies are in 0005_policies.sql.
create table pack_version (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  pack_id text not null,
  version text not null,
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, pack_id, version)
);
comment on table pack_version is 'level 0: a published programme pack; immutable';
create trigger pack_version_immutable before update or delete on pack_version for each row execute function app.refuse_change();

create table instrument_version (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  instrument_id text not null,
  version text not null,
  title jsonb not null,
  definition jsonb not null,
  content_hash text not null,
  origin text not null,
  import_report jsonb,
  published_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, instrument_id, version)
);
comment on table instrument_version is 'level 0: a published instrument; immutable';
create trigger instrument_version_immutable before update or delete on instrument_version for each row execute function app.refuse_change();

create table household (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  code text not null,
  name text not null check (length(name) between 1 and 200),
  territory_id uuid not null,
  level smallint not null default 1 check (level between 0 and 4),
  scope_key text generated always as (territory_id::text || ':' || level::text) stored,
  registered_by uuid not null,
  registered_on date not null,
  import_batch_id uuid,
  external_id text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  foreign key (tenant_id, registered_by) references user_account (tenant_id, id),
  unique (tenant_id, code)
);
create index household_scope on household (tenant_id, scope_key, id);
create index household_batch on household (tenant_id, import_batch_id) where import_batch_id is not null;
create index household_external on household (tenant_id, external_id) where external_id is not null;
comment on table household is 'level 1: the family file; its territory and level decide who may open everything below it';

create table household_code_counter (
  tenant_id uuid primary key references tenant (id),
  last_number bigint not null default 0
);
comment on table household_code_counter is 'level 0: last number given to a family code';

create table person (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  given_names text not null check (length(given_names) between 1 and 120),
  first_surname text not null default '',
  second_surname text not null default '',
  birth_year smallint check (birth_year between 1890 and 2200),
  birth_month smallint check (birth_month between 1 and 12),
  birth_day smallint check (birth_day between 1 and 31),
  sex text not null default 'unknown' check (sex in ('female', 'male', 'other', 'unknown')),
  languages text[] not null default '{}',
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (birth_month is not null or birth_day is null),
  check (birth_year is not null or birth_month is null)
);
comment on table person is 'level 1: a person, with two surnames and a birth date that may be partial';

create table household_member (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('reference', 'partner', 'child', 'other_relative', 'other')),
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
create index household_member_household on household_member (tenant_id, household_id);
create index household_member_person on household_member (tenant_id, person_id);
comment on table household_member is 'level 1: who lives in a household, in which role, from when to when (half-open)';

create table relationship (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  kind text not null check (kind in ('parent', 'partner', 'sibling', 'grandparent', 'uncle_aunt', 'guardian', 'other_kin', 'neighbour', 'friend')),
  strength text not null default 'unknown' check (strength in ('strong', 'weak', 'tense', 'broken', 'unknown')),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, from_person_id) references person (tenant_id, id),
  foreign key (tenant_id, to_person_id) references person (tenant_id, id),
  check (from_person_id <> to_person_id),
  check (valid_to is null or valid_to > valid_from)
);
create index relationship_household on relationship (tenant_id, household_id);
comment on table relationship is 'level 1: kin and network ties as this household tells them';

create table person_document (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  household_id uuid not null,
  kind text not null check (kind in ('dni', 'nie', 'passport', 'run', 'curp', 'other')),
  number text not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index person_document_number on person_document (tenant_id, number);
create index person_document_person on person_document (tenant_id, person_id);
comment on table person_document is 'level 2: identity documents, normalised, check characters tested at entry';

create table contact_channel (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'other')),
  value text not null,
  safe boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index contact_channel_household on contact_channel (tenant_id, household_id);
comment on table contact_channel is 'level 2: how to reach a person, and whether that way is safe';

create table address (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  line text not null,
  locality text not null default '',
  postal_code text not null default '',
  level smallint not null default 2 check (level between 2 and 4),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  check (valid_to is null or valid_to > valid_from)
);
create index address_household on address (tenant_id, household_id);
comment on table address is 'level 4: own table, own policy; in no list, search, export, log or device';

create table search_key (
  tenant_id uuid not null,
  key text collate "C" not null,
  household_id uuid not null,
  person_id uuid,
  subject_id uuid generated always as (coalesce(person_id, household_id)) stored,
  primary key (tenant_id, key, household_id, subject_id),
  foreign key (tenant_id, household_id) references household (tenant_id, id)
);
create index search_key_household on search_key (tenant_id, household_id);
comment on table search_key is 'level 1: folded and phonetic words of names and codes; equality and ranges on them are leakproof, so the index works under row security';

create table household_team (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  case_id uuid,
  user_id uuid not null,
  role text not null check (role in ('lead', 'member', 'intake', 'peer')),
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index household_team_user on household_team (tenant_id, user_id, household_id);
create index household_team_household on household_team (tenant_id, household_id);
comment on table household_team is 'level 1: who works with a family, dated';

create table exclusion (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  user_id uuid not null,
  reason text not null,
  valid_from date not null default current_date,
  valid_to date,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index exclusion_user on exclusion (tenant_id, user_id);
comment on table exclusion is 'level 3: conflict of interest; overrides every grant and break-glass';

create table break_glass (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  user_id uuid not null,
  reason text not null check (length(reason) >= 20),
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, user_id) references user_account (tenant_id, id),
  check (expires_at > opened_at and expires_at <= opened_at + interval '2 hours')
);
create index break_glass_user on break_glass (tenant_id, user_id, expires_at);
comment on table break_glass is 'level 3: emergency reading, two hours, never of level 4, expired by the database clock';

create table referral (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  code text not null,
  territory_id uuid not null,
  level smallint not null default 1 check (level between 0 and 4),
  scope_key text generated always as (territory_id::text || ':' || level::text) stored,
  pack_version_id uuid not null,
  received_on date not null,
  source_kind text not null,
  reason text not null,
  family_name text not null,
  contact text not null default '',
  state text not null check (state in ('received', 'screened', 'accepted', 'declined', 'redirected')),
  facts jsonb not null default '{}',
  screening jsonb,
  decision_reasons text,
  redirected_to text,
  decided_by uuid,
  decided_on date,
  household_id uuid,
  registered_by uuid not null,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  foreign key (tenant_id, pack_version_id) references pack_version (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  unique (tenant_id, code)
);
create index referral_open on referral (tenant_id, scope_key, received_on desc);
comment on table referral is 'level 1: a family is pointed out to the programme; becomes an intake and a reasoned decision';

create table referral_reporter (
  tenant_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  name text not null,
  contact text not null default '',
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, referral_id) references referral (tenant_id, id)
);
create index referral_reporter_referral on referral_reporter (tenant_id, referral_id);
comment on table referral_reporter is 'level 4: who reported; sealed, the file only says that a communication was received';

create table consent (
  tenant_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  purpose text not null,
  manner text not null check (manner in ('signed', 'verbal', 'digital')),
  given_on date not null,
  valid_to date,
  withdrawn_on date,
  withdrawal_reason text,
  recorded_by uuid not null,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, household_id) references household (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index consent_household on consent (tenant_id, household_id);
comment on table consent is 'level 1: who agreed to what, how, when, and when it was taken back';
