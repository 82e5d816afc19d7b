import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import type { AccessObject } from "../../core/access/policy.ts";
import { replayStudyRun } from "./replayStudyRun.ts";

const stateOf = (access: AccessObject) => ({ access: { ...access, kind: "study" } });
const there = (role: string) => ["in team", "in territory", "former team"].map((relation) => `${role}, ${relation}`);

test("whoever reads a study may repeat its computation", () => {
  expect(new Set(whoMay(replayStudyRun, stateOf))).toEqual(
    new Set([...there("evaluator"), ...there("programme_director")]),
  );
  expect(whoMay(replayStudyRun, stateOf, 3)).toEqual([]);
});
