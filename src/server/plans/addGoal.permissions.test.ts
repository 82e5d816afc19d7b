import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { addGoal } from "./addGoal.ts";

test("only the worker of the family adds a goal", () => {
  expect(whoMay(addGoal, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(addGoal, (access) => ({ access }), 4)).toEqual([]);
});
