-- Figures for whoever may count families without seeing them: only the columns that are counted, within the reach of results.
-- As subqueries: known to the planner, a tenant too new for the statistics would count as having no rows.

create function app.counted_families() returns table (tenant_id uuid, id uuid, territory_id uuid, scope_key text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select household.tenant_id, household.id, household.territory_id, household.scope_key from household
    where household.tenant_id = (select app.tenant())
      and household.scope_key = any (coalesce((select app.scope_keys('results', 'read', 0)), '{}'))
      and household.id <> all (coalesce((select app.excluded_households()), '{}'));
end $$;
comment on function app.counted_families() is 'families whose figures the user reads, also without being allowed to open them';

create function app.counted_cases()
returns table (tenant_id uuid, id uuid, household_id uuid, pack_version_id uuid, stage text, opened_on date, closed_on date,
               closing_reason text, last_session_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select file.tenant_id, file.id, file.household_id, file.pack_version_id, file.stage, file.opened_on, file.closed_on,
           file.closing_reason, file.last_session_on
    from case_file file
    where file.tenant_id = (select app.tenant()) and (select app.holds('results', 'read', 1))
      and file.household_id in (select family.id from app.counted_families() family);
end $$;
comment on function app.counted_cases() is 'what figures count of the accompaniments of those families';

create function app.counted_assessments()
returns table (tenant_id uuid, id uuid, household_id uuid, instrument_version_id uuid, state text, closed_on date, corrects_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select done.tenant_id, done.id, done.household_id, done.instrument_version_id, done.state, done.closed_on, done.corrects_id
    from assessment done
    where done.tenant_id = (select app.tenant()) and done.state = 'closed' and (select app.holds('results', 'read', 2))
      and done.household_id in (select family.id from app.counted_families() family);
end $$;
comment on function app.counted_assessments() is 'closed assessments of those families, without what was answered';

create function app.counted_scores()
returns table (tenant_id uuid, assessment_id uuid, rater text, dimension text, score numeric)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select given.tenant_id, given.assessment_id, given.rater, given.dimension, given.score from assessment_score given
    where given.tenant_id = (select app.tenant()) and (select app.holds('results', 'read', 2))
      and given.household_id in (select family.id from app.counted_families() family);
end $$;
comment on function app.counted_scores() is 'scores of those assessments, which figures compare';

create function app.counted_deadlines()
returns table (tenant_id uuid, case_id uuid, household_id uuid, deadline_id text, started_on date, due_on date, state text, ended_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select clock.tenant_id, clock.case_id, clock.household_id, clock.deadline_id, clock.started_on, clock.due_on, clock.state,
           clock.ended_on
    from deadline clock
    where clock.tenant_id = (select app.tenant()) and (select app.holds('results', 'read', 1))
      and clock.household_id in (select family.id from app.counted_families() family);
end $$;
comment on function app.counted_deadlines() is 'clocks of the accompaniments of those families';

create function app.counted_referrals() returns table (tenant_id uuid, state text, received_on date, territory_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select sent.tenant_id, sent.state, sent.received_on, sent.territory_id from referral sent
    where sent.tenant_id = (select app.tenant())
      and sent.scope_key = any (coalesce((select app.scope_keys('results', 'read', 0)), '{}'))
      and (sent.household_id is null or sent.household_id <> all (coalesce((select app.excluded_households()), '{}')));
end $$;
comment on function app.counted_referrals() is 'referrals within the reach of results, without who was referred';

revoke all on function app.counted_families(), app.counted_cases(), app.counted_deadlines(), app.counted_assessments(),
  app.counted_scores(), app.counted_referrals() from public;
grant execute on function app.counted_families(), app.counted_cases(), app.counted_deadlines(), app.counted_assessments(),
  app.counted_scores(), app.counted_referrals() to trenza_app;
