import * as things from "./things.ts";
import { type Attempt, insert, newId, type Scene } from "./writing.ts";

const wholeStudy = { title: "New", created_on: "2026-01-01" };
const wholeSnapshot = { source: "table", row_count: 1, sha256: "", spread: "[]" };

/** Studies in a place, and what is written and gathered for those that are there. */
export function studyAttempts({ tenant, asker, allowed }: Scene): Attempt[] {
  const other = tenant.users.find((user) => user.id !== asker.userId)?.id ?? "";
  const places = tenant.territories.flatMap(({ id }): Attempt[] =>
    [1, 2, 3].flatMap((level) => {
      const mayWrite = allowed("study.write", things.placeThing(tenant, id, Math.max(level, 2)));
      const row = () => ({ tenant_id: tenant.id, id: newId(), territory_id: id, level, ...wholeStudy });
      return [
        {
          what: "study insert",
          id,
          statement: insert("study", { ...row(), created_by: asker.userId }),
          expected: mayWrite,
        },
        { what: "study of another", id, statement: insert("study", { ...row(), created_by: other }), expected: false },
      ];
    }),
  );
  const there = tenant.studies.flatMap(({ id, territoryId, level }) => {
    const mayWrite = allowed("study.write", things.placeThing(tenant, territoryId, Math.max(level, 2)));
    const below = { tenant_id: tenant.id, study_id: id };
    const task = { ...below, task: "power", content: "{}" };
    const snapshot = { ...below, ...wholeSnapshot };
    const deviation = { ...below, what: "x", why: "y" };
    const attempts: [string, string, boolean][] = [
      ["study update", `update study set state = 'abandoned' where id = '${id}'`, mayWrite],
      ["task insert", insert("study_task", { ...task, saved_by: asker.userId }), mayWrite],
      ["task of another", insert("study_task", { ...task, saved_by: other }), false],
      ["task update", `update study_task set content = '{}' where study_id = '${id}'`, mayWrite],
      ["snapshot insert", insert("study_snapshot", { ...snapshot, id: newId(), taken_by: asker.userId }), mayWrite],
      ["snapshot of another", insert("study_snapshot", { ...snapshot, id: newId(), taken_by: other }), false],
      ["deviation insert", insert("study_deviation", { ...deviation, id: newId(), noted_by: asker.userId }), mayWrite],
      ["deviation of another", insert("study_deviation", { ...deviation, id: newId(), noted_by: other }), false],
      ["run update", `update study_run set state = 'cancelled' where study_id = '${id}'`, mayWrite],
    ];
    return attempts.map(([what, statement, expected]) => ({ what, id, statement, expected }));
  });
  return [...places, ...there];
}
