import { hash } from "node:crypto";
import { takeStudySnapshot as contract } from "../../contracts/studies.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { changeOfDrawn, changeOfPlan } from "../../core/studies/decisions.ts";
import { newId } from "../ids.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { pseudonymsOf } from "./pseudonyms.ts";
import { type GatheredRows, gatherRows } from "./records.data.ts";
import { insertSnapshot } from "./snapshots.data.ts";
import { spreadOf } from "./spread.ts";
import { findStudy, type LoadedStudy, updateStudy } from "./studies.data.ts";
import { readStudyTable } from "./studyTable.ts";

interface State {
  readonly study: LoadedStudy;
  readonly access: LoadedStudy["access"];
  /** Rows of the records; null for a table, whose rows came with it. */
  readonly gathered: GatheredRows | null;
}

async function load(context: OperationContext, studyId: string): Promise<State | undefined> {
  const study = await findStudy(context, studyId);
  if (!study) return undefined;
  const { access, dimensions } = study;
  const { population } = study.contents;
  if (population?.from !== "records" || study.state !== "draft") return { study, access, gathered: null };
  const gathering = { client: context.client, tenantId: context.actor.tenantId, studyId, population, dimensions };
  const gathered = await gatherRows({ ...gathering, pseudonym: pseudonymsOf(context.sealingKey, studyId) });
  return { study, access, gathered };
}

type Refusal = {
  readonly code: "plan_frozen" | "stale_version" | "drawn_already" | "population_missing" | "nobody";
};

function decide({ study, gathered }: State, baseVersion: number): Result<State, Refusal> {
  const hindrance = changeOfPlan(study, baseVersion) ?? changeOfDrawn(study);
  if (hindrance) return refused(hindrance);
  const { population } = study.contents;
  if (!population || (population.from === "table" && !study.hasRows)) return refused({ code: "population_missing" });
  return gathered?.rows === 0 ? refused({ code: "nobody" }) : accepted({ study, gathered, access: study.access });
}

/** Keeps rows of the records; those of a table are there already. */
async function keep(context: OperationContext, { study, gathered }: State) {
  if (!gathered) return { rows: study.snapshot?.rows ?? 0, sha256: study.snapshot?.sha256 ?? "", change: {} };
  const { content, rows, excluded } = gathered;
  const read = readStudyTable(content);
  const spread = read.ok ? spreadOf(read.value.table) : [];
  const sha256 = hash("sha256", content, "hex");
  const id = newId();
  await insertSnapshot(context, study.id, { id, source: "records", rows, content, sha256, spread, excluded });
  return { rows, sha256, change: { snapshotId: id } };
}

export const takeStudySnapshot = defineOperation({
  name: contract.name,
  contract,
  load: (context, { studyId }) => load(context, studyId),
  permission: ({ access }) => access,
  decide: (state, { baseVersion }) => decide(state, baseVersion),
  save: async (context, state, { studyId }) => {
    const { rows, sha256, change } = await keep(context, state);
    const version = await updateStudy(context, { ...state.study, hasRows: true }, change);
    return { output: { studyId, version, rows, sha256 }, stream: { kind: "study", id: studyId, version } };
  },
});
