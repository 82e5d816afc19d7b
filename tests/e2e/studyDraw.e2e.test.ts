import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutputOf } from "../../src/contracts/contract.ts";
import {
  createStudy,
  drawStudyAllocation,
  saveStudyTask,
  studies,
  takeStudySnapshot,
} from "../../src/contracts/studies.ts";
import { DESKTOP, launchBrowser, PHONE } from "./browser.ts";
import { applicationUrl, expectNoFaults, goTo, look, signIn, type Walker, walkerIn } from "./walker.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const TITLE = "Sorteo de la lista de espera de este año";
const TASKS = [
  {
    task: "population",
    content: {
      ...{ from: "records", packId: "faros-es", territoryIds: [], enteredFrom: "2020-01-01", enteredTo: "2030-12-31" },
      ...{ instrumentId: null, firstWithinDays: 60, laterFromDays: 90, laterToDays: 540, arms: { by: "draw" } },
    },
  },
  {
    task: "design",
    content: {
      comparison: { design: "waiting_list_lottery", treatment: "programme", draws: 1000 },
      ...{ stratum: null, cluster: null },
    },
  },
];

/** Whoever evaluates gathers the families and draws, behind the page. */
async function drawBehind({ context }: Walker): Promise<string> {
  const operate = async (url: string, input: object): Promise<{ readonly version: number }> => {
    const data = { operationId: randomUUID(), claimedAt: new Date().toISOString(), input };
    const headers = { origin: applicationUrl() };
    const answer = await context.request.post(`${applicationUrl()}${url}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const list = await context.request.get(`${applicationUrl()}${studies.url}`);
  const { places, items }: OutputOf<typeof studies> = await list.json();
  const place = items.find(({ title }) => title.startsWith("¿Cambia la mirada"))?.place;
  const territoryId = places.find(({ name }) => name === place)?.id;
  const studyId = randomUUID();
  let { version } = await operate(createStudy.url, { studyId, title: TITLE, territoryId });
  for (const task of TASKS) {
    version = (await operate(saveStudyTask.url, { studyId, baseVersion: version, task })).version;
  }
  version = (await operate(takeStudySnapshot.url, { studyId, baseVersion: version })).version;
  await operate(drawStudyAllocation.url, { studyId, baseVersion: version, seedWords: "lluvia de abril" });
  return `/estudios/${studyId}`;
}

test("a draw is read by name by who supervises and who directs, and never by who evaluates", async () => {
  const evaluator = await walkerIn(browser, DESKTOP);
  await signIn(evaluator, "evaluator");
  const study = await drawBehind(evaluator);
  await goTo(evaluator, study);
  await evaluator.page.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  expect(await evaluator.page.getByRole("link", { name: /les tocó empezar/ }).count()).toBe(0);
  await goTo(evaluator, `${study}/sorteo`);
  await evaluator.page.getByText("Su función no permite").first().waitFor();
  await evaluator.context.close();

  const supervisor = await walkerIn(browser, DESKTOP);
  await signIn(supervisor, "supervisor");
  await goTo(supervisor, "/equipo");
  await supervisor.page.getByRole("region", { name: "Sorteos de lista de espera" }).waitFor();
  await look(supervisor, "equipo-con-sorteo");
  await supervisor.page.getByRole("link", { name: TITLE }).click();
  await supervisor.page.getByRole("heading", { name: "Sorteo de la lista de espera", level: 1 }).waitFor();
  for (const size of [DESKTOP, PHONE]) {
    await supervisor.page.setViewportSize(size);
    for (const group of ["Empiezan ahora", "Esperan"]) {
      await supervisor.page.getByRole("heading", { name: group, level: 2 }).waitFor();
    }
    await look(supervisor, "estudio-sorteo");
  }
  const family = supervisor.page.locator('main a[href^="/familias/"]').last();
  const href = await family.getAttribute("href");
  expect(href).toMatch(/^\/familias\/[0-9a-f-]{36}$/);
  await family.click();
  await supervisor.page.waitForURL(`**${href}**`);
  expectNoFaults(supervisor);
  await supervisor.context.close();

  const director = await walkerIn(browser, PHONE);
  await signIn(director, "director");
  await goTo(director, study);
  await director.page.getByRole("link", { name: /les tocó empezar/ }).click();
  await director.page.getByRole("heading", { name: "Esperan", level: 2 }).waitFor();
  expectNoFaults(director);
  await director.context.close();
}, 240_000);
