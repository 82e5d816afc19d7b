import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pilotCsv } from "../builders/studyTable.ts";
import { DESKTOP, launchBrowser, PHONE } from "./browser.ts";
import { applicationUrl, choose, expectNoFaults, goTo, look, signIn, type Walker, walkerIn } from "./walker.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const SAVE_TASK = "/api/studies/save-study-task";
const QUESTION = "¿Tienen menos riesgo al año las familias que empiezan ahora que las que esperan?";
/** What each column of the table is: its words, its kind, and when it was known. */
const COLUMNS = [
  ["municipio", "Municipio", "category", "before"],
  ["programa", "Le tocó empezar ahora", "yes_no", "at_entry"],
  ["riesgo_antes", "Riesgo al entrar", "number", "before"],
  ["personas", "Personas en casa", "number", "before"],
  ["riesgo_despues", "Riesgo al año", "number", "after"],
  ["coste", "Coste por familia", "number", "after"],
] as const;

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const tasks = (page: Page) => page.getByRole("heading", { name: "Tareas" }).waitFor();

async function open(page: Page, task: string): Promise<void> {
  await page.getByRole("link", { name: task, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: task }).waitFor();
}

async function save(page: Page, button = "Guardar y volver a las tareas"): Promise<void> {
  await press(page, button);
  await tasks(page);
}

/** What a download holds. */
async function downloaded(page: Page, button: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const file = page.waitForEvent("download");
  await press(page, button);
  return { name: (await file).suggestedFilename(), content: readFileSync(await (await file).path()) };
}

async function begin(walker: Walker, title: string): Promise<void> {
  const { page } = walker;
  await goTo(walker, "/estudios");
  await page.getByRole("heading", { name: "Estudios", level: 1 }).waitFor();
  await look(walker, "estudios");
  await press(page, "Empezar un estudio");
  await press(page, "Crear el estudio");
  await page.getByRole("link", { name: "Escriba un nombre para el estudio." }).waitFor();
  await look(walker, "estudios-empezar");
  await page.getByLabel("Nombre del estudio").fill(title);
  await page.getByRole("combobox", { name: "Territorio" }).selectOption({ index: 1 });
  await press(page, "Crear el estudio");
  await tasks(page);
  await look(walker, "estudio-nuevo");
}

/** The question is written, the page is left without saving, and it is still there. */
async function ask(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Pregunta y resultado");
  await page.getByLabel("¿Qué quiere saber?").fill(QUESTION);
  await page.waitForTimeout(300); // the device acknowledges what is typed
  await page.reload();
  await page.getByText("Recuperamos lo que había escrito").waitFor();
  expect(await page.getByLabel("¿Qué quiere saber?").inputValue()).toBe(QUESTION);
  await look(walker, "estudio-pregunta");
  await save(page);
}

async function describeTable(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Quiénes participan");
  await page.getByLabel("De lo registrado en Trenza").check();
  await look(walker, "estudio-participantes-registros");
  await page.getByLabel("De una tabla que se entrega").check();
  await page
    .getByLabel("Tabla (CSV)")
    .setInputFiles({ name: "piloto.csv", mimeType: "text/csv", buffer: Buffer.from(pilotCsv()) });
  await page.getByText("90 filas leídas").waitFor();
  for (const [name, label, kind, known] of COLUMNS) {
    const column = page.getByRole("group", { name, exact: true });
    await column.getByLabel("Qué es").fill(label);
    await column.getByLabel("Clase").selectOption(kind);
    await column.getByLabel("Cuándo se supo").selectOption(known);
    if (name.startsWith("riesgo")) await column.getByLabel("Unidad").fill("puntos");
  }
  await look(walker, "estudio-participantes-tabla");
  await save(page);
}

async function chooseOutcome(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Pregunta y resultado");
  const outcome = page.getByRole("combobox", { name: "Resultado", exact: true });
  expect(await outcome.getByRole("option").allTextContents()).toEqual([
    "Todavía sin elegir",
    "Riesgo al año",
    "Coste por familia",
  ]);
  await outcome.selectOption("riesgo_despues");
  await choose(page, "¿Qué sería bueno para las familias?", "Que baje");
  await page.getByLabel("La diferencia más pequeña").fill("2");
  await look(walker, "estudio-resultado-que-decide");
  await save(page);
}

/** The questions lead to the lottery, and three municipalities are said to be too few. */
async function chooseDesign(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Cómo se compara");
  await choose(page, "¿Se puede sortear quién empieza primero?", "No");
  await page.getByRole("group", { name: "¿Entra quien pasa un corte" }).waitFor();
  await choose(page, "¿Se puede sortear quién empieza primero?", "Sí");
  await page.getByText("Sus respuestas llevan a: Sorteo con lista de espera").waitFor();
  await press(page, "Guardar y volver a las tareas");
  await page.getByRole("link", { name: "Elija o escriba este dato: la comparación lo necesita." }).waitFor();
  await page.getByLabel("Columna que dice quién tuvo el programa").selectOption("programa");
  await page.getByLabel("Comparten suerte quienes comparten").selectOption("municipio");
  await page.getByText("saldría por azar 33 veces de cada 100: no bastan").waitFor();
  await look(walker, "estudio-diseno");
  await page.getByLabel("Comparten suerte quienes comparten").selectOption("");
  await page.getByLabel("Comparar solo dentro de").selectOption("municipio");
  await save(page);
}

