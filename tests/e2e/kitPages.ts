import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { listenForFaults, PHONE } from "./browser.ts";
import { type StaticSite, serveFolder } from "./staticSite.ts";

const BUILT = "dist/web/kit.html";
const PAGES = "src/web/gallery/pages";

/** The pages of the gallery, which collects them by folder. */
export const GALLERY_PAGES: readonly string[] = readdirSync(PAGES).map((file) => {
  const id = /GalleryPage = \{\s+id: "([a-z-]+)"/.exec(readFileSync(`${PAGES}/${file}`, "utf8"))?.[1];
  if (!id) throw new Error(`${PAGES}/${file} has no page`);
  return id;
});

/** The built gallery, served with the content policy in force. */
export function serveGallery(): Promise<StaticSite> {
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing: the web must be built first`);
  return serveFolder("dist/web");
}

export interface Visit {
  readonly width?: number;
  readonly theme?: "light" | "dark";
}
export interface Visitor {
  readonly page: Page;
  readonly faults: readonly string[];
  /** Goes to a page of the gallery and waits until it is drawn with its own letters. */
  open(id: string): Promise<Page>;
}

/** Somebody looking at the gallery on a screen of their own. */
export async function visitor(browser: Browser, site: StaticSite, visit: Visit = {}): Promise<Visitor> {
  const { width = 1280, theme = "light" } = visit;
  const context = await browser.newContext({
    viewport: { width, height: width < 768 ? PHONE.height : 800 },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "es-ES",
  });
  const page = await context.newPage();
  const faults = listenForFaults(page);
  const open = async (id: string) => {
    // A query of its own makes each visit a fresh load.
    await page.goto(`${site.url}/kit.html?${id}#${id}`);
    await page.waitForSelector(`body[data-page="${id === "" ? "index" : id}"]`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return page;
  };
  return { page, faults, open };
}
