import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { saveStudyTask } from "./saveStudyTask.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });

test("whoever evaluates the place writes in a study's tasks; whoever directs it reads them", () => {
  expect(new Set(whoMay(saveStudyTask, stateOf))).toEqual(
    new Set(["in team", "in territory", "former team"].map((relation) => `evaluator, ${relation}`)),
  );
  expect(whoMay(saveStudyTask, stateOf, 3)).toEqual([]);
});
