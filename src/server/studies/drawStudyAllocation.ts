import { drawStudyAllocation as contract } from "../../contracts/studies.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { DesignContent, PowerContent } from "../../core/studies/contents.ts";
import { mayDraw } from "../../core/studies/decisions.ts";
import { UNIT_COLUMN } from "../../core/studies/recordColumns.ts";
import { type Allocation, type AllocationArm, randomise } from "../../evaluation/design/allocation.ts";
import { failureText } from "../../evaluation/failureTexts.ts";
import type { Column } from "../../evaluation/table.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { valueAt } from "./cells.ts";
import { findTable } from "./snapshots.data.ts";
import { findStudy, type LoadedStudy, updateStudy } from "./studies.data.ts";
import type { StudyTable } from "./studyTable.ts";

interface State {
  readonly study: LoadedStudy;
  readonly access: LoadedStudy["access"];
  readonly read: StudyTable | undefined;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

/** Halves, or the proportion that was supposed when the power was told. */
function armsFor(power: PowerContent | undefined): readonly AllocationArm[] {
  const [programme, comparison] = [power?.programme ?? 1, power?.comparison ?? 1];
  const divisor = greatestDivisor(programme, comparison);
  const fair = Math.max(programme, comparison) / divisor > 1000;
  return [
    { name: "programme", share: fair ? 1 : programme / divisor },
    { name: "comparison", share: fair ? 1 : comparison / divisor },
  ];
}

function wordAt(column: Column | undefined, row: number): string | undefined {
  return column && String(valueAt(column, row) ?? "");
}

function draw(
  { table }: StudyTable,
  { stratum, cluster }: DesignContent,
  request: Pick<Parameters<typeof randomise>[0], "arms" | "seed">,
) {
  const column = (name: string | null) => (name === null ? undefined : table.columns.get(name));
  const units = Array.from({ length: table.n }, (_, row) => {
    const group = wordAt(column(stratum), row);
    const together = wordAt(column(cluster), row);
    return {
      id: wordAt(table.columns.get(UNIT_COLUMN), row) ?? String(row + 1),
      ...(group !== undefined && { stratum: group }),
      ...(together !== undefined && { cluster: together }),
    };
  });
  return randomise({ units, ...request });
}

type Refusal =
  | { readonly code: "stale_version" | "plan_frozen" | "drawn_already" | "no_snapshot" | "not_a_lottery" }
  | { readonly code: "cannot_draw"; readonly reason: string };

function decide(
  { study, read }: State,
  { baseVersion, seedWords }: { readonly baseVersion: number; readonly seedWords: string },
): Result<{ readonly study: LoadedStudy; readonly drawn: Allocation }, Refusal> {
  const allowed = mayDraw(study, baseVersion);
  if (!allowed.ok) return allowed;
  const { design, power } = study.contents;
  if (!design || !read) return refused({ code: "no_snapshot" });
  const drawn = draw(read, design, { arms: armsFor(power), seed: seedWords });
  if (!drawn.ok) return refused({ code: "cannot_draw", reason: failureText(drawn.failure) });
  return accepted({ study, drawn: drawn.value });
}

async function insertAllocation(
  { client, actor, now }: OperationContext,
  study: LoadedStudy,
  { drawn, seedWords }: { readonly drawn: Allocation; readonly seedWords: string },
): Promise<void> {
  const programme = drawn.allocated.filter(({ arm }) => arm === "programme").length;
  await client.query(
    `insert into study_allocation (tenant_id, study_id, snapshot_id, seed_words, seal, list_hash, seed_hash, smallest_p, programme,
       comparison, allocated, drawn_by, drawn_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
    [
      ...[actor.tenantId, study.id, study.snapshot?.id, seedWords, drawn.seal, drawn.listHash, drawn.seedHash],
      ...[drawn.smallestP, programme, drawn.allocated.length - programme],
      JSON.stringify(drawn.allocated.map(({ id, arm }) => [id, arm])),
      ...[actor.userId, now],
    ],
  );
}

export const drawStudyAllocation = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { studyId }): Promise<State | undefined> => {
    const study = await findStudy(context, studyId);
    return (
      study && { study, access: study.access, read: await findTable(context.client, context.actor.tenantId, study) }
    );
  },
  permission: ({ access }) => access,
  decide,
  save: async (context, { study, drawn }, { studyId, seedWords }) => {
    await insertAllocation(context, study, { drawn, seedWords });
    const version = await updateStudy(context, { ...study, drawn: true });
    const { seal, smallestP } = drawn;
    return { output: { studyId, version, seal, smallestP }, stream: { kind: "study", id: studyId, version } };
  },
});
