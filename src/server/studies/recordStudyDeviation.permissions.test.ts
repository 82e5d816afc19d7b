import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { recordStudyDeviation } from "./recordStudyDeviation.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place notes what was done otherwise, and nobody else", () => {
  expect(new Set(whoMay(recordStudyDeviation, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(recordStudyDeviation, stateOf, 3)).toEqual([]);
});
