import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { anEvaluator, aStudy, see, write } from "../../../tests/builders/studies.ts";
import { addPerson, addPersonWith, addTenant, grant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { createStudy, saveStudyTask, studies, study } from "../../contracts/studies.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let evaluator: Caller;
let director: Caller;

beforeAll(async () => {
  tenant = await addTenant(world);
  await addPublishedPack(world, tenant);
  evaluator = (await anEvaluator(app, world, tenant)).caller;
  director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const population = {
  from: "records" as const,
  packId: "huerto-de-prueba",
  territoryIds: [],
  enteredFrom: "2026-01-01",
  enteredTo: "2026-06-30",
  instrumentId: null,
  firstWithinDays: 60,
  laterFromDays: 90,
  laterToDays: 400,
  arms: { by: "draw" as const },
};

describe("a study", () => {
  it("is begun by whoever evaluates the place, and listed there", async () => {
    const studyId = await aStudy(evaluator, tenant.municipality, "Huertos en casa");
    const listed = (await evaluator.ask(studies, {})).json();
    expect(listed.mayWrite).toBe(true);
    expect(listed.places.map(({ name }: { name: string }) => name)).toEqual([
      "Barrio Norte",
      "Barrio Sur",
      "Valdecantos",
    ]);
    expect(listed.items.find(({ id }: { id: string }) => id === studyId)).toMatchObject({
      title: "Huertos en casa",
      state: "draft",
      design: null,
      place: "Valdecantos",
      tasksDone: 0,
    });
  });

  it("is read by whoever directs the place and written by them not", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    expect((await see(director, studyId)).mayWrite).toBe(false);
    expect((await director.ask(studies, {})).json()).toMatchObject({ mayWrite: false, places: [] });
    expect((await write(director, studyId, { task: "population", content: population })).statusCode).toBe(403);
    const answer = await director.operate(createStudy, {
      studyId: randomUUID(),
      title: "x",
      territoryId: tenant.north,
    });
    expect(answer.statusCode).toBe(403);
  });

  it.each(["family_worker", "supervisor", "peer_partner", "auditor", "administrator"] as const)(
    "is nothing to a %s",
    async (role) => {
      const studyId = await aStudy(evaluator, tenant.north);
      const caller = await signInAs(app, world, await addPersonWith(world, tenant, role));
      expect((await caller.ask(studies, {})).statusCode).toBe(403);
      expect((await caller.ask(study, { studyId })).statusCode).toBe(403);
      const saved = await caller.operate(saveStudyTask, {
        studyId,
        baseVersion: 1,
        task: { task: "covariates", content: { covariates: [] } },
      });
      expect(saved.statusCode).toBe(404);
    },
  );

  it("of another place or another institution is not there", async () => {
    const studyId = await aStudy(evaluator, tenant.north);
    const south = await addPerson(world, tenant);
    await grant(world, south, { role: "evaluator", territoryId: tenant.south });
    const stranger = await anEvaluator(app, world, await addTenant(world));
    for (const caller of [await signInAs(app, world, south), stranger.caller]) {
      expect((await caller.ask(study, { studyId })).statusCode).toBe(404);
      expect((await caller.ask(studies, {})).json().items).toEqual([]);
      const task = { task: "covariates" as const, content: { covariates: [] } };
      expect((await caller.operate(saveStudyTask, { studyId, baseVersion: 1, task })).statusCode).toBe(404);
    }
  });
});

describe("a task", () => {
  it("is kept half done and says what is missing", async () => {
    const studyId = await aStudy(evaluator, tenant.municipality);
    const question = { question: "¿Siguen juntas?", unitWord: "familias", outcome: null, secondary: [] };
    expect((await write(evaluator, studyId, { task: "question", content: question })).statusCode).toBe(200);
    const { tasks, contents } = await see(evaluator, studyId);
    expect(contents).toEqual([{ task: "question", content: question }]);
    expect(tasks.map(({ task, state }) => [task, state])).toEqual([
      ["question", "started"],
      ["population", "open"],
      ["design", "open"],
      ["covariates", "open"],
      ["power", "locked"],
      ["registration", "locked"],
      ["run", "locked"],
      ["costs", "open"],
      ["report", "locked"],
    ]);
    expect(tasks[0]?.notes.map(({ code }) => code)).toEqual(["outcome_missing"]);
  });

  it("takes as outcome only what is measured afterwards, and as known before only what was", async () => {
    const studyId = await aStudy(evaluator, tenant.municipality);
    await write(evaluator, studyId, { task: "population", content: population });
    const outcome = (column: string, kind: "number" | "yes_no" = "number") => ({
      task: "question" as const,
      content: {
        question: "¿?",
        unitWord: "familias",
        outcome: {
          column,
          kind,
          betterWhen: "more" as const,
          ended: null,
          endedBy: null,
          horizon: null,
          worthwhile: null,
        },
        secondary: [],
      },
    });
    const covariates = (...names: string[]) => ({ task: "covariates" as const, content: { covariates: names } });
    const design = (stratum: string | null, treatment = "programme") => ({
      task: "design" as const,
      content: {
        comparison: { design: "waiting_list_lottery" as const, treatment, draws: 1000 },
        stratum,
        cluster: null,
      },
    });
    const refusals = [
      [outcome("children"), "not_an_outcome"],
      [outcome("nothing"), "unknown_column"],
      [outcome("closing"), "wrong_kind"],
      [covariates("days_open"), "known_too_late"],
      [covariates("children", "children"), "column_twice"],
      [design("children"), "wrong_kind"],
      [design("closing"), "known_too_late"],
      [design("place", "place"), "wrong_kind"],
      [{ task: "population" as const, content: { ...population, enteredTo: "2025-01-01" } }, "window_inverted"],
    ] as const;
    for (const [task, code] of refusals) {
      const answer = await write(evaluator, studyId, task as never);
      expect([code, answer.statusCode, answer.json().error?.code]).toEqual([code, 422, code]);
    }
    for (const task of [outcome("days_open"), covariates("children", "place"), design("place")]) {
      const answer = await write(evaluator, studyId, task);
      expect(answer.statusCode, answer.body).toBe(200);
    }
  });

  it("is refused on an older version than the one kept", async () => {
    const studyId = await aStudy(evaluator, tenant.municipality);
    await write(evaluator, studyId, { task: "population", content: population });
    const answer = await evaluator.operate(saveStudyTask, {
      studyId,
      baseVersion: 1,
      task: { task: "covariates", content: { covariates: [] } },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, "stale_version"]);
  });
});
