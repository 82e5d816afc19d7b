import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Accompanied, accompany } from "../builders/fieldwork.ts";
import { listenForFaults, PHONE } from "./browser.ts";
import { type KillableBrowser, killableBrowser } from "./killableBrowser.ts";
import { look } from "./look.ts";
import { enter, openSite, type Site } from "./site.ts";

let site: Site;
let phone: KillableBrowser;

beforeAll(async () => {
  site = await openSite();
  phone = killableBrowser();
});
afterAll(async () => {
  await phone?.remove();
  await site?.close();
});

async function openPage(context: BrowserContext, family: Accompanied): Promise<Page> {
  await enter(context, site, family.worker);
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  page.setDefaultTimeout(15_000);
  return page;
}

/** A family with an agreed plan of two goals, consent and an alert. */
async function withPlan(): Promise<Accompanied> {
  const family = await accompany(site.world);
  const { tenant, household, caseId, ana, worker } = family;
  const planId = randomUUID();
  const { owner } = site.world;
  await owner.query(
    `insert into plan (tenant_id, id, case_id, household_id, state, agreement_kind, agreed_on, agreed_by)
     values ($1,$2,$3,$4,'agreed','muddy_handshake','2026-02-10',array[$5::uuid])`,
    [tenant.id, planId, caseId, household.id, ana],
  );
  for (const [position, words] of ["Regar los martes con Teo", "Invitar a Petra a merendar"].entries()) {
    await owner.query(
      "insert into goal (tenant_id, id, plan_id, household_id, words, position) values ($1,$2,$3,$4,$5,$6)",
      [tenant.id, randomUUID(), planId, household.id, words, position],
    );
  }
  await owner.query(
    `insert into consent (tenant_id, id, household_id, person_id, purpose, manner, given_on, recorded_by)
     values ($1,$2,$3,$4,'care','verbal','2026-02-01',$5)`,
    [tenant.id, randomUUID(), household.id, ana, worker.id],
  );
  await owner.query(
    `insert into alert (tenant_id, id, household_id, text, raised_by, raised_on, review_on)
     values ($1,$2,$3,'Perro suelto en el patio: avisar antes de entrar',$4,'2026-02-01','2027-02-01')`,
    [tenant.id, randomUUID(), household.id, worker.id],
  );
  return family;
}

const next = (page: Page) => page.getByRole("button", { name: "Siguiente" }).click();

test("a visit is told step by step, survives a killed browser, is read aloud and saved with its tasks", async () => {
  const family = await withPlan();
  const { caseId } = family;
  let page = await openPage(await phone.start(), family);
  const faults = listenForFaults(page);
  await page.goto(`${site.url}/visitas/nueva/${caseId}`);
  await page.getByRole("heading", { name: "Quiénes están" }).waitFor();
  await next(page);
  await page.getByRole("link", { name: /Marque quién está/ }).waitFor();
  await look(page, "visit-1-people-missing");
  await page.getByRole("checkbox", { name: "Ana Soto", exact: true }).check();
  await page.getByLabel("Otras personas").fill("la abuela Petra");
  await page.getByLabel(/He recordado a la familia/).check();
  await page.getByLabel("Cuánto duró").fill("50");
  await next(page);
  await page.getByRole("heading", { name: "Escuchar" }).waitFor();
  await page.getByLabel("¿Qué cuentan? ¿Qué ha visto?").fill("Teo ya riega solo. Ana está más tranquila.");
  await page.getByText(/Guardado en este dispositivo a las/).waitFor();
  expect(faults).toEqual([]);
  await phone.kill();

  page = await openPage(await phone.start(), family);
  await page.goto(`${site.url}/visitas/nueva/${caseId}`);
  await page.getByText("Recuperamos lo que había escrito").waitFor();
  await page.getByRole("heading", { name: "Escuchar" }).waitFor();
  expect(await page.getByLabel("¿Qué cuentan? ¿Qué ha visto?").inputValue()).toBe(
    "Teo ya riega solo. Ana está más tranquila.",
  );
  await look(page, "visit-2-restored");
  await next(page);
  await page
    .getByRole("group", { name: /Regar los martes/ })
    .getByLabel("Avance")
    .check();
  await page.getByLabel("Con las palabras de la familia").fill("ya no hay que recordárselo");
  await look(page, "visit-3-goals");
  await next(page);
  await page.getByRole("button", { name: "Añadir acuerdo" }).click();
  await page.getByLabel("Qué se hará").fill("Comprar una regadera");
  await next(page);
  await page.getByRole("link", { name: "Acuerdo 1: escriba quién lo hará." }).waitFor();
  await page.getByLabel("Quién lo hará").fill("Ana");
  await look(page, "visit-4-agreements");
  await next(page);
  await page.getByRole("heading", { name: "Seguridad" }).waitFor();
  await page.getByLabel("Sí, hay algo").check();
  await page.getByRole("heading", { name: "Pare un momento. Esto va primero" }).waitFor();
  await next(page);
  await page.getByRole("link", { name: "Escriba qué preocupa, con hechos." }).waitFor();
  await page.getByLabel("Qué preocupa").fill("Teo dice que algunas noches se queda solo.");
  await look(page, "visit-5-safety");
  await next(page);
  await page.getByText("Hoy hemos estado Ana Soto y la abuela Petra.").waitFor();
  expect(await page.getByText("algunas noches se queda solo").count()).toBe(0);
  await page.getByLabel(/La familia ha escuchado el resumen/).check();
  await look(page, "visit-6-summary");
  await page.getByRole("button", { name: "Guardar visita" }).click();
  await page.getByRole("heading", { name: "¿Algo más con esta familia?" }).waitFor();
  await page.getByText("Comprar una regadera").waitFor();
  await page.getByText(/Hablar con la supervisora/).waitFor();
  await look(page, "visit-7-after");

  const { rows } = await site.world.owner.query(
    `select session.notes, session.minutes, session.concern, session.summary_confirmed, session.consent_reminded,
       (select array_agg(name order by name) from session_presence where session_id = session.id) as present,
       (select array_agg(direction || ': ' || words) from goal_progress where session_id = session.id) as progress,
       (select count(*)::int from task where session_id = session.id) as tasks,
       (select last_session_on = session.held_on from case_file where id = session.case_id) as moved
     from session where case_id = $1`,
    [caseId],
  );
  expect(rows).toEqual([
    {
      notes: "Teo ya riega solo. Ana está más tranquila.",
      minutes: 50,
      concern: "Teo dice que algunas noches se queda solo.",
      summary_confirmed: true,
      consent_reminded: true,
      present: ["Ana Soto", "la abuela Petra"],
      progress: ["forward: ya no hay que recordárselo"],
      tasks: 2,
      moved: true,
    },
  ]);
  await page.goto(`${site.url}/visitas/nueva/${caseId}`);
  await page.getByRole("heading", { name: "Quiénes están" }).waitFor();
  expect(await page.getByText("Recuperamos lo que había escrito").count()).toBe(0);
});

