import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { recordSession } from "./recordSession.ts";

test("only the worker of the family records a visit", () => {
  expect(whoMay(recordSession, (access) => ({ inCase: { access } }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(recordSession, (access) => ({ inCase: { access } }), 4)).toEqual([]);
});
