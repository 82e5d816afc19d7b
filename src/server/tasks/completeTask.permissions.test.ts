import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { completeTask } from "./completeTask.ts";

test("the worker of the family, or whoever supervises its territory, closes a task", () => {
  expect(whoMay(completeTask, (access) => ({ access }))).toEqual([
    "family_worker, in team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(completeTask, (access) => ({ access }), 4)).toEqual([]);
});
