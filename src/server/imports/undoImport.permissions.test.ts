import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { undoImport } from "./undoImport.ts";

test("whoever could have loaded a list may take it back, and nobody else", () => {
  const stateOf = (access: AccessObject) => ({ state: "applied", access: [{ ...access, kind: "import" }] });
  expect(new Set(whoMay(undoImport, stateOf, 1))).toEqual(
    new Set(
      ["supervisor", "programme_director"].flatMap((role) =>
        ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`),
      ),
    ),
  );
});
