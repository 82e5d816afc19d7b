import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { refusePlan } from "./refusePlan.ts";

test("only the worker of the family records a refusal", () => {
  expect(whoMay(refusePlan, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(refusePlan, (access) => ({ access }), 4)).toEqual([]);
});
