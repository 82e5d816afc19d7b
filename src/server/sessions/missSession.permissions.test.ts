import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { missSession } from "./missSession.ts";

test("only the worker of the family notes a visit as not held", () => {
  expect(whoMay(missSession, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(missSession, (access) => ({ access }), 4)).toEqual([]);
});
