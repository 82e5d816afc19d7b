import { expect, test } from "vitest";
import { addTask, completeTask, type Task, taskStates } from "./task.ts";

const task: Task = { state: "open", doneOn: null, version: 3 };

test("a task may be the family's own, or of somebody who works with it", () => {
  const words = { title: " Pedir cita ", who: "Ana", dueOn: "2026-03-10" };
  const tidy = { ok: true, value: { title: "Pedir cita", who: "Ana", dueOn: "2026-03-10" } };
  expect(addTask("nobody", words)).toEqual(tidy);
  expect(addTask("in_team", words)).toEqual(tidy);
});

test("refuses a task for a colleague who does not work with the family", () => {
  const result = addTask("stranger", { title: "Pedir cita", who: "Ana", dueOn: null });
  expect(result).toEqual({ ok: false, failure: { code: "not_in_team" } });
});

test.each(["done", "cancelled"] as const)("an open task is closed as %s", (outcome) => {
  expect(completeTask(task, { baseVersion: 3, outcome, doneOn: "2026-03-09" }, "2026-03-09")).toEqual({
    ok: true,
    value: { state: outcome, doneOn: "2026-03-09", version: 4 },
  });
});

test.each(taskStates.filter((state) => state !== "open"))("a task that is %s cannot be closed again", (state) => {
  const closed: Task = { ...task, state, doneOn: "2026-03-01" };
  const result = completeTask(closed, { baseVersion: 3, outcome: "done", doneOn: "2026-03-09" }, "2026-03-09");
  expect(result).toEqual({ ok: false, failure: { code: "not_open" } });
});

test("closing a task on an older version shows what became of it", () => {
  const closed: Task = { state: "cancelled", doneOn: "2026-03-01", version: 4 };
  const result = completeTask(closed, { baseVersion: 3, outcome: "done", doneOn: "2026-03-09" }, "2026-03-09");
  expect(result).toEqual({
    ok: false,
    failure: { code: "stale", conflict: [{ field: "state", yours: "done", theirs: "cancelled" }] },
  });
});

test("a task is not done tomorrow", () => {
  const result = completeTask(task, { baseVersion: 3, outcome: "done", doneOn: "2026-03-10" }, "2026-03-09");
  expect(result).toEqual({ ok: false, failure: { code: "day_in_future" } });
});
