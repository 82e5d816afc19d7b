-- Evidence that nothing kept was changed: heads of the chains for the anchor file, and seals over the read log.
create function app.tenant_ids() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select id from tenant order by id $$;
comment on function app.tenant_ids() is 'every tenant, for work that goes through all of them';

create function app.ledger_heads() returns table (tenant_id uuid, seq bigint, hash text) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := coalesce(current_setting('trenza.tenant', true), '');
  each uuid;
begin
  for each in select app.tenant_ids() loop
    perform set_config('trenza.tenant', each::text, true);
    return query select head.tenant_id, head.seq, head.hash from ledger_head head where head.tenant_id = each and head.seq > 0;
  end loop;
  perform set_config('trenza.tenant', before, true);
end $$;
comment on function app.ledger_heads() is 'last row of every chain: numbers and digests, nothing of what they stand for';

create function app.read_log_boundary() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set lock_timeout = '2s' as $$
begin
  -- Readers take their number inside the statement that writes it. This lock waits for the writing ones and keeps new
  -- ones out for the moment it takes to look, so no row at or below the boundary can appear later.
  lock table read_log in share mode;
  return coalesce(pg_sequence_last_value(pg_get_serial_sequence('public.read_log', 'id')), 0);
end $$;
comment on function app.read_log_boundary() is 'highest number of the read log below which everything is settled; commit at once';

create function app.last_read_seal() returns bigint language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select (input ->> 'upTo')::bigint from ledger
    where tenant_id = app.tenant() and stream_id = app.tenant() and operation = 'sealReadLog'
    order by seq desc limit 1), -9223372036854775808)
$$;
comment on function app.last_read_seal() is 'number of the last sealed row of the read log of this tenant; the lowest number there is when nothing was sealed';

create function app.read_log_rows(p_after bigint, p_up_to bigint, p_limit integer) returns table (
  id bigint, microseconds bigint, actor_id uuid, query text, household_id uuid, shown_ids text, shown_count integer, reason text
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id, (extract(epoch from at) * 1000000)::bigint, actor_id, query, household_id, shown_ids::text, shown_count, reason
  from read_log where tenant_id = app.tenant() and id > p_after and id <= p_up_to order by id limit p_limit
$$;
comment on function app.read_log_rows(bigint, bigint, integer) is 'rows of the read log of this tenant in the spelling that is sealed';

grant execute on function app.tenant_ids(), app.ledger_heads(), app.read_log_boundary(), app.last_read_seal(),
  app.read_log_rows(bigint, bigint, integer) to trenza_app;
