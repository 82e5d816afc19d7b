import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { recordAddress } from "./recordAddress.ts";

const stateOf = (access: Parameters<Parameters<typeof whoMay>[1]>[0]) => ({
  access: { ...access, kind: "address" as const },
});

test("the worker of the family, her supervisor and the authority record an address", () => {
  expect(whoMay(recordAddress, stateOf)).toEqual([
    "family_worker, in team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
    "protection_authority, in team",
    "protection_authority, in territory",
    "protection_authority, former team",
  ]);
});

test("nobody does it with a sealed record under ordinary care", () => {
  expect(whoMay(recordAddress, stateOf, 4)).toEqual([]);
});
