import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { jsonReady } from "../../src/evaluation/cases/inputs.ts";
import { runCase } from "../../src/evaluation/cases/runCase.ts";
import { folderData } from "../../src/server/evaluation/caseData.ts";
import { startSolver } from "../../src/server/evaluation/solver.ts";
import {
  copiedCases,
  copiedFolder,
  differences,
  fullFolder,
  otherCases,
  type ReferenceCase,
} from "./referenceCases.ts";

const solver = startSolver();
afterAll(() => solver.stop());

/** The largest placement takes the solver a second or two on an idle machine. */
const PATIENCE = 60_000;

function check(cases: readonly ReferenceCase[], folder: string) {
  const data = folderData(join(folder, "data"), solver.solve);
  for (const { id, fn, input, expected, tolerance } of cases)
    it(
      `answers ${fn} as expected: ${id}`,
      async () => {
        const answered = await runCase({ fn, input }, data);
        expect(answered.ok ? differences(jsonReady(answered.value), expected, tolerance) : answered.failure).toEqual(
          [],
        );
      },
      PATIENCE,
    );
}

describe("the copied reference cases", () => check(copiedCases, copiedFolder));

describe("the reference cases on data that may not be copied", () => {
  if (otherCases) check(otherCases, fullFolder);
  else it.skip(`not present: ${fullFolder}`);
});
