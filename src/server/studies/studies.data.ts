import type pg from "pg";
import type { Level } from "../../core/access/actions.ts";
import type { AccessObject, Actor } from "../../core/access/policy.ts";
import type { PopulationContent, StudyContents } from "../../core/studies/contents.ts";
import type { VersionedStudy } from "../../core/studies/decisions.ts";
import type { StudyColumn } from "../../core/studies/protocol.ts";
import { recordColumns, type ScoredDimension } from "../../core/studies/recordColumns.ts";
import { countDone } from "../../core/studies/tasks.ts";
import type { ColumnKind, StudyState } from "../../core/studies/words.ts";
import { objectInTerritory } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** What a study tells of families is sensitive, whoever they are. */
export const STUDY_LEVEL: Level = 2;

/** How a column of a snapshot is spread. */
export interface ColumnSpread {
  readonly name: string;
  readonly fits: readonly ColumnKind[];
  readonly missing: number;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly levels: readonly { readonly value: string; readonly n: number }[];
}

/** Families that were left out, and why. */
export interface LeftOut {
  readonly reason: string;
  readonly n: number;
}

/** A snapshot without its rows. */
export interface SnapshotFacts {
  readonly id: string;
  readonly source: "records" | "table";
  readonly rows: number;
  readonly sha256: string;
  readonly takenAt: string;
  readonly spread: readonly ColumnSpread[];
  readonly excluded: readonly LeftOut[];
}

/** A draw without who was drawn. */
export interface AllocationFacts {
  readonly drawnAt: string;
  readonly seal: string;
  readonly listHash: string;
  readonly seedHash: string;
  readonly smallestP: number;
  readonly programme: number;
  readonly comparison: number;
}

/** A study as its rules need it, and what access is asked about. */
export interface LoadedStudy extends VersionedStudy {
  readonly id: string;
  readonly title: string;
  readonly territoryId: string;
  readonly snapshot: SnapshotFacts | null;
  readonly dimensions: readonly ScoredDimension[];
  readonly allocation: AllocationFacts | null;
  readonly registration: string | null;
  readonly registrationSha256: string | null;
  readonly access: AccessObject;
}

interface Row {
  readonly title: string;
  readonly state: StudyState;
  readonly version: number;
  readonly territoryId: string;
  readonly contents: StudyContents | null;
  readonly snapshot: SnapshotFacts | null;
  readonly allocation: AllocationFacts | null;
  readonly computing: boolean;
  readonly dimensions: readonly ScoredDimension[] | null;
  readonly registration: string | null;
  readonly registrationSha256: string | null;
}

/** The dimensions that the newest version of an instrument scores, in their order. */
const DIMENSIONS = `
  select json_agg(json_build_object('id', rule ->> 'dimension', 'label', coalesce(
    (select dimension #>> '{label,es}' from jsonb_array_elements(newest.definition -> 'dimensions') dimension
     where dimension ->> 'id' = rule ->> 'dimension'), rule ->> 'dimension')) order by place)
  from (
    select instrument.definition from instrument_version instrument
    where instrument.tenant_id = study.tenant_id and instrument.instrument_id = (
      select task.content ->> 'instrumentId' from study_task task
      where task.tenant_id = study.tenant_id and task.study_id = study.id and task.task = 'population')
    order by instrument.published_at desc, instrument.id desc limit 1) newest
  cross join jsonb_array_elements(newest.definition -> 'scoring') with ordinality as scored (rule, place)`;

const STUDY = `
select study.title, study.state, study.version, study.territory_id as "territoryId", study.registration,
  study.registration_sha256 as "registrationSha256",
  (select json_object_agg(task.task, task.content) from study_task task
   where task.tenant_id = study.tenant_id and task.study_id = study.id) as contents,
  (select json_build_object('id', snapshot.id, 'source', snapshot.source, 'rows', snapshot.row_count, 'sha256', snapshot.sha256,
     'takenAt', to_json(snapshot.taken_at at time zone 'UTC') #>> '{}' || 'Z', 'spread', snapshot.spread, 'excluded', snapshot.excluded)
   from study_snapshot snapshot where snapshot.tenant_id = study.tenant_id and snapshot.id = study.snapshot_id) as snapshot,
  (select json_build_object('drawnAt', to_json(drawn.drawn_at at time zone 'UTC') #>> '{}' || 'Z', 'seal', drawn.seal,
     'listHash', drawn.list_hash, 'seedHash', drawn.seed_hash, 'smallestP', drawn.smallest_p, 'programme', drawn.programme,
     'comparison', drawn.comparison)
   from study_allocation drawn where drawn.tenant_id = study.tenant_id and drawn.study_id = study.id) as allocation,
  exists (select from study_run run where run.tenant_id = study.tenant_id and run.study_id = study.id
          and run.state in ('waiting', 'running')) as computing,
  (${DIMENSIONS}) as dimensions
from study where study.tenant_id = $1 and study.id = $2`;

