import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { recordConsent } from "./recordConsent.ts";

const stateOf = (access: Parameters<Parameters<typeof whoMay>[1]>[0]) => ({ access });

test("the worker of the family and her supervisor record a consent", () => {
  expect(whoMay(recordConsent, stateOf, 1)).toEqual([
    "family_worker, in team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it with a sealed record under ordinary care", () => {
  expect(whoMay(recordConsent, stateOf, 4)).toEqual([]);
});
