import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Accompanied, accompany } from "../builders/fieldwork.ts";
import { DESKTOP, launchBrowser, listenForFaults, PHONE } from "./browser.ts";
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

interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: readonly string[];
}

async function open(family: Accompanied, viewport: { width: number; height: number }): Promise<Visitor> {
  const context = await browser.newContext({
    viewport,
    locale: "es-ES",
    timezoneId: "Europe/Madrid",
    reducedMotion: "reduce",
  });
  await enter(context, site, family.worker);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, context, faults: listenForFaults(page) };
}

const day = (offset: number) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(new Date(Date.now() + offset * 86_400_000));

async function fillDay(family: Accompanied): Promise<void> {
  const { tenant, household, caseId, worker } = family;
  const visit = async (on: string, time: string) =>
    site.world.owner.query(
      `insert into session (tenant_id, id, case_id, household_id, kind, level, state, planned_at, planned_for, recorded_by)
       values ($1,$2,$3,$4,'watering_visit','family','planned', ($5::date + $6::time) at time zone 'Europe/Madrid', $7, $7)`,
      [tenant.id, randomUUID(), caseId, household.id, on, time, worker.id],
    );
  await visit(day(-2), "10:00");
  await visit(day(0), "09:30");
  await visit(day(3), "17:00");
  const task = async (title: string, dueOn: string | null) =>
    site.world.owner.query(
      "insert into task (tenant_id, id, household_id, case_id, title, who, assigned_to, due_on) values ($1,$2,$3,$4,$5,'Ana',$6,$7)",
      [tenant.id, randomUUID(), household.id, caseId, title, worker.id, dueOn],
    );
  await task("Pedir cita en el centro de salud", day(-5));
  await task("Preguntar por la beca de comedor", null);
  await site.world.owner.query(
    `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on)
     values ($1,$2,$3,$4,'first_watering',$5,$5)`,
    [tenant.id, randomUUID(), caseId, household.id, day(-1)],
  );
}

test.each([
  ["phone", PHONE],
  ["desktop", DESKTOP],
] as const)("my day shows what is overdue first, on a %s", async (name, viewport) => {
  const family = await accompany(site.world);
  const { page, context, faults } = await open(family, viewport);
  await page.goto(`${site.url}/hoy`);
  await page.getByRole("heading", { name: "Mi día", level: 1 }).waitFor();
  await look(page, `day-empty-${name}`);
  await fillDay(family);
  await page.reload();
  const overdue = page.getByRole("region", { name: "Se pasó de fecha" });
  await overdue.waitFor();
  expect(await overdue.getByRole("listitem").count()).toBe(3);
  await look(page, `day-${name}`);
  await page.getByRole("button", { name: /Anotar como hecha: Pedir cita/ }).click();
  await page.getByText("Tarea anotada como hecha.").waitFor();
  await expect.poll(() => overdue.getByRole("listitem").count()).toBe(2);
  expect(faults).toEqual([]);
  await context.close();
});

test("a plan grows from what the family chose, is agreed and followed on the board by menu and by drag", async () => {
  const family = await accompany(site.world);
  const { page, context, faults } = await open(family, DESKTOP);
  await page.goto(`${site.url}/plan/${family.caseId}`);
  await page.getByRole("button", { name: "Empezar el plan" }).click();
  await page.getByRole("button", { name: /Hacer un objetivo de/ }).click();
  const goal = page.getByRole("dialog", { name: "Nuevo objetivo" });
  await goal.getByRole("button", { name: "Guardar objetivo" }).click();
  await goal.getByRole("link", { name: /Escriba el objetivo/ }).waitFor();
  await look(page, "plan-goal-missing");
  await goal.getByLabel("Con las palabras de la familia").fill("Regar los martes con Teo");
  await goal.getByRole("button", { name: "Guardar objetivo" }).click();
  await page.getByRole("heading", { name: "Regar los martes con Teo" }).waitFor();
  await page.getByRole("button", { name: "Añadir acción" }).click();
  const action = page.getByRole("dialog", { name: "Nueva acción" });
  await action.getByLabel("Qué se hará").fill("Comprar una regadera");
  await action.getByLabel("Quién lo hará").fill("Ana");
  await action.getByRole("button", { name: "Guardar acción" }).click();
  await page.getByText("Comprar una regadera").waitFor();
  await look(page, "plan-draft");
  await page.getByRole("link", { name: "Acordar el plan" }).click();
  await page.getByRole("heading", { name: "Acuerdo del plan" }).waitFor();
  await page.getByLabel("Apretón de manos con barro").check();
  await page.getByRole("button", { name: "Guardar acuerdo" }).click();
  await page.getByRole("link", { name: "Señale quién acuerda el plan." }).waitFor();
  await page.getByLabel("Ana Soto").check();
  await look(page, "plan-agreement");
  await page.getByRole("button", { name: "Guardar acuerdo" }).click();
  const board = page.getByRole("region", { name: "Objetivos de la familia" });
  await board.waitFor();
  await page.getByRole("button", { name: /Mover a.*Regar/ }).click();
  await page.getByRole("menuitem", { name: "En marcha" }).click();
  const underWay = page.getByRole("region", { name: /^En marcha/ });
  await underWay.getByRole("heading", { name: "Regar los martes con Teo" }).waitFor();
  await look(page, "plan-board");
  await underWay
    .getByRole("listitem")
    .first()
    .dragTo(page.getByRole("region", { name: /^Logrado/ }));
  const achieved = page.getByRole("dialog", { name: "¡Objetivo logrado!" });
  await achieved.getByLabel("¿Qué hicieron para conseguirlo?").fill("Lo apuntamos en la nevera.");
  await achieved.getByRole("button", { name: "Anotar como logrado" }).click();
  await page
    .getByRole("region", { name: /^Logrado, 1/ })
    .getByRole("heading", { name: "Regar los martes con Teo" })
    .waitFor();
  await page.getByRole("button", { name: /Más cosas del objetivo/ }).click();
  await page.getByRole("menuitem", { name: "Ver su historia" }).click();
  await page.getByText("Pasó de «En marcha» a «Logrado»").waitFor();
  await look(page, "plan-history");
  expect(faults).toEqual([]);
  await context.close();
});

