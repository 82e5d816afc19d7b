import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of the machine: `TRENZA_CHROMIUM` or `TRENZA_BROWSER`, or the first known name on the path. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment.TRENZA_CHROMIUM ?? environment.TRENZA_BROWSER;
  if (named) return named;
  const folders = (environment.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

function neededBrowser(): string {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("No Chromium found: install the package chromium or set TRENZA_BROWSER");
  return executablePath;
}

/** Starts the browser with a profile of its own that is thrown away. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: neededBrowser(), args: FLAGS });
}

/** How every window of a test is set: Spanish, in Spain, without motion. */
export const HABITS = { locale: "es-ES", timezoneId: "Europe/Madrid", reducedMotion: "reduce" } as const;

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** Pixels by which the page is wider than its window; 0 when nothing scrolls sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  // Less than nothing while a dialog holds the page still.
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

/** Collects what the page complains about: uncaught faults, console errors, refusals of the content policy, refused requests. */
export function listenForFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (line) => {
    // The same without the address, which `response` tells.
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) faults.push(line.text());
  });
  page.on("response", (response) => {
    if (response.status() < 400) return;
    faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  return faults;
}
