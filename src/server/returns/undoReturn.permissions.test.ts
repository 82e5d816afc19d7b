import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { undoReturn } from "./undoReturn.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "care" } });

test("whoever may load returns of an agency takes them back, and nobody else", () => {
  expect(whoMay(undoReturn, stateOf, 3)).toEqual(
    ["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`),
  );
  expect(whoMay(undoReturn, stateOf, 4)).toEqual([]);
});
