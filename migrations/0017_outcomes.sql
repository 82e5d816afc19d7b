-- What an agency has said of its children in public, once and for all, and what it wants to reach.

create table outcome_snapshot (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  source_name text not null,
  from_on date,
  to_on date,
  observed_until date not null,
  facts_version integer not null,
  definitions jsonb not null,
  data_hash text not null,
  published_by uuid not null,
  published_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id),
  foreign key (tenant_id, published_by) references user_account (tenant_id, id),
  check (from_on <= to_on)
);
create index outcome_snapshot_latest on outcome_snapshot (tenant_id, source_id, published_at desc);
comment on table outcome_snapshot is 'level 1: figures of an agency as they were published, with their definitions; append-only';
comment on column outcome_snapshot.data_hash is 'digest of the facts counted: the same facts and definitions give the same figures';
comment on column outcome_snapshot.from_on is 'period asked for; absent: each indicator took the latest one observed to its end';

create table outcome_figure (
  tenant_id uuid not null,
  snapshot_id uuid not null,
  page text not null,
  source_id uuid not null,
  figures jsonb not null,
  primary key (tenant_id, snapshot_id, page),
  foreign key (tenant_id, snapshot_id) references outcome_snapshot (tenant_id, id)
);
comment on table outcome_figure is
  'level 1: one page of a publication as it is shown, small numbers already hidden: an indicator, or one of the pages over all; append-only';

create table outcome_target (
  tenant_id uuid not null,
  source_id uuid not null,
  indicator text not null,
  target double precision,
  parameters jsonb not null,
  version integer not null default 1,
  set_by uuid not null,
  set_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, source_id, indicator),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id),
  foreign key (tenant_id, set_by) references user_account (tenant_id, id)
);
comment on table outcome_target is 'level 1: what an agency wants an indicator to reach, and the parameters it chose where no source fixes them';

create table outcome_publication (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  from_on date,
  to_on date,
  state text not null default 'waiting' check (state in ('waiting', 'counting', 'published', 'failed', 'cancelled')),
  counted integer not null default 0,
  whole integer not null default 0,
  failure text check ((failure is not null) = (state = 'failed')),
  version integer not null default 1,
  asked_by uuid not null,
  asked_at timestamptz not null default statement_timestamp(),
  moved_at timestamptz not null default statement_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references care_source (tenant_id, id),
  foreign key (tenant_id, asked_by) references user_account (tenant_id, id)
);
create unique index outcome_publication_under_way on outcome_publication (tenant_id, source_id) where state in ('waiting', 'counting');
create index outcome_publication_latest on outcome_publication (tenant_id, source_id, asked_at desc);
comment on table outcome_publication is
  'level 1: that somebody asked for the figures of an agency to be published, and how far the count has come; its snapshot has the same id';
comment on column outcome_publication.moved_at is 'last sign of life of whoever counts';

create trigger outcome_snapshot_append_only before update or delete or truncate on outcome_snapshot
for each statement execute function app.refuse_change();
create trigger outcome_figure_append_only before update or delete or truncate on outcome_figure
for each statement execute function app.refuse_change();

create function app.results_sources(p_mode text) returns uuid[] language plpgsql stable
parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return (
    select array_agg(source.id) from care_source source
    where source.tenant_id = app.tenant()
      and source.territory_id::text || ':1' = any (app.scope_keys('results', p_mode, 1))
  );
end $$;
comment on function app.results_sources(text) is
  'agencies whose figures the user reads or publishes: a figure is less secret than the children behind it';

select app.guard('outcome_snapshot');
select app.allow('outcome_snapshot', 'select', $$source_id = any (coalesce((select app.results_sources('read')), '{}'))$$);
select app.allow('outcome_snapshot', 'insert', $$
  published_by = (select app.user_id()) and source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
-- Whoever asked may always say how it ended, also after losing the right to publish: nothing is published by saying so.
select app.guard('outcome_publication');
select app.allow('outcome_publication', 'select', $$
  asked_by = (select app.user_id()) or source_id = any (coalesce((select app.results_sources('read')), '{}'))$$);
select app.allow('outcome_publication', 'insert', $$
  asked_by = (select app.user_id()) and source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
select app.allow('outcome_publication', 'update', $$
  asked_by = (select app.user_id()) or source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
grant update (state, counted, whole, failure, version, moved_at) on outcome_publication to trenza_app;
select app.guard('outcome_figure');
select app.allow('outcome_figure', 'select', $$source_id = any (coalesce((select app.results_sources('read')), '{}'))$$);
select app.allow('outcome_figure', 'insert', $$source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
select app.guard('outcome_target');
select app.allow('outcome_target', 'select', $$source_id = any (coalesce((select app.results_sources('read')), '{}'))$$);
select app.allow('outcome_target', 'insert', $$
  set_by = (select app.user_id()) and source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
select app.allow('outcome_target', 'update', $$
  set_by = (select app.user_id()) and source_id = any (coalesce((select app.results_sources('write')), '{}'))$$);
grant update (target, parameters, version, set_by, set_at) on outcome_target to trenza_app;

revoke all on function app.results_sources(text) from public;
grant execute on function app.results_sources(text) to trenza_app;

select app.count_anew_soon();
