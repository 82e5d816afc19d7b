-- Loading a registry list: where its families are, the same file once, and taking it back without losing anybody's work.
alter table import_batch
  add column territory_ids uuid[] not null default '{}',
  add column families integer not null default 0,
  add column kept_families integer not null default 0;
-- Two people who load the same file at once: the second is refused.
create unique index import_batch_applied on import_batch (tenant_id, kind, file_hash) where state = 'applied';

-- A load is shown to whoever may take it back: all its places within their reach.
drop policy app_select on import_batch;
drop policy app_insert on import_batch;
select app.allow('import_batch', 'select', $$(select app.holds('import', 'write', 1)) and not exists (
  select from unnest(territory_ids) place
  where place::text || ':1' <> all (coalesce((select app.scope_keys('import', 'write', 1)), '{}')))$$);
select app.allow('import_batch', 'insert', $$
  imported_by = (select app.user_id()) and cardinality(territory_ids) > 0 and (select app.holds('import', 'write', 1))
  and not exists (
    select from unnest(territory_ids) place
    where place::text || ':1' <> all (coalesce((select app.scope_keys('import', 'write', 1)), '{}')))$$);

-- Removing ten thousand people asks every table that names one: without these it would read each table whole for each.
create index relationship_from on relationship (tenant_id, from_person_id);
create index relationship_to on relationship (tenant_id, to_person_id);
create index contact_channel_person on contact_channel (tenant_id, person_id);
create index consent_person on consent (tenant_id, person_id);

create function app.documents_out_of_sight(p_documents text[]) returns setof text language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.holds('import', 'write', 1) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  return query
    select distinct document.number from person_document document
    where document.tenant_id = app.tenant() and document.number = any (p_documents)
      and not app.reaches_family(document.household_id, 'read', 2);
end $$;
comment on function app.documents_out_of_sight(text[]) is
  'which of these documents belong to somebody in a family the user does not see: that they exist, never whose';

-- As a subquery the tenant is a value the planner does not know. Known, a tenant too new for the statistics counts as having
-- no rows, and taking its list back joined all its people with all its people.
create function app.touched_since(p_batch uuid) returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  loaded_at timestamptz;
  families uuid[];
  people uuid[];
  found uuid[];
  touched uuid[];
  reference record;
begin
  select recorded_at into loaded_at from import_batch where tenant_id = (select app.tenant()) and id = p_batch;
  select coalesce(array_agg(id), '{}') into families from household
  where tenant_id = (select app.tenant()) and import_batch_id = p_batch;
  select coalesce(array_agg(distinct person_id), '{}') into people from household_member
  where tenant_id = (select app.tenant()) and household_id = any (families);
  select coalesce(array_agg(distinct member.household_id), '{}') into touched
  from household_member member
  join person on person.tenant_id = member.tenant_id and person.id = member.person_id
  join household on household.tenant_id = member.tenant_id and household.id = member.household_id
  where member.tenant_id = (select app.tenant()) and member.household_id = any (families)
    and (member.version > 1 or person.version > 1 or household.version > 1);
  -- What the file brought was written in one transaction, whose instant is the batch's. Any other row that names a
  -- family or a person of it came later, in whatever table, also in those that later migrations add.
  for reference in
    select link.conrelid::regclass as source, attribute.attname as named, link.confrelid = 'person'::regclass as of_person,
           link.conrelid = any ('{household_member,person_document,contact_channel,relationship}'::regclass[]) as brought
    from pg_constraint link
    join pg_attribute attribute on attribute.attrelid = link.conrelid and attribute.attnum = link.conkey[2]
    where link.contype = 'f' and link.confrelid = any ('{household,person}'::regclass[])
      and link.conrelid <> 'search_key'::regclass
  loop
    execute format('select coalesce(array_agg(distinct %2$I), ''{}'') from %1$s
                    where tenant_id = $1 and %2$I = any ($2) %3$s', reference.source, reference.named,
                   case when reference.brought then 'and recorded_at <> $3' else '' end)
    into found using app.tenant(), case when reference.of_person then people else families end, loaded_at;
    if reference.of_person then
      select coalesce(array_agg(distinct household_id), '{}') into found from household_member
      where tenant_id = (select app.tenant()) and person_id = any (found) and household_id = any (families);
    end if;
    touched := touched || found;
  end loop;
  return array(select distinct family from unnest(touched) family);
end $$;
comment on function app.touched_since(uuid) is
  'families of a load somebody has worked with since: anything that hangs on them, was added, corrected or linked';

create function app.undo_import(p_batch uuid) returns uuid[] language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
-- Also what the foreign keys ask for each person removed is then planned without knowing the tenant.
set plan_cache_mode = force_generic_plan as $$
declare
  places uuid[];
  kept uuid[];
  families uuid[];
  people uuid[];
begin
  if not app.holds('import', 'write', 1) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  select territory_ids into places from import_batch
  where tenant_id = (select app.tenant()) and id = p_batch and state = 'applied' for update;
  if not found then
    raise exception 'no such batch' using errcode = 'no_data_found';
  end if;
  if exists (
    select from unnest(places) place
    where place::text || ':1' <> all (coalesce(app.scope_keys('import', 'write', 1), '{}'))
  ) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  -- Held until the end, so that nobody begins to work with a family while it is being taken back.
  perform from household where tenant_id = (select app.tenant()) and import_batch_id = p_batch for update;
  kept := app.touched_since(p_batch);
  select coalesce(array_agg(id), '{}') into families from household
  where tenant_id = (select app.tenant()) and import_batch_id = p_batch and id <> all (kept);
  select coalesce(array_agg(distinct person_id), '{}') into people from household_member
  where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from search_key where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from person_document where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from contact_channel where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from relationship where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from household_member where tenant_id = (select app.tenant()) and household_id = any (families);
  delete from person where tenant_id = (select app.tenant()) and id = any (people);
  delete from household where tenant_id = (select app.tenant()) and id = any (families);
  update import_batch
  set state = 'undone', undone_by = app.user_id(), undone_at = statement_timestamp(), kept_families = cardinality(kept)
  where tenant_id = (select app.tenant()) and id = p_batch;
  return kept;
end $$;
comment on function app.undo_import(uuid) is
  'takes back the families a file brought and returns those that stay because somebody has worked with them since';

revoke all on function app.documents_out_of_sight(text[]), app.touched_since(uuid), app.undo_import(uuid) from public;
grant execute on function app.documents_out_of_sight(text[]), app.undo_import(uuid) to trenza_app;