/** What was known afterwards is not offered; forced past the page, the server refuses it and the page says why. */
async function chooseCovariates(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Qué se sabía antes");
  expect(await page.getByRole("checkbox", { name: "Riesgo al año" }).count()).toBe(0);
  const refused = page.getByRole("region", { name: "No se pueden usar" });
  expect(await refused.getByRole("listitem").allTextContents()).toEqual(["Riesgo al año", "Coste por familia"]);
  await page.getByRole("checkbox", { name: "Riesgo al entrar" }).check();
  await page.route(`**${SAVE_TASK}`, (route) =>
    route.continue({ postData: (route.request().postData() ?? "").replace('["riesgo_antes"]', '["riesgo_despues"]') }),
  );
  await press(page, "Guardar y volver a las tareas");
  await page.getByRole("link", { name: "«Riesgo al año» se supo después de entrar" }).waitFor();
  await look(walker, "estudio-datos-previos-tarde");
  await page.unroute(`**${SAVE_TASK}`);
  await save(page);
}

async function readPower(walker: Walker): Promise<void> {
  const { page } = walker;
  await open(page, "Qué podría verse");
  expect(await page.getByLabel("Cuántos con el programa").inputValue()).toBe("45");
  await page.getByLabel("Cuánto varía el resultado").fill("8");
  await press(page, "Guardar y calcular");
  await page.getByText(/^Con 45 y 45 familias solo se vería/).waitFor();
  await page.getByText(/No basta para ver lo que se acordó como importante \(2(,0)? puntos\).*Harían falta/).waitFor();
  await press(page, "Lo he leído: volver a las tareas");
  await page.getByRole("link", { name: "Marque que lo ha leído" }).waitFor();
  await look(walker, "estudio-tamano");
  await page.getByRole("checkbox", { name: "He leído" }).check();
  await save(page, "Lo he leído: volver a las tareas");
}

/** Somebody saves the same task first: both texts are shown, and one's own is kept. */
async function meetSomebodyElse(walker: Walker): Promise<void> {
  const { page, context } = walker;
  await open(page, "Pregunta y resultado");
  await page.getByLabel("¿Qué quiere saber?").fill(`${QUESTION} Sí.`);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByText("Recuperamos lo que había escrito").waitFor();
  await other.getByLabel("¿Qué quiere saber?").fill("Otra pregunta");
  await save(other);
  await other.close();
  await press(page, "Guardar y volver a las tareas");
  const notice = page.getByRole("alert").filter({ hasText: "Otra persona cambió esto" });
  await notice.getByText("Otra pregunta").waitFor();
  await notice.getByText(`${QUESTION} Sí.`).waitFor();
  await look(walker, "estudio-dos-a-la-vez");
  await save(page, "Guardar lo mío");
  await open(page, "Pregunta y resultado");
  expect(await page.getByLabel("¿Qué quiere saber?").inputValue()).toBe(`${QUESTION} Sí.`);
  await page.getByRole("link", { name: "Volver a las tareas" }).click();
  await tasks(page);
}

async function register(walker: Walker): Promise<string> {
  const { page } = walker;
  await open(page, "Registro del plan");
  await look(walker, "estudio-registro");
  await press(page, "Registrar el plan");
  await page.getByRole("alertdialog").getByRole("button", { name: "Registrar el plan" }).click();
  await page.getByText("Huella del plan (SHA-256)").waitFor();
  const protocol = await downloaded(page, "Descargar protocolo");
  const hash = createHash("sha256").update(protocol.content).digest("hex");
  await page.getByText(hash).waitFor();
  await look(walker, "estudio-registrado");
  return hash;
}

async function compute(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByRole("link", { name: "Ir a calcular" }).click();
  await press(page, "Calcular");
  await page.getByText("Hecho.").first().waitFor({ timeout: 90_000 });
  await look(walker, "estudio-calculo");
  await page.getByRole("link", { name: "Ver el resultado", exact: true }).click();
}

const ORDER: readonly string[] = [
  "El dibujo",
  "Cuánto se puede uno fiar",
  "Qué podría estar mal",
  "Los números",
  "El protocolo, para repetirlo",
];

