-- Consequences of operations: jobs are added in the transaction of the operation that caused them.
-- The queue itself (schema graphile_worker) is made by its own migrations, which run right after these files.
create function app.add_job(p_task text, p_payload json) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  if p_task !~ '^[a-z][A-Za-z]{1,60}$' then
    raise exception 'a job needs the name of a task' using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(p_task, p_payload);
end $$;
comment on function app.add_job(text, json) is 'adds a consequence to run after the commit of this transaction';
revoke all on function app.add_job(text, json) from public;
grant execute on function app.add_job(text, json) to trenza_app;
