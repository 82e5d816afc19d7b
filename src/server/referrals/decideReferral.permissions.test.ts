import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { decideReferral } from "./decideReferral.ts";

const stateOf = (access: Parameters<Parameters<typeof whoMay>[1]>[0]) => ({
  access: { ...access, kind: "referral" as const },
});

test("whoever does intake in the place decides", () => {
  expect(whoMay(decideReferral, stateOf, 1)).toEqual([
    "family_worker, in team",
    "family_worker, in territory",
    "family_worker, former team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it with a sealed record under ordinary care", () => {
  expect(whoMay(decideReferral, stateOf, 4)).toEqual([]);
});
