import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { planSession } from "./planSession.ts";

test("only the worker of the family plans a visit", () => {
  expect(whoMay(planSession, (access) => ({ inCase: { access } }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(planSession, (access) => ({ inCase: { access } }), 4)).toEqual([]);
});
