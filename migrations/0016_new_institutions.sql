-- As a subquery the tenant is a value the planner does not know. Known, a tenant too new for the statistics counts as having
-- no rows, and taking its list back joined all its people with all its people.
create or replace function app.touched_since(p_batch uuid) returns uuid[] language plpgsql stable security definer
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

create or replace function app.undo_import(p_batch uuid) returns uuid[] language plpgsql security definer
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

-- A new institution is a small part of a large table and would long go unnoticed by the statistics: every table with a
-- tenant is counted anew after one row in a hundred changed.
do $$
declare
  tenants regclass;
begin
  for tenants in
    select attribute.attrelid::regclass from pg_attribute attribute
    join pg_class on pg_class.oid = attribute.attrelid and pg_class.relkind = 'r'
    where attribute.attname = 'tenant_id' and pg_class.relnamespace = 'public'::regnamespace
  loop
    execute format('alter table %s set (autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 200)', tenants);
  end loop;
end $$;
