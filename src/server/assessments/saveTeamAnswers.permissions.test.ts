import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { saveTeamAnswers } from "./saveTeamAnswers.ts";

test("only the worker of the family writes down what the team answers", () => {
  expect(whoMay(saveTeamAnswers, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(saveTeamAnswers, (access) => ({ access }), 4)).toEqual([]);
});
