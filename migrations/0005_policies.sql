-- Row security, the second wall: enabled and forced on every table, one policy per command, for the application's role.
-- The owner (migrations, verification, SECURITY DEFINER functions) sees one tenant at a time too.
-- Sets come from scalar sub-selects, so the database computes each once per statement and never once per row.

revoke all on all tables in schema public from public;
grant usage on schema app, public to trenza_app;

create function app.guard(p_table regclass, p_owner_sees text default 'tenant_id = (select app.tenant())')
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format('create policy owner_rows on %s for all to trenza_owner using (%s) with check (%s)',
                 p_table, p_owner_sees, p_owner_sees);
end $$;
comment on function app.guard(regclass, text) is 'for migrations: closes a table to everyone but its owner';

create function app.allow(p_table regclass, p_command text, p_condition text)
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  condition text := format('tenant_id = (select app.tenant()) and (%s)', p_condition);
begin
  execute format('create policy app_%s on %s for %s to trenza_app %s', p_command, p_table, p_command,
    case p_command
      when 'insert' then format('with check (%s)', condition)
      when 'update' then format('using (%s) with check (%s)', condition, condition)
      else format('using (%s)', condition)
    end);
  if p_command <> 'update' then execute format('grant %s on %s to trenza_app', p_command, p_table); end if;
end $$;
comment on function app.allow(regclass, text, text) is
  'for migrations: lets the application do one command on the rows of its tenant that meet the condition; columns of update are granted apart';

create function app.grant_update(p_table regclass, p_kept text[] default '{}')
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute (
    select format('grant update (%s) on %s to trenza_app', string_agg(quote_ident(attname), ', ' order by attnum), p_table)
    from pg_attribute
    where attrelid = p_table and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
      and attname <> all (array['tenant_id', 'id', 'household_id', 'scope_key', 'recorded_at'] || p_kept)
  );
end $$;
comment on function app.grant_update(regclass, text[]) is
  'for migrations: every column may be corrected but the identity of the row, the family it belongs to and those kept';

