import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { closeAssessment } from "./closeAssessment.ts";

test("only the worker of the family closes a joint assessment", () => {
  expect(whoMay(closeAssessment, (access) => ({ access }))).toEqual(["family_worker, in team"]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(closeAssessment, (access) => ({ access }), 4)).toEqual([]);
});
