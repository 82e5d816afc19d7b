import { permit } from "../../core/access/policy.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { changeOfDrawn, changeOfPlan } from "../../core/studies/decisions.ts";
import { guessColumn } from "../../core/studies/guessColumn.ts";
import { looksPersonal } from "../../core/studies/personalData.ts";
import type { StudyColumn } from "../../core/studies/protocol.ts";
import type { Column } from "../../evaluation/table.ts";
import { appendToLedger } from "../audit/ledger.ts";
import type { Transaction } from "../database/transaction.ts";
import { newId } from "../ids.ts";
import type { OperationContext } from "../operation.ts";
import { insertSnapshot } from "./snapshots.data.ts";
import { spreadOf } from "./spread.ts";
import { findStudy, type LoadedStudy, updateStudy, upsertTask } from "./studies.data.ts";
import { type BadTable, readStudyTable, type StudyTable } from "./studyTable.ts";

/** A file that is handed in. */
export interface SentTable {
  readonly studyId: string;
  readonly baseVersion: number;
  readonly fileName: string;
  readonly bytes: Buffer;
}

export interface ReceivedTable {
  readonly version: number;
  readonly rows: number;
  readonly columns: readonly StudyColumn[];
}

export type TableRefusal =
  | BadTable
  | { readonly code: "study_not_found" | "not_allowed" | "plan_frozen" | "stale_version" | "drawn_already" }
  | { readonly code: "names_inside"; readonly column: string };

/** An operation that writes its own ledger row: a file is no input to keep there. */
type TableContext = OperationContext & Pick<Transaction, "lastly">;

/** Different values looked at to tell what a column holds. */
const LOOKED_AT = 2000;

function valuesOf(column: Column): { readonly values: readonly string[]; readonly present: number } {
  if (column.kind === "text") {
    const present = column.codes.reduce((sum, code) => sum + (code < 0 ? 0 : 1), 0);
    return { values: column.levels.slice(0, LOOKED_AT), present };
  }
  const values = new Set<string>();
  let present = 0;
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    present++;
    if (values.size < LOOKED_AT) values.add(String(value));
  }
  return { values: [...values], present };
}

function personalColumn({ table, headings }: StudyTable): string | undefined {
  return headings.find(({ name, heading }) => {
    const column = table.columns.get(name);
    return column && looksPersonal({ heading, ...valuesOf(column) });
  })?.heading;
}

/** Columns of the file: as they were described before where they still fit, else as they seem. */
function describe({ contents }: LoadedStudy, { table, headings }: StudyTable): readonly StudyColumn[] {
  const known = contents.population?.from === "table" ? contents.population.columns : [];
  const fits = new Map(spreadOf(table).map((spread) => [spread.name, spread.fits]));
  return headings.map((heading) => {
    const kinds = fits.get(heading.name) ?? [];
    const before = known.find(({ name, kind }) => name === heading.name && kinds.includes(kind));
    return before ?? guessColumn(heading, kinds);
  });
}

async function store(
  context: TableContext,
  study: LoadedStudy,
  sent: SentTable,
  read: StudyTable,
): Promise<ReceivedTable> {
  const { actor } = context;
  const columns = describe(study, read);
  const snapshot = {
    id: newId(),
    source: "table" as const,
    rows: read.table.n,
    sha256: read.sha256,
    spread: spreadOf(read.table),
  };
  await insertSnapshot(context, study.id, { ...snapshot, content: sent.bytes, excluded: [] });
  const observedUntil = study.contents.population?.from === "table" ? study.contents.population.observedUntil : null;
  const population = { from: "table" as const, columns, observedUntil };
  await upsertTask(context, study.id, { task: "population", content: population });
  const after: LoadedStudy = {
    ...study,
    contents: { ...study.contents, population },
    columns,
    facts: snapshot.spread,
    hasRows: true,
  };
  const version = await updateStudy(context, after, { snapshotId: snapshot.id });
  await appendToLedger(context, {
    tenantId: actor.tenantId,
    operationId: context.operationId,
    operation: "sendStudyTable",
    stream: "study",
    streamId: study.id,
    version,
    actorId: actor.userId,
    device: "",
    claimedAt: context.now,
    input: {
      studyId: study.id,
      baseVersion: sent.baseVersion,
      fileName: sent.fileName,
      sha256: read.sha256,
      rows: read.table.n,
    },
  });
  return { version, rows: read.table.n, columns };
}

/** Takes a table into a study: reads it, refuses what tells who people are, and keeps it as the study's rows. */
export async function receiveTable(
  context: TableContext,
  sent: SentTable,
): Promise<Result<ReceivedTable, TableRefusal>> {
  const study = await findStudy(context, sent.studyId);
  if (!study) return refused({ code: "study_not_found" });
  if (!permit(context.actor, "study.write", study.access, context.now)) return refused({ code: "not_allowed" });
  const hindrance = changeOfPlan(study, sent.baseVersion) ?? changeOfDrawn(study);
  if (hindrance) return refused(hindrance);
  const read = readStudyTable(sent.bytes);
  if (!read.ok) return read;
  const column = personalColumn(read.value);
  if (column !== undefined) return refused({ code: "names_inside", column });
  return accepted(await store(context, study, sent, read.value));
}
