import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addPersonWith, addTenant } from "../builders/world.ts";
import { expectNoViolations } from "./axe.ts";
import { DESKTOP, HABITS, launchBrowser, listenForFaults, PHONE, sidewaysScroll } from "./browser.ts";
import { enter, openSite, type Site } from "./site.ts";

const SAMPLE = "tests/data/ssda903/multi-year-2017-2021";

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
  await page.waitForLoadState("networkidle");
  expect(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  await expectNoViolations(page, name);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

/** The files of the sample with their year in their name, as they are dropped without folders. */
function sampleFiles(): { name: string; text: string }[] {
  return readdirSync(SAMPLE).flatMap((year) =>
    readdirSync(join(SAMPLE, year)).map((file) => ({
      name: `${year}_${file}`,
      text: readFileSync(join(SAMPLE, year, file), "utf8"),
    })),
  );
}

/** Drops files on the field as a person would from the desktop. */
async function drop(page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const carried = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text } of all) transfer.items.add(new File([text], name, { type: "text/csv" }));
    return transfer;
  }, files);
  const field = page.locator("div.border-dashed").first();
  await field.dispatchEvent("dragenter", { dataTransfer: carried });
  await field.dispatchEvent("drop", { dataTransfer: carried });
}

describe.each([DESKTOP, PHONE])("at $width px", (viewport) => {
  test("a director drops the return, looks at what was found, lets it count, drills down to a child and takes it back", async () => {
    const tenant = await addTenant(site.world);
    const director = await addPersonWith(site.world, tenant, "programme_director");
    const context = await browser.newContext({ viewport, ...HABITS, acceptDownloads: true });
    await enter(context, site, director);
    const page = await context.newPage();
    const faults = listenForFaults(page);
    const at = viewport.width;

    await page.goto(`${site.url}/declaraciones`);
    await page.getByLabel("Nombre de la entidad").fill("Entidad de prueba");
    await look(page, `returns-register-${at}`);
    const place = page.getByLabel("Territorio", { exact: true });
    await place.selectOption({ index: 1 });
    await page.getByRole("button", { name: "Registrar la entidad" }).click();

    await page.getByRole("button", { name: "Comprobar la declaración" }).click();
    await page.getByRole("link", { name: "Elija antes los archivos de la declaración." }).waitFor();
    await look(page, `returns-nothing-chosen-${at}`);
    await drop(page, sampleFiles());
    await page.getByText("archivos elegidos").waitFor();
    await look(page, `returns-chosen-${at}`);
    await page.getByRole("button", { name: "Comprobar la declaración" }).click();
    await page.getByRole("heading", { level: 1, name: "SSDA903 2017-18 … 2021-22" }).waitFor();
    await page.getByText("Comprobada, no cuenta").waitFor();
    await look(page, `returns-found-${at}`);
    await page
      .locator("summary")
      .filter({ hasText: /filas de/ })
      .first()
      .click();
    await page
      .getByText(/fila \d+ \(20\d\d-\d\d\)/)
      .first()
      .waitFor();
    await look(page, `returns-rule-${at}`);
    await page.getByLabel("Ver las observaciones").selectOption("child");
    await page.locator("summary").filter({ hasText: "Observaciones:" }).first().click();
    await page
      .getByText(/fila \d+ \(20\d\d-\d\d\)/)
      .first()
      .waitFor();
    await look(page, `returns-child-${at}`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Descargar las observaciones" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);

    await page.getByRole("button", { name: "Aplicar la declaración" }).click();
    const dialog = page.getByRole("alertdialog");
    await look(page, `returns-apply-${at}`);
    await dialog.getByRole("button", { name: "Aplicar la declaración" }).click();
    await page.getByText(/^Ahora cuentan 399 niñas y niños/).waitFor();
    await look(page, `returns-applied-${at}`);

    await page.getByRole("link", { name: "Ver los nueve resultados" }).click();
    await page.getByRole("heading", { level: 1, name: "Nueve resultados" }).waitFor();
    await page.getByRole("heading", { name: "Los nueve resultados" }).waitFor();
    await look(page, `outcomes-nine-${at}`);

    await page.getByRole("link", { name: "3. Reducir el cuidado institucional" }).click();
    await page.getByRole("heading", { name: "Definición" }).waitFor();
    await page.getByText("Inferencia: lectura de este sistema").first().waitFor();
    await look(page, `outcomes-indicator-${at}`);
    for (const by of await page.getByLabel("Ver por").locator("option").all()) {
      await page.getByLabel("Ver por").selectOption((await by.getAttribute("value")) ?? "");
      await look(page, `outcomes-by-${await by.getAttribute("value")}-${at}`);
    }
    const value = await page.locator("span.text-3xl").innerText();
    const counted = page.getByRole("link", { name: /^De ellos, cuentan en el numerador: \d+$/ });
    const n = Number(/\d+$/.exec(await counted.innerText())?.[0]);
    await counted.click();
    await page
      .getByText(`1 a ${n} de ${n} resultados`)
      .or(page.getByText(`de ${n} resultados`))
      .first()
      .waitFor();
    await look(page, `outcomes-members-${at}`);
    expect(n).toBeGreaterThan(0);
    await page.getByRole("link", { name: "Volver al indicador" }).click();
    expect(await page.locator("span.text-3xl").innerText()).toBe(value);

    for (const [ending, label] of [
      [".xlsx", "Libro de Excel"],
      [".csv", "Tabla CSV (Excel en español)"],
      [".parquet", "Parquet"],
      ["-diccionario.csv", "Diccionario de columnas"],
    ] as const) {
      const file = page.waitForEvent("download");
      if (ending === ".xlsx") await page.getByText("Descargar", { exact: true }).click();
      await page.getByRole("button", { name: label }).click();
      expect((await file).suggestedFilename()).toMatch(new RegExp(`${ending.replaceAll(".", "\\.")}$`));
    }

    await page.goto(`${site.url}/resultados/permanencia?ahora=yes&desde=2018-04-01&hasta=2019-03-31`);
    await page.getByRole("heading", { name: "Por dónde salieron" }).waitFor();
    await look(page, `outcomes-stay-${at}`);
    const parts = await page.getByRole("table").or(page.locator("dl")).count();
    expect(parts).toBeGreaterThan(0);

    await page.goto(`${site.url}/resultados/calidad`);
    await page.getByRole("heading", { name: "Comprobaciones" }).waitFor();
    await look(page, `outcomes-quality-${at}`);

    await page.goto(`${site.url}/resultados/indicador?indicador=cfsr4.p1&ahora=yes&desde=2018-04-01&hasta=2019-03-31`);
    await page.getByRole("heading", { name: "Como referencia, otro país" }).waitFor();
    await look(page, `outcomes-benchmark-${at}`);

    expect(faults).toEqual([]);
    await context.close();
  });
});
