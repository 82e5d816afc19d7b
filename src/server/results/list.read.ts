import { type RawBuilder, sql } from "kysely";
import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { resultsList } from "../../contracts/results.ts";
import type { Actor } from "../../core/access/policy.ts";
import { PERIOD_DAYS, type ResultId, SEEN_DAYS } from "../../core/results/definitions.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { type Asking, changes, inside, packLabel } from "./fragments.ts";
import { tablesSeen } from "./tables.ts";

const MOST = 500;

interface Wanted {
  readonly asking: Asking;
  readonly actor: Actor;
  readonly cell: string;
  readonly chosen: (column: RawBuilder<unknown>) => RawBuilder<unknown>;
}

const NOBODY = sql`left_out as (select null::uuid as id, '' as code, '' as name, '' as reason where false)`;

/** Who is counted (`counted`) and who is not (`left_out`) for each number; both may use `visible`. */
const LISTS: Readonly<Record<ResultId, (wanted: Wanted) => RawBuilder<unknown>>> = {
  open_by_stage: ({ asking, cell }) => sql`
    counted as (
      select visible.id, 'household' as kind, visible.code, visible.name, '' as detail,
             ${packLabel(asking, "stage", sql`case_file.stage`)} as label
      from visible
      join case_file on case_file.tenant_id = ${asking.tenantId} and case_file.household_id = visible.id
       and case_file.closed_on is null
      join pack_version on pack_version.tenant_id = ${asking.tenantId} and pack_version.id = case_file.pack_version_id
      where case_file.stage = ${cell}),
    ${NOBODY}`,
  seen_lately: ({ asking, actor, cell }) => sql`
    candidate as (
      select visible.id, visible.code, visible.name, case_file.opened_on, case_file.last_session_on
      from visible join case_file on case_file.tenant_id = ${asking.tenantId} and case_file.household_id = visible.id
       and case_file.closed_on is null),
    counted as (
      select id, 'household' as kind, code, name, coalesce(last_session_on::text, '') as detail, '' as label
      from candidate
      where opened_on < ${actor.today}::date - ${SEEN_DAYS}::int
        and coalesce(last_session_on >= ${actor.today}::date - ${SEEN_DAYS}::int, false) = ${cell === "seen"}::boolean),
    left_out as (
      select id, code, name, 'too_recent' as reason from candidate
      where opened_on >= ${actor.today}::date - ${SEEN_DAYS}::int)`,
  intake: ({ actor, cell, chosen }) => sql`
    counted as (
      select referral.id, 'referral' as kind, referral.code, referral.family_name as name,
             referral.received_on::text as detail, '' as label
      from referral
      where referral.state = ${cell} and referral.received_on > ${actor.today}::date - ${PERIOD_DAYS}::int
        and ${compilePredicate(actor, "referral.read", "referral")} and ${chosen(sql`referral.territory_id`)}),
    ${NOBODY}`,
  change_by_dimension: ({ asking, actor, cell }) => sql`
    ${changes(asking, tablesSeen(actor))},
    counted as (
      select visible.id, 'household' as kind, visible.code, visible.name,
             change.course || ':' || change.before::float8 || ':' || change.after::float8 as detail, '' as label
      from change join visible on visible.id = change.household_id
      where change.instrument_id || '/' || change.dimension = ${cell} and change.course <> 'no_score'),
    left_out as (
      select visible.id, visible.code, visible.name, 'no_score' as reason
      from change join visible on visible.id = change.household_id
      where change.instrument_id || '/' || change.dimension = ${cell} and change.course = 'no_score'
      union all
      select visible.id, visible.code, visible.name, 'one_assessment'
      from once join visible on visible.id = once.household_id
      where once.instrument_id = split_part(${cell}, '/', 1))`,
  closed_by_reason: ({ asking, actor, cell }) => sql`
    counted as (
      select visible.id, 'household' as kind, visible.code, visible.name, case_file.closed_on::text as detail,
             ${packLabel(asking, "closing", sql`case_file.closing_reason`)} as label
      from visible join case_file on case_file.tenant_id = ${asking.tenantId} and case_file.household_id = visible.id
      join pack_version on pack_version.tenant_id = ${asking.tenantId} and pack_version.id = case_file.pack_version_id
      where case_file.closed_on > ${actor.today}::date - ${PERIOD_DAYS}::int and case_file.closing_reason = ${cell}),
    ${NOBODY}`,
};

/** The families behind one number, and those left out with the reason. */
export async function readResultsList(
  { db, actor, signedIn }: QueryContext,
  { result, cell, territoryId }: ParametersOf<typeof resultsList>,
): Promise<OutputOf<typeof resultsList>> {
  const asking = { tenantId: actor.tenantId, language: signedIn.language };
  const chosen = (column: RawBuilder<unknown>) =>
    territoryId === undefined ? sql`true` : sql`${column} in (select inside.id from inside)`;
  const { rows } = await sql<OutputOf<typeof resultsList>>`
    with ${inside(asking, territoryId)},
     visible as materialized (
       select household.id, household.code, household.name from household
       -- Who is counted, as far as this person may know who they are.
       where ${compilePredicate(actor, "results.read", "household")}
         and ${compilePredicate(actor, "household.read", "household")} and ${chosen(sql`household.territory_id`)}),
     ${LISTS[result]({ asking, actor, cell, chosen })}
     select ${actor.today}::date as today, coalesce((select min(label) from counted), '') as label,
       (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'code', code, 'name', name, 'detail', detail)
          order by code, id), '[]') from (select * from counted order by code, id limit ${MOST}) shown) as families,
       (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'reason', reason)
          order by code, id), '[]') from (select * from left_out order by code, id limit ${MOST}) shown) as "leftOut",
       greatest((select count(*)::int from counted) - ${MOST}::int, 0) as more,
       greatest((select count(*)::int from left_out) - ${MOST}::int, 0) as "moreLeftOut"`.execute(db);
  const row = rows[0];
  if (!row) throw new Error("a list is one row");
  return row;
}
