import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { leaveTeam } from "./leaveTeam.ts";

const stateOf = (access: Parameters<Parameters<typeof whoMay>[1]>[0]) => ({
  access: { ...access, kind: "team" as const },
});

test("only a supervisor of the place ends an entrustment", () => {
  expect(whoMay(leaveTeam, stateOf, 1)).toEqual([
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it with a sealed record under ordinary care", () => {
  expect(whoMay(leaveTeam, stateOf, 4)).toEqual([]);
});