/** The page of the result, in its order, and what can be taken away from it. */
async function readResult(walker: Walker, hash: string): Promise<void> {
  const { page } = walker;
  await page.getByText(/con el programa, 9 puntos menos \(entre \d+ y \d+ menos\)/).waitFor();
  const headings = await page.getByRole("main").getByRole("heading", { level: 2 }).allTextContents();
  expect(headings.filter((heading) => ORDER.includes(heading))).toEqual(ORDER);
  await page.getByText(hash).waitFor();
  await press(page, "Repetir el cálculo");
  await page.getByText("Idéntico: repetido desde el protocolo").waitFor({ timeout: 90_000 });
  await look(walker, "estudio-hallazgo");
  for (const summary of await page.getByRole("main").locator("summary").all()) await summary.click();
  const drawings = page.getByRole("button", { name: "Ver como tabla" });
  while ((await drawings.count()) > 0) await drawings.first().click();
  await look(walker, "estudio-hallazgo-abierto");
  const pdf = await downloaded(page, "Descargar informe (PDF)");
  expect([pdf.name.endsWith(".pdf"), pdf.content.subarray(0, 5).toString()]).toEqual([true, "%PDF-"]);
  const figures = await downloaded(page, "Descargar datos del resultado (CSV)");
  expect(figures.content.toString()).toContain("Con el programa: cuántos;45");
  const data = await downloaded(page, "Descargar datos del resultado (JSON)");
  expect(JSON.parse(data.content.toString()).result.verdict).toBe("better");
}

async function noteDeviation(walker: Walker, studyUrl: string): Promise<void> {
  const { page } = walker;
  await page.goto(studyUrl);
  await tasks(page);
  await page.getByText("Anotar un desvío").click();
  await page.getByLabel("Qué se hizo de otro modo").fill("Dos familias que esperaban empezaron antes.");
  await page.getByLabel("Por qué").fill("Una urgencia.");
  await press(page, "Anotar el desvío");
  await page.getByText("Motivo: Una urgencia.").waitFor();
  await look(walker, "estudio-con-resultado");
  await open(page, "Cómo se compara");
  await page.getByText("Esto es lo que quedó escrito.").waitFor();
  await look(walker, "estudio-diseno-cerrado");
  await page.goto(`${studyUrl}/resultado`);
  await page.getByText("Una cosa se hizo de otro modo que en el plan registrado").waitFor();
}

async function addCosts(walker: Walker, studyUrl: string): Promise<void> {
  const { page } = walker;
  await page.goto(studyUrl);
  await open(page, "Coste");
  await choose(page, "¿Se estudia el coste?", "Sí");
  await page.getByLabel("Columna con lo que costó").selectOption("coste");
  await page.getByLabel("Moneda").fill("eur");
  await page.getByLabel("De quién son los costes").fill("Del ayuntamiento");
  await page.getByLabel("Cuánto se daría").fill("0\n50\n100\n200");
  await look(walker, "estudio-coste");
  await save(page, "Guardar el coste");
  await open(page, "Cálculo");
  await press(page, "Calcular otra vez");
  await expect
    .poll(() => page.getByRole("link", { name: /^Ver el resultado del/ }).count(), { timeout: 90_000 })
    .toBe(2);
  await page.goto(`${studyUrl}/resultado`);
  await page.getByRole("heading", { name: "El coste", level: 2, exact: true }).waitFor();
  await page.getByText("Se decidió después de registrar el plan").waitFor();
  await look(walker, "estudio-hallazgo-con-coste");
}

test.each([DESKTOP, PHONE])(
  "an evaluator plans a study, registers it, reads what it found and repeats it identically ($width px)",
  async (viewport) => {
    const walker = await walkerIn(browser, viewport);
    const { page } = walker;
    await signIn(walker, "evaluator");
    await begin(walker, `Piloto de acompañamiento ${viewport.width}`);
    const studyUrl = page.url();
    await ask(walker);
    await describeTable(walker);
    await chooseOutcome(walker);
    await chooseDesign(walker);
    await chooseCovariates(walker);
    await readPower(walker);
    await meetSomebodyElse(walker);
    const hash = await register(walker);
    await compute(walker);
    await readResult(walker, hash);
    await noteDeviation(walker, studyUrl);
    await addCosts(walker, studyUrl);
    expectNoFaults(walker, `422 POST ${SAVE_TASK}`, `409 POST ${SAVE_TASK}`);
    await walker.context.close();
  },
  600_000,
);

test("the demonstration's studies are read in both themes, and a family worker finds none", async () => {
  const walker = await walkerIn(browser, DESKTOP);
  const { page, context } = walker;
  await signIn(walker, "evaluator");
  await page.emulateMedia({ colorScheme: "dark" });
  await goTo(walker, "/estudios");
  const studies = page.getByRole("link", { name: /lista de espera|parecidas/i });
  await studies.first().waitFor();
  const paths = await studies.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(paths.length).toBeGreaterThanOrEqual(2);
  for (const [at, path] of paths.entries()) {
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size);
      await goTo(walker, `${path}/resultado`);
      await page.getByText(/^Datos simulados/).waitFor();
      for (const summary of await page.getByRole("main").locator("summary").all()) await summary.click();
      await look(walker, `estudio-demostracion-${at}-oscuro`);
    }
  }
  await context.close();
  const worker = await walkerIn(browser, DESKTOP);
  await signIn(worker, "worker");
  await worker.page.goto(`${applicationUrl()}/estudios`);
  await worker.page.getByText("Su función no permite").first().waitFor();
  expect(await worker.page.getByRole("link", { name: "Estudios" }).count()).toBe(0);
  await worker.context.close();
});
