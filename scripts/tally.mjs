/** Counting of test results: how many passed, failed and were skipped, and what the process must answer. */

/**
 * Reads vitest's JSON report. A file that could not be loaded, an error outside any test or a missing report is a failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: readonly { status: string, assertionResults: readonly unknown[] }[] } | undefined} report
 * @param {number} code exit code of vitest
 */
export function tallyOfReport(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/**
 * What failed in vitest's JSON report, one line each with the first line of its reason; a file that could not be loaded is named itself.
 * @param {{ testResults: readonly { name: string, status: string, message?: string,
 *   assertionResults: readonly { status: string, fullName: string, failureMessages?: readonly string[] }[] }[] } | undefined} report
 */
export function failuresOfReport(report) {
  const line = (name, reason) => `${name}: ${(reason ?? "").split("\n")[0]}`;
  return (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length > 0) return failed.map((test) => line(test.fullName, test.failureMessages?.[0]));
    return file.status === "failed" ? [line(file.name, file.message)] : [];
  });
}

/** Sum of several tallies. */
export function total(tallies) {
  const sum = (field) => tallies.reduce((count, tally) => count + tally[field], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** `N passed, N failed`, with the skipped ones only when there are any. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** 0 only when every stage ran at least one test and none failed. */
export function exitCode(tallies) {
  return tallies.length > 0 && tallies.every((tally) => tally.failed === 0 && tally.passed > 0) ? 0 : 1;
}