test("a visit is planned, prepared, noted as not held, and a held one is corrected with both texts in sight", async () => {
  const family = await withPlan();
  const { caseId, tenant, household, worker } = family;
  await phone.kill();
  const page = await openPage(await phone.start(), family);
  const faults = listenForFaults(page);
  await page.goto(`${site.url}/visitas/planificar/${caseId}`);
  await page.getByRole("button", { name: "Guardar visita prevista" }).click();
  await page.getByRole("link", { name: "Elija el día de la visita." }).waitFor();
  await look(page, "visit-plan-missing");
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(new Date());
  const [year = "", month = "", dayOfMonth = ""] = today.split("-");
  await page.getByRole("spinbutton", { name: /^día/ }).click();
  await page.keyboard.type(`${dayOfMonth}${month}${year}`);
  await page.getByLabel("Hora").fill("930");
  await page.getByRole("button", { name: "Guardar visita prevista" }).click();
  await page.getByRole("link", { name: "Iniciar visita" }).waitFor();
  await page.getByText("Perro suelto en el patio").waitFor();
  await look(page, "visit-prepare");
  await page.getByRole("button", { name: "No se hizo" }).click();
  const dialog = page.getByRole("dialog", { name: "La visita no se hizo" });
  await dialog.getByLabel("¿Por qué?").fill("No había nadie en casa.");
  await dialog.getByRole("button", { name: "Anotar que no se hizo" }).click();
  await page.getByText("No había nadie en casa.").waitFor();
  await look(page, "visit-missed");

  const sessionId = randomUUID();
  await site.world.owner.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, notes, recorded_by)
     values ($1,$2,$3,$4,'watering_visit','family','held',$5,'Hablamos del riego.',$6)`,
    [tenant.id, sessionId, caseId, household.id, today, worker.id],
  );
  await page.goto(`${site.url}/visitas/${sessionId}/corregir`);
  await page.getByRole("textbox", { name: "Texto" }).fill("Hablamos del riego y de la escuela.");
  await page.getByRole("button", { name: "Guardar corrección" }).click();
  await page.getByRole("link", { name: "Escriba por qué se corrige." }).waitFor();
  await page.getByLabel("Por qué se corrige").fill("Faltaba la escuela.");
  await page.getByRole("button", { name: "Guardar corrección" }).click();
  await page.getByText("Hablamos del riego y de la escuela.").first().waitFor();
  await page.getByText("Ver los textos anteriores").click();
  await page.getByText("Hablamos del riego.", { exact: true }).waitFor();
  await look(page, "visit-corrected");
  expect(faults).toEqual([]);
});

test("a visit saved without signal waits on the device, says so, and is sent once when the signal returns", async () => {
  const family = await withPlan();
  await phone.kill();
  const context = await phone.start();
  const page = await openPage(context, family);
  await page.goto(`${site.url}/visitas/nueva/${family.caseId}`);
  await page.getByRole("checkbox", { name: "Ana Soto", exact: true }).check();
  await next(page);
  await page.getByLabel("¿Qué cuentan? ¿Qué ha visto?").fill("En el patio, sin cobertura.");
  await next(page);
  await next(page);
  await next(page);
  await page.getByLabel("No", { exact: true }).check();
  await next(page);
  await page.getByText("Hoy hemos estado Ana Soto.").waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Guardar visita" }).click();
  await page.getByText("La visita está guardada en este dispositivo. Se enviará cuando haya señal.").waitFor();
  await look(page, "visit-waiting");
  const held = async () =>
    (await site.world.owner.query("select notes from session where case_id = $1", [family.caseId])).rows;
  expect(await held()).toEqual([]);
  await context.setOffline(false);
  await expect.poll(held, { timeout: 15_000 }).toEqual([{ notes: "En el patio, sin cobertura." }]);
});
