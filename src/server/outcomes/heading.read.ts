import { sql } from "kysely";
import type { OutputOf } from "../../contracts/contract.ts";
import type { outcomeSnapshots } from "../../contracts/outcomes.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import type { Indicator } from "../../core/outcomes/definition.ts";
import { compilePredicate } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

/** A target somebody set, with the parameters chosen beside it. */
export interface TargetRead {
  readonly target: number | null;
  readonly parameters: Readonly<Record<string, number>>;
  readonly version: number;
}

/** The agency shown. */
export interface SourceRead {
  readonly id: string;
  readonly name: string;
  readonly factsUntil: string | null;
  readonly factsVersion: number;
}

type SnapshotHeading = NonNullable<OutputOf<typeof outcomeSnapshots>["snapshot"]>;

/** What every page of outcomes begins with, and the page itself where it was published. */
export interface Opened {
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly source: SourceRead | null;
  readonly targets: Readonly<Record<string, TargetRead>>;
  readonly snapshot: SnapshotHeading | null;
  /** Page of the snapshot, or null when it has none of that name. */
  readonly figures: unknown;
  readonly definition: { readonly indicator: Indicator; readonly used: Readonly<Record<string, number>> } | null;
}

interface Wanted {
  readonly sourceId?: string | undefined;
  readonly snapshotId?: string | undefined;
  readonly live?: "yes" | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether a request asks for figures that were published, or for a count of now. */
function wantsPublished({ live, from, to }: Wanted): boolean {
  return live === undefined && from === undefined && to === undefined;
}

/** Whether this person may compute from the facts and open lists. */
export function mayOpen({ actor }: Pick<QueryContext, "actor">): boolean {
  return holdsSomewhere(actor, "care.read");
}

/**
 * One statement: agencies within reach, the one asked for (else the first), its targets, and its last publication with one
 * page of it. Row security keeps to the agencies whose figures this person reads.
 */
export async function openOutcomes(context: QueryContext, wanted: Wanted, page: string): Promise<Opened> {
  const { actor, db } = context;
  const { tenantId } = actor;
  const published = wantsPublished(wanted) || !mayOpen(context);
  const { rows } = await sql<Opened>`
    with source as materialized (
      select care_source.id, care_source.name, care_source.facts_until, care_source.facts_version from care_source
      where ${compilePredicate(actor, "care.read", "care_source")}
        and care_source.id = any (coalesce((select app.results_sources('read')), '{}'))),
    chosen as (
      select source.* from source where ${wanted.sourceId ?? null}::uuid is null or source.id = ${wanted.sourceId ?? null}::uuid
      order by (source.facts_until is null), source.name, source.id limit 1),
    snapshot as (
      select outcome_snapshot.*, person.display_name from chosen
      join outcome_snapshot on outcome_snapshot.tenant_id = ${tenantId} and outcome_snapshot.source_id = chosen.id
      left join user_account person on person.tenant_id = ${tenantId} and person.id = outcome_snapshot.published_by
      where ${published}::boolean
        and (${wanted.snapshotId ?? null}::uuid is null or outcome_snapshot.id = ${wanted.snapshotId ?? null}::uuid)
      order by outcome_snapshot.published_at desc, outcome_snapshot.id limit 1)
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]') from source) as sources,
      (select json_build_object('id', id, 'name', name, 'factsUntil', facts_until, 'factsVersion', facts_version) from chosen)
        as source,
      (select coalesce(json_object_agg(target.indicator, json_build_object('target', target.target,
          'parameters', target.parameters, 'version', target.version)), '{}')
       from chosen join outcome_target target on target.tenant_id = ${tenantId} and target.source_id = chosen.id) as targets,
      (select json_build_object('id', id, 'publishedAt', published_at, 'publishedBy', coalesce(display_name, ''),
         'dataHash', data_hash, 'observedUntil', observed_until) from snapshot) as snapshot,
      (select figure.figures from snapshot join outcome_figure figure on figure.tenant_id = ${tenantId}
         and figure.snapshot_id = snapshot.id and figure.page = ${page}) as figures,
      (select snapshot.definitions -> ${page}::text from snapshot) as definition`.execute(db);
  const row = rows[0];
  if (!row) throw new Error("a heading is one row");
  return row;
}

/** The heading as it travels. */
export function tellHeading(context: QueryContext, { sources, source, snapshot }: Opened) {
  const { actor } = context;
  return {
    today: actor.today,
    sources: [...sources],
    sourceId: source?.id ?? null,
    observedUntil: snapshot?.observedUntil ?? source?.factsUntil ?? null,
    snapshot: snapshot ? { ...snapshot, publishedAt: new Date(snapshot.publishedAt).toISOString() } : null,
    mayOpen: mayOpen(context),
    mayPublish: holdsSomewhere(actor, "results.publish"),
  };
}
