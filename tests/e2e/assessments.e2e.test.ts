import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Item } from "../../src/core/instruments/definition.ts";
import { aGarden, gardenItems } from "../../src/core/instruments/garden.testdata.ts";
import { type Accompanied, accompany } from "../builders/fieldwork.ts";
import { DESKTOP, launchBrowser, PHONE } from "./browser.ts";
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

/** Kinds of item that the garden lacks. */
const rest: readonly Item[] = [
  { type: "time", name: "watered_at", label: { es: "¿A qué hora se riega?" } },
  { type: "datetime", name: "rained_at", label: { es: "¿Cuándo llovió?" } },
  { type: "rank", name: "favourites", label: { es: "¿Qué herramienta gusta más?" }, list: "tools" },
  { type: "geopoint", name: "place", label: { es: "¿Dónde está?" } },
  { type: "attachment", name: "photo", label: { es: "Una foto del huerto" }, accepts: "image" },
  {
    type: "unavailable",
    name: "moon",
    label: { es: "La luna" },
    shown: true,
    reason: "calculation_not_run",
    original: { type: "calculate" },
  },
];

interface Table extends Accompanied {
  readonly openId: string;
}

/** A family whose assessment with the garden waits for its answers. */
async function atTheTable(state = "family_answering"): Promise<Table> {
  const family = await accompany(site.world);
  const { tenant, household, worker, caseId } = family;
  const [instrumentVersionId, openId] = [randomUUID(), randomUUID()];
  const definition = aGarden({ items: [...gardenItems, ...rest] });
  await site.world.owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     values ($1,$2,'garden','1',$3,$4,$5,'test')`,
    [
      tenant.id,
      instrumentVersionId,
      JSON.stringify(definition.title),
      JSON.stringify(definition),
      "garden with the rest",
    ],
  );
  await site.world.owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by, opened_on)
     values ($1,$2,$3,$4,$5,1,$6,$7,'2026-02-05')`,
    [tenant.id, openId, caseId, household.id, instrumentVersionId, state, worker.id],
  );
  return { ...family, openId };
}

async function stored({ openId }: Table) {
  const { rows } = await site.world.owner.query(
    "select state, version, family_answers, team_answers, priorities from assessment where id = $1",
    [openId],
  );
  return rows[0];
}

