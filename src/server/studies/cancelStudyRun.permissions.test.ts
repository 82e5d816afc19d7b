import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { cancelStudyRun } from "./cancelStudyRun.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place stops a computation, and nobody else", () => {
  expect(new Set(whoMay(cancelStudyRun, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(cancelStudyRun, stateOf, 3)).toEqual([]);
});
