import { saveStudyTask as contract } from "../../contracts/studies.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { StudyContents, WrittenTask } from "../../core/studies/contents.ts";
import { saveTask } from "../../core/studies/decisions.ts";
import { defineOperation, type OperationContext } from "../operation.ts";
import { findStudy, type LoadedStudy, updateStudy, upsertTask } from "./studies.data.ts";

/** Rows gathered from the records answer to who takes part: when that changes they are gathered again. */
function losesRows(before: LoadedStudy, written: WrittenTask): boolean {
  if (written.task !== "population" || before.snapshot === null) return false;
  const same = canonicalJson(before.contents.population ?? null) === canonicalJson(written.content);
  if (written.content.from === "table") return before.snapshot.source !== "table";
  return before.snapshot.source !== "records" || !same;
}

async function keep(context: OperationContext, before: LoadedStudy, written: WrittenTask): Promise<number> {
  await upsertTask(context, before.id, written);
  const loses = losesRows(before, written);
  const contents: StudyContents = { ...before.contents, [written.task]: written.content };
  const after = (await findStudy(context, before.id)) ?? before;
  return updateStudy(
    context,
    { ...after, contents, hasRows: after.hasRows && !loses },
    loses ? { snapshotId: null } : {},
  );
}

export const saveStudyTask = defineOperation({
  name: contract.name,
  contract,
  load: (context, { studyId }) => findStudy(context, studyId),
  permission: ({ access }) => access,
  decide: (study, { task, baseVersion }) => {
    const saved = saveTask(study, { task: task as WrittenTask, baseVersion });
    return saved.ok ? { ok: true as const, value: { study, written: saved.value } } : saved;
  },
  save: async (context, { study, written }, { studyId }) => {
    const version = await keep(context, study, written);
    return { output: { studyId, version }, stream: { kind: "study", id: studyId, version } };
  },
});
