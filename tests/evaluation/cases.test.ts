import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jsonReady } from "../../src/evaluation/cases/inputs.ts";
import { runCase } from "../../src/evaluation/cases/runCase.ts";
import { folderData } from "../../src/server/evaluation/caseData.ts";
import {
  copiedCases,
  copiedFolder,
  differences,
  fullFolder,
  otherCases,
  type ReferenceCase,
} from "./referenceCases.ts";

function check(cases: readonly ReferenceCase[], folder: string) {
  const data = folderData(join(folder, "data"));
  for (const { id, fn, input, expected, tolerance } of cases)
    it(`answers ${fn} as expected: ${id}`, async () => {
      const answered = await runCase({ fn, input }, data);
      expect(answered.ok ? differences(jsonReady(answered.value), expected, tolerance) : answered.failure).toEqual([]);
    });
}

describe("the copied reference cases", () => check(copiedCases, copiedFolder));

describe("the reference cases on data that may not be copied", () => {
  if (otherCases) check(otherCases, fullFolder);
  else it.skip(`not present: ${fullFolder}`);
});
