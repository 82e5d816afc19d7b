import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { correctSession } from "./correctSession.ts";

test("only the worker of the family corrects a visit", () => {
  expect(whoMay(correctSession, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(correctSession, (access) => ({ access }), 4)).toEqual([]);
});
