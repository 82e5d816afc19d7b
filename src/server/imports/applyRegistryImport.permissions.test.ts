import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { applyRegistryImport } from "./applyRegistryImport.ts";

const stateOf = (access: AccessObject) => ({ access: [{ ...access, kind: "import" }] });

test("whoever supervises or directs the place loads a registry list there", () => {
  expect(new Set(whoMay(applyRegistryImport, stateOf, 1))).toEqual(
    new Set(
      ["supervisor", "programme_director"].flatMap((role) =>
        ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`),
      ),
    ),
  );
});

test("one place out of reach is enough to refuse the whole list", () => {
  const withAnother = (access: AccessObject) => {
    const here = { ...access, kind: "import" };
    return { access: [here, { ...here, territoryPath: ["elsewhere altogether"] }] };
  };
  expect(whoMay(applyRegistryImport, withAnother, 1)).toEqual([]);
});

test("nobody loads families of a level above their own", () => {
  expect(whoMay(applyRegistryImport, stateOf, 3).every((who) => who.startsWith("supervisor"))).toBe(true);
  expect(whoMay(applyRegistryImport, stateOf, 4)).toEqual([]);
});
