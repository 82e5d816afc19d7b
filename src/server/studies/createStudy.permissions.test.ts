import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { createStudy } from "./createStudy.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });

test("whoever evaluates a place begins studies there, and nobody else", () => {
  expect(new Set(whoMay(createStudy, stateOf))).toEqual(
    new Set(["in team", "in territory", "former team"].map((relation) => `evaluator, ${relation}`)),
  );
  expect(whoMay(createStudy, stateOf, 3)).toEqual([]);
});