-- A set is worked out only when a row asks for it: first comes what opens most files, the team of whoever visits the family.
create function app.reach(p_object text, p_mode text, p_level integer, p_key text, p_id text)
returns text language sql immutable set search_path = pg_catalog as $$
  select replace(replace(replace(replace(replace($q$
    #id# <> all (coalesce((select app.excluded_households()), '{}'))
    and (#id# = any (coalesce((select app.team_families()), '{}'))
        and #key# = any (coalesce((select app.scope_keys('#object#', '#mode#', #level#, 'team')), '{}'))
      or right(#key#, 1) <= (select app.whole_reach('#object#', '#mode#', #level#))
      or #key# = any (coalesce((select app.scope_keys('#object#', '#mode#', #level#)), '{}'))$q$
    || case when p_mode = 'read' and p_level <= 3 then $q$
      or #id# = any (coalesce((select app.glass_households()), '{}')) and right(#key#, 1) <= '3'$q$ else '' end
    || ')', '#id#', p_id), '#key#', p_key), '#object#', p_object), '#mode#', p_mode), '#level#', p_level::text)
$$;
comment on function app.reach(text, text, integer, text, text) is
  'for migrations: condition that a family, by the columns of its key and its id, is within reach for rows of that level';

-- A family is found by its own id and then asked for its batch. As a plain comparison the batch could lead: where no list
-- has been loaded yet, the statistics promise that it leads to nothing, and every row would read all families of its batch.
create function app.being_imported(p_column text default 'household_id') returns text language sql immutable
set search_path = pg_catalog as $$
  select replace($q$
    exists (
      select from household brought
      where brought.tenant_id = (select app.tenant()) and brought.id = #column#
        and (brought.import_batch_id = any (coalesce((select app.open_batches()), '{}'))) is true)
  $q$, '#column#', p_column)
$$;
comment on function app.being_imported(text) is 'for migrations: condition that a family comes from a file the user is loading';

create function app.knows_person(p_column text default 'person_id') returns text language sql immutable
set search_path = pg_catalog as $$
  select replace($q$
    exists (select from person known where known.tenant_id = (select app.tenant()) and known.id = #column#)
  $q$, '#column#', p_column)
$$;
comment on function app.knows_person(text) is 'for migrations: condition that a person is visible to the user';

create function app.follow_family(p_table regclass) returns void language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('alter table %s add column scope_key text not null default %L', p_table, '');
  execute format('create trigger family_scope_copied before insert or update of household_id on %s
                  for each row execute function app.copy_family_scope()', p_table);
  perform app.guard(p_table);
end $$;
comment on function app.follow_family(regclass) is
  'for migrations: closes a table below the family file and gives its rows the place and level of their family';

create function app.guard_family_table(p_table regclass, p_level integer, p_commands text[], p_also text default 'true')
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  readable text := app.reach('household', 'read', p_level, 'scope_key', 'household_id');
  writable text := app.reach('household', 'write', p_level, 'scope_key', 'household_id');
begin
  perform app.follow_family(p_table);
  perform app.allow(p_table, 'select', readable);
  if 'insert' = any (p_commands) then
    perform app.allow(p_table, 'insert', format('(%s) and (%s)', writable, p_also));
  end if;
  if 'update' = any (p_commands) then
    perform app.allow(p_table, 'update', format('(%s) and (%s)', writable, p_also));
    perform app.grant_update(p_table);
  end if;
  if 'delete' = any (p_commands) then
    perform app.allow(p_table, 'delete', writable);
  end if;
end $$;
comment on function app.guard_family_table(regclass, integer, text[], text) is
  'for migrations: a table below the family file, of that level, that allows these commands besides reading';

-- Things without a place -------------------------------------------------------------------------------------------
select app.guard('tenant', 'true'); -- signing in starts before a tenant is known
create policy app_select on tenant for select to trenza_app using (id = (select app.tenant()));
grant select on tenant to trenza_app;

select app.guard('user_account', 'true'); -- as above
select app.allow('user_account', 'select', $$id = (select app.user_id()) or (select app.tenant_ceiling('user', 'read', 1)) >= 1$$);
select app.allow('user_account', 'insert', $$(select app.tenant_ceiling('user', 'write', 1)) >= 1$$);
select app.allow('user_account', 'update', $$(select app.tenant_ceiling('user', 'write', 1)) >= 1$$);
select app.grant_update('user_account');

select app.guard('credential', 'true'); -- as above; the application reaches it only through functions of 0006
select app.guard('sign_in', 'true'); -- as above
select app.guard('sign_in_attempt', 'true'); -- the account may not exist
select app.guard('access_rule', 'true'); -- the same for all tenants
create policy app_select on access_rule for select to trenza_app using (true);
grant select on access_rule to trenza_app;

select app.guard('access_grant', 'true'); -- read at sign-in, before a tenant is set
select app.allow('access_grant', 'select', $$user_id = (select app.user_id()) or (select app.tenant_ceiling('grant', 'read', 1)) >= 1$$);
select app.allow('access_grant', 'insert', $$
  granted_by = (select app.user_id()) and user_id <> (select app.user_id())
  and territory_id::text || ':1' = any (coalesce((select app.scope_keys('grant', 'write', 1)), '{}'))$$);
select app.allow('access_grant', 'update', $$
  user_id <> (select app.user_id())
  and territory_id::text || ':1' = any (coalesce((select app.scope_keys('grant', 'write', 1)), '{}'))$$);
grant update (valid_to) on access_grant to trenza_app;

do $$
declare
  settings_table text;
begin
  foreach settings_table in array array['territory', 'pack_version', 'instrument_version'] loop
    perform app.guard(settings_table::regclass);
    perform app.allow(settings_table::regclass, 'select', $q$(select app.tenant_ceiling('configuration', 'read', 0)) >= 0$q$);
    perform app.allow(settings_table::regclass, 'insert', $q$(select app.tenant_ceiling('configuration', 'write', 0)) >= 0$q$);
  end loop;
end $$;
select app.allow('territory', 'update', $$(select app.tenant_ceiling('configuration', 'write', 0)) >= 0$$);
grant update (name, valid_to) on territory to trenza_app;
select app.guard('territory_closure', 'true'); -- written by the trigger only: a false pair would widen somebody's reach
select app.allow('territory_closure', 'select', $$(select app.tenant_ceiling('configuration', 'read', 0)) >= 0$$);

-- The family file ----------------------------------------------------------------------------------------------------
select app.guard('household');
select app.allow('household', 'select', app.reach('household', 'read', 0, 'scope_key', 'id'));
select app.allow('household', 'insert', $$
  registered_by = (select app.user_id())
  and case when import_batch_id is null
    then scope_key = any (coalesce((select app.scope_keys('household', 'register', 0)), '{}'))
    else scope_key = any (coalesce((select app.scope_keys('import', 'write', 0)), '{}'))
      and import_batch_id = any (coalesce((select app.open_batches()), '{}'))
  end$$);
select app.allow('household', 'update', app.reach('household', 'write', 0, 'scope_key', 'id'));
select app.grant_update('household', '{registered_by,registered_on,import_batch_id}');
select app.guard('household_code_counter'); -- app.next_household_code only

-- What a registry file brings: also writable while the file is being loaded.
do $$
declare
  brought record;
  table_name regclass;
begin
  for brought in select * from (values
    ('household_member', 1, 'app.may_link_person(person_id)', '{person_id}'),
    ('relationship', 1, app.knows_person('from_person_id') || ' and ' || app.knows_person('to_person_id'),
     '{from_person_id,to_person_id}'),
    ('person_document', 2, app.knows_person('person_document.person_id'), '{person_id}'),
    ('contact_channel', 2, app.knows_person('contact_channel.person_id'), '{person_id}'),
    ('search_key', 1, 'true', '{}')
  ) as tables (name, level, also, kept) loop
    table_name := brought.name;
    perform app.follow_family(table_name);
    perform app.allow(table_name, 'select', app.reach('household', 'read', brought.level, 'scope_key', 'household_id'));
    perform app.allow(table_name, 'insert', format('((%s) or (%s)) and (%s)',
      app.reach('household', 'write', brought.level, 'scope_key', 'household_id'),
      app.being_imported(brought.name || '.household_id'), brought.also));
    if brought.name = 'search_key' then
      perform app.allow('search_key', 'delete', app.reach('household', 'write', 1, 'scope_key', 'household_id'));
    else
      perform app.allow(table_name, 'update', app.reach('household', 'write', brought.level, 'scope_key', 'household_id'));
      perform app.grant_update(table_name, brought.kept::text[]);
    end if;
  end loop;
end $$;

select app.guard('person');
select app.allow('person', 'select', $$exists (
  select from household_member member where member.tenant_id = (select app.tenant()) and member.person_id = person.id)$$);
select app.allow('person', 'insert', $$
  (select app.holds('household', 'write', 1)) or (select app.holds('household', 'register', 1))
  or (select app.holds('import', 'write', 1))$$);
select app.allow('person', 'update', format($$exists (
  select from household_member member
  where member.tenant_id = (select app.tenant()) and member.person_id = person.id and (%s))$$,
  app.reach('household', 'write', 1, 'member.scope_key', 'member.household_id')));
select app.grant_update('person');

-- An address may be more secret than its family: it opens with the key of the higher level.
select app.follow_family('address');
alter table address add column open_key text not null generated always as (
  case when level > right('0' || scope_key, 1)::smallint then left(scope_key, -1) || level::text else scope_key end) stored;
select app.allow('address', 'select', app.reach('address', 'read', 0, 'open_key', 'household_id'));
select app.allow('address', 'insert', format('%s or level = 2 and %s',
  app.reach('address', 'write', 0, 'open_key', 'household_id'), app.being_imported('address.household_id')));

do $$
declare
  below record;
begin
  for below in select * from (values
    ('consent', 1, '{insert,update}', app.knows_person('consent.person_id')),
    ('case_file', 1, '{insert,update}', 'true'),
    ('stage_change', 1, '{insert}', 'changed_by = (select app.user_id())'),
    ('deadline', 1, '{insert,update}', 'true'),
    ('assessment', 2, '{insert,update}', 'true'),
    ('assessment_score', 2, '{insert}', 'true'),
    ('plan', 2, '{insert,update}', 'true'),
    ('goal', 2, '{insert,update}', 'true'),
    ('goal_action', 2, '{insert,update}', 'true'),
    ('session', 2, '{insert,update}', 'true'),
    ('session_presence', 2, '{insert}', 'person_id is null or ' || app.knows_person('session_presence.person_id')),
    ('goal_progress', 2, '{insert}', 'true'),
    ('task', 2, '{insert,update}', 'true'),
    ('alert', 2, '{insert,update}', 'true')
  ) as tables (name, level, commands, also) loop
    perform app.guard_family_table(below.name::regclass, below.level, below.commands::text[], below.also);
  end loop;
end $$;

-- Who works with a family, who must not, and emergencies -----------------------------------------------------------
create function app.supervises(p_object text, p_mode text, p_level integer) returns text language sql immutable
set search_path = pg_catalog as $$
  select format($q$household_id <> all (coalesce((select app.excluded_households()), '{}'))
    and scope_key = any (coalesce((select app.scope_keys(%L, %L, %s)), '{}'))$q$, p_object, p_mode, p_level)
$$;
comment on function app.supervises(text, text, integer) is
  'for migrations: condition that the family of a row lies where the user holds that right';

select app.follow_family('household_team');
select app.allow('household_team', 'select', format($$
  user_id = (select app.user_id()) and household_id <> all (coalesce((select app.excluded_households()), '{}')) or %s$$,
  app.reach('household', 'read', 1, 'scope_key', 'household_id')));
select app.allow('household_team', 'insert', format($$
  %s or user_id = (select app.user_id()) and role = 'intake' and app.may_take_intake(household_id)$$,
  app.supervises('team', 'write', 1)));
select app.allow('household_team', 'update', app.supervises('team', 'write', 1));
grant update (valid_to) on household_team to trenza_app;

select app.follow_family('exclusion');
select app.allow('exclusion', 'select', app.supervises('team', 'write', 3));
select app.allow('exclusion', 'insert', app.supervises('team', 'write', 3));
select app.allow('exclusion', 'update', app.supervises('team', 'write', 3));
grant update (valid_to) on exclusion to trenza_app;

-- The start and the end of an emergency are the database's own clock, never a value sent.
alter table break_glass alter column expires_at set default now() + interval '2 hours';
select app.follow_family('break_glass');
select app.allow('break_glass', 'select', format('user_id = (select app.user_id()) or %s',
  app.supervises('readlog', 'read', 3)));
select app.allow('break_glass', 'insert', $$user_id = (select app.user_id()) and app.may_open_glass(household_id)$$);
revoke insert on break_glass from trenza_app;
grant insert (tenant_id, id, household_id, user_id, reason) on break_glass to trenza_app;

-- Referrals and who reported -----------------------------------------------------------------------------------------
select app.guard('referral');
select app.allow('referral', 'select', $$
  (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and (scope_key = any (coalesce((select app.scope_keys('referral', 'read', 0)), '{}'))
    or level <= 3 and household_id = any (coalesce((select app.glass_households()), '{}')))$$);
select app.allow('referral', 'insert', $$
  registered_by = (select app.user_id())
  and (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and scope_key = any (coalesce((select app.scope_keys('referral', 'register', 0)), '{}'))$$);
select app.allow('referral', 'update', $$
  (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and scope_key = any (coalesce((select app.scope_keys('referral', 'write', 0)), '{}'))$$);
select app.grant_update('referral', '{registered_by,received_on,code}');
grant update (household_id) on referral to trenza_app;

select app.guard('referral_reporter');
select app.allow('referral_reporter', 'select', $$exists (
  select from referral told
  where told.tenant_id = (select app.tenant()) and told.id = referral_id
    and told.territory_id::text || ':4' = any (coalesce((select app.scope_keys('reporter', 'read', 4)), '{}')))$$);
select app.allow('referral_reporter', 'insert', $$exists (
  select from referral told
  where told.tenant_id = (select app.tenant()) and told.id = referral_id and told.registered_by = (select app.user_id())
    and told.scope_key = any (coalesce((select app.scope_keys('reporter', 'register', 0, 'own')), '{}')))$$);

-- What is kept of every operation and reading ------------------------------------------------------------------------
select app.guard('import_batch');
select app.allow('import_batch', 'select', $$(select app.holds('import', 'write', 1))$$);
select app.allow('import_batch', 'insert', $$imported_by = (select app.user_id()) and (select app.holds('import', 'write', 1))$$);

select app.guard('operation_receipt');
select app.allow('operation_receipt', 'select', 'actor_id = (select app.user_id())');
select app.allow('operation_receipt', 'insert', 'actor_id = (select app.user_id())');
select app.allow('operation_receipt', 'update', 'actor_id = (select app.user_id())');
grant update (output) on operation_receipt to trenza_app;

select app.guard('ledger');
select app.allow('ledger', 'select', $$(select app.tenant_ceiling('ledger', 'read', 3)) >= 3$$);
select app.allow('ledger', 'insert', 'actor_id = (select app.user_id())');
select app.guard('ledger_head');
select app.allow('ledger_head', 'select', 'true');
select app.allow('ledger_head', 'insert', 'seq = 0');
select app.allow('ledger_head', 'update', 'true');
grant update (seq, hash) on ledger_head to trenza_app;

select app.guard('read_log');
select app.allow('read_log', 'select', $$(select app.tenant_ceiling('ledger', 'read', 3)) >= 3 or exists (
  select from household
  where household.tenant_id = (select app.tenant()) and household.id = read_log.household_id
    and household.scope_key = any (coalesce((select app.scope_keys('readlog', 'read', 3)), '{}')))$$);
select app.allow('read_log', 'insert', 'actor_id = (select app.user_id())');

-- The sets above are all the application may ask of this schema; what migrations use stays with the owner.
grant execute on function app.tenant(), app.user_id(), app.purpose(), app.today(), app.holds(text, text, integer),
  app.scope_keys(text, text, integer, text), app.whole_reach(text, text, integer),
  app.tenant_ceiling(text, text, integer), app.team_families(), app.glass_households(), app.excluded_households(), app.open_batches(), app.may_take_intake(uuid), app.may_open_glass(uuid),
  app.may_link_person(uuid) to trenza_app;
