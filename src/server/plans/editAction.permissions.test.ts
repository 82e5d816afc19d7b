import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { editAction } from "./editAction.ts";

test("only the worker of the family edits an action", () => {
  expect(whoMay(editAction, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(editAction, (access) => ({ access }), 4)).toEqual([]);
});
