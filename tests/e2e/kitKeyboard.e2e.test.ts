import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectNoViolations } from "./axe.ts";
import { launchBrowser } from "./browser.ts";
import { serveGallery, type Visit, visitor } from "./kitPages.ts";
import type { StaticSite } from "./staticSite.ts";

let browser: Browser;
let site: StaticSite;
beforeAll(async () => {
  site = await serveGallery();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(id: string, visit: Visit = {}): Promise<Page> {
  return (await visitor(browser, site, visit)).open(id);
}

/** What closes gives the focus back a moment after it is gone. */
const expectFocus = (part: Locator) =>
  expect.poll(() => part.evaluate((element) => element === document.activeElement)).toBe(true);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

it("a dialog takes the focus, keeps it, closes with Escape and gives it back", async () => {
  const page = await open("dialog");
  await button(page, "Añadir persona").focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Añadir persona" });
  await dialog.waitFor();
  await expectNoViolations(page, "open dialog");
  for (let presses = 0; presses < 7; presses += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expectFocus(button(page, "Añadir persona"));
});

it("a confirmation does not close by pressing outside it", async () => {
  const page = await open("dialog");
  await button(page, "Cerrar el acompañamiento").click();
  const dialog = page.getByRole("alertdialog");
  await dialog.waitFor();
  await expectNoViolations(page, "open confirmation");
  await page.mouse.click(5, 5);
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByRole("button", { name: "Seguir acompañando" }).click();
  await dialog.waitFor({ state: "detached" });
});

it("a menu opens with the arrow, moves by letter, acts with Enter and gives the focus back", async () => {
  const page = await open("menu");
  await button(page, "Añadir").focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: "Visita" }).waitFor();
  await expectNoViolations(page, "open menu");
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await page.getByText("elegido: nota").waitFor();
  await expectFocus(button(page, "Añadir"));
});

it("a combobox says how many options there are in Spanish and chooses with the arrows", async () => {
  const page = await open("combobox");
  await page.getByRole("combobox", { name: "Escuela", exact: true }).first().focus();
  await page.keyboard.type("alerc");
  await page.getByRole("option", { name: "Escuela El Alerce" }).waitFor();
  await page.getByText("1 opción disponible").first().waitFor({ state: "attached" });
  await expectNoViolations(page, "open combobox", "[role=listbox]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByText("elegida: alerce").waitFor();
});

it("a combobox whose search fails says so and keeps what was typed", async () => {
  const page = await open("combobox");
  const box = page.getByRole("combobox", { name: "Escuela, sin señal" });
  await box.focus();
  await page.keyboard.type("raulí");
  await page.getByText("No se pudo buscar. Lo escrito sigue aquí.").waitFor();
  expect(await box.inputValue()).toBe("raulí");
});

it("a known date is typed in three boxes, as figures or with the month's name, or pasted whole", async () => {
  const page = await open("dates");
  const day = page.getByLabel("Día").first();
  await day.fill("5");
  await page.getByLabel("Mes").first().fill("noviembre");
  await page.getByLabel("Año").first().fill("2018");
  await page.getByText("lun 5 nov 2018").waitFor();
  await day.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "21/12/2015");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByText("lun 21 dic 2015").waitFor();
  expect(await page.getByLabel("Año").first().inputValue()).toBe("2015");
});

it("a near date is typed by segments named in Spanish, or picked in the calendar with the arrows", async () => {
  const page = await open("dates");
  await page.getByRole("spinbutton", { name: /^día, Próxima visita/ }).focus();
  await page.keyboard.type("03122026");
  await page.getByText("2026-12-03").waitFor();
  await button(page, "Abrir el calendario Próxima visita").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: /diciembre de 2026/ }).waitFor();
  await expectNoViolations(page, "open calendar");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByText("2026-12-04").waitFor();
});