function columnsOf(
  population: PopulationContent | undefined,
  dimensions: readonly ScoredDimension[],
): readonly StudyColumn[] {
  if (!population) return [];
  return population.from === "table" ? population.columns : recordColumns(population, dimensions);
}

/** A study with everything its rules ask; undefined when the person does not see it. */
export async function findStudy({ client, actor }: Context, studyId: string): Promise<LoadedStudy | undefined> {
  const { rows } = await client.query(STUDY, [actor.tenantId, studyId]);
  const row = rows[0] as Row | undefined;
  if (!row) return undefined;
  const contents = row.contents ?? {};
  const { snapshot, territoryId } = row;
  return {
    id: studyId,
    title: row.title,
    territoryId,
    state: row.state,
    version: row.version,
    contents,
    columns: columnsOf(contents.population, row.dimensions ?? []),
    facts: snapshot?.source === "table" ? snapshot.spread : null,
    hasRows: snapshot !== null && snapshot.source === contents.population?.from,
    drawn: row.allocation !== null,
    fewAlike: false,
    computing: row.computing,
    snapshot,
    dimensions: row.dimensions ?? [],
    allocation: row.allocation,
    registration: row.registration,
    registrationSha256: row.registrationSha256,
    access: await studyObject(client, actor, territoryId),
  };
}

/** A study of a place as the policy sees it. */
export function studyObject(client: pg.ClientBase, actor: Actor, territoryId: string): Promise<AccessObject> {
  return objectInTerritory(client, actor, territoryId, { kind: "study", level: STUDY_LEVEL });
}

/** Stores a new study. */
export async function insertStudy(
  { client, actor, now }: OperationContext,
  { studyId, title, territoryId }: { readonly studyId: string; readonly title: string; readonly territoryId: string },
): Promise<void> {
  await client.query(
    `insert into study (tenant_id, id, title, territory_id, created_by, created_on, recorded_at)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [actor.tenantId, studyId, title, territoryId, actor.userId, actor.today, now],
  );
}

/** Columns of a study that change with its tasks. */
export interface StudyChange {
  readonly state?: StudyState;
  readonly snapshotId?: string | null;
  readonly registration?: { readonly text: string; readonly sha256: string };
  readonly abandonedWhy?: string;
}

/** Moves a study to its next version; `after` is the study as it stands then, for the count of tasks done. */
export async function updateStudy(
  { client, actor, now }: OperationContext,
  after: LoadedStudy,
  change: StudyChange = {},
): Promise<number> {
  const { registration } = change;
  const { rows } = await client.query(
    `update study set version = version + 1, tasks_done = $3, state = coalesce($4, state),
       snapshot_id = case when $5 then $6 else snapshot_id end, registration = coalesce($7, registration),
       registration_sha256 = coalesce($8, registration_sha256), frozen_by = case when $7::text is null then frozen_by else $9 end,
       frozen_at = case when $7::text is null then frozen_at else $10::timestamptz end, abandoned_why = coalesce($11, abandoned_why)
     where tenant_id = $1 and id = $2 and version = $12 returning version`,
    [
      actor.tenantId,
      after.id,
      countDone(after),
      change.state ?? null,
      change.snapshotId !== undefined,
      change.snapshotId ?? null,
      registration?.text ?? null,
      registration?.sha256 ?? null,
      actor.userId,
      now,
      change.abandonedWhy ?? null,
      after.version,
    ],
  );
  if (!rows[0]) throw Object.assign(new Error("the study changed meanwhile"), { code: "40001" });
  return rows[0].version as number;
}

/** Keeps what was written in a task. */
export async function upsertTask(
  { client, actor, now }: OperationContext,
  studyId: string,
  { task, content }: { readonly task: string; readonly content: unknown },
): Promise<void> {
  await client.query(
    `insert into study_task (tenant_id, study_id, task, content, saved_by, saved_at) values ($1,$2,$3,$4,$5,$6)
     on conflict (tenant_id, study_id, task) do update
     set content = excluded.content, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
    [actor.tenantId, studyId, task, JSON.stringify(content), actor.userId, now],
  );
}
