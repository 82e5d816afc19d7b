import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPersonWith, addTenant } from "../builders/world.ts";
import { expectNoViolations } from "./axe.ts";
import { DESKTOP, HABITS, launchBrowser, listenForFaults, PHONE, sidewaysScroll } from "./browser.ts";
import { enter, openSite, type Site } from "./site.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const shots = process.env.TRENZA_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

async function look(page: Page, name: string): Promise<void> {
  const shot = `${name}-${page.viewportSize()?.width}`;
  await page.waitForLoadState("networkidle");
  expect(await sidewaysScroll(page), `${shot} scrolls sideways`).toBe(0);
  await expectNoViolations(page, shot);
  if (shots) await page.screenshot({ path: `${shots}/${shot}.png`, fullPage: true });
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const fill = (page: Page, field: string, text: string) => page.locator(`[name='content.${field}']`).fill(text);

test("an evaluator reads outside evidence, adds a study without difference and corrects it with a reason", async () => {
  const tenant = await addTenant(site.world);
  const person = await addPersonWith(site.world, tenant, "evaluator");
  const context = await browser.newContext({ ...HABITS, viewport: PHONE });
  await enter(context, site, person);
  const page = await context.newPage();
  const faults = listenForFaults(page);
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    await page.goto(`${site.url}/evidencia`);
    await page.getByRole("link", { name: "Chambers y otros 2019" }).waitFor();
    await look(page, "evidencia");
    await page.goto(`${site.url}/evidencia/iowa-chambers-2019`);
    await page.getByText("Sin diferencia en el tiempo total en acogimiento.").waitFor();
    await look(page, "ficha");
  }
  await page.goto(`${site.url}/evidencia`);
  await press(page, "Añadir un estudio");
  await press(page, "Guardar ficha");
  await page
    .getByRole("link", { name: /Escriba este dato/ })
    .first()
    .waitFor();
  await fill(page, "programme", "Huertos en familia");
  await fill(page, "study", "Prado 2024");
  await press(page, "Añadir un hallazgo");
  await fill(page, "findings.0.text", "Sin diferencia en los días de escuela.");
  await fill(page, "source", "Revista de huertos, 3");
  await look(page, "evidencia-nueva");
  await press(page, "Guardar ficha");
  await page.getByRole("link", { name: "Prado 2024" }).click();
  await page.getByText("Sin diferencia en los días de escuela.").waitFor();
  await press(page, "Corregir esta ficha");
  await press(page, "Añadir una corrección");
  await fill(page, "corrections.0.text", "La revista retiró el artículo.");
  await page.locator("textarea[name='why']").fill("Retirado en 2025");
  await press(page, "Guardar ficha");
  await page.getByText("Corregido o retirado").first().waitFor();
  await page.getByText("Retirado en 2025").waitFor();
  await look(page, "ficha-corregida");
  expect(faults).toEqual([]);
  await context.close();
});
