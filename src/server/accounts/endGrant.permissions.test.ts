import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { grantIn } from "../../core/accounts/reach.ts";
import { endGrant } from "./endGrant.ts";

test("only an administrator of the place ends a role there", () => {
  const stateOf = ({ territoryPath }: { readonly territoryPath: readonly string[] }) => ({
    access: grantIn("tenant", territoryPath),
  });
  expect(whoMay(endGrant, stateOf)).toEqual([
    "administrator, in team",
    "administrator, in territory",
    "administrator, excluded",
    "administrator, former team",
  ]);
});
