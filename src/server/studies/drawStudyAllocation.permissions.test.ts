import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { drawStudyAllocation } from "./drawStudyAllocation.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place draws lots, and nobody else", () => {
  expect(new Set(whoMay(drawStudyAllocation, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(drawStudyAllocation, stateOf, 3)).toEqual([]);
});
