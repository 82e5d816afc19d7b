import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { addTask } from "./addTask.ts";

test("the worker of the family, or whoever supervises its territory, adds a task", () => {
  expect(whoMay(addTask, (access) => ({ access }))).toEqual([
    "family_worker, in team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(addTask, (access) => ({ access }), 4)).toEqual([]);
});
