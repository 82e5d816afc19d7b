import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { completeAction } from "./completeAction.ts";

test("only the worker of the family completes an action", () => {
  expect(whoMay(completeAction, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(completeAction, (access) => ({ access }), 4)).toEqual([]);
});
