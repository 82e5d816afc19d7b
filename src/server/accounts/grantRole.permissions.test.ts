import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { grantIn } from "../../core/accounts/reach.ts";
import { grantRole } from "./grantRole.ts";

test("only an administrator of the place gives a role there", () => {
  const stateOf = ({ territoryPath }: { readonly territoryPath: readonly string[] }) => ({
    access: grantIn("tenant", territoryPath),
  });
  expect(whoMay(grantRole, stateOf)).toEqual([
    "administrator, in team",
    "administrator, in territory",
    "administrator, excluded",
    "administrator, former team",
  ]);
});
