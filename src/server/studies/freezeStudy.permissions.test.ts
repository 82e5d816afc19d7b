import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { freezeStudy } from "./freezeStudy.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place registers the plan; whoever directs it does not", () => {
  expect(new Set(whoMay(freezeStudy, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(freezeStudy, stateOf, 3)).toEqual([]);
});
