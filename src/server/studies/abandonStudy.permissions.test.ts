import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { abandonStudy } from "./abandonStudy.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever evaluates the place leaves a study undone, and nobody else", () => {
  expect(new Set(whoMay(abandonStudy, stateOf))).toEqual(new Set(there("evaluator")));
  expect(whoMay(abandonStudy, stateOf, 3)).toEqual([]);
});
