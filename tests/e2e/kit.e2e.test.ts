import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNoViolations } from "./axe.ts";
import { launchBrowser, PHONE, sidewaysScroll } from "./browser.ts";
import { GALLERY_PAGES, serveGallery, type Visitor, visitor } from "./kitPages.ts";
import type { StaticSite } from "./staticSite.ts";

/** Thrown on purpose by the page that shows what a fault looks like. */
const EXPECTED_FAULT = /fault shown on purpose/;
const SCREENS = [360, 1280].flatMap((width) => (["light", "dark"] as const).map((theme) => ({ width, theme })));

let browser: Browser;
let site: StaticSite;
let visitors: readonly Visitor[];
beforeAll(async () => {
  site = await serveGallery();
  browser = await launchBrowser();
  visitors = await Promise.all(SCREENS.map((screen) => visitor(browser, site, screen)));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(["", ...GALLERY_PAGES])("the gallery page «%s»", (id) => {
  it("has no accessibility violation on a phone and on a desk, in the light and in the dark, and keeps to the content policy", async () => {
    const look = async ({ width, theme }: (typeof SCREENS)[number], at: number) => {
      const { open, faults } = visitors[at] as Visitor;
      const before = faults.length;
      await expectNoViolations(await open(id), `${id} at ${width} px, ${theme}`);
      return faults.slice(before).filter((fault) => !EXPECTED_FAULT.test(fault));
    };
    expect((await Promise.all(SCREENS.map(look))).flat()).toEqual([]);
  });

  it("does not scroll sideways at 320 and 360 px, and its targets on a phone are at least 44 px high", async () => {
    const page = await (visitors[0] as Visitor).open(id);
    expect(await sidewaysScroll(page), "360 px").toBe(0);
    expect(await lowTargets(page)).toEqual([]);
    await page.setViewportSize({ ...PHONE, width: 320 });
    expect(await sidewaysScroll(page), "320 px").toBe(0);
    await page.setViewportSize(PHONE);
  });
});

/**
 * Visible controls lower than 44 px that do not stand inside a sentence. A choice is as large as its row, and a link that covers its
 * card as large as the card.
 */
function lowTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const stage = document.querySelector("main") ?? document.body;
    const controls = "button, select, textarea, label:has(input), a[href], input:not([tabindex='-1'])";
    const area = (target: HTMLElement) => {
      const covers = getComputedStyle(target, "::after").position === "absolute";
      return ((covers && target.closest("article")) || target).getBoundingClientRect();
    };
    return [...stage.querySelectorAll<HTMLElement>(controls)]
      .filter((target) => target.checkVisibility())
      .filter(
        (target) => !(target.closest("p") && ["inline", "inline-block"].includes(getComputedStyle(target).display)),
      )
      .filter((target) => !target.closest("[aria-hidden='true']"))
      .filter((target) => target.matches("label") || !target.closest("label:has(input)"))
      .filter((target) => area(target).height < 43.5)
      .map((target) => target.outerHTML.slice(0, 200));
  });
}
