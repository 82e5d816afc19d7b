import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { expect, inject, onTestFailed } from "vitest";
import { DEMO_PASSWORD } from "../../src/server/auth/demoSignIns.ts";
import { readScript } from "../../src/server/demo/script.ts";
import { expectNoViolations } from "./axe.ts";
import { HABITS, listenForFaults, PHONE, sidewaysScroll } from "./browser.ts";

/** Somebody with a browser in front of the running application. */
export interface Walker {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything the page complained about; see `expectNoFaults`. */
  readonly faults: readonly string[];
}

export interface Screen {
  readonly width: number;
  readonly height: number;
}

const SLOW_MS = 30_000;
const shots = process.env.TRENZA_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

export function applicationUrl(): string {
  return inject("application");
}

/** Opens a browser window of its own. */
export async function walkerIn(browser: Browser, viewport: Screen): Promise<Walker> {
  const context = await browser.newContext({ ...HABITS, viewport });
  return walkerOn(context, await context.newPage());
}

/** Takes a window that is already open. */
export function walkerOn(context: BrowserContext, page: Page): Walker {
  page.setDefaultTimeout(SLOW_MS);
  const keep = () => page.screenshot({ path: `${shots}/failed.png`, fullPage: true });
  if (shots) onTestFailed(async () => void (await keep().catch(() => "closed by now")));
  return { page, context, faults: listenForFaults(page) };
}

/** Where somebody goes by typing the address. */
export async function goTo({ page }: Walker, path: string): Promise<void> {
  await page.goto(`${applicationUrl()}${path}`);
}

/** A fictional person of the demonstration by the key of `demo/demo.json`. */
export function fictional(key: string) {
  const person = readScript()[0]?.people.find((one) => one.key === key);
  if (!person) throw new Error(`demo/demo.json has no «${key}»`);
  return person;
}

/** Signs in with the button of the sign-in page that carries the person's name. */
export async function signInByOneClick(walker: Walker, key: string): Promise<void> {
  await goTo(walker, "/");
  const { page } = walker;
  await page.getByRole("heading", { name: "Entrar en Trenza" }).waitFor();
  await page.getByRole("button", { name: fictional(key).name }).click();
  await page.getByRole("heading", { name: "Mi día", level: 1 }).waitFor();
}

/** Signs in behind the page, for tests that are not about the door. */
export async function signIn(walker: Walker, key: string): Promise<void> {
  const { context } = walker;
  const data = { email: fictional(key).email, password: DEMO_PASSWORD };
  const response = await context.request.post(`${applicationUrl()}/api/sign-in`, {
    data,
    headers: { origin: applicationUrl() },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/**
 * Looks at the screen as it stands: nothing scrolls sideways, axe finds nothing, and a picture is kept where `TRENZA_SHOTS` says.
 */
export async function look(walker: Walker, name: string): Promise<void> {
  const { page } = walker;
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // What is still on its way has no heading yet.
  await page.locator("h1").first().waitFor({ state: "attached" });
  const window = page.viewportSize() ?? PHONE;
  const { width } = window;
  expect.soft(await sidewaysScroll(page), `${name} scrolls sideways at ${width} px`).toBe(0);
  // As tall as its content: otherwise the bar of the phone lies over some control, which axe takes for one that cannot be reached.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, window.height) });
  if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png` });
  await expectNoViolations(page, `${name} at ${width} px`);
  await page.setViewportSize(window);
}

/** Nothing but the refusals that the test provoked, each as `401 GET /api/who-am-i`. */
export function expectNoFaults({ faults }: Walker, ...provoked: readonly string[]): void {
  expect(faults.filter((line) => !provoked.includes(line))).toEqual([]);
}

/** Fills the boxes of a date known by heart; a partial date leaves the rest empty. */
export async function fillDate(within: Page | Locator, label: string, iso: string): Promise<void> {
  const group = within.getByRole("group", { name: label });
  const [year = "", month = "", day = ""] = iso.split("-");
  await group.getByLabel("Día").fill(day);
  await group.getByLabel("Mes").fill(month);
  await group.getByLabel("Año").fill(year);
}

/** Chooses one option of a question with radio buttons, by how its label begins: a hint may follow. */
export async function choose(within: Page | Locator, question: string | RegExp, option: string): Promise<void> {
  const name = new RegExp(`^${option.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
  await within.getByRole("group", { name: question }).getByRole("radio", { name }).check();
}

/** The calendar day in Spain, some days from now. */
export function day(offset = 0): string {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: HABITS.timezoneId }).format(at);
}
