-- Studies of others on programmes like these: what a place adds to the records that come with the product, and its corrections of
-- them. Nothing in it is about a family: whoever reads studies anywhere in the tenant reads all of it.

create table evidence_version (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  evidence_id text not null check (evidence_id ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  version integer not null check (version > 0),
  territory_id uuid not null,
  level smallint not null default 0 check (level between 0 and 4),
  scope_key text generated always as (territory_id::text || ':' || level::text) stored,
  content jsonb not null,
  why text,
  added_by uuid not null,
  recorded_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, evidence_id, version),
  foreign key (tenant_id, territory_id) references territory (tenant_id, id),
  foreign key (tenant_id, added_by) references user_account (tenant_id, id)
);
comment on table evidence_version is 'level 0: a study of others as somebody of this place read it; a correction is another version, append-only';
comment on column evidence_version.evidence_id is 'the word of a record of the product that this corrects, or one of its own';
comment on column evidence_version.territory_id is 'whose evaluators may correct it';
create trigger evidence_version_append_only before update or delete or truncate on evidence_version
for each statement execute function app.refuse_change();

select app.guard('evidence_version');
select app.allow('evidence_version', 'select', $$(select app.scope_keys('study', 'read', 0)) is not null$$);
select app.allow('evidence_version', 'insert', $$
  added_by = (select app.user_id()) and scope_key = any (coalesce((select app.scope_keys('study', 'write', 0)), '{}'))$$);
