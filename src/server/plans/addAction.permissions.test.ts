import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { addAction } from "./addAction.ts";

test("only the worker of the family adds an action", () => {
  expect(whoMay(addAction, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(addAction, (access) => ({ access }), 4)).toEqual([]);
});
