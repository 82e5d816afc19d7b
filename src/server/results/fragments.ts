import { type RawBuilder, sql } from "kysely";
import { packWords } from "../packs/packWords.ts";
import type { Tables } from "./tables.ts";

/** Who asks, as the fragments need it. */
export interface Asking {
  readonly tenantId: string;
  readonly language: "es" | "en";
}

/**
 * First and last closed assessment of each instrument, what changed in the family's own rating, and who has only one;
 * needs `visible`. A corrected assessment gives its place to its correction.
 */
export function changes({ tenantId }: Asking, { assessments, scores }: Tables): RawBuilder<unknown> {
  return sql`
  ends as materialized (
    select visible.id as household_id, instrument_version.instrument_id,
           (array_agg(assessment.id order by assessment.closed_on, assessment.id))[1] as first_id,
           (array_agg(assessment.id order by assessment.closed_on desc, assessment.id desc))[1] as last_id,
           (array_agg(instrument_version.id order by assessment.closed_on desc, assessment.id desc))[1] as version_id,
           count(*)::int as times
    from ${assessments} assessment join visible on visible.id = assessment.household_id
    join instrument_version on instrument_version.tenant_id = assessment.tenant_id
     and instrument_version.id = assessment.instrument_version_id
    where assessment.tenant_id = ${tenantId} and assessment.state = 'closed'
      and not exists (select from ${assessments} newer where newer.tenant_id = ${tenantId}
                      and newer.corrects_id = assessment.id and newer.state = 'closed')
    group by visible.id, instrument_version.instrument_id),
  direction as materialized (
    select instrument_version.id as version_id, scoring.value ->> 'dimension' as dimension,
           scoring.value ->> 'direction' as direction
    from instrument_version
    cross join lateral jsonb_array_elements(instrument_version.definition -> 'scoring') scoring
    where instrument_version.tenant_id = ${tenantId} and instrument_version.id in (select ends.version_id from ends)
      and instrument_version.definition -> 'raters' ? 'family'),
  -- An instrument without scores that the family gives has no change to wait for.
  once as (
    select ends.household_id, ends.instrument_id from ends
    where ends.times = 1 and ends.version_id in (select direction.version_id from direction)),
  change as materialized (
    select ends.household_id, ends.instrument_id, ends.version_id, latest.dimension,
           earliest.score as before, latest.score as after,
           case when earliest.score is null or latest.score is null then 'no_score'
                when latest.score = earliest.score then 'same'
                when (latest.score > earliest.score) = (direction.direction = 'higher_is_better') then 'better'
                else 'worse' end as course
    from ends
    join ${scores} latest on latest.tenant_id = ${tenantId} and latest.assessment_id = ends.last_id
     and latest.rater = 'family'
    join ${scores} earliest on earliest.tenant_id = ${tenantId} and earliest.assessment_id = ends.first_id
     and earliest.rater = 'family' and earliest.dimension = latest.dimension
    join direction on direction.version_id = ends.version_id and direction.dimension = latest.dimension
    where ends.times > 1)`;
}

/** Label of a word of the pack in the reader's language, Spanish else, the word itself at last; needs `pack_version`. */
export function packLabel({ language }: Asking, kind: string, word: RawBuilder<unknown>): RawBuilder<string> {
  return packWords(sql`${`${kind}.`}::text || ${word}`, language, word);
}

/** Territories inside one; needs no other. */
export function inside({ tenantId }: Asking, territoryId: string | undefined): RawBuilder<unknown> {
  return sql`
  inside as materialized (
    select closure.descendant_id as id from territory_closure closure
    where closure.tenant_id = ${tenantId} and closure.ancestor_id = ${territoryId ?? null}::uuid)`;
}
