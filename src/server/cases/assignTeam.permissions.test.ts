import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { assignTeam } from "./assignTeam.ts";

const stateOf = (access: Parameters<Parameters<typeof whoMay>[1]>[0]) => ({
  access: { ...access, kind: "team" as const },
});

test("only a supervisor of the place entrusts a family", () => {
  expect(whoMay(assignTeam, stateOf, 1)).toEqual([
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it with a sealed record under ordinary care", () => {
  expect(whoMay(assignTeam, stateOf, 4)).toEqual([]);
});
