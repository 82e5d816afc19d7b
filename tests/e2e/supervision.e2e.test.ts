import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, launchBrowser } from "./browser.ts";
import { choose, expectNoFaults, fictional, goTo, look, signIn, signInByOneClick, walkerIn } from "./walker.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Chooses somebody to support the family, by the name their option begins with, and saves. */
async function entrust(page: Page, key: string): Promise<void> {
  const people = page.getByLabel("A quién");
  const one = people.getByRole("option", { name: new RegExp(`^${fictional(key).name}`) });
  await people.selectOption((await one.getAttribute("value")) ?? "");
  await choose(page, "Para qué", "Apoya");
  await page.getByRole("button", { name: "Guardar encargo" }).click();
}

test("a supervisor sees what the team carries, opens any file, entrusts it, and sees who has seen it", async () => {
  const walker = await walkerIn(browser, DESKTOP);
  const { page } = walker;
  await goTo(walker, "/");
  await page.getByRole("heading", { name: "Entrar en Trenza" }).waitFor();
  await look(walker, "entrar");
  await signInByOneClick(walker, "supervisor");
  await page.getByRole("navigation").getByRole("link", { name: "Equipo" }).click();
  const load = page.getByRole("table", { name: "Carga de cada persona" });
  for (const key of ["worker", "worker2", "worker3"]) {
    await load.getByRole("rowheader", { name: fictional(key).name }).waitFor();
  }
  await look(walker, "equipo");
  await page.getByLabel("Ver las familias de").selectOption({ label: fictional("worker").name });
  const attention = page.getByRole("table", { name: "Familias que piden atención" });
  const unseen = attention.getByRole("row").filter({ hasText: "Sin visita reciente" }).first();
  const name = (await unseen.getByRole("link").textContent()) ?? "";
  expect(name).not.toBe("");
  await unseen.getByRole("link").click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await page.getByRole("region", { name: "Atención ahora" }).waitFor();
  await look(walker, "ficha");
  const file = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Añadir", exact: true }).click();
  await page.getByRole("menuitem", { name: "Persona del equipo" }).click();
  await entrust(page, "worker2");
  await page
    .getByRole("alert")
    .getByText(/no trabaja donde vive la familia/)
    .waitFor();
  await look(walker, "encargo");
  await entrust(page, "supervisor");
  await page.waitForURL(`**${file}/acompanamiento`);
  await page.getByRole("region", { name: "Equipo" }).getByText(fictional("supervisor").name, { exact: true }).waitFor();
  await look(walker, "acompanamiento");
  await goTo(walker, `${file}/historia`);
  await page.getByRole("link", { name: "Ver quién la ha abierto" }).click();
  const seen = page.getByRole("table", { name: "Quién ha visto esta ficha" });
  const mine = seen.getByRole("row").filter({ hasText: fictional("supervisor").name });
  await mine.filter({ hasText: "La ficha" }).first().waitFor();
  await look(walker, "quien-ha-visto");
  expectNoFaults(walker, "401 GET /api/who-am-i", "422 POST /api/cases/assign-team");
  await walker.context.close();
});

test("a director goes from a number to its definition, its families and one of them", async () => {
  const walker = await walkerIn(browser, DESKTOP);
  const { page } = walker;
  await signIn(walker, "director");
  await goTo(walker, "/hoy");
  await page.getByRole("navigation").getByRole("link", { name: "Resultados", exact: true }).click();
  await page.getByRole("heading", { name: "Resultados", level: 1 }).waitFor();
  const change = page.getByRole("link", { name: "Necesidades básicas" });
  await change.waitFor();
  await look(walker, "resultados");
  await page.getByText("Cómo se cuenta").first().click();
  await page.getByText("Quedan fuera").first().waitFor();
  const stage = page.getByRole("link", { name: /^Acompañamiento: \d+ familias$/ });
  const counted = Number(/\d+/.exec((await stage.textContent()) ?? "")?.[0]);
  expect(counted).toBeGreaterThan(0);
  await stage.click();
  await page.getByRole("table", { name: `Dentro del número (${counted})` }).waitFor();
  await look(walker, "lista-del-numero");
  await goTo(walker, "/resultados");
  await change.click();
  const inside = page.getByRole("table", { name: /^Dentro del número/ });
  await inside
    .getByText(/^(Mejor|Igual|Peor): de/)
    .first()
    .waitFor();
  await page.getByRole("table", { name: /^Fuera del número/ }).waitFor();
  await look(walker, "lista-del-cambio");
  const family = inside.getByRole("rowheader").first().getByRole("link");
  const name = (await family.textContent()) ?? "";
  await family.click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await look(walker, "ficha-direccion");
  expectNoFaults(walker);
  await walker.context.close();
});