async function device(table: Table, viewport = PHONE): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport,
    locale: "es-ES",
    timezoneId: "Europe/Madrid",
    reducedMotion: "reduce",
  });
  await enter(context, site, table.worker);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${site.url}/valoraciones/${table.openId}`);
  return { page, context };
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).first().click();
const question = (page: Page, name: string) => page.locator(`[data-path="${name}"]`);

async function together(page: Page): Promise<void> {
  await press(page, "Responder juntas en esta pantalla");
  await press(page, /^(Empezar|Seguir)$/);
  await page.getByRole("heading", { name: "Parte 1" }).waitFor();
}

/** One part further; says whether it was the last. */
async function onward(page: Page): Promise<boolean> {
  const button = page.getByRole("button", { name: /^(Siguiente|Revisar y terminar)$/ });
  const last = (await button.textContent()) === "Revisar y terminar";
  const heading = await page.locator("h2[tabindex]").textContent();
  await button.click();
  await page.waitForFunction((before) => document.querySelector("h2[tabindex]")?.textContent !== before, heading);
  return last;
}

async function toTheEnd(page: Page): Promise<void> {
  while (!(await onward(page)));
}

async function openPart(page: Page, name: string): Promise<void> {
  await press(page, "Ver todas las partes");
  await page.getByRole("button", { name: new RegExp(`^(Completa )?${name}`) }).click();
  await page.getByRole("heading", { name, level: 2 }).waitFor();
}

async function answerPlants(page: Page): Promise<void> {
  await openPart(page, "Plantas");
  await press(page, "Añadir");
  await question(page, "plants[0].plant").getByRole("textbox").fill("Habas");
  await question(page, "plants[0].height").getByRole("textbox").fill("1,5");
  const [day, month, year] = await question(page, "plants[0].sown").getByRole("textbox").all();
  await day?.fill("3");
  await month?.fill("2");
  await year?.fill("2026");
  await press(page, "Añadir otra");
  await question(page, "plants[1].plant").getByRole("textbox").fill("Un error");
  await press(page, /^Quitar: Plantas · 2/);
  await press(page, "Sí, quitar con sus respuestas");
}

async function answerOddKinds(page: Page): Promise<void> {
  await question(page, "watered_at").locator("input").fill("08:30");
  await question(page, "rained_at").locator("input").fill("2026-02-03T17:45");
  await press(page, "Subir «Una rake»");
  await question(page, "place").getByLabel("Latitud").fill("38,98765");
  await question(page, "place").getByLabel("Longitud").fill("-1,85432");
}

test.each([
  ["phone", PHONE],
  ["desktop", DESKTOP],
] as const)("every kind of question is answered on a %s, and only what belongs is stored", async (name, viewport) => {
  const table = await atTheTable();
  const { page, context } = await device(table, viewport);
  await together(page);
  await question(page, "beds").getByRole("textbox").fill("2");
  await look(page, `kinds-first-${name}`);
  await toTheEnd(page);
  await press(page, "Terminar y pasar al equipo");
  const summary = page.getByRole("alert");
  await look(page, `kinds-refused-${name}`);
  await summary.getByRole("button", { name: "¿Quién riega?: Falta esta respuesta." }).click();
  const named = question(page, "gardener").getByRole("textbox");
  await expect.poll(() => named.evaluate((element) => element === document.activeElement)).toBe(true);
  await named.fill("Ana");
  await openPart(page, "Tierra");
  await question(page, "soil").getByRole("radio", { name: "Enough" }).check();
  await page.getByText("¿Cómo está la tierra, Ana?").waitFor();
  await question(page, "worms").getByRole("radio", { name: "Prefiero no responder" }).check();
  await press(page, /^Importante para nosotros: Lombrices/);
  await openPart(page, "Cobertizo");
  await page.getByRole("checkbox", { name: "Una spade" }).check();
  await question(page, "handle").getByRole("radio", { name: "Largo" }).check();
  await answerPlants(page);
  await look(page, `kinds-rows-${name}`);
  const odd = await page.getByRole("button", { name: "Siguiente" }).count();
  if (odd > 0) await press(page, "Siguiente");
  await answerOddKinds(page);
  await look(page, `kinds-rest-${name}`);
  await toTheEnd(page);
  await press(page, "Terminar y pasar al equipo");
  await page.getByText("Ahora responde el equipo").waitFor();
  const { state, family_answers, priorities } = await stored(table);
  expect({ state, priorities }).toEqual({ state: "team_answering", priorities: ["worms"] });
  expect(family_answers).toEqual({
    gardener: "Ana",
    beds: 2,
    soil: "g2",
    worms: "no",
    tools: ["spade"],
    handle: "long",
    plants: [{ plant: "Habas", height: 1.5, sown: "2026-02-03" }],
    watered_at: "08:30",
    rained_at: "2026-02-03T17:45",
    favourites: ["rake", "spade", "hoe"],
    place: { latitude: 38.99, longitude: -1.85 },
  });
  await context.close();
});

test("a row of a table of questions is answered in a grid on a desktop and one by one on a phone", async () => {
  for (const [viewport, tables] of [
    [DESKTOP, 1],
    [PHONE, 0],
  ] as const) {
    const table = await atTheTable("team_answering");
    const { page, context } = await device(table, viewport);
    await press(page, /^(Empezar|Seguir)$/);
    while ((await page.getByText("Caracoles").count()) === 0) await onward(page);
    expect(await page.getByRole("table", { name: "Plagas" }).count()).toBe(tables);
    await question(page, "snails")
      .getByRole("radio", { name: /A little/ })
      .check();
    await question(page, "moles")
      .getByRole("radio", { name: /A jungle/ })
      .check();
    await look(page, `grid-${viewport.width}`);
    await context.close();
  }
});

test("what the server would refuse is asked again once and stays on the device through a reload; the rest is kept on the server", async () => {
  const table = await atTheTable();
  const { page, context } = await device(table);
  await together(page);
  await question(page, "gardener").getByRole("textbox").fill("Ana");
  await question(page, "beds").getByRole("textbox").fill("muchos");
  await press(page, "Siguiente");
  await question(page, "beds").getByText("Escribe un número entero, por ejemplo 3.").waitFor();
  await press(page, "Siguiente");
  await expect.poll(async () => (await stored(table)).family_answers).toEqual({ gardener: "Ana" });
  await page.reload();
  await press(page, "Responder juntas en esta pantalla");
  await press(page, /Parte 1/);
  expect(await question(page, "beds").getByRole("textbox").inputValue()).toBe("muchos");
  await context.close();
});

test("answers saved from two devices are shown side by side, and the person decides", async () => {
  const table = await atTheTable();
  const [first, second] = [await device(table), await device(table)];
  for (const { page } of [first, second]) await together(page);
  await question(first.page, "gardener").getByRole("textbox").fill("Ana");
  await press(first.page, "Siguiente");
  await expect.poll(async () => (await stored(table)).version).toBe(2);
  await question(second.page, "gardener").getByRole("textbox").fill("Luz");
  await press(second.page, "Siguiente");
  await second.page.getByText("Otra persona cambió esto mientras usted escribía").waitFor();
  await second.page.getByText("Ana", { exact: true }).waitFor();
  await look(second.page, "two-devices");
  await press(second.page, "Seguir con lo de este dispositivo");
  await press(second.page, /^(Empezar|Seguir)$/);
  await press(second.page, "Siguiente");
  await expect.poll(async () => (await stored(table)).family_answers.gardener).toBe("Luz");
  await Promise.all([first.context.close(), second.context.close()]);
});

test("answers finished without signal wait on the device and are sent once when it returns", async () => {
  const table = await atTheTable("team_answering");
  const { page, context } = await device(table);
  await press(page, /^(Empezar|Seguir)$/);
  await question(page, "gardener").getByRole("textbox").fill("Marta");
  await openPart(page, "Tierra");
  await question(page, "soil").getByRole("radio", { name: "Enough" }).check();
  await context.setOffline(true);
  await press(page, "Ver todas las partes");
  await press(page, "Revisar y terminar");
  await press(page, "Terminar y comparar");
  await page.getByText("Guardado, por enviar").waitFor();
  await look(page, "waiting");
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(async () => (await stored(table)).state, { timeout: 15_000 }).toBe("discussing");
  expect((await stored(table)).team_answers).toMatchObject({ gardener: "Marta", soil: "g2" });
  await context.close();
});
