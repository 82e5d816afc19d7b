import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { cancelPublication } from "./cancelPublication.ts";

const stateOf = (access: AccessObject) => ({
  id: "00000000-0000-4000-8000-000000000000",
  state: "counting" as const,
  version: 1,
  access: { ...access, kind: "results" as const },
});

test("whoever publishes the figures of a place calls a publication of them off, and nobody else", () => {
  expect(new Set(whoMay(cancelPublication, stateOf, 1))).toEqual(
    new Set(["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`)),
  );
});
