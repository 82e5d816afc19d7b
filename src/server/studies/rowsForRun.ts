import { hash } from "node:crypto";
import { PROGRAMME_COLUMN, recordColumns, UNIT_COLUMN } from "../../core/studies/recordColumns.ts";
import type { OperationContext } from "../operation.ts";
import { valueAt } from "./cells.ts";
import { csvOf, pseudonymsOf } from "./pseudonyms.ts";
import { gatherOutcomes } from "./records.data.ts";
import { findTable } from "./snapshots.data.ts";
import type { LoadedStudy } from "./studies.data.ts";

/** The table of a run where it is not the snapshot itself. */
export interface RunRows {
  readonly data: Buffer;
  readonly sha256: string;
}

type Drawn = ReadonlyMap<string, number>;

async function findDrawn({ client, actor }: Context, { id, allocation }: LoadedStudy): Promise<Drawn> {
  if (!allocation) return new Map();
  const { rows } = await client.query("select allocated from study_allocation where tenant_id = $1 and study_id = $2", [
    actor.tenantId,
    id,
  ]);
  const allocated = rows[0]?.allocated as readonly (readonly [string, string])[];
  return new Map(allocated.map(([unit, arm]) => [unit, arm === "programme" ? 1 : 0]));
}

type Context = Pick<OperationContext, "client" | "actor" | "sealingKey">;

/** Outcomes of the records, read now that the plan is registered, beside what was known at entry and the draw. */
export async function rowsForRun(context: Context, study: LoadedStudy): Promise<RunRows | undefined> {
  const { population } = study.contents;
  const read = await findTable(context.client, context.actor.tenantId, study);
  if (population?.from !== "records" || !read) return undefined;
  const { table } = read;
  const [drawn, outcomes] = [
    await findDrawn(context, study),
    await gatherOutcomes({
      client: context.client,
      tenantId: context.actor.tenantId,
      studyId: study.id,
      population,
      dimensions: study.dimensions,
      pseudonym: pseudonymsOf(context.sealingKey, study.id),
    }),
  ];
  const after = recordColumns(population, study.dimensions).filter(({ known }) => known === "after");
  const byLot = drawn.size > 0 ? [PROGRAMME_COLUMN] : [];
  const known = [...table.columns.keys()];
  const units = table.columns.get(UNIT_COLUMN);
  const rows = Array.from({ length: table.n }, (_, row) => {
    const unit = String(valueAt(units, row) ?? "");
    const told = outcomes.get(unit);
    return [
      ...known.map((name) => valueAt(table.columns.get(name), row)),
      ...byLot.map(() => drawn.get(unit) ?? null),
      ...after.map(({ name }) => told?.[name] ?? null),
    ];
  });
  const data = csvOf([...known, ...byLot, ...after.map(({ name }) => name)], rows);
  return { data, sha256: hash("sha256", data, "hex") };
}
