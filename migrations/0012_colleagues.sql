-- Which roles the colleagues of one's own tenant hold today: names for assigning a family, never the grants themselves.
create function app.roles_of(p_user uuid) returns text[] language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select coalesce(array_agg(distinct role order by role), '{}') from access_grant
    where tenant_id = (select app.tenant()) and user_id = p_user
      and valid_from <= current_date and (valid_to is null or current_date < valid_to)
  );
end $$;
comment on function app.roles_of(uuid) is 'roles a colleague of the same tenant holds today';
revoke execute on function app.roles_of(uuid) from public;
grant execute on function app.roles_of(uuid) to trenza_app;
