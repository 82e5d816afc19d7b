import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Holds the page to WCAG 2.2 AA and axe's best practices; each violation is named with the elements that break it. `within` looks
 * at one part only: while a list or a small popover is open the rest of the page is hidden from readers on purpose.
 */
export async function expectNoViolations(page: Page, where = page.url(), within = "html"): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ({ values, part }) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(part, { runOnly: { type: "tag", values } }),
    { values: RULES, part: within },
  );
  const found = violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    elements: nodes.map(({ html, failureSummary }) => `${html} :: ${failureSummary}`),
  }));
  expect.soft(found, `accessibility of ${where}`).toEqual([]);
}
