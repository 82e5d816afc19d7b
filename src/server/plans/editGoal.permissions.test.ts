import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { editGoal } from "./editGoal.ts";

test("only the worker of the family edits a goal", () => {
  expect(whoMay(editGoal, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(editGoal, (access) => ({ access }), 4)).toEqual([]);
});
