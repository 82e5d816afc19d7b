import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInAs } from "../../../tests/builders/caller.ts";
import { accompany } from "../../../tests/builders/fieldwork.ts";
import { addPersonWith, openWorld, type World } from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import * as tasks from "../../contracts/tasks.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let today: string;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(world.clock.now);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function family() {
  const accompanied = await accompany(world);
  const caller = await signInAs(app, world, accompanied.worker);
  const list = async (): Promise<OutputOf<typeof tasks.familyTasks>> => {
    const response = await caller.ask(tasks.familyTasks, { householdId: accompanied.household.id });
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  };
  const add = (change: Record<string, unknown> = {}) => {
    const input = {
      taskId: randomUUID(),
      householdId: accompanied.household.id,
      title: "Pedir cita",
      who: "Ana",
      dueOn: null,
    };
    return caller.operate(tasks.addTask, { ...input, ...change });
  };
  return { ...accompanied, caller, list, add };
}

test("a task is added and listed, those with an earlier day first, closed ones last", async () => {
  const { add, list, caller, worker } = await family();
  await add({ title: "Sin día" });
  await add({ title: "Tarde", dueOn: "2026-12-20" });
  await add({ title: "Pronto", dueOn: "2026-12-01", assignedTo: worker.id });
  const done = (await add({ title: "Hecha" })).json();
  await caller.operate(tasks.completeTask, { taskId: done.taskId, baseVersion: 1, outcome: "done", doneOn: today });
  const shown = await list();
  expect(shown.tasks.map(({ title, assignedTo, state }) => [title, assignedTo, state])).toEqual([
    ["Pronto", "Rosa Prado", "open"],
    ["Tarde", null, "open"],
    ["Sin día", null, "open"],
    ["Hecha", null, "done"],
  ]);
  expect(shown.mayWrite).toBe(true);
});

test("a task is not given to somebody who does not work with the family", async () => {
  const { add, tenant } = await family();
  const stranger = await addPersonWith(world, tenant, "family_worker");
  expect((await add({ assignedTo: stranger.id })).json().error.code).toBe("not_in_team");
  expect((await add({ assignedTo: randomUUID() })).json().error.code).toBe("not_in_team");
});

test("a task closed by somebody else meanwhile shows what became of it", async () => {
  const { add, caller } = await family();
  const { taskId } = (await add()).json();
  const close = (outcome: string) =>
    caller.operate(tasks.completeTask, { taskId, baseVersion: 1, outcome, doneOn: today });
  expect((await close("cancelled")).json()).toEqual({ taskId, version: 2 });
  const late = await close("done");
  expect(late.statusCode).toBe(409);
  expect(late.json().error).toMatchObject({
    code: "stale",
    conflict: [{ field: "state", yours: "done", theirs: "cancelled" }],
  });
});

test("a note stays as it was written, with its author", async () => {
  const { caller, household, list } = await family();
  const note = { noteId: randomUUID(), householdId: household.id, text: "  La abuela vuelve el lunes. " };
  expect((await caller.operate(tasks.addNote, note)).json()).toEqual({ noteId: note.noteId, version: 1 });
  expect((await list()).notes).toMatchObject([
    { id: note.noteId, text: "La abuela vuelve el lunes.", by: "Rosa Prado" },
  ]);
  await expect(world.pool.query("update note set text = 'otro' where id = $1", [note.noteId])).rejects.toThrow(
    /permission denied/,
  );
});

test("a supervisor of the territory may add a task; a peer partner reads the family without its tasks", async () => {
  const { household, tenant, add } = await family();
  await add();
  const supervisor = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
  const task = { taskId: randomUUID(), householdId: household.id, title: "Revisar", who: "Equipo", dueOn: null };
  expect((await supervisor.operate(tasks.addTask, task)).statusCode).toBe(200);
  const peer = await addPersonWith(world, tenant, "peer_partner");
  await world.owner.query(
    `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from) values ($1,$2,$3,$4,'peer','2026-01-15')`,
    [tenant.id, randomUUID(), household.id, peer.id],
  );
  const caller = await signInAs(app, world, peer);
  const shown = await caller.ask(tasks.familyTasks, { householdId: household.id });
  expect(shown.json()).toMatchObject({ tasks: [], notes: [], mayWrite: false });
  expect((await caller.operate(tasks.addTask, { ...task, taskId: randomUUID() })).statusCode).toBe(403);
});
