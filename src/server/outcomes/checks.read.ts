import { type RawBuilder, sql } from "kysely";
import type { CheckCount } from "../../core/outcomes/checks.ts";
import type { Database } from "../database/connect.ts";

interface Of {
  readonly tenantId: string;
  readonly sourceId: string;
}

/** Stays a check touches, by its id; `known.first_day`: of the oldest collection year that counts. */
const TOUCHED: Readonly<Record<string, RawBuilder<unknown>>> = {
  birth_after_entry: sql`stay.birth_date > stay.started_on`,
  birth_after_exit: sql`stay.birth_date > stay.ended_on`,
  same_day: sql`stay.ended_on = stay.started_on`,
  exit_before_entry: sql`stay.ended_on < stay.started_on`,
  birth_missing: sql`stay.birth_date is null`,
  entry_missing: sql`stay.left_truncated and stay.started_on >= known.first_day`,
  exit_reason_missing: sql`stay.ended_on is not null and stay.exit_code is null`,
  placements_missing: sql`stay.first_group is null`,
  first_removals: sql`stay.nth = 1`,
};

/** Of what: all stays unless said otherwise. */
const OF: Readonly<Record<string, RawBuilder<unknown>>> = {
  birth_after_exit: sql`stay.ended_on is not null`,
  same_day: sql`stay.ended_on is not null`,
  exit_before_entry: sql`stay.ended_on is not null`,
  exit_reason_missing: sql`stay.ended_on is not null`,
};

function staysOf({ tenantId, sourceId }: Of): RawBuilder<unknown> {
  return sql`care_stay stay cross join (
      select make_date(min(year), 4, 1) as first_day from return_batch batch, unnest(batch.years) year
      where batch.tenant_id = ${tenantId} and batch.source_id = ${sourceId} and batch.state = 'applied') known
    where stay.tenant_id = ${tenantId} and stay.source_id = ${sourceId}`;
}

/** Confirmed reports by child: of how many children, how many in two years or more, how many without an age. */
function victims({ tenantId, sourceId }: Of): RawBuilder<unknown> {
  return sql`
  victim as (
    select care_report.child_id, count(distinct extract(year from care_report.reported_on)) as years,
      bool_or(child.birth_date is null) as ageless
    from care_report join care_child child on child.tenant_id = ${tenantId} and child.id = care_report.child_id
    where care_report.tenant_id = ${tenantId} and care_report.source_id = ${sourceId} and care_report.substantiated
    group by care_report.child_id)`;
}

/** Every check that dated facts can answer, in one statement and one pass; the others come back as not run. */
export async function countChecks(db: Database, of: Of): Promise<readonly CheckCount[]> {
  const ids = Object.keys(TOUCHED);
  const among = (id: string) => OF[id] ?? sql`true`;
  const touched = ids.map((id) => sql`count(*) filter (where ${among(id)} and ${TOUCHED[id] ?? sql`false`})::int`);
  const all = ids.map((id) => sql`count(*) filter (where ${among(id)})::int`);
  const { rows } = await sql<CheckCount>`
    with ${victims(of)},
    counted as (select array[${sql.join(touched)}] as touched, array[${sql.join(all)}] as everybody from ${staysOf(of)})
    select told.id, told.n, told.everybody as "of"
    from counted, unnest(${ids}::text[], counted.touched, counted.everybody) as told (id, n, everybody)
    union all select 'victim_ids_matching', count(*) filter (where years > 1)::int, count(*)::int from victim
    union all select 'victim_age_missing', count(*) filter (where ageless)::int, count(*)::int from victim`.execute(db);
  return rows.map(({ id, n, of: everybody }) =>
    everybody === 0 ? { id, n: null, of: null } : { id, n, of: everybody },
  );
}

/** A stay that a check touches. */
export interface CheckRow {
  readonly childId: string;
  readonly externalId: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly birthDate: string | null;
}

/** One page of the stays a check touches; undefined for a check that has no rows to show. */
export async function listCheckRows(
  db: Database,
  of: Of,
  wanted: { readonly check: string; readonly page: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly rows: readonly CheckRow[] } | undefined> {
  const touched = Object.hasOwn(TOUCHED, wanted.check) ? TOUCHED[wanted.check] : undefined;
  if (!touched) return undefined;
  const { rows } = await sql<{ total: number; rows: readonly CheckRow[] }>`
    with chosen as materialized (
      select stay.* from ${staysOf(of)} and ${OF[wanted.check] ?? sql`true`} and ${touched}),
    page as (
      select chosen.*, child.external_id from chosen
      join care_child child on child.tenant_id = ${of.tenantId} and child.id = chosen.child_id
      order by child.external_id, chosen.started_on, chosen.period_id
      limit ${wanted.perPage} offset ${(wanted.page - 1) * wanted.perPage})
    select (select count(*)::int from chosen) as total,
      (select coalesce(json_agg(json_build_object('childId', child_id, 'externalId', external_id, 'startedOn', started_on,
         'endedOn', ended_on, 'birthDate', birth_date) order by external_id, started_on), '[]')
       from page) as rows`.execute(db);
  return rows[0];
}
