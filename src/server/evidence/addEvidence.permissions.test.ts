import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { addEvidence } from "./addEvidence.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });

test("whoever evaluates a place adds to its evidence, and nobody else", () => {
  expect(new Set(whoMay(addEvidence, stateOf, 0))).toEqual(
    new Set(["in team", "in territory", "former team"].map((relation) => `evaluator, ${relation}`)),
  );
});
