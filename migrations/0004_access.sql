-- Who reaches what, as sets computed once per statement. Row security (0005) and nothing else uses them.
-- Every function answers null or nothing when the tenant or the user of the transaction is not set: access fails closed.

-- A new function is the owner's until it is granted by name.
alter default privileges revoke execute on functions from public;
revoke all on all functions in schema app from public;

-- Parsed once, so no search path can change them, and plain enough to be inlined into the statement that asks.
create function app.tenant() returns uuid language sql stable parallel safe
return nullif(current_setting('trenza.tenant', true), '')::uuid;
comment on function app.tenant() is 'tenant of this transaction, set with set_config(''trenza.tenant'', …, true)';

create function app.user_id() returns uuid language sql stable parallel safe
return nullif(current_setting('trenza.user', true), '')::uuid;
comment on function app.user_id() is 'user of this transaction';

create function app.purpose() returns text language sql stable parallel safe
return coalesce(nullif(current_setting('trenza.purpose', true), ''), 'care');
comment on function app.purpose() is 'declared purpose of this transaction; ordinary care when none is declared';

create function app.today() returns date language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select (statement_timestamp() at time zone tenant.time_zone)::date from tenant where tenant.id = app.tenant());
end $$;
comment on function app.today() is 'calendar day where the tenant lives, by the clock of the database';

-- The rules the user holds now: role table x dated grants x purpose. Level 4 opens under the purpose of protection only.
create view app.active_rule as
select rule.object, rule.mode, rule.scope, access_grant.territory_id,
       least(rule.ceiling, access_grant.max_level, case when app.purpose() = 'protection' then 4 else 3 end)::smallint as ceiling
from public.access_grant
join public.access_rule rule on rule.role = access_grant.role
where access_grant.tenant_id = app.tenant() and access_grant.user_id = app.user_id()
  and app.purpose() = any (access_grant.purposes)
  and daterange(access_grant.valid_from, access_grant.valid_to) @> (select app.today());
comment on view app.active_rule is 'level 1: what the user of this transaction may do, and where; for the functions of this schema only';

create function app.holds(p_object text, p_mode text, p_level integer) returns boolean language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select from app.active_rule rule
    where rule.object = p_object and rule.mode = p_mode and rule.ceiling >= p_level
  );
end $$;
comment on function app.holds(text, text, integer) is 'whether the user holds any rule of this kind up to this level, anywhere';

create function app.scope_keys(p_object text, p_mode text, p_level integer, p_scope text default 'territory')
returns text[] language plpgsql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(closure.descendant_id::text || ':' || level)
    from app.active_rule rule
    join territory_closure closure on closure.tenant_id = app.tenant() and closure.ancestor_id = rule.territory_id
    cross join generate_series(0, rule.ceiling) level
    where rule.object = p_object and rule.mode = p_mode and rule.scope = p_scope and rule.ceiling >= p_level
  );
end $$;
comment on function app.scope_keys(text, text, integer, text) is
  'territory:level pairs the user reaches for a kind and mode, when what hangs there is itself of p_level';

create index territory_root on territory (tenant_id) where parent_id is null;

create function app.whole_reach(p_object text, p_mode text, p_level integer) returns text language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select max(rule.ceiling)::text from app.active_rule rule
    where rule.object = p_object and rule.mode = p_mode and rule.scope = 'territory' and rule.ceiling >= p_level
      and rule.territory_id = all (
        select root.id from territory root where root.tenant_id = app.tenant() and root.parent_id is null)
  );
end $$;
comment on function app.whole_reach(text, text, integer) is
  'level up to which the user reaches every territory, null for who reaches some: spares a director the long list of keys';

create function app.tenant_ceiling(p_object text, p_mode text, p_level integer) returns smallint language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select max(rule.ceiling) from app.active_rule rule
    where rule.object = p_object and rule.mode = p_mode and rule.scope = 'tenant' and rule.ceiling >= p_level
  );
end $$;
comment on function app.tenant_ceiling(text, text, integer) is 'highest level the user reaches in the whole tenant, null when none';

create function app.team_families() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(team.household_id) from household_team team
    where team.tenant_id = app.tenant() and team.user_id = app.user_id()
      and daterange(team.valid_from, team.valid_to) @> (select app.today())
  );
end $$;
comment on function app.team_families() is 'families the user works with today';

create function app.glass_households() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(glass.household_id) from break_glass glass
    where glass.tenant_id = app.tenant() and glass.user_id = app.user_id()
      and glass.opened_at <= statement_timestamp() and statement_timestamp() < glass.expires_at
  );
end $$;
comment on function app.glass_households() is 'families whose file the user opened in an emergency that has not expired';

create function app.excluded_households() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(exclusion.household_id) from exclusion
    where exclusion.tenant_id = app.tenant() and exclusion.user_id = app.user_id()
      and daterange(exclusion.valid_from, exclusion.valid_to) @> (select app.today())
  );
