import { describe, expect, it } from "vitest";
import { exitCode, failuresOfReport, summaryLine, tallyOfReport, total } from "./tally.mjs";

const report = (changes) => ({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, testResults: [], ...changes });

describe("tallyOfReport", () => {
  it("counts what vitest counted", () => {
    expect(tallyOfReport(report({ numPendingTests: 2 }), 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  it("counts a test file that could not be loaded as a failure", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(tallyOfReport(report({ testResults }), 1).failed).toBe(1);
  });

  it("counts an error outside any test as a failure", () => {
    expect(tallyOfReport(report({}), 1).failed).toBe(1);
  });

  it("counts a missing report as a failure", () => {
    expect(tallyOfReport(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("failuresOfReport", () => {
  it("names each test that failed with the first line of its reason, and each file that could not be loaded", () => {
    const failed = { status: "failed", fullName: "a rule holds", failureMessages: ["expected 1 to be 2\n  at there"] };
    const passed = { status: "passed", fullName: "another holds" };
    const testResults = [
      { name: "/a.test.ts", status: "failed", assertionResults: [passed, failed] },
      { name: "/b.test.ts", status: "failed", message: "no such import\n  at here", assertionResults: [] },
      { name: "/c.test.ts", status: "passed", assertionResults: [passed] },
    ];
    expect(failuresOfReport({ testResults })).toEqual([
      "a rule holds: expected 1 to be 2",
      "/b.test.ts: no such import",
    ]);
  });

  it("has nothing to say of a report that is missing", () => {
    expect(failuresOfReport(undefined)).toEqual([]);
  });
});

describe("the last line and the exit code", () => {
  it("names skipped tests only when there are some", () => {
    expect(summaryLine({ passed: 5, failed: 0, skipped: 0 })).toBe("5 passed, 0 failed");
    expect(summaryLine({ passed: 5, failed: 1, skipped: 2 })).toBe("5 passed, 1 failed, 2 skipped");
  });

  it("fails when one stage ran nothing although the others passed", () => {
    const nothing = { passed: 0, failed: 0, skipped: 0 };
    const fine = { passed: 1, failed: 0, skipped: 0 };
    expect(exitCode([fine, fine])).toBe(0);
    expect(exitCode([fine, nothing])).toBe(1);
    expect(exitCode([])).toBe(1);
    expect(total([fine, nothing, fine])).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });
});
