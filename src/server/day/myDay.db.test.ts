import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { type Accompanied, accompany } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { addPersonWith, openWorld, type World } from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { myDay } from "../../contracts/day.ts";
import { addDays } from "../../core/calendar/dates.ts";
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

async function ask(caller: Caller): Promise<OutputOf<typeof myDay>> {
  const response = await caller.ask(myDay, {});
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

/** A family seen yesterday, so that nothing is due. */
async function quiet(): Promise<Accompanied & { caller: Caller }> {
  const family = await accompany(world);
  await world.owner.query("update case_file set last_session_on = $2 where id = $1", [
    family.caseId,
    addDays(today, -1),
  ]);
  return { ...family, caller: await signInAs(app, world, family.worker) };
}

async function addVisit({ tenant, caseId, household, worker }: Accompanied, on: string, time: string): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, planned_at, planned_for, recorded_by)
     values ($1,$2,$3,$4,'watering_visit','family','planned', ($5::date + $6::time) at time zone 'Europe/Madrid', $7, $7)`,
    [tenant.id, id, caseId, household.id, on, time, worker.id],
  );
  return id;
}

async function addTask(
  family: Accompanied,
  title: string,
  dueOn: string | null,
  assignedTo: string | null,
): Promise<void> {
  await world.owner.query(
    "insert into task (tenant_id, id, household_id, case_id, title, who, assigned_to, due_on) values ($1,$2,$3,$4,$5,'Ana',$6,$7)",
    [family.tenant.id, randomUUID(), family.household.id, family.caseId, title, assignedTo, dueOn],
  );
}

test("a quiet day is empty and says how many families there are", async () => {
  const { caller } = await quiet();
  expect(await ask(caller)).toEqual({ today, families: 1, rows: [], more: 0 });
});

test("what is overdue comes first, then today by the clock, then the week, then what has no day", async () => {
  const family = await quiet();
  await addVisit(family, today, "12:00");
  await addVisit(family, today, "09:30");
  await addVisit(family, addDays(today, -3), "10:00");
  await addVisit(family, addDays(today, 7), "10:00");
  await addVisit(family, addDays(today, 8), "10:00");
  await addTask(family, "Llamar", addDays(today, -5), family.worker.id);
  await addTask(family, "Algún día", null, family.worker.id);
  const shown = await ask(family.caller);
  expect(shown.rows.map(({ place, kind, title, at, daysLate }) => [place, kind, title, at, daysLate])).toEqual([
    ["overdue", "task", "Llamar", null, 5],
    ["overdue", "visit_without_result", "Visita de riego", "10:00", 3],
    ["today", "visit", "Visita de riego", "09:30", 0],
    ["today", "visit", "Visita de riego", "12:00", 0],
    ["soon", "visit", "Visita de riego", "10:00", -7],
    ["undated", "task", "Algún día", null, 0],
  ]);
  expect(shown.rows[0]).toMatchObject({ familyName: "Familia Soto Prado", detail: "Ana" });
});

test("tasks of colleagues are not mine; those of nobody are, once they have a day", async () => {
  const family = await quiet();
  const colleague = await addPersonWith(world, family.tenant, "family_worker");
  await addTask(family, "De otra", today, colleague.id);
  await addTask(family, "De la familia", today, null);
  await addTask(family, "De la familia, sin día", null, null);
  expect((await ask(family.caller)).rows.map(({ title }) => title)).toEqual(["De la familia"]);
});

test("clocks of the programme are named in its words, and say what is wrong once they are over", async () => {
  const family = await quiet();
  const clock = (deadlineId: string, dueOn: string, state = "running") =>
    world.owner.query(
      `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on, state)
       values ($1,$2,$3,$4,$5,'2026-02-01',$6,$7)`,
      [family.tenant.id, randomUUID(), family.caseId, family.household.id, deadlineId, dueOn, state],
    );
  await clock("first_watering", addDays(today, -2));
  await clock("weeding_review", addDays(today, 4));
  await clock("thank_you_card", addDays(today, -9), "met");
  await clock("thank_you_card", addDays(today, 60));
  expect((await ask(family.caller)).rows.map(({ title, detail, daysLate }) => [title, detail, daysLate])).toEqual([
    ["Primer riego", "Nadie ha regado todavía: pásate hoy.", 2],
    ["Revisión de malas hierbas", "", -4],
  ]);
});

test("only a clock whose length comes from a law counts as legal", async () => {
  const pack = aPack();
  const sources = [
    ...pack.pack.sources,
    { id: "tomato-act", kind: "law" as const, document: "Ley del tomate", passage: null },
  ];
  const deadlines = pack.deadlines.map((deadline) =>
    deadline.id === "first_watering" && deadline.duration.value !== null
      ? { ...deadline, duration: { ...deadline.duration, source: "tomato-act" } }
      : deadline,
  );
  const family = await accompany(world, { pack: { ...pack, pack: { ...pack.pack, sources }, deadlines } });
  for (const deadlineId of ["first_watering", "weeding_review"]) {
    await world.owner.query(
      `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on)
       values ($1,$2,$3,$4,$5,'2026-02-01',$6)`,
      [family.tenant.id, randomUUID(), family.caseId, family.household.id, deadlineId, today],
    );
  }
  const shown = await ask(await signInAs(app, world, family.worker));
  const clocks = shown.rows.filter(({ kind }) => kind === "deadline");
  expect(clocks.map(({ title, legal }) => [title, legal])).toEqual(
    expect.arrayContaining([
      ["Primer riego", true],
      ["Revisión de malas hierbas", false],
    ]),
  );
});

test("a family without a visit for longer than the programme lets pass is named, until one is planned", async () => {
  const family = await quiet();
  const seen = addDays(today, -31);
  await world.owner.query("update case_file set last_session_on = $2 where id = $1", [family.caseId, seen]);
  expect((await ask(family.caller)).rows).toMatchObject([
    { kind: "no_visit", lastOn: seen, daysLate: 1, place: "overdue", caseId: family.caseId },
  ]);
  await addVisit(family, addDays(today, 20), "10:00");
  expect((await ask(family.caller)).rows).toEqual([]);
});

test("thirty days without a visit are not yet too long", async () => {
  const family = await quiet();
  await world.owner.query("update case_file set last_session_on = $2 where id = $1", [
    family.caseId,
    addDays(today, -30),
  ]);
  expect((await ask(family.caller)).rows).toEqual([]);
});

test("a resting accompaniment is not called long without a visit", async () => {
  const family = await quiet();
  await world.owner.query("update case_file set last_session_on = null, stage = 'resting' where id = $1", [
    family.caseId,
  ]);
  expect((await ask(family.caller)).rows).toEqual([]);
});

test("families of other teams and closed accompaniments are not in my day", async () => {
  const family = await quiet();
  await addVisit(family, today, "09:30");
  const colleague = await signInAs(app, world, await addPersonWith(world, family.tenant, "family_worker"));
  expect(await ask(colleague)).toEqual({ today, families: 0, rows: [], more: 0 });
  await world.owner.query("update case_file set closed_on = $2 where id = $1", [family.caseId, today]);
  expect(await ask(family.caller)).toEqual({ today, families: 0, rows: [], more: 0 });
});

test("a peer partner of the team sees the family without visits or tasks", async () => {
  const family = await quiet();
  await addVisit(family, today, "09:30");
  await addTask(family, "De la familia", today, null);
  const peer = await addPersonWith(world, family.tenant, "peer_partner");
  await world.owner.query(
    `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from) values ($1,$2,$3,$4,'peer','2026-01-15')`,
    [family.tenant.id, randomUUID(), family.household.id, peer.id],
  );
  expect(await ask(await signInAs(app, world, peer))).toEqual({ today, families: 1, rows: [], more: 0 });
});

test("the reading leaves a trace of the families shown", async () => {
  const family = await quiet();
  await addVisit(family, today, "09:30");
  await ask(family.caller);
  const { rows } = await world.owner.query("select query, shown_ids, shown_count from read_log where actor_id = $1", [
    family.worker.id,
  ]);
  expect(rows).toEqual([{ query: "myDay", shown_ids: [family.household.id], shown_count: 1 }]);
});
