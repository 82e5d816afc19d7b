-- What the server asks before or beside row security: signing in, numbers of families, facts for a
-- decision. Each function does one thing as the owner and gives out no more than its name says.

-- Signing in ---------------------------------------------------------------------------------------------------------
-- Times come from the server's clock as an argument, so that one clock decides about a browser and tests can set it.
alter table sign_in alter column opened_at drop default, alter column last_seen_at drop default;
alter table sign_in add column family_mode_assessment_id uuid;
alter table sign_in add check ((family_mode_household_id is null) = (family_mode_assessment_id is null));

create function app.grants_of(p_tenant uuid, p_user uuid) returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('role', role, 'territoryId', territory_id, 'maxLevel', max_level,
      'purposes', purposes, 'validFrom', valid_from, 'validTo', valid_to) order by valid_from, id), '[]')
    from access_grant where tenant_id = p_tenant and user_id = p_user
  );
end $$;
comment on function app.grants_of(uuid, uuid) is 'every grant of a person, with the member names of the program''s Grant';

create function app.find_sign_in(p_token_hash bytea) returns table (
  sign_in_id uuid, tenant_id uuid, user_id uuid, display_name text, email text, language text, time_zone text,
  demo boolean, last_seen_at timestamptz, expires_at timestamptz, second_factor_at timestamptz,
  family_mode_household_id uuid, family_mode_assessment_id uuid, totp_confirmed boolean, password_given boolean, grants jsonb
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select browser.id, browser.tenant_id, browser.user_id, person.display_name, person.email, person.language,
      tenant.time_zone, tenant.demo, browser.last_seen_at, browser.expires_at, browser.second_factor_at,
      browser.family_mode_household_id, browser.family_mode_assessment_id, credential.totp_confirmed_at is not null,
      coalesce(credential.password_given, false),
      app.grants_of(browser.tenant_id, browser.user_id)
    from sign_in browser
    join user_account person on person.tenant_id = browser.tenant_id and person.id = browser.user_id
    join tenant on tenant.id = browser.tenant_id
    left join credential on credential.tenant_id = browser.tenant_id and credential.user_id = browser.user_id
    where browser.token_hash = p_token_hash and browser.ended_at is null and person.disabled_at is null;
end $$;
comment on function app.find_sign_in(bytea) is 'the browser of a token, not ended, and who it belongs to; a disabled person has none';

create function app.find_credential(p_email text) returns table (
  tenant_id uuid, user_id uuid, password_hash text
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select person.tenant_id, person.id, credential.password_hash
    from user_account person
    join credential on credential.tenant_id = person.tenant_id and credential.user_id = person.id
    where person.email = lower(p_email) and person.disabled_at is null;
end $$;
comment on function app.find_credential(text) is 'what is needed to check the password of an account that may sign in';

create function app.open_sign_in(p_tenant uuid, p_user uuid, p_id uuid, p_token_hash bytea, p_now timestamptz,
                                 p_expires_at timestamptz, p_device text) returns void language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into sign_in (tenant_id, id, user_id, token_hash, opened_at, last_seen_at, expires_at, device)
  select p_tenant, p_id, p_user, p_token_hash, p_now, p_now, p_expires_at, left(p_device, 200)
  from user_account where tenant_id = p_tenant and id = p_user and disabled_at is null;
  if not found then
    raise exception 'no such account' using errcode = 'insufficient_privilege';
  end if;
end $$;
comment on function app.open_sign_in(uuid, uuid, uuid, bytea, timestamptz, timestamptz, text) is
  'opens a browser for a person whose password was checked';

create function app.touch_sign_in(p_token_hash bytea, p_now timestamptz) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update sign_in set last_seen_at = greatest(last_seen_at, p_now) where token_hash = p_token_hash and ended_at is null
$$;
comment on function app.touch_sign_in(bytea, timestamptz) is 'marks a browser as in use';

create function app.confirm_second_factor(p_token_hash bytea, p_new_token_hash bytea, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sign_in set second_factor_at = p_now, token_hash = p_new_token_hash
  where token_hash = p_token_hash and ended_at is null;
  return found;
end $$;
comment on function app.confirm_second_factor(bytea, bytea, timestamptz) is
  'the second factor was checked; the token changes with the rights it carries';

create function app.set_family_mode(p_sign_in uuid, p_household uuid, p_assessment uuid) returns boolean language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sign_in set family_mode_household_id = p_household, family_mode_assessment_id = p_assessment
  where tenant_id = app.tenant() and user_id = app.user_id() and id = p_sign_in and ended_at is null;
  return found;
end $$;
comment on function app.set_family_mode(uuid, uuid, uuid) is 'lends one''s own screen to a family for one assessment, or takes it back with nulls';

create function app.end_sign_in(p_token_hash bytea, p_now timestamptz) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp
as $$ update sign_in set ended_at = p_now where token_hash = p_token_hash and ended_at is null $$;
comment on function app.end_sign_in(bytea, timestamptz) is 'closes one browser';

create function app.end_sign_ins_of(p_user uuid, p_now timestamptz, p_kept uuid default null) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ended integer;
begin
  if p_user is distinct from app.user_id() and app.tenant_ceiling('user', 'write', 1) is null then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  update sign_in set ended_at = p_now
  where tenant_id = app.tenant() and user_id = p_user and ended_at is null and id is distinct from p_kept;
  get diagnostics ended = row_count;
  return ended;
end $$;
comment on function app.end_sign_ins_of(uuid, timestamptz, uuid) is
  'closes every browser of oneself, or of anyone for who manages users, but the one kept';

create function app.own_sign_ins(p_idle_since timestamptz, p_now timestamptz) returns table (
  id uuid, opened_at timestamptz, last_seen_at timestamptz, device text
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id, opened_at, last_seen_at, device from sign_in
  where tenant_id = app.tenant() and user_id = app.user_id() and ended_at is null
    and expires_at > p_now and last_seen_at > p_idle_since
  order by last_seen_at desc limit 50
$$;
comment on function app.own_sign_ins(timestamptz, timestamptz) is 'one''s own open browsers';

create function app.demo_sign_ins() returns table (email text, display_name text, role text) language sql stable
security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (person.email) person.email, person.display_name, access_grant.role
  from user_account person
  join tenant on tenant.id = person.tenant_id and tenant.demo
  join access_grant on access_grant.tenant_id = person.tenant_id and access_grant.user_id = person.id
  where person.disabled_at is null
  order by person.email, access_grant.valid_from, access_grant.id
$$;
comment on function app.demo_sign_ins() is 'fictional people of fictional tenants, to be offered on the sign-in page of a demonstration';

-- Limits of tries ----------------------------------------------------------------------------------------------------
create function app.take_attempt(p_subject_hash bytea, p_now timestamptz, p_since timestamptz, p_limit integer)
returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  taken bigint;
begin
  -- One at a time per subject: otherwise a hundred simultaneous tries would all count the same few before them.
  perform pg_advisory_xact_lock(('x' || encode(substr(p_subject_hash, 1, 8), 'hex'))::bit(64)::bigint);
  if (select count(*) from sign_in_attempt
      where subject_hash = p_subject_hash and at >= p_since and not succeeded) >= p_limit then
    return null;
  end if;
  insert into sign_in_attempt (subject_hash, at, succeeded) values (p_subject_hash, p_now, false) returning id into taken;
  return taken;
end $$;
comment on function app.take_attempt(bytea, timestamptz, timestamptz, integer) is
  'counts a try as failed before it is made; null when the failed ones since a moment have reached the limit';

create function app.settle_attempt(p_id bigint) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$ update sign_in_attempt set succeeded = true where id = p_id $$;
comment on function app.settle_attempt(bigint) is 'the try succeeded after all';

create function app.forget_attempts(p_before timestamptz) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$ delete from sign_in_attempt where at < p_before $$;
comment on function app.forget_attempts(timestamptz) is 'tries that no limit counts any more';

-- Secrets of a person ------------------------------------------------------------------------------------------------
create function app.set_password(p_user uuid, p_password_hash text, p_device_key bytea) returns void language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_user is distinct from app.user_id() and app.tenant_ceiling('user', 'write', 1) is null then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  insert into credential (tenant_id, user_id, password_hash, password_given, device_key)
  values (app.tenant(), p_user, p_password_hash, p_user is distinct from app.user_id(), p_device_key)
  on conflict (tenant_id, user_id)
    do update set password_hash = excluded.password_hash, password_given = excluded.password_given;
end $$;
comment on function app.set_password(uuid, text, bytea) is
  'first or new password of oneself, or of anyone for who manages users: then it is given, and serves to choose another; the key of the devices is kept when there was one';

create function app.set_totp(p_secret text) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update credential set totp_secret = p_secret, totp_last_step = null
  where tenant_id = app.tenant() and user_id = app.user_id() and totp_confirmed_at is null;
  return found;
end $$;
comment on function app.set_totp(text) is
  'starts the enrolment of one''s own second factor; false when there is a confirmed one, which is only replaced after a reset';

create function app.use_totp_step(p_step bigint, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update credential set totp_last_step = p_step, totp_confirmed_at = coalesce(totp_confirmed_at, p_now)
  where tenant_id = app.tenant() and user_id = app.user_id() and totp_secret is not null
    and (totp_last_step is null or totp_last_step < p_step);
  return found;
end $$;
comment on function app.use_totp_step(bigint, timestamptz) is
  'spends a code that was checked: true once, false when that code or a later one was used; the first confirms the enrolment';

create function app.reset_totp(p_user uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_user = app.user_id() or app.tenant_ceiling('user', 'write', 1) is null then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  update credential set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
  where tenant_id = app.tenant() and user_id = p_user;
end $$;
comment on function app.reset_totp(uuid) is 'somebody else''s lost second factor, by who manages users';

create function app.set_pin(p_pin_hash text) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update credential set family_mode_pin_hash = p_pin_hash where tenant_id = app.tenant() and user_id = app.user_id()
$$;
comment on function app.set_pin(text) is 'one''s own code to leave the family mode';

create function app.find_own_secrets() returns table (
  password_hash text, totp_secret text, totp_confirmed boolean, family_mode_pin_hash text, device_key bytea
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select password_hash, totp_secret, totp_confirmed_at is not null, family_mode_pin_hash, device_key from credential
  where tenant_id = app.tenant() and user_id = app.user_id()
$$;
comment on function app.find_own_secrets() is 'secrets of the user of this transaction that the server must check or hand to the device';

create function app.set_language(p_language text) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update user_account set language = p_language, version = version + 1
  where tenant_id = app.tenant() and id = app.user_id()
$$;
comment on function app.set_language(text) is 'the one thing of an account that its person changes alone';

-- Numbers of families and possible doubles -------------------------------------------------------------------------------
create function app.next_household_codes(p_how_many integer) returns setof text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  last bigint;
begin
  if not (app.holds('household', 'register', 0) or app.holds('import', 'write', 0)) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  insert into household_code_counter (tenant_id, last_number) values (app.tenant(), p_how_many)
  on conflict (tenant_id) do update set last_number = household_code_counter.last_number + excluded.last_number
  returning last_number into last;
  return query
    select 'F-' || lpad(number::text, greatest(5, length(number::text)), '0')
    from generate_series(last - p_how_many + 1, last) number;
end $$;
comment on function app.next_household_codes(integer) is 'the next codes of this tenant, in order; holds the counter until the transaction ends';

create function app.next_household_code() returns text language sql security definer
set search_path = pg_catalog, public, pg_temp as $$ select app.next_household_codes(1) $$;
comment on function app.next_household_code() is 'the next code of this tenant';

create function app.sees_household(p_household uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select app.reaches_family(p_household, 'read', 0) $$;
comment on function app.sees_household(uuid) is 'whether the user of this transaction may open a family; for functions, never for lists';

create function app.count_possible_duplicates(p_keys text[], p_documents text[])
returns table (by_name integer, by_document integer) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (app.holds('household', 'register', 0) or app.holds('referral', 'register', 0)) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  return query
    select
      (select count(*)::integer from (
        select search_key.household_id from search_key
        where search_key.tenant_id = app.tenant() and search_key.key = any (p_keys) and search_key.person_id is not null
        group by search_key.household_id, search_key.subject_id
        having count(distinct search_key.key) = (select count(distinct key) from unnest(p_keys) key)
        limit 1000
      ) alike where not app.sees_household(alike.household_id)),
      (select count(distinct person_document.person_id)::integer from person_document
       where person_document.tenant_id = app.tenant() and person_document.number = any (p_documents)
         and not app.sees_household(person_document.household_id));
end $$;
comment on function app.count_possible_duplicates(text[], text[]) is
  'how many people with all these name keys, or with one of these documents, are in families the user does not see: a number, never who';

-- Facts for the decision on one object, whatever row security shows ---------------------------------------------------
create function app.territory_path(p_territory uuid) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(ancestor_id), '{}') from territory_closure
  where tenant_id = app.tenant() and descendant_id = p_territory
$$;
comment on function app.territory_path(uuid) is 'a territory and all above it';

create function app.ties_to(p_household uuid) returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return jsonb_build_object(
    'team', (
      select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'validFrom', valid_from, 'validTo', valid_to)), '[]')
      from household_team where tenant_id = app.tenant() and household_id = p_household and user_id = app.user_id()),
    'exclusions', (
      select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'validFrom', valid_from, 'validTo', valid_to)), '[]')
      from exclusion where tenant_id = app.tenant() and household_id = p_household and user_id = app.user_id()),
    'breakGlass', (
      select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'openedAt', opened_at, 'expiresAt', expires_at)), '[]')
      from break_glass where tenant_id = app.tenant() and household_id = p_household and user_id = app.user_id()));