end $$;
comment on function app.excluded_households() is 'families the user must not see, whatever else is granted';

create function app.open_batches() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(batch.id) from import_batch batch
    where batch.tenant_id = app.tenant() and batch.imported_by = app.user_id() and batch.state = 'applied'
      and batch.recorded_at > statement_timestamp() - interval '1 hour'
      and app.holds('import', 'write', 1)
  );
end $$;
comment on function app.open_batches() is 'registry files the user is loading now: what they bring may be written without a right on each family';

-- Checks of one row. They look past row security because the row they ask about may not be visible yet; never for lists.
create function app.reaches_family(p_household uuid, p_mode text, p_level integer) returns boolean language plpgsql stable
security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select from household
    where household.tenant_id = app.tenant() and household.id = p_household
      and household.id <> all (coalesce(app.excluded_households(), '{}'))
      and (household.scope_key = any (app.scope_keys('household', p_mode, p_level))
        or household.scope_key = any (app.scope_keys('household', p_mode, p_level, 'team'))
          and household.id = any (app.team_families())
        or p_mode = 'read' and p_level <= 3 and household.level <= 3 and household.id = any (app.glass_households()))
  );
end $$;
comment on function app.reaches_family(uuid, text, integer) is 'whether a family is within the user''s reach for a mode, for rows of that level';

create function app.may_take_intake(p_household uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select from household
    where household.tenant_id = app.tenant() and household.id = p_household
      and household.registered_by = app.user_id()
      and household.scope_key = any (app.scope_keys('household', 'register', 1))
      and household.id <> all (coalesce(app.excluded_households(), '{}'))
      and not exists (
        select from household_team team where team.tenant_id = household.tenant_id and team.household_id = household.id)
  );
end $$;
comment on function app.may_take_intake(uuid) is
  'whoever registered a family becomes its first worker, once: never again after it has had a team';

create function app.may_open_glass(p_household uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select from household
    where household.tenant_id = app.tenant() and household.id = p_household and household.level <= 3
      and household.scope_key = any (app.scope_keys('breakglass', 'register', 0))
      and household.id <> all (coalesce(app.excluded_households(), '{}'))
  );
end $$;
comment on function app.may_open_glass(uuid) is 'an emergency opens unsealed families of the granted territory, never one the user is excluded from';

-- As a subquery the tenant is a value the planner does not know. Known, a tenant too new for the statistics counts as having
-- no rows, and the index on its households looks as good as the one on the person.
create function app.may_link_person(p_person uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  homes uuid[] := (
    select array_agg(member.household_id) from household_member member
    where member.tenant_id = (select app.tenant()) and member.person_id = p_person);
begin
  return homes is null or exists (select from unnest(homes) home where app.reaches_family(home, 'read', 1));
end $$;
comment on function app.may_link_person(uuid) is
  'a person joins a household when new, or when already visible to the user: guessing an identifier opens nothing';

-- Every row below a family carries the family's place and level, so that row security never has to look the family up.
-- Loading as superuser sets no tenant: these triggers then work in the tenant of the row.
create function app.enter_tenant(p_tenant uuid) returns text language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  before text := coalesce(current_setting('trenza.tenant', true), '');
begin
  if before is distinct from p_tenant::text then
    perform set_config('trenza.tenant', p_tenant::text, true);
  end if;
  return before;
end $$;
comment on function app.enter_tenant(uuid) is 'for triggers: changes the tenant of the transaction and tells which it was, to change it back';

create function app.copy_family_scope() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := app.enter_tenant(new.tenant_id);
begin
  -- The lock is the one the foreign key takes anyway; a family that is moving makes this row wait and then read the new place.
  select household.scope_key into new.scope_key from household
  where household.tenant_id = new.tenant_id and household.id = new.household_id for key share;
  new.scope_key := coalesce(new.scope_key, '');
  perform set_config('trenza.tenant', before, true);
  return new;
end $$;

create function app.lock_moving_family() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := app.enter_tenant(new.tenant_id);
begin
  -- Waits for rows being added below the family: they have read the old place and must be seen by the next trigger.
  perform from household where household.tenant_id = old.tenant_id and household.id = old.id for update;
  perform set_config('trenza.tenant', before, true);
  return new;
end $$;

create function app.spread_family_scope() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := app.enter_tenant(new.tenant_id);
  follower regclass;
begin
  for follower in select tgrelid from pg_trigger where tgname = 'family_scope_copied' loop
    execute format('update %s set scope_key = $1 where tenant_id = $2 and household_id = $3', follower)
    using new.scope_key, new.tenant_id, new.id;
  end loop;
  perform set_config('trenza.tenant', before, true);
  return null;
end $$;

create trigger family_moving before update of territory_id, level on household
for each row when (old.territory_id is distinct from new.territory_id or old.level is distinct from new.level)
execute function app.lock_moving_family();
create trigger family_moved after update of territory_id, level on household
for each row when (old.scope_key is distinct from new.scope_key) execute function app.spread_family_scope();
