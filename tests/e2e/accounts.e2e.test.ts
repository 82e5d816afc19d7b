import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, launchBrowser, PHONE } from "./browser.ts";
import { look } from "./look.ts";
import { applicationUrl, choose, expectNoFaults, goTo, signIn, type Walker, walkerIn } from "./walker.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Looks at a page as a telephone and as a desk show it. */
async function lookTwice(page: Page, name: string): Promise<void> {
  for (const screen of [PHONE, DESKTOP]) {
    await page.setViewportSize(screen);
    await look(page, `${name}-${screen.width}`);
  }
}

async function type(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByLabel("Contraseña").fill(password);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
}

/** The password on the screen, copied with its button. */
async function copyPassword({ page, context }: Walker): Promise<string> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: applicationUrl() });
  const shown = (await page.locator("code").textContent()) ?? "";
  await page.getByRole("button", { name: "Copiar" }).click();
  await page.getByRole("button", { name: "Copiada" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  expect(shown).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  return shown;
}

async function chooseOwn(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel("Contraseña actual").fill(current);
  await page.getByLabel("Contraseña nueva").fill(next);
  await page.getByRole("button", { name: "Cambiar contraseña" }).click();
}

test("an administrator adds a worker, gives and ends roles, and gives her a new password that ends the old one", async () => {
  const pilar = await walkerIn(browser, DESKTOP);
  const { page } = pilar;
  const name = "Amina Duarte";
  const email = `amina.${Date.now()}@trenza.example`;
  await signIn(pilar, "administrator");
  await goTo(pilar, "/");
  await page.getByRole("heading", { name: "Cuentas", level: 1 }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Cuentas", exact: true }).click();
  const list = page.getByRole("table", { name: "Personas con cuenta" });
  await list.getByRole("row").filter({ hasText: "Marta Soto" }).getByText("Trabajadora familiar · Albacete").waitFor();
  await lookTwice(page, "cuentas");
  await page.getByRole("link", { name: "Añadir persona" }).click();
  await page.getByRole("heading", { name: "Cuenta nueva", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Añadir persona" }).click();
  await page.getByRole("alert").getByText("Elija un lugar.").waitFor();
  await lookTwice(page, "cuenta-nueva");
  await page.getByLabel("Nombre y apellidos").fill(name);
  await page.getByLabel("Correo electrónico").fill("marta@demo.trenza.example");
  await page.getByLabel("Función").selectOption({ label: "Trabajadora familiar" });
  await page.getByLabel("Lugar").selectOption({ label: "Albacete (España)" });
  await choose(page, "Idioma", "Español");
  await page.getByRole("button", { name: "Añadir persona" }).click();
  await page
    .getByRole("alert")
    .getByText(/ya tiene cuenta/)
    .waitFor();
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByRole("button", { name: "Añadir persona" }).click();
  await page.getByRole("heading", { name: `La cuenta de ${name} está lista` }).waitFor();
  await lookTwice(page, "primera-contrasena");
  const first = await copyPassword(pilar);

  const amina = await walkerIn(browser, PHONE);
  await goTo(amina, "/");
  await type(amina.page, email, first);
  await amina.page.getByRole("heading", { name: "Elija su contraseña" }).waitFor();
  await lookTwice(amina.page, "contrasena-propia");
  await chooseOwn(amina.page, first, first);
  await amina.page.getByRole("alert").getByText("Es la misma que tiene ahora.").first().waitFor();
  await chooseOwn(amina.page, first, "tres peras sobre la mesa");
  await amina.page.getByRole("heading", { name: "Mi día", level: 1 }).waitFor();

  await page.getByRole("link", { name: "Ver la cuenta" }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  expect(await page.getByText(first).count()).toBe(0);
  await page.getByRole("button", { name: "Dar función" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Función").selectOption({ label: "Madre o padre par" });
  await dialog.getByLabel("Lugar").selectOption({ label: "Oviedo (España)" });
  await lookTwice(page, "dar-funcion");
  await dialog.getByRole("button", { name: "Dar función" }).click();
  const roles = page.getByRole("region", { name: "Funciones" });
  await roles.getByRole("button", { name: "Poner último día: Madre o padre par, Oviedo" }).click();
  await lookTwice(page, "ultimo-dia");
  await dialog.getByRole("button", { name: "Guardar último día" }).click();
  await roles.getByText(/^De .+ a .+$/).waitFor();
  await lookTwice(page, "cuenta");

  await page.getByRole("button", { name: "Dar contraseña nueva" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Dar contraseña nueva" }).click();
  await page.getByRole("heading", { name: `Contraseña nueva de ${name}` }).waitFor();
  await lookTwice(page, "contrasena-nueva");
  const second = await copyPassword(pilar);
  expect(second).not.toBe(first);

  // A browser is believed for two seconds before the server asks again.
  await expect
    .poll(async () => (await amina.context.request.get(`${applicationUrl()}/api/who-am-i`)).status(), {
      timeout: 10_000,
    })
    .toBe(401);
  await goTo(amina, "/");
  await type(amina.page, email, "tres peras sobre la mesa");
  await amina.page.getByRole("alert").getByText("El correo o la contraseña no son correctos.").waitFor();
  await type(amina.page, email, second);
  await chooseOwn(amina.page, second, "cuatro nueces y una silla");
  await amina.page.getByRole("heading", { name: "Mi día", level: 1 }).waitFor();

  await page.getByRole("button", { name: "Cerrar cuenta" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cerrar cuenta" }).click();
  await page.getByText(/^Cuenta cerrada el/).waitFor();
  await page.getByRole("button", { name: "Abrir de nuevo" }).waitFor();
  await lookTwice(page, "cuenta-cerrada");
  await page.getByRole("link", { name: "Todas las cuentas" }).click();
  await page.getByRole("searchbox", { name: "Buscar por nombre o correo" }).fill(email);
  await list.getByRole("row").filter({ hasText: name }).getByText("Cerrada").waitFor();
  expectNoFaults(pilar, "409 POST /api/accounts/add-account");
  await pilar.context.close();
  await amina.context.close();
});

test("the accounts are not offered to a worker, and their address opens nothing", async () => {
  const walker = await walkerIn(browser, DESKTOP);
  await signIn(walker, "worker");
  await goTo(walker, "/cuentas");
  await walker.page.getByRole("heading", { name: "Acceso restringido" }).waitFor();
  expect(await walker.page.getByRole("navigation").getByRole("link", { name: "Cuentas" }).count()).toBe(0);
  await walker.context.close();
});