end $$;
comment on function app.ties_to(uuid) is 'team, exclusions and emergencies of the user of this transaction on one family';

create function app.household_facts(p_household uuid) returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select jsonb_build_object('level', level, 'registeredBy', registered_by,
      'territoryPath', app.territory_path(territory_id)) || app.ties_to(id)
    from household where tenant_id = app.tenant() and id = p_household
  );
end $$;
comment on function app.household_facts(uuid) is 'what the policy must know of a family and of the tie between it and the user; no content';

create function app.referral_facts(p_referral uuid) returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select jsonb_build_object('level', level, 'registeredBy', registered_by,
      'territoryPath', app.territory_path(territory_id)) || app.ties_to(household_id)
    from referral where tenant_id = app.tenant() and id = p_referral
  );
end $$;
comment on function app.referral_facts(uuid) is 'what the policy must know of a referral and of the user''s tie to the family it became';

grant execute on function app.find_sign_in(bytea), app.find_credential(text),
  app.open_sign_in(uuid, uuid, uuid, bytea, timestamptz, timestamptz, text), app.touch_sign_in(bytea, timestamptz),
  app.confirm_second_factor(bytea, bytea, timestamptz), app.set_family_mode(uuid, uuid, uuid),
  app.end_sign_in(bytea, timestamptz), app.end_sign_ins_of(uuid, timestamptz, uuid),
  app.own_sign_ins(timestamptz, timestamptz), app.demo_sign_ins(),
  app.take_attempt(bytea, timestamptz, timestamptz, integer), app.settle_attempt(bigint), app.forget_attempts(timestamptz),
  app.set_password(uuid, text, bytea), app.set_totp(text), app.use_totp_step(bigint, timestamptz), app.reset_totp(uuid),
  app.set_pin(text), app.find_own_secrets(), app.set_language(text), app.next_household_codes(integer),
  app.next_household_code(), app.count_possible_duplicates(text[], text[]), app.household_facts(uuid), app.referral_facts(uuid),
  app.territory_path(uuid) to trenza_app;
