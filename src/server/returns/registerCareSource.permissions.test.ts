import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { registerCareSource } from "./registerCareSource.ts";

const stateOf = (access: AccessObject) => ({ known: [], access: { ...access, kind: "care" } });

test("only whoever directs a place registers an agency there", () => {
  expect(whoMay(registerCareSource, stateOf, 3)).toEqual(
    ["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`),
  );
  expect(whoMay(registerCareSource, stateOf, 4)).toEqual([]);
});