test("a goal changed by somebody else meanwhile shows both words, and the person decides", async () => {
  const family = await accompany(site.world);
  const [planId, goalId] = [randomUUID(), randomUUID()];
  const { tenant, household, caseId } = family;
  await site.world.owner.query(
    `insert into plan (tenant_id, id, case_id, household_id, state, agreement_kind, agreed_on, agreed_by)
     values ($1,$2,$3,$4,'agreed','muddy_handshake','2026-02-10',array[$5::uuid])`,
    [tenant.id, planId, caseId, household.id, family.ana],
  );
  await site.world.owner.query(
    "insert into goal (tenant_id, id, plan_id, household_id, words, position) values ($1,$2,$3,$4,'Regar los martes',1)",
    [tenant.id, goalId, planId, household.id],
  );
  const { page, context } = await open(family, PHONE);
  await page.goto(`${site.url}/plan/${caseId}`);
  await page.getByRole("button", { name: /Más cosas del objetivo/ }).click();
  await page.getByRole("menuitem", { name: "Cambiar las palabras" }).click();
  const dialog = page.getByRole("dialog", { name: "Cambiar el objetivo" });
  await dialog.getByLabel("Con las palabras de la familia").fill("Regar todos los martes");
  await site.world.owner.query("update goal set words = 'Regar los jueves', version = 2 where id = $1", [goalId]);
  await dialog.getByRole("button", { name: "Guardar objetivo" }).click();
  const alert = dialog.getByRole("alert");
  await alert.getByText("Regar los jueves").waitFor();
  await alert.getByText("Regar todos los martes").waitFor();
  await look(page, "plan-conflict-phone");
  await dialog.getByRole("button", { name: "Guardar lo mío" }).click();
  await page.getByRole("heading", { name: "Regar todos los martes" }).waitFor();
  const { rows } = await site.world.owner.query("select words, version from goal where id = $1", [goalId]);
  expect(rows).toEqual([{ words: "Regar todos los martes", version: 3 }]);
  await context.close();
});

test.each([
  ["phone", PHONE],
  ["desktop", DESKTOP],
] as const)(
  "the family file shows plan, tasks, notes and contacts, and adds to them, on a %s",
  async (name, viewport) => {
    const family = await accompany(site.world);
    await fillDay(family);
    const { page, context, faults } = await open(family, viewport);
    const file = `${site.url}/familias/${family.household.id}`;
    await page.goto(`${file}/notas/nueva`);
    await page.getByRole("button", { name: "Guardar nota" }).click();
    await page.getByRole("link", { name: "Escriba la nota." }).waitFor();
    await page.getByLabel("Nota").fill("La abuela vuelve el lunes.");
    await look(page, `note-${name}`);
    await page.getByRole("button", { name: "Guardar nota" }).click();
    await page.getByText("La abuela vuelve el lunes.").waitFor();
    await page.goto(`${file}/tareas/nueva`);
    await page.getByRole("button", { name: "Guardar tarea" }).click();
    await page.getByRole("link", { name: "Escriba quién lo hará." }).waitFor();
    await look(page, `task-${name}`);
    await page.getByLabel("Qué hay que hacer").fill("Llevar los papeles del comedor");
    await page.getByLabel("Quién lo hará").fill("Ana");
    await page.getByRole("button", { name: "Guardar tarea" }).click();
    await page.getByText("Llevar los papeles del comedor").waitFor();
    await look(page, `file-plan-${name}`);
    await page.goto(`${file}/contactos`);
    await page.getByRole("link", { name: "Visita de riego" }).first().waitFor();
    await look(page, `file-contacts-${name}`);
    await page.getByLabel("Estado").selectOption("held");
    await page.getByText("Ningún contacto coincide con lo elegido.").waitFor();
    expect(faults).toEqual([]);
    await context.close();
  },
);
