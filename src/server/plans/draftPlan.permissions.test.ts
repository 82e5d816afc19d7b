import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { draftPlan } from "./draftPlan.ts";

test("only the worker of the family drafts a plan", () => {
  expect(whoMay(draftPlan, (access) => ({ inCase: { access } }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(draftPlan, (access) => ({ inCase: { access } }), 4)).toEqual([]);
});
