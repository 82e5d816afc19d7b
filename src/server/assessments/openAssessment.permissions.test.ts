import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { openAssessment } from "./openAssessment.ts";

test("only the worker of the family opens a joint assessment", () => {
  expect(whoMay(openAssessment, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(openAssessment, (access) => ({ access }), 4)).toEqual([]);
});
