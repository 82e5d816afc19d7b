import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { publishSnapshot } from "./publishSnapshot.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "results" } });

test("whoever directs the place publishes its figures, and nobody else", () => {
  expect(new Set(whoMay(publishSnapshot, stateOf, 1))).toEqual(
    new Set(["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`)),
  );
});
