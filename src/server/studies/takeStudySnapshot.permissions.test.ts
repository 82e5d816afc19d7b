import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { takeStudySnapshot } from "./takeStudySnapshot.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place gathers its rows, and nobody else", () => {
  expect(new Set(whoMay(takeStudySnapshot, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(takeStudySnapshot, stateOf, 3)).toEqual([]);
});
