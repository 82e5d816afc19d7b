import { expect, test } from "vitest";
import { addAction, completeAction, editAction, type GoalAction } from "./action.ts";

const open = { state: "agreed", closedOn: null } as const;
const action: GoalAction = { what: "Llamar a la escuela", who: "Ana", dueOn: "2026-03-10", doneOn: null, version: 2 };

test("a new action is not done yet", () => {
  const words = { what: " Llamar a la escuela ", who: "Ana", dueOn: null };
  expect(addAction(open, words)).toEqual({
    ok: true,
    value: { what: "Llamar a la escuela", who: "Ana", dueOn: null, doneOn: null, version: 1 },
  });
});

test("refuses an action after the case is closed", () => {
  const result = addAction({ ...open, closedOn: "2026-03-01" }, action);
  expect(result).toEqual({ ok: false, failure: { code: "case_closed", closedOn: "2026-03-01" } });
});

test("an edit on an older version shows what differs, field by field", () => {
  const edit = { what: "Llamar a la escuela", who: "Luis", dueOn: "2026-03-12", baseVersion: 1 };
  expect(editAction(open, action, edit)).toEqual({
    ok: false,
    failure: {
      code: "stale",
      conflict: [
        { field: "who", yours: "Luis", theirs: "Ana" },
        { field: "dueOn", yours: "2026-03-12", theirs: "2026-03-10" },
      ],
    },
  });
});

test("an action is done on a day that has come", () => {
  expect(completeAction(open, action, { doneOn: "2026-03-09", baseVersion: 2 }, "2026-03-09")).toEqual({
    ok: true,
    value: { ...action, doneOn: "2026-03-09", version: 3 },
  });
  expect(completeAction(open, action, { doneOn: "2026-03-10", baseVersion: 2 }, "2026-03-09")).toEqual({
    ok: false,
    failure: { code: "day_in_future" },
  });
});

test("an action noted as done can be noted as not done after all", () => {
  const done = { ...action, doneOn: "2026-03-09" };
  const result = completeAction(open, done, { doneOn: null, baseVersion: 2 }, "2026-03-09");
  expect(result).toMatchObject({ ok: true, value: { doneOn: null, version: 3 } });
});
