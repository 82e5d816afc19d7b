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
      and attname <> all (array['tenant_id', 'id', 'household_id', 'recorded_at'] || p_kept)
  );
end $$;
comment on function app.grant_update(regclass, text[]) is
  'for migrations: every column may be corrected but the identity of the row, the family it belongs to and those kept';

create function app.reach_of_household(p_mode text, p_level integer, p_column text default 'household_id',
                                       p_object text default 'household')
returns text language sql immutable set search_path = pg_catalog as $$
  select replace(replace(replace(replace($q$
    #column# <> all (coalesce((select app.excluded_households()), '{}'))
    and (#column# = any (coalesce((select app.team_households('#object#', '#mode#', #level#)), '{}'))
      or exists (
        select from household reached
        where reached.tenant_id = (select app.tenant()) and reached.id = #column#
          and (reached.scope_key = any (coalesce((select app.scope_keys('#object#', '#mode#', #level#)), '{}'))
            or reached.level <= coalesce((select app.tenant_ceiling('#object#', '#mode#', #level#)), -1))))
  $q$, '#column#', p_column), '#object#', p_object), '#mode#', p_mode), '#level#', p_level::text)
$$;
comment on function app.reach_of_household(text, integer, text, text) is
  'for migrations: condition that a family is within the user''s reach for a mode, for rows of that level';

create function app.being_imported(p_column text default 'household_id') returns text language sql immutable
set search_path = pg_catalog as $$
  select replace($q$
    exists (
      select from household brought
      where brought.tenant_id = (select app.tenant()) and brought.id = #column#
        and brought.import_batch_id = any (coalesce((select app.open_batches()), '{}')))
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

create function app.guard_family_table(p_table regclass, p_level integer, p_commands text[], p_also text default 'true')
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  full_name text := p_table::text || '.household_id';
begin
  perform app.guard(p_table);
  perform app.allow(p_table, 'select', app.reach_of_household('read', p_level, full_name));
  if 'insert' = any (p_commands) then
    perform app.allow(p_table, 'insert', format('(%s) and (%s)', app.reach_of_household('write', p_level, full_name), p_also));
  end if;
  if 'update' = any (p_commands) then
    perform app.allow(p_table, 'update', format('(%s) and (%s)', app.reach_of_household('write', p_level, full_name), p_also));
    perform app.grant_update(p_table);
  end if;
  if 'delete' = any (p_commands) then
    perform app.allow(p_table, 'delete', app.reach_of_household('write', p_level, full_name));
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
select app.allow('household', 'select', $$
  id <> all (coalesce((select app.excluded_households()), '{}'))
  and (id = any (coalesce((select app.team_households('household', 'read', 0)), '{}'))
    or scope_key = any (coalesce((select app.scope_keys('household', 'read', 0)), '{}'))
    or level <= coalesce((select app.tenant_ceiling('household', 'read', 0)), -1))$$);
select app.allow('household', 'insert', $$
  registered_by = (select app.user_id())
  and case when import_batch_id is null
    then scope_key = any (coalesce((select app.scope_keys('household', 'register', 0)), '{}'))
    else scope_key = any (coalesce((select app.scope_keys('import', 'write', 0)), '{}'))
      and import_batch_id = any (coalesce((select app.open_batches()), '{}'))
  end$$);
select app.allow('household', 'update', $$
  id <> all (coalesce((select app.excluded_households()), '{}'))
  and (id = any (coalesce((select app.team_households('household', 'write', 0)), '{}'))
    or scope_key = any (coalesce((select app.scope_keys('household', 'write', 0)), '{}'))
    or level <= coalesce((select app.tenant_ceiling('household', 'write', 0)), -1))$$);
select app.grant_update('household', '{registered_by,registered_on,import_batch_id}');
select app.guard('household_code_counter'); -- app.next_household_code only

-- What a registry file brings: also writable while the file is being loaded.
do $$
declare
  brought record;
begin
  for brought in select * from (values
    ('household_member', 1, 'app.may_link_person(person_id)', '{person_id}'),
    ('relationship', 1, app.knows_person('from_person_id') || ' and ' || app.knows_person('to_person_id'),
     '{from_person_id,to_person_id}'),
    ('person_document', 2, app.knows_person('person_document.person_id'), '{person_id}'),
    ('contact_channel', 2, app.knows_person('contact_channel.person_id'), '{person_id}'),
    ('search_key', 1, 'true', '{}')
  ) as tables (name, level, also, kept) loop
    perform app.guard(brought.name::regclass);
    perform app.allow(brought.name::regclass, 'select',
      app.reach_of_household('read', brought.level, brought.name || '.household_id'));
    perform app.allow(brought.name::regclass, 'insert', format('((%s) or (%s)) and (%s)',
      app.reach_of_household('write', brought.level, brought.name || '.household_id'),
      app.being_imported(brought.name || '.household_id'), brought.also));
    if brought.name = 'search_key' then
      perform app.allow('search_key', 'delete', app.reach_of_household('write', 1, 'search_key.household_id'));
    else
      perform app.allow(brought.name::regclass, 'update',
        app.reach_of_household('write', brought.level, brought.name || '.household_id'));
      perform app.grant_update(brought.name::regclass, brought.kept::text[]);
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
  app.reach_of_household('write', 1, 'member.household_id')));
select app.grant_update('person');

select app.guard('address');
select app.allow('address', 'select', $$
  household_id <> all (coalesce((select app.excluded_households()), '{}'))
  and (level = 2 and household_id = any (coalesce((select app.team_households('address', 'read', 2)), '{}'))
    or level = 3 and household_id = any (coalesce((select app.team_households('address', 'read', 3)), '{}'))
    or level = 4 and household_id = any (coalesce((select app.team_households('address', 'read', 4)), '{}'))
    or exists (
      select from household reached
      where reached.tenant_id = (select app.tenant()) and reached.id = address.household_id
        and (reached.territory_id::text || ':' || greatest(reached.level, address.level)
               = any (coalesce((select app.scope_keys('address', 'read', 0)), '{}'))
          or greatest(reached.level, address.level) <= coalesce((select app.tenant_ceiling('address', 'read', 0)), -1))))$$);
select app.allow('address', 'insert', format($$
  household_id <> all (coalesce((select app.excluded_households()), '{}'))
  and (level = 2 and household_id = any (coalesce((select app.team_households('address', 'write', 2)), '{}'))
    or level = 3 and household_id = any (coalesce((select app.team_households('address', 'write', 3)), '{}'))
    or level = 4 and household_id = any (coalesce((select app.team_households('address', 'write', 4)), '{}'))
    or exists (
      select from household reached
      where reached.tenant_id = (select app.tenant()) and reached.id = address.household_id
        and (reached.territory_id::text || ':' || greatest(reached.level, address.level)
               = any (coalesce((select app.scope_keys('address', 'write', 0)), '{}'))
          or greatest(reached.level, address.level) <= coalesce((select app.tenant_ceiling('address', 'write', 0)), -1)))
    or level = 2 and %s)$$, app.being_imported('address.household_id')));

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
create function app.supervises(p_object text, p_mode text, p_level integer, p_column text) returns text language sql immutable
set search_path = pg_catalog as $$
  select replace(replace(replace(replace($q$
    exists (
      select from household reached
      where reached.tenant_id = (select app.tenant()) and reached.id = #column#
        and reached.scope_key = any (coalesce((select app.scope_keys('#object#', '#mode#', #level#)), '{}')))
  $q$, '#column#', p_column), '#object#', p_object), '#mode#', p_mode), '#level#', p_level::text)
$$;
comment on function app.supervises(text, text, integer, text) is
  'for migrations: condition that a visible family lies in a territory where the user holds that right';

select app.guard('household_team');
select app.allow('household_team', 'select', format($$
  user_id = (select app.user_id()) and household_id <> all (coalesce((select app.excluded_households()), '{}')) or (%s)$$,
  app.reach_of_household('read', 1, 'household_team.household_id')));
select app.allow('household_team', 'insert', format($$
  %s or user_id = (select app.user_id()) and role = 'intake' and app.may_take_intake(household_id)$$,
  app.supervises('team', 'write', 1, 'household_team.household_id')));
select app.allow('household_team', 'update', app.supervises('team', 'write', 1, 'household_team.household_id'));
grant update (valid_to) on household_team to trenza_app;

select app.guard('exclusion');
select app.allow('exclusion', 'select', app.supervises('team', 'write', 3, 'exclusion.household_id'));
select app.allow('exclusion', 'insert', app.supervises('team', 'write', 3, 'exclusion.household_id'));
select app.allow('exclusion', 'update', app.supervises('team', 'write', 3, 'exclusion.household_id'));
grant update (valid_to) on exclusion to trenza_app;

-- The start and the end of an emergency are the database's own clock, never a value sent.
alter table break_glass alter column expires_at set default now() + interval '2 hours';
select app.guard('break_glass');
select app.allow('break_glass', 'select', format('user_id = (select app.user_id()) or %s',
  app.supervises('readlog', 'read', 3, 'break_glass.household_id')));
select app.allow('break_glass', 'insert', $$user_id = (select app.user_id()) and app.may_open_glass(household_id)$$);
revoke insert on break_glass from trenza_app;
grant insert (tenant_id, id, household_id, user_id, reason) on break_glass to trenza_app;

-- Referrals and who reported -----------------------------------------------------------------------------------------
select app.guard('referral');
select app.allow('referral', 'select', $$
  (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and (scope_key = any (coalesce((select app.scope_keys('referral', 'read', 0)), '{}'))
    or level <= coalesce((select app.tenant_ceiling('referral', 'read', 0)), -1)
    or level <= 3 and household_id = any (coalesce((select app.glass_households()), '{}')))$$);
select app.allow('referral', 'insert', $$
  registered_by = (select app.user_id())
  and (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and scope_key = any (coalesce((select app.scope_keys('referral', 'register', 0)), '{}'))$$);
select app.allow('referral', 'update', $$
  (household_id is null or household_id <> all (coalesce((select app.excluded_households()), '{}')))
  and (scope_key = any (coalesce((select app.scope_keys('referral', 'write', 0)), '{}'))
    or level <= coalesce((select app.tenant_ceiling('referral', 'write', 0)), -1))$$);
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
select app.allow('read_log', 'select', format($$(select app.tenant_ceiling('ledger', 'read', 3)) >= 3 or %s$$,
  app.supervises('readlog', 'read', 3, 'read_log.household_id')));
select app.allow('read_log', 'insert', 'actor_id = (select app.user_id())');

-- The sets above are all the application may ask of this schema; what migrations use stays with the owner.
grant execute on function app.tenant(), app.user_id(), app.purpose(), app.today(), app.holds(text, text, integer),
  app.scope_keys(text, text, integer, text), app.tenant_ceiling(text, text, integer), app.glass_households(),
  app.team_households(text, text, integer), app.excluded_households(), app.open_batches(), app.may_take_intake(uuid),
  app.may_open_glass(uuid), app.may_link_person(uuid) to trenza_app;
