import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { discardReturn } from "./discardReturn.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "care" } });

test("whoever may load returns of an agency throws one away, and nobody else", () => {
  expect(whoMay(discardReturn, stateOf, 3)).toEqual(
    ["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`),
  );
  expect(whoMay(discardReturn, stateOf, 4)).toEqual([]);
});
