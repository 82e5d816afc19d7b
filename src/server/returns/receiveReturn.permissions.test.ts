import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { receiveReturn } from "./receiveReturn.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "care" } });

test("only whoever directs the place loads the return of an agency there", () => {
  expect(whoMay(receiveReturn, stateOf, 3)).toEqual(
    ["in team", "in territory", "former team"].map((relation) => `programme_director, ${relation}`),
  );
  expect(whoMay(receiveReturn, stateOf, 4)).toEqual([]);
});
