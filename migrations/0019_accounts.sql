-- What who manages accounts must know of people before anything is decided; no secret leaves.

create function app.account_sign_ins() returns table (user_id uuid, last_opened_at timestamptz, second_factor boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select credential.user_id,
      (select browser.opened_at from sign_in browser
       where browser.tenant_id = credential.tenant_id and browser.user_id = credential.user_id
       order by browser.opened_at desc limit 1),
      credential.totp_confirmed_at is not null
    from credential
    where credential.tenant_id = app.tenant() and app.tenant_ceiling('user', 'write', 1) is not null;
end $$;
comment on function app.account_sign_ins() is
  'when each person of the tenant last signed in and whether they have a second factor, for who manages users; nobody else gets a row';

create function app.email_taken(p_email text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return app.tenant_ceiling('user', 'write', 1) is not null
    and exists (select from user_account where user_account.email = lower(p_email));
end $$;
comment on function app.email_taken(text) is
  'whether an address signs in somewhere in this installation, for who manages users; an address has one account only';

grant execute on function app.account_sign_ins(), app.email_taken(text) to trenza_app;

-- A person added to a demonstration has a password of their own: the sign-in page offers only those who were loaded with it.
create or replace function app.demo_sign_ins() returns table (email text, display_name text, role text) language sql stable
security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (person.email) person.email, person.display_name, access_grant.role
  from user_account person
  join tenant on tenant.id = person.tenant_id and tenant.demo
  join access_grant on access_grant.tenant_id = person.tenant_id and access_grant.user_id = person.id
   and access_grant.granted_by is null
  where person.disabled_at is null
  order by person.email, access_grant.valid_from, access_grant.id
$$;
