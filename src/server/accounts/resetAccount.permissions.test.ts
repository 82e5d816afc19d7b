import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { objectWithoutPlace } from "../access/objects.ts";
import { resetAccount } from "./resetAccount.ts";

test("only an administrator gives somebody a new password", () => {
  const access = objectWithoutPlace({ tenantId: "tenant" } as Parameters<typeof objectWithoutPlace>[0], {
    kind: "user",
    level: 1,
  });
  const may = whoMay(resetAccount, () => ({ access }));
  expect(new Set(may.map((who) => who.split(",")[0]))).toEqual(new Set(["administrator"]));
});