it("tabs move with the arrows on a desktop and are a list on a phone", async () => {
  const desktop = await open("tabs");
  await desktop.getByRole("tab", { name: "La familia" }).focus();
  await desktop.keyboard.press("ArrowRight");
  await desktop.getByText("Lo que el equipo observó.").waitFor();
  const phone = await open("tabs", { width: 360 });
  expect(await phone.getByRole("tab").count()).toBe(0);
  await phone.getByLabel("Ir a…").first().selectOption("Hablemos de esto");
  await phone.getByText("Donde la familia y el equipo ven distinto.").waitFor();
});

it("a table is sorted from the keyboard, says so, and puts the unknown last both ways", async () => {
  const page = await open("table");
  const table = page.getByRole("table", { name: "Mis familias" });
  const names = () => table.getByRole("rowheader").allTextContents();
  expect(await names()).toEqual(["Álvarez Peña", "Huenchumil Rojas", "Ñancupil Soto"]);
  const header = table.getByRole("columnheader", { name: "Próxima visita" });
  await header.getByRole("button").focus();
  await page.keyboard.press("Enter");
  expect(await header.getAttribute("aria-sort")).toBe("ascending");
  expect(await names()).toEqual(["Álvarez Peña", "Huenchumil Rojas", "Ñancupil Soto"]);
  await page.keyboard.press("Enter");
  expect(await header.getAttribute("aria-sort")).toBe("descending");
  expect(await names()).toEqual(["Huenchumil Rojas", "Álvarez Peña", "Ñancupil Soto"]);
  await page.getByText("Ordenado por Próxima visita, de mayor a menor").waitFor({ state: "attached" });
});

