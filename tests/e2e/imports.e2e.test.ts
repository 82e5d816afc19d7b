import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asCsv, asWorkbook, registryList } from "../builders/registryList.ts";
import { addPersonWith, addTenant } from "../builders/world.ts";
import { DESKTOP, HABITS, launchBrowser, listenForFaults, PHONE } from "./browser.ts";
import { look } from "./look.ts";
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

/** The official codes of the places of a tenant. */
async function codeOf(territoryId: string): Promise<string> {
  const { rows } = await site.world.owner.query("select code from territory where id = $1", [territoryId]);
  return rows[0].code as string;
}

test.each([
  ["supervisor", DESKTOP, "lista.csv"],
  ["programme_director", PHONE, "lista.xlsx"],
] as const)(
  "a %s checks a list, sees what stays out and why, loads it and takes it back",
  async (role, viewport, name) => {
    const tenant = await addTenant(site.world);
    const person = await addPersonWith(site.world, tenant, role);
    const forWorkbook = name.endsWith(".xlsx");
    const list = registryList({ people: 300, places: [await codeOf(tenant.north)], defectsPerHundred: 8, forWorkbook });
    const buffer = forWorkbook ? await asWorkbook(list) : asCsv(list);
    const context = await browser.newContext({ viewport, ...HABITS });
    await enter(context, site, person);
    const page = await context.newPage();
    const faults = listenForFaults(page);
    await page.goto(`${site.url}/importaciones`);

    await page.getByRole("button", { name: "Comprobar la lista" }).click();
    await page.getByRole("link", { name: "Elija antes el archivo de la lista." }).click();
    await look(page, `imports-nothing-chosen-${viewport.width}`);

    await page.getByLabel("Lista en Excel").setInputFiles({ name, mimeType: "", buffer });
    await page.getByRole("button", { name: "Comprobar la lista" }).click();
    await page.getByText("Fechas que no existen").click();
    expect(await page.getByText("La fecha «31/02/1990» no existe o no se entiende.").first().isVisible()).toBe(true);
    await look(page, `imports-checked-${viewport.width}`);

    await page.getByRole("button", { name: /^Cargar \d+ familias$/ }).click();
    const confirm = page.getByRole("alertdialog");
    await look(page, `imports-confirm-${viewport.width}`);
    await confirm.getByRole("button", { name: /^Cargar/ }).click();
    await page.getByRole("heading", { name, level: 3 }).waitFor();
    const { rows } = await site.world.owner.query("select count(*)::int as count from household where tenant_id = $1", [
      tenant.id,
    ]);
    expect(rows[0].count).toBeGreaterThan(50);
    await look(page, `imports-loaded-${viewport.width}`);

    await page.getByRole("button", { name: `Deshacer la carga de «${name}»` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Deshacer la carga" }).click();
    await page.getByText(`Se quitaron ${rows[0].count} familias.`).waitFor();
    await look(page, `imports-undone-${viewport.width}`);
    const after = await site.world.owner.query("select from household where tenant_id = $1", [tenant.id]);
    expect([after.rowCount, faults]).toEqual([0, []]);
    await context.close();
  },
);

test("a family worker finds no way to the screen", async () => {
  const tenant = await addTenant(site.world);
  const worker = await addPersonWith(site.world, tenant, "family_worker");
  const context = await browser.newContext({ viewport: DESKTOP, ...HABITS });
  await enter(context, site, worker);
  const page = await context.newPage();
  await page.goto(`${site.url}/hoy`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: "Cargas del registro" }).count()).toBe(0);
  await page.goto(`${site.url}/importaciones`);
  await page.getByText("Su función no permite").first().waitFor();
  await context.close();
});
