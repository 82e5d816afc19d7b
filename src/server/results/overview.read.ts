import { type RawBuilder, sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { resultsOverview } from "../../contracts/results.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { scaleOf } from "../../core/assessments/scale.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { PERIOD_DAYS, SEEN_DAYS } from "../../core/results/definitions.ts";
import { compilePredicate } from "../access/predicate.ts";
import { compiledInstrument } from "../instruments/compiled.ts";
import type { QueryContext } from "../query.ts";
import { changes, inside, packLabel } from "./fragments.ts";
import { tablesFor } from "./tables.ts";

type Output = OutputOf<typeof resultsOverview>;
interface RawChange {
  readonly instrumentId: string;
  readonly definition: InstrumentDefinition;
  readonly contentHash: string;
  readonly dimension: string;
  readonly n: number;
  readonly better: number;
  readonly same: number;
  readonly worse: number;
  readonly meanBefore: number | null;
  readonly meanAfter: number | null;
}

function withLabels(rows: readonly RawChange[], language: "es" | "en"): Output["changes"] {
  return rows.map(({ definition, contentHash, instrumentId, dimension, ...numbers }) => {
    const compiled = compiledInstrument(contentHash, definition);
    const label = definition.dimensions.find(({ id }) => id === dimension)?.label;
    const scoring = compiled.scoring.find(({ rule }) => rule.dimension === dimension);
    return {
      cell: `${instrumentId}/${dimension}`,
      instrument: definition.title[language] ?? definition.title.es,
      label: label?.[language] ?? label?.es ?? dimension,
      ...numbers,
      ...(scoring ? scaleOf(scoring) : { lowest: 0, highest: 1 }),
    };
  });
}

/** Every number of the page in one statement, counted over what this person may count. */
export async function readOverview(
  { db, actor, signedIn }: QueryContext,
  territoryId: string | undefined,
): Promise<Output> {
  const asking = { tenantId: actor.tenantId, language: signedIn.language };
  const { tenantId } = asking;
  const tables = tablesFor(actor);
  const today = sql`${actor.today}::date`;
  const chosen = (column: RawBuilder<unknown>) =>
    territoryId === undefined ? sql`true` : sql`${column} in (select inside.id from inside)`;
  // Rows are counted first: the programme whose words name them is large.
  const pack = sql`join pack_version on pack_version.tenant_id = ${tenantId} and pack_version.id = counted.pack_version_id`;
  const { rows } = await sql<Omit<Output, "changes" | "mayOpen"> & { changes: readonly RawChange[] }>`
    with ${inside(asking, territoryId)},
     visible as materialized (
       select household.id, household.tenant_id, household.territory_id from ${tables.families} household
       where ${compilePredicate(actor, "results.read", "household")} and ${chosen(sql`household.territory_id`)}),
     open_case as materialized (
       select case_file.stage, case_file.pack_version_id, case_file.opened_on, case_file.last_session_on
       from ${tables.cases} case_file join visible on visible.id = case_file.household_id
       where case_file.tenant_id = ${tenantId} and case_file.closed_on is null),
     ${changes(asking, tables)}
     select ${today} as today,
       (select coalesce(json_agg(json_build_object('id', territory.id, 'name', territory.name) order by territory.name), '[]')
        from territory where territory.tenant_id = ${tenantId}) as territories,
       (select coalesce(json_agg(json_build_object('cell', stage, 'label', label, 'n', n) order by n desc, stage), '[]')
        from (select stage, min(${packLabel(asking, "stage", sql`stage`)}) as label, sum(n)::int as n
              from (select stage, pack_version_id, count(*) as n from open_case group by stage, pack_version_id) counted
              ${pack} group by stage) labelled) as "openByStage",
       (select json_build_object(
          'n', count(*) filter (where opened_on < ${today} - ${SEEN_DAYS}::int and last_session_on >= ${today} - ${SEEN_DAYS}::int),
          'of', count(*) filter (where opened_on < ${today} - ${SEEN_DAYS}::int),
          'tooRecent', count(*) filter (where opened_on >= ${today} - ${SEEN_DAYS}::int)) from open_case) as seen,
       (select coalesce(json_agg(json_build_object('cell', state, 'label', state, 'n', n) order by n desc, state), '[]')
        from (select referral.state, count(*)::int as n from ${tables.referrals} referral
              where ${tables.countedReferral}
                and referral.received_on > ${today} - ${PERIOD_DAYS}::int and ${chosen(sql`referral.territory_id`)}
              group by referral.state) counted) as intake,
       (select coalesce(json_agg(json_build_object('instrumentId', counted.instrument_id, 'dimension', counted.dimension,
          'definition', instrument_version.definition, 'contentHash', instrument_version.content_hash, 'n', counted.n,
          'better', counted.better, 'same', counted.same, 'worse', counted.worse,
          'meanBefore', counted.mean_before, 'meanAfter', counted.mean_after)
          order by counted.instrument_id, counted.dimension), '[]')
        from (select change.instrument_id, change.dimension, max(change.version_id::text)::uuid as version_id,
                     count(*) filter (where course <> 'no_score')::int as n,
                     count(*) filter (where course = 'better')::int as better,
                     count(*) filter (where course = 'same')::int as same,
                     count(*) filter (where course = 'worse')::int as worse,
                     round(avg(before) filter (where course <> 'no_score'), 2)::float8 as mean_before,
                     round(avg(after) filter (where course <> 'no_score'), 2)::float8 as mean_after
              from change group by change.instrument_id, change.dimension) counted
        join instrument_version on instrument_version.tenant_id = ${tenantId}
         and instrument_version.id = counted.version_id) as changes,
       (select count(distinct once.household_id)::int from once
        where once.household_id not in (select change.household_id from change)) as "oneAssessmentOnly",
       (select coalesce(json_agg(json_build_object('cell', reason, 'label', label, 'n', n) order by n desc, reason), '[]')
        from (select reason, min(${packLabel(asking, "closing", sql`reason`)}) as label, sum(n)::int as n
              from (select case_file.closing_reason as reason, case_file.pack_version_id, count(*) as n
                    from ${tables.cases} case_file join visible on visible.id = case_file.household_id
                    where case_file.tenant_id = ${tenantId} and case_file.closed_on > ${today} - ${PERIOD_DAYS}::int
                      and case_file.closing_reason is not null
                    group by case_file.closing_reason, case_file.pack_version_id) counted
              ${pack} group by reason) labelled) as closed`.execute(db);
  const row = rows[0];
  if (!row) throw new Error("the overview is one row");
  return {
    ...row,
    mayOpen: holdsSomewhere(actor, "household.read"),
    changes: withLabels(row.changes, signedIn.language),
  };
}