it("a table wider than its place can be reached and scrolled with the keyboard", async () => {
  const page = await open("table");
  const region = page.getByRole("region", { name: "Visitas por mes" });
  await region.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

it("a card of the board moves with the menu and says where it is now", async () => {
  const page = await open("board");
  await page.getByRole("button", { name: /Mover «Una cama para cada niño»/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Logrado" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Logrado, 1 tarjeta" }).getByText("Una cama para cada niño").waitFor();
  await page.getByText("«Una cama para cada niño» está ahora en Logrado.").waitFor({ state: "attached" });
});

it("a card of the board moves by dragging", async () => {
  const page = await open("board");
  const card = page.getByRole("listitem").filter({ hasText: "Luz vuelve a la escuela" });
  await card.dragTo(page.getByRole("region", { name: /^Logrado/ }));
  await page.getByRole("region", { name: "Logrado, 1 tarjeta" }).getByText("Luz vuelve a la escuela").waitFor();
});

it("a refused form moves to its summary, whose lines lead to each field, and is sent once it is right", async () => {
  const page = await open("form");
  const send = button(page, "Guardar meta");
  await send.focus();
  await page.keyboard.press("Enter");
  const summary = page.getByRole("alert");
  await summary.waitFor();
  await expectFocus(summary);
  await expectNoViolations(page, "refused form");
  await page.getByRole("link", { name: "Escriba para cuándo" }).press("Enter");
  await expectFocus(page.getByLabel("Día"));
  await page.getByLabel("Día").fill("28");
  await page.getByLabel("Mes").fill("11");
  await page.getByLabel("Año").fill("2026");
  await page.getByLabel("¿Qué quieren lograr?").fill("Dormir sin apretarnos");
  await page.getByLabel("La familia").press("Space");
  await send.press("Enter");
  await page.getByRole("status").filter({ hasText: "Meta guardada" }).waitFor();
  expect(await summary.count()).toBe(0);
});

it("a drawing is read value by value with the arrows and has a table with the same values", async () => {
  const page = await open("charts");
  const drawing = page.getByRole("group", { name: "Valoración conjunta" });
  await drawing.focus();
  await page.keyboard.press("ArrowRight");
  const said = "Entorno y vivienda: La familia 1,5, El equipo 3, Hace seis meses 1";
  await drawing.getByRole("status").filter({ hasText: said }).waitFor({ state: "attached" });
  await page.keyboard.press("End");
  await drawing.getByRole("status").filter({ hasText: "Hace seis meses Sin dato" }).waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Ver como tabla" }).first().press("Enter");
  const table = page.getByRole("table", { name: "Valoración conjunta" });
  const cells = table.getByRole("row").nth(1).getByRole("cell");
  expect(await cells.allTextContents()).toEqual(["1,5", "3", "1"]);
  await expectNoViolations(page, "table twin");
});

it.each([
  ["curve", "Cuántos siguen en acogimiento", /^1 año: 65 de cada 100 \(entre 50 y 80\); 22 siguen en observación$/, 3],
  ["strip", "Nuestro valor entre los demás", /^Aquí: 32,4 de cada 100$/, 10],
  ["hundred", "De cada 100 niñas y niños que entraron, al año:", /^9 de cada 100 fueron a vivir con familiares$/, 2],
  ["ratio", "Entrada en acogimiento, comparada", /^Grupo C: 0,88 veces \(entre 0,61 y 1,27\)$/, 2],
  ["trend", "Reunificación en 12 meses", /^2022-23: Sin dato$/, 3],
] as const)("the drawing «%s» says each value with the arrows and its table has a row for each", async (...drawn) => {
  const [id, name, said, presses] = drawn;
  const page = await open(id);
  const drawing = page.getByRole("group", { name, exact: true });
  await drawing.focus();
  for (let press = 0; press < presses; press += 1) await page.keyboard.press("ArrowRight");
  await drawing.getByRole("status").filter({ hasText: said }).waitFor({ state: "attached", timeout: 5000 });
  await page.getByRole("button", { name: "Ver como tabla" }).first().press("Enter");
  const table = page.getByRole("table", { name, exact: true });
  expect(await table.getByRole("rowheader").count()).toBeGreaterThan(presses);
  await expectNoViolations(page, `table of ${id}`);
});

it("a code is typed on the keyboard and never shown", async () => {
  const page = await open("pin");
  await page.getByRole("button", { name: "1" }).first().focus();
  await page.keyboard.type("48");
  await page.getByText("2 de 4 cifras").waitFor({ state: "attached" });
  await page.keyboard.press("Backspace");
  await page.keyboard.type("159");
  await page.getByText("código completo").waitFor();
  expect(await page.getByText("4159").count()).toBe(0);
});

it("three Escapes leave in a hurry and «back» does not return", async () => {
  const page = await open("pin");
  await page.route("https://www.google.com/", (route) => route.fulfill({ body: "<title>another page</title>" }));
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Escape");
  await page.waitForURL("https://www.google.com/");
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain("#pin");
});

it("another language changes every word of the kit, the page's language, and lasts", async () => {
  const page = await open("table");
  await page.getByLabel("Idioma").selectOption("en");
  await page.getByText("1 to 50 of 1,234 results").waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("en");
  await page.reload();
  await page.getByText("1 to 50 of 1,234 results").waitFor();
});

it("a theme chosen by hand wins over the system's and lasts", async () => {
  const page = await open("tags", { theme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByLabel("Tema").selectOption("dark");
  const dark = await ground();
  expect(dark).not.toBe(light);
  await expectNoViolations(page, "dark by hand");
  await page.reload();
  expect(await ground()).toBe(dark);
  await page.emulateMedia({ media: "print" });
  expect(await ground()).toBe("rgb(255, 255, 255)");
});

it("the first Tab offers to skip to the content", async () => {
  const page = await open("frame");
  await page.keyboard.press("Tab");
  await expectFocus(page.getByRole("link", { name: "Saltar al contenido" }));
  await page.keyboard.press("Enter");
  await expectFocus(page.getByRole("main"));
});

it("an explained word opens its meaning and Escape closes it", async () => {
  const page = await open("tags");
  const word = page.getByRole("button", { name: "¿Qué es «acogimiento familiar»?" });
  await word.press("Enter");
  const meaning = page.getByRole("dialog", { name: "acogimiento familiar" });
  await meaning.waitFor();
  await expectNoViolations(page, "open definition", "[role=dialog]");
  await page.keyboard.press("Escape");
  await meaning.waitFor({ state: "detached" });
  await expectFocus(word);
});
