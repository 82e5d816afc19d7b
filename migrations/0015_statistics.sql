-- A new institution is a small part of a large table and would long go unnoticed by the statistics: every table with a
-- tenant is counted anew after one row in a hundred changed.
create function app.count_anew_soon() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  tenants regclass;
begin
  for tenants in
    select attribute.attrelid::regclass from pg_attribute attribute
    join pg_class on pg_class.oid = attribute.attrelid and pg_class.relkind = 'r'
    where attribute.attname = 'tenant_id' and pg_class.relnamespace = 'public'::regnamespace
      and not coalesce(pg_class.reloptions::text ~ 'autovacuum_analyze_scale_factor', false)
  loop
    execute format('alter table %s set (autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 200)', tenants);
  end loop;
end $$;
comment on function app.count_anew_soon() is
  'for migrations: tables made until now are counted anew soon after an institution arrives';
revoke all on function app.count_anew_soon() from public;

select app.count_anew_soon();
