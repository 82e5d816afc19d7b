-- A family is found by its own id and then asked for its batch. As a plain comparison the batch could lead: where no list
-- has been loaded yet, the statistics promise that it leads to nothing, and every row would read all families of its batch.
create or replace function app.being_imported(p_column text default 'household_id') returns text language sql immutable
set search_path = pg_catalog as $$
  select replace($q$
    exists (
      select from household brought
      where brought.tenant_id = (select app.tenant()) and brought.id = #column#
        and (brought.import_batch_id = any (coalesce((select app.open_batches()), '{}'))) is true)
  $q$, '#column#', p_column)
$$;

do $$
declare
  brought record;
begin
  for brought in select * from (values
    ('household_member', 1, 'app.may_link_person(person_id)'),
    ('relationship', 1, app.knows_person('from_person_id') || ' and ' || app.knows_person('to_person_id')),
    ('person_document', 2, app.knows_person('person_document.person_id')),
    ('contact_channel', 2, app.knows_person('contact_channel.person_id')),
    ('search_key', 1, 'true')
  ) as tables (name, level, also) loop
    execute format('drop policy app_insert on %I', brought.name);
    perform app.allow(brought.name::regclass, 'insert', format('((%s) or (%s)) and (%s)',
      app.reach('household', 'write', brought.level, 'scope_key', 'household_id'),
      app.being_imported(brought.name || '.household_id'), brought.also));
  end loop;
end $$;

-- As a subquery the tenant is a value the planner does not know. Known, a tenant too new for the statistics counts as having
-- no rows, and the index on its households looks as good as the one on the person.
create or replace function app.may_link_person(p_person uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  homes uuid[] := (
    select array_agg(member.household_id) from household_member member
    where member.tenant_id = (select app.tenant()) and member.person_id = p_person);
begin
  return homes is null or exists (select from unnest(homes) home where app.reaches_family(home, 'read', 1));
end $$;
