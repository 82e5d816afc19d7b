import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { moveGoal } from "./moveGoal.ts";

test("only the worker of the family moves a goal", () => {
  expect(whoMay(moveGoal, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(moveGoal, (access) => ({ access }), 4)).toEqual([]);
});
