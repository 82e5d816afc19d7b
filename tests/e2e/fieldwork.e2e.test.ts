import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Accompanied, accompany } from "../builders/fieldwork.ts";
import { expectNoViolations } from "./axe.ts";
import { DESKTOP, launchBrowser, listenForFaults, PHONE, sidewaysScroll } from "./browser.ts";
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

const shots = process.env.TRENZA_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

async function look(page: Page, name: string): Promise<void> {
  expect(await sidewaysScroll(page), `${name} scrolls sideways`).toBe(0);
  await expectNoViolations(page, name);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

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
