-- Who reaches what, as sets computed once per statement. Row security (0005) and nothing else uses them.
-- Every function answers null or nothing when the tenant or the user of the transaction is not set: access fails closed.

-- A new function is the owner's until it is granted by name.
alter default privileges revoke execute on functions from public;
revoke all on all functions in schema app from public;

create function app.tenant() returns uuid language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('trenza.tenant', true), '')::uuid $$;
comment on function app.tenant() is 'tenant of this transaction, set with set_config(''trenza.tenant'', …, true)';

create function app.user_id() returns uuid language sql stable parallel safe set search_path = pg_catalog
as $$ select nullif(current_setting('trenza.user', true), '')::uuid $$;
comment on function app.user_id() is 'user of this transaction';

create function app.purpose() returns text language sql stable parallel safe set search_path = pg_catalog
as $$ select coalesce(nullif(current_setting('trenza.purpose', true), ''), 'care') $$;
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
where access_grant.tenant_id = (select app.tenant())
  and access_grant.user_id = (select app.user_id())
  and (select app.purpose()) = any (access_grant.purposes)
  and access_grant.valid_from <= (select app.today())
  and (access_grant.valid_to is null or (select app.today()) < access_grant.valid_to);
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
    select array_agg(distinct closure.descendant_id::text || ':' || level)
    from app.active_rule rule
    join territory_closure closure on closure.tenant_id = app.tenant() and closure.ancestor_id = rule.territory_id
    cross join generate_series(0, rule.ceiling) level
    where rule.object = p_object and rule.mode = p_mode and rule.scope = p_scope and rule.ceiling >= p_level
  );
end $$;
comment on function app.scope_keys(text, text, integer, text) is
  'territory:level pairs the user reaches for a kind and mode, when what hangs there is itself of p_level';

create function app.tenant_ceiling(p_object text, p_mode text, p_level integer) returns smallint language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select max(rule.ceiling) from app.active_rule rule
    where rule.object = p_object and rule.mode = p_mode and rule.scope = 'tenant' and rule.ceiling >= p_level
  );
end $$;
comment on function app.tenant_ceiling(text, text, integer) is 'highest level the user reaches in the whole tenant, null when none';

create function app.glass_households() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(distinct glass.household_id) from break_glass glass
    where glass.tenant_id = app.tenant() and glass.user_id = app.user_id()
      and glass.opened_at <= statement_timestamp() and statement_timestamp() < glass.expires_at
  );
end $$;
comment on function app.glass_households() is 'families whose file the user opened in an emergency that has not expired';

create function app.team_households(p_object text, p_mode text, p_level integer) returns uuid[] language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  keys text[] := app.scope_keys(p_object, p_mode, p_level, 'team');
  today date := app.today();
begin
  return (
    select array_agg(reached.id) from (
      select household.id
      from household_team team
      join household on household.tenant_id = team.tenant_id and household.id = team.household_id
      where keys is not null and team.tenant_id = app.tenant() and team.user_id = app.user_id()
        and team.valid_from <= today and (team.valid_to is null or today < team.valid_to)
        and household.scope_key = any (keys)
      union
      select household.id from household
      where p_mode = 'read' and p_level <= 3 and household.level <= 3
        and household.tenant_id = app.tenant() and household.id = any (app.glass_households())
    ) reached
  );
end $$;
comment on function app.team_households(text, text, integer) is
  'families of the user''s team now, and for reading those opened in an emergency, when what hangs there is itself of p_level';

create function app.excluded_households() returns uuid[] language plpgsql stable parallel safe security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := app.today();
begin
  return (
    select array_agg(exclusion.household_id) from exclusion
    where exclusion.tenant_id = app.tenant() and exclusion.user_id = app.user_id()
      and exclusion.valid_from <= today and (exclusion.valid_to is null or today < exclusion.valid_to)
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

-- Checks of one row at its insertion. They look past row security because the row they ask about is not visible yet.
create function app.may_take_intake(p_household uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select from household
    where household.tenant_id = app.tenant() and household.id = p_household
      and household.registered_by = app.user_id()
      and household.scope_key = any (app.scope_keys('household', 'register', 1))
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

create function app.may_link_person(p_person uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  keys text[];
  ceiling smallint;
begin
  if not exists (
    select from household_member member where member.tenant_id = app.tenant() and member.person_id = p_person
  ) then
    return true;
  end if;
  keys := app.scope_keys('household', 'read', 1);
  ceiling := app.tenant_ceiling('household', 'read', 1);
  return exists (
    select from household_member member
    join household on household.tenant_id = member.tenant_id and household.id = member.household_id
    where member.tenant_id = app.tenant() and member.person_id = p_person
      and household.id <> all (coalesce(app.excluded_households(), '{}'))
      and (household.scope_key = any (keys) or household.level <= ceiling
           or household.id = any (app.team_households('household', 'read', 1)))
  );
end $$;
comment on function app.may_link_person(uuid) is
  'a person joins a household when new, or when already visible to the user: guessing an identifier opens nothing';
