import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectNoViolations } from "./axe.ts";
import { sidewaysScroll } from "./browser.ts";

const shots = process.env.TRENZA_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

/** Looks at a page of a site of its own: nothing scrolls sideways, axe finds nothing, and a picture is kept where `TRENZA_SHOTS` says. */
export async function look(page: Page, name: string): Promise<void> {
  expect(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  await expectNoViolations(page, name);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}
