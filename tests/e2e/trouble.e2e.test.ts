import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DESKTOP, launchBrowser, PHONE } from "./browser.ts";
import { expectNoFaults, fictional, goTo, look, signIn, type Walker, walkerIn } from "./walker.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A name no other test uses. */
const nameOf = (what: string) => `${what} ${Date.now().toString(36)}`;

async function fillReferral(page: Page, familyName: string): Promise<void> {
  await page.getByLabel("Cómo se llama la familia").fill(familyName);
  await page.getByLabel("Quién la envía").selectOption({ label: "Salud" });
  await page.getByLabel("Qué se cuenta").fill("Pide hablar con alguien por las tardes.");
}

async function referralsCalled(walker: Walker, familyName: string): Promise<number> {
  await goTo(walker, "/derivaciones");
  await walker.page.getByRole("heading", { name: "Derivaciones", level: 1 }).waitFor();
  await walker.page.getByRole("link", { name: familyName }).first().waitFor();
  return walker.page.getByRole("link", { name: familyName }).count();
}

/** Address of a family file of the signed-in worker. */
async function anyFamily(walker: Walker): Promise<string> {
  await goTo(walker, "/familias");
  await walker.page.locator("main a[href^='/familias/']").first().click();
  await walker.page.waitForURL(/\/familias\/[0-9a-f-]{36}$/);
  return new URL(walker.page.url()).pathname;
}

test.each([
  ["phone", PHONE],
  ["desktop", DESKTOP],
] as const)("an address that leads nowhere, and a file out of reach, say the same on a %s", async (_name, viewport) => {
  const walker = await walkerIn(browser, viewport);
  const { page } = walker;
  await signIn(walker, "worker");
  const title = page.getByRole("heading", { name: "Página no encontrada" });
  await goTo(walker, "/no-existe");
  await title.waitFor();
  await look(walker, "no-encontrada");
  await goTo(walker, "/familias/0190a0a0-0000-7000-8000-000000000000");
  await title.waitFor();
  expectNoFaults(walker, "404 GET /api/households/household-file");
  await walker.context.close();
});

test.each([
  ["phone", PHONE],
  ["desktop", DESKTOP],
] as const)("a page that a role may not open says so and leads back on a %s", async (_name, viewport) => {
  const walker = await walkerIn(browser, viewport);
  const { page } = walker;
  await signIn(walker, "worker");
  await goTo(walker, "/resultados");
  await page.getByRole("heading", { name: "Acceso restringido" }).waitFor();
  await look(walker, "acceso-restringido");
  await page.getByRole("link", { name: "Volver al inicio" }).click();
  await page.getByRole("heading", { name: "Mi día", level: 1 }).waitFor();
  expectNoFaults(walker, "403 GET /api/results/results-overview");
  await walker.context.close();
});

test("without signal the work waits on the phone, says so, and is sent once when the signal returns", async () => {
  const walker = await walkerIn(browser, PHONE);
  const { page, context } = walker;
  await signIn(walker, "worker");
  await goTo(walker, "/derivaciones/nueva");
  const familyName = nameOf("Sinseñal");
  await fillReferral(page, familyName);
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await page.getByText(/^Sin conexión\. Lo que guarde/).waitFor();
  await page.getByRole("button", { name: "Guardar derivación" }).click();
  await page
    .getByText(/Está guardado en este dispositivo/)
    .first()
    .waitFor();
  await page.getByRole("link", { name: /Bandejas/ }).click();
  await page.getByText("Por enviar", { exact: true }).waitFor();
  await look(walker, "bandeja-sin-conexion");
  await context.setOffline(false);
  await page.getByText("Todo está enviado").waitFor();
  expect(await referralsCalled(walker, familyName)).toBe(1);
  expectNoFaults(walker);
  await context.close();
});

test("saving pressed twice has one effect", async () => {
  const walker = await walkerIn(browser, DESKTOP);
  const { page } = walker;
  await signIn(walker, "worker");
  await goTo(walker, "/derivaciones/nueva");
  const familyName = nameOf("Dosveces");
  await fillReferral(page, familyName);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  await page.getByRole("button", { name: "Guardar derivación" }).dblclick();
  await page.getByRole("heading", { name: "Qué dicen las reglas" }).waitFor();
  expect(sent).toEqual(["/api/referrals/register-referral"]);
  await look(walker, "entrada-vacia");
  expect(await referralsCalled(walker, familyName)).toBe(1);
  expectNoFaults(walker);
  await walker.context.close();
});

test("an edit of something changed meanwhile shows both values and nothing is lost", async () => {
  const [mine, theirs] = [await walkerIn(browser, DESKTOP), await walkerIn(browser, DESKTOP)];
  await signIn(mine, "worker");
  await signIn(theirs, "supervisor");
  const file = await anyFamily(mine);
  for (const walker of [mine, theirs]) {
    await goTo(walker, `${file}/familia`);
    await walker.page.locator("main a[href*='/personas/']").first().click();
    await walker.page.getByLabel("Nombre", { exact: true }).waitFor();
  }
  const nameBox = (walker: Walker) => walker.page.getByLabel("Nombre", { exact: true });
  await nameBox(theirs).fill("Consolación");
  await theirs.page.getByRole("button", { name: "Guardar cambios" }).click();
  await theirs.page.getByText("Cambios guardados.").waitFor();
  await nameBox(mine).fill("Consuelo");
  await mine.page.getByRole("button", { name: "Guardar cambios" }).click();
  const notice = mine.page.getByText("Otra persona cambió estos datos");
  await notice.waitFor();
  await mine.page.getByText("Consolación").first().waitFor();
  await mine.page.getByText("Consuelo").first().waitFor();
  await look(mine, "conflicto");
  await mine.page.getByRole("button", { name: "Guardar lo elegido" }).click();
  await mine.page.getByText("Cambios guardados.").waitFor();
  expectNoFaults(mine, "409 POST /api/households/correct-person");
  expectNoFaults(theirs);
  await mine.context.close();
  await theirs.context.close();
});

test("a wrong password and missing ones are told in place, with the focus on the summary", async () => {
  const walker = await walkerIn(browser, PHONE);
  const { page } = walker;
  await goTo(walker, "/");
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: "Escriba su correo electrónico." }).waitFor();
  expect(await summary.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await look(walker, "entrar-incompleto");
  await page.getByLabel("Correo electrónico").fill(fictional("auditor").email);
  await page.getByLabel("Contraseña").fill("no es esta contraseña");
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await summary
    .getByText(/contraseña/)
    .first()
    .waitFor();
  expectNoFaults(walker, "401 GET /api/who-am-i", "401 POST /api/sign-in");
  await walker.context.close();
});
