import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startJobs } from "../../src/server/jobs/startJobs.ts";
import { countPublicationTask } from "../../src/server/outcomes/countPublication.job.ts";
import { addPersonWith, addTenant, type Tenant } from "../builders/world.ts";
import { expectNoViolations } from "./axe.ts";
import { DESKTOP, HABITS, launchBrowser, listenForFaults, PHONE, sidewaysScroll } from "./browser.ts";
import { enter, openSite, type Site } from "./site.ts";

const SAMPLE = "tests/data/ssda903/multi-year-2017-2021";
/** Children with episodes in the sample, as its reference says. */
const CHILDREN: number = JSON.parse(readFileSync("tests/data/returns/expected-dev.json", "utf8")).expected
  .children_with_episodes;
/** A year of entry in which some of the sample came in. */
const YEAR = "ahora=yes&desde=2018-04-01&hasta=2019-03-31";

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
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).first().waitFor();
const words = async (page: Page, selector: string) => (await page.locator(selector).textContent()) ?? "";

/** Answers the question that a deed asks first. */
async function confirm(page: Page, name: string): Promise<void> {
  await press(page, name);
  await page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
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

async function registerAgency(page: Page): Promise<void> {
  await page.goto(`${site.url}/declaraciones`);
  await page.getByLabel("Nombre de la entidad").fill("Entidad de prueba");
  await look(page, "returns-register");
  await page.getByLabel("Territorio", { exact: true }).selectOption({ index: 1 });
  await press(page, "Registrar la entidad");
}

async function checkTheReturn(page: Page): Promise<void> {
  await press(page, "Comprobar la declaración");
  await page.getByRole("link", { name: "Elija antes los archivos de la declaración." }).waitFor();
  await look(page, "returns-nothing-chosen");
  await drop(page, sampleFiles());
  await page.getByText("archivos elegidos").waitFor();
  await look(page, "returns-chosen");
  await press(page, "Comprobar la declaración");
  await heading(page, "SSDA903 2017-18 … 2021-22");
  await page.getByText("Comprobada, no cuenta").waitFor();
  await look(page, "returns-found");
}

async function lookAtFindings(page: Page): Promise<void> {
  const row = page.getByText(/fila \d+ \(20\d\d-\d\d\)/).first();
  await page
    .locator("summary")
    .filter({ hasText: /filas de/ })
    .first()
    .click();
  await row.waitFor();
  await look(page, "returns-rule");
  await page.getByLabel("Ver las observaciones").selectOption("child");
  await page.locator("summary").filter({ hasText: "Observaciones:" }).first().click();
  await row.waitFor();
  await look(page, "returns-child");
  const file = page.waitForEvent("download");
  await press(page, "Descargar las observaciones");
  expect((await file).suggestedFilename()).toMatch(/\.csv$/);
}

async function letItCount(page: Page): Promise<void> {
  await confirm(page, "Aplicar la declaración");
  await page.getByText(new RegExp(`^Ahora cuentan ${CHILDREN} niñas y niños`)).waitFor();
  await look(page, "returns-applied");
  await page.getByRole("link", { name: "Ver los nueve resultados" }).click();
  await heading(page, "Los nueve resultados");
  await look(page, "outcomes-nine");
}

/** Opens one number down to a child in it and back: the figure is the same afterwards. */
async function drillDown(page: Page): Promise<void> {
  await page.getByRole("link", { name: "3. Reducir el cuidado institucional" }).click();
  await heading(page, "Definición");
  await page.getByText("Inferencia: lectura de este sistema").first().waitFor();
  await look(page, "outcomes-indicator");
  for (const by of ["age", "ethnicity", "disability", "territory"]) {
    await page.getByLabel("Ver por").selectOption(by);
    await look(page, `outcomes-by-${by}`);
  }
  const value = await words(page, "span.text-3xl");
  const counted = page.getByRole("link", { name: /^De ellos, cuentan en el numerador: \d+$/ });
  const n = Number(/\d+$/.exec((await counted.textContent()) ?? "")?.[0]);
  expect(n).toBeGreaterThan(0);
  await counted.click();
  await page.getByText(`1 a ${n} de ${n} resultados`).waitFor();
  await look(page, "outcomes-members");
  await page.getByRole("main").getByRole("link", { name: /^\d+$/ }).first().click();
  await heading(page, "Historia bajo cuidado");
  await page.getByText("sigue bajo cuidado").first().waitFor();
  await look(page, "outcomes-child");
  await press(page, "Volver a la lista");
  await page.getByRole("link", { name: "Volver al indicador" }).click();
  await heading(page, "Definición");
  expect(await words(page, "span.text-3xl")).toBe(value);
}

async function downloadFigures(page: Page): Promise<void> {
  await page.getByText("Descargar", { exact: true }).click();
  for (const [ending, label] of [
    [".xlsx", "Libro de Excel"],
    [".csv", "Tabla CSV (Excel en español)"],
    [".parquet", "Parquet"],
    ["-diccionario.csv", "Diccionario de columnas"],
  ] as const) {
    const file = page.waitForEvent("download");
    await press(page, label);
    const name = (await file).suggestedFilename();
    expect(name.endsWith(ending), name).toBe(true);
    expect(readFileSync(await (await file).path()).length).toBeGreaterThan(100);
  }
}

async function lookAtStays(page: Page): Promise<void> {
  await page.goto(`${site.url}/resultados/permanencia?${YEAR}`);
  await heading(page, "Por dónde salieron");
  await look(page, "outcomes-stay");
  await page.getByRole("button", { name: "Ver como tabla" }).first().click();
  const rows = await page
    .getByRole("table", { name: /^De cada 100/ })
    .getByRole("row")
    .all();
  const shares = await Promise.all(rows.slice(1).map((row) => row.getByRole("cell").first().textContent()));
  expect(shares.reduce((sum, share) => sum + Number(share), 0)).toBe(100);
}

async function setTheTarget(page: Page): Promise<void> {
  await page.goto(`${site.url}/resultados/indicador?indicador=cfsr4.p1&${YEAR}`);
  await heading(page, "Como referencia, otro país");
  await look(page, "outcomes-benchmark");
  await page.getByText("Meta y parámetros").click();
  await page.getByRole("textbox", { name: /^Meta/ }).fill("35,5");
  await press(page, "Guardar la meta");
  await page.getByText("Meta: 35,5 %").first().waitFor();
  await page.getByRole("link", { name: /^No se conoce la fecha real de ingreso/ }).click();
  await page.getByText(/^1 a \d+ de \d+ resultados$/).waitFor();
  await look(page, "outcomes-left-out");
}

async function lookAtQuality(page: Page): Promise<void> {
  await page.goto(`${site.url}/resultados/calidad`);
  await heading(page, "Comprobaciones");
  await look(page, "outcomes-quality");
  await page
    .getByRole("link", { name: /Ver las \d+ filas$/ })
    .first()
    .click();
  await heading(page, "Filas que no pasan la comprobación");
  await look(page, "outcomes-quality-rows");
}

/** Asked for and called off before anybody counts; then asked for again, and published while the page looks on. */
async function publish(page: Page): Promise<void> {
  await page.goto(`${site.url}/resultados/nueve?ahora=yes`);
  await confirm(page, "Publicar estas cifras");
  await page.getByText("Empieza enseguida.").waitFor();
  await look(page, "outcomes-publishing");
  await press(page, "Anular la publicación");
  await confirm(page, "Publicar estas cifras");
  await page.getByText("Empieza enseguida.").waitFor();
  const { app, surroundings } = site.world;
  const request = { installation: { app, dataDir: "" }, surroundings, log: (line: string) => expect(line).toBe("") };
  const jobs = await startJobs(request, [countPublicationTask]);
  await page.getByText(/^Publicadas el .* por /).waitFor();
  await jobs.stop();
  await look(page, "outcomes-published");
}

/** Somebody who may not load or publish reads the published figures, with who published them and which are of too few children. */
async function readAsEvaluator(tenant: Tenant): Promise<void> {
  const context = await browser.newContext({ viewport: DESKTOP, ...HABITS });
  await enter(context, site, await addPersonWith(site.world, tenant, "evaluator"));
  const page = await context.newPage();
  const faults = listenForFaults(page);
  await page.goto(`${site.url}/resultados/nueve`);
  await page.getByText(/^Publicadas el .* por /).waitFor();
  expect(await page.getByRole("button", { name: "Publicar estas cifras" }).count()).toBe(0);
  await page.getByRole("link", { name: "3. Reducir el cuidado institucional" }).click();
  await heading(page, "Definición");
  await page.getByText("No se publica: son tan pocos").first().waitFor();
  await look(page, "outcomes-published-indicator");
  expect(faults).toEqual([]);
  await context.close();
}

async function takeBack(page: Page): Promise<void> {
  await page.goto(`${site.url}/declaraciones`);
  await page.getByRole("link", { name: "SSDA903 2017-18 … 2021-22" }).click();
  await confirm(page, "Deshacer la declaración");
  await page.getByText("Deshecha. Ahora no cuenta ninguna niña ni niño.").waitFor();
  await look(page, "returns-undone");
  await page.goto(`${site.url}/resultados/nueve?ahora=yes`);
  await heading(page, "Los nueve resultados");
  expect(await page.getByText("Fiable").count()).toBe(0);
  await look(page, "outcomes-after-undo");
}

test.each([DESKTOP, PHONE])(
  "a director drops a return, lets it count, opens a number down to a child, and takes it back ($width px)",
  async (viewport) => {
    const tenant = await addTenant(site.world);
    const director = await addPersonWith(site.world, tenant, "programme_director");
    const context = await browser.newContext({ viewport, ...HABITS, acceptDownloads: true });
    await enter(context, site, director);
    const page = await context.newPage();
    const faults = listenForFaults(page);
    await registerAgency(page);
    await checkTheReturn(page);
    await lookAtFindings(page);
    await letItCount(page);
    await drillDown(page);
    await downloadFigures(page);
    await lookAtStays(page);
    await setTheTarget(page);
    await lookAtQuality(page);
    await publish(page);
    await readAsEvaluator(tenant);
    await takeBack(page);
    expect(faults).toEqual([]);
    await context.close();
  },
);

test("a family worker finds neither returns nor children in care", async () => {
  const tenant = await addTenant(site.world);
  const worker = await addPersonWith(site.world, tenant, "family_worker");
  const context = await browser.newContext({ viewport: DESKTOP, ...HABITS });
  await enter(context, site, worker);
  const page = await context.newPage();
  await page.goto(`${site.url}/hoy`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: /Nueve resultados|Declaraciones/ }).count()).toBe(0);
  for (const path of ["/declaraciones", "/resultados/nueve", "/resultados/permanencia", "/resultados/calidad"]) {
    await page.goto(`${site.url}${path}`);
    await page.getByText("Su función no permite").first().waitFor();
  }
  await context.close();
});
