import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { saveFamilyAnswers } from "./saveFamilyAnswers.ts";

test("only the worker of the family writes down what the family answers", () => {
  expect(whoMay(saveFamilyAnswers, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(saveFamilyAnswers, (access) => ({ access }), 4)).toEqual([]);
});
