import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Holds the page to WCAG 2.2 AA and axe's best practices; each violation is named with the elements that break it. */
export async function expectNoViolations(page: Page, where = page.url()): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: "tag", values } }),
    RULES,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    elements: nodes.map(({ html, failureSummary }) => `${html} :: ${failureSummary}`),
  }));
  expect(found, `accessibility of ${where}`).toEqual([]);
}
