import type pg from "pg";
import type { OperationContext } from "../operation.ts";
import type { LeftOut, LoadedStudy, SnapshotFacts } from "./studies.data.ts";
import { readStudyTable, type StudyTable } from "./studyTable.ts";

interface NewSnapshot extends Omit<SnapshotFacts, "takenAt" | "rows" | "excluded"> {
  readonly rows: number;
  readonly content: Buffer;
  readonly excluded: readonly LeftOut[];
}

/** Stores a snapshot; those it takes the place of keep their hash and lose their rows. */
export async function insertSnapshot(
  { client, actor, now }: Pick<OperationContext, "client" | "actor" | "now">,
  studyId: string,
  { id, source, rows, content, sha256, spread, excluded }: NewSnapshot,
): Promise<void> {
  await client.query(
    "update study_snapshot set content = null where tenant_id = $1 and study_id = $2 and content is not null",
    [actor.tenantId, studyId],
  );
  await client.query(
    `insert into study_snapshot (tenant_id, id, study_id, source, row_count, content, sha256, spread, excluded, taken_by, taken_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
    [
      ...[actor.tenantId, id, studyId, source, rows, content, sha256],
      JSON.stringify(spread),
      JSON.stringify(excluded),
      actor.userId,
      now,
    ],
  );
}

/** The bytes of a snapshot. */
export async function findContent(
  client: pg.ClientBase,
  tenantId: string,
  snapshotId: string,
): Promise<Buffer | undefined> {
  const { rows } = await client.query("select content from study_snapshot where tenant_id = $1 and id = $2", [
    tenantId,
    snapshotId,
  ]);
  return (rows[0]?.content as Buffer | null | undefined) ?? undefined;
}

/** Tables read lately, by the hash of their bytes: a study is looked at many times between two changes of its rows. */
const remembered = new Map<string, StudyTable>();
const REMEMBERED = 3;

/** The rows of a study as a table; undefined before they are gathered. */
export async function findTable(
  client: pg.ClientBase,
  tenantId: string,
  { snapshot }: Pick<LoadedStudy, "snapshot">,
): Promise<StudyTable | undefined> {
  if (!snapshot) return undefined;
  const known = remembered.get(snapshot.sha256);
  remembered.delete(snapshot.sha256);
  const table = known ?? (await readTable(client, tenantId, snapshot.id));
  if (table) remembered.set(snapshot.sha256, table);
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED) break;
    remembered.delete(oldest);
  }
  return table;
}

async function readTable(client: pg.ClientBase, tenantId: string, snapshotId: string): Promise<StudyTable | undefined> {
  const content = await findContent(client, tenantId, snapshotId);
  const read = content && readStudyTable(content);
  return read?.ok ? read.value : undefined;
}
