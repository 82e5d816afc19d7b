import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { runStudy } from "./runStudy.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place has a study computed, and nobody else", () => {
  expect(new Set(whoMay(runStudy, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(runStudy, stateOf, 3)).toEqual([]);
});
