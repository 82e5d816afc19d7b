import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { agreePlan } from "./agreePlan.ts";

test("only the worker of the family records the agreement", () => {
  expect(whoMay(agreePlan, (access) => ({ inCase: { access } }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(agreePlan, (access) => ({ inCase: { access } }), 4)).toEqual([]);
});
