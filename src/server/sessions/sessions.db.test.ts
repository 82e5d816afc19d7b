import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { type Accompanied, accompany } from "../../../tests/builders/fieldwork.ts";
import { openWorld, type Tenant, type World } from "../../../tests/builders/world.ts";
import type { InputOf, OutputOf } from "../../contracts/contract.ts";
import * as plans from "../../contracts/plans.ts";
import * as sessions from "../../contracts/sessions.ts";
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

interface Visited extends Accompanied {
  readonly caller: Caller;
  readonly goalId: string;
}

/** A family with an agreed plan of one goal. */
async function agreed(changes: { readonly tenant?: Tenant } = {}): Promise<Visited> {
  const family = await accompany(world, changes);
  const caller = await signInAs(app, world, family.worker);
  const [planId, goalId] = [randomUUID(), randomUUID()];
  const { caseId, assessmentId } = family;
  await caller.operate(plans.draftPlan, { planId, caseId, assessmentId });
  await caller.operate(plans.addGoal, { goalId, planId, words: "Regar los martes", dimension: "water", item: null });
  const answer = await caller.operate(plans.agreePlan, {
    planId,
    baseVersion: 1,
    kind: "muddy_handshake",
    agreedOn: today,
    personIds: [family.ana],
    goals: [{ goalId, words: "Regar los martes" }],
    note: "",
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return { ...family, caller, goalId };
}

type Told = InputOf<typeof sessions.recordSession>;

function told(family: Visited, change: Partial<Told> = {}): Told {
  return {
    sessionId: randomUUID(),
    caseId: family.caseId,
    kind: "watering_visit",
    level: "family",
    heldOn: today,
    minutes: 50,
    present: [
      { personId: family.ana, name: "Ana Soto" },
      { personId: null, name: "La abuela Petra" },
    ],
    consentReminded: true,
    notes: "Hablamos del riego.",
    progress: [{ goalId: family.goalId, direction: "forward", words: "ya riega sola" }],
    agreements: [
      { taskId: randomUUID(), title: "Comprar una regadera", who: "Ana", mine: false, dueOn: addDays(today, 3) },
      { taskId: randomUUID(), title: "Llamar al vivero", who: "Rosa", mine: true, dueOn: null },
    ],
    concern: "",
    summaryConfirmed: true,
    ...change,
  };
}

async function readSession(caller: Caller, sessionId: string): Promise<OutputOf<typeof sessions.session>> {
  const response = await caller.ask(sessions.session, { sessionId });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

const lastSessionOn = async (caseId: string) =>
  (await world.owner.query("select last_session_on from case_file where id = $1", [caseId])).rows[0].last_session_on;

test("a visit is planned at the time on the wall where the family lives", async () => {
  const { caller, caseId } = await agreed();
  const sessionId = randomUUID();
  const on = addDays(today, 5);
  const plan = { sessionId, caseId, kind: "watering_visit", level: "family", on, at: "09:30" };
  expect((await caller.operate(sessions.planSession, plan)).json()).toEqual({ sessionId, version: 1 });
  const shown = await readSession(caller, sessionId);
  expect(shown.session).toMatchObject({
    state: "planned",
    plannedOn: on,
    plannedAt: "09:30",
    plannedFor: "Rosa Prado",
    kindLabel: "Visita de riego",
    levelLabel: "Con la familia",
  });
});

test("a recorded visit keeps everything told, makes its tasks and moves the day the family was last seen", async () => {
  const family = await agreed();
  const { caller, caseId } = family;
  const input = told(family);
  expect((await caller.operate(sessions.recordSession, input)).json()).toEqual({
    sessionId: input.sessionId,
    version: 1,
  });
  const { session } = await readSession(caller, input.sessionId);
  expect(session).toMatchObject({
    state: "held",
    heldOn: today,
    minutes: 50,
    notes: "Hablamos del riego.",
    consentReminded: true,
    summaryConfirmed: true,
    present: ["Ana Soto", "La abuela Petra"],
    progress: [{ goal: "Regar los martes", direction: "forward", words: "ya riega sola" }],
    texts: [],
  });
  expect(session.agreements.map(({ title, assignedTo, state }) => ({ title, assignedTo, state }))).toEqual([
    { title: "Comprar una regadera", assignedTo: null, state: "open" },
    { title: "Llamar al vivero", assignedTo: "Rosa Prado", state: "open" },
  ]);
  expect(await lastSessionOn(caseId)).toBe(today);
});

test("a late visit of an earlier day does not move back the day the family was last seen", async () => {
  const family = await agreed();
  await family.caller.operate(sessions.recordSession, told(family, { agreements: [] }));
  const earlier = told(family, { heldOn: addDays(today, -9), agreements: [] });
  expect((await family.caller.operate(sessions.recordSession, earlier)).statusCode).toBe(200);
  expect(await lastSessionOn(family.caseId)).toBe(today);
});

test("a planned visit is recorded once, however many save it at the same time", async () => {
  const family = await agreed();
  const { caller, caseId } = family;
  const sessionId = randomUUID();
  await caller.operate(sessions.planSession, {
    sessionId,
    caseId,
    kind: "watering_visit",
    level: "family",
    on: today,
    at: "08:00",
  });
  const input = told(family, { sessionId, agreements: [] });
  const answers = await Promise.all(
    ["uno", "dos", "tres"].map((notes) => caller.operate(sessions.recordSession, { ...input, notes })),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  const { session } = await readSession(caller, sessionId);
  expect(session).toMatchObject({ state: "held", version: 2, plannedAt: "08:00" });
  expect(session.present).toHaveLength(2);
});

test("the same submission twice has one effect and the same answer", async () => {
  const family = await agreed();
  const input = told(family);
  const operationId = randomUUID();
  const first = await family.caller.operate(sessions.recordSession, input, operationId);
  const second = await family.caller.operate(sessions.recordSession, input, operationId);
  expect([second.statusCode, second.body]).toEqual([200, first.body]);
  const { rows } = await world.owner.query("select count(*)::int as tasks from task where session_id = $1", [
    input.sessionId,
  ]);
  expect(rows).toEqual([{ tasks: 2 }]);
});

test("a visit is refused in the future, before the opening and after the closing, and leaves nothing behind", async () => {
  const family = await agreed();
  const { caller, caseId } = family;
  const codeOf = async (heldOn: string) =>
    (await caller.operate(sessions.recordSession, told(family, { heldOn }))).json().error.code;
  expect(await codeOf(addDays(today, 1))).toBe("day_in_future");
  expect(await codeOf("2026-01-31")).toBe("day_before_opening");
  await world.owner.query("update case_file set closed_on = '2026-02-20' where id = $1", [caseId]);
  expect(await codeOf(today)).toBe("case_closed");
  const { rows } = await world.owner.query(
    `select (select count(*)::int from session where case_id = $1) as sessions,
            (select count(*)::int from task where case_id = $1) as tasks`,
    [caseId],
  );
  expect(rows).toEqual([{ sessions: 0, tasks: 0 }]);
});

test("a missed visit keeps its reason; a second result is refused", async () => {
  const { caller, caseId } = await agreed();
  const sessionId = randomUUID();
  await caller.operate(sessions.planSession, {
    sessionId,
    caseId,
    kind: "watering_visit",
    level: "family",
    on: today,
    at: "08:00",
  });
  const miss = { sessionId, outcome: "missed", reason: "No había nadie en casa." };
  expect((await caller.operate(sessions.missSession, miss)).json()).toEqual({ sessionId, version: 2 });
  expect((await caller.operate(sessions.missSession, miss)).json().error.code).toBe("not_planned");
  const { session } = await readSession(caller, sessionId);
  expect(session).toMatchObject({ state: "missed", missedReason: "No había nadie en casa." });
});

test("a correction shows the new text and keeps every earlier one", async () => {
  const family = await agreed();
  const { caller, caseId } = family;
  const input = told(family, { agreements: [] });
  await caller.operate(sessions.recordSession, input);
  const [first, second] = [randomUUID(), randomUUID()];
  const correct = (correctionId: string, sessionId: string, notes: string, heldOn = today) =>
    caller.operate(sessions.correctSession, {
      correctionId,
      sessionId,
      heldOn,
      minutes: 50,
      notes,
      reason: "Faltaba algo.",
    });
  expect((await correct(first, input.sessionId, "Y de la escuela.")).json()).toEqual({ sessionId: first, version: 1 });
  const late = await correct(randomUUID(), input.sessionId, "Otra cosa.");
  expect(late.statusCode).toBe(409);
  expect(late.json().error).toMatchObject({
    code: "already_corrected",
    conflict: [{ field: "notes", yours: "Otra cosa.", theirs: "Y de la escuela." }],
  });
  const yesterday = addDays(today, -1);
  expect((await correct(second, first, "Y de la escuela.", yesterday)).statusCode).toBe(200);
  for (const id of [input.sessionId, first, second]) {
    const { session } = await readSession(caller, id);
    expect(session).toMatchObject({ id: input.sessionId, notes: "Y de la escuela.", heldOn: yesterday });
    expect(session.texts.map(({ notes, heldOn }) => [notes, heldOn])).toEqual([
      ["Hablamos del riego.", today],
      ["Y de la escuela.", today],
      ["Y de la escuela.", yesterday],
    ]);
  }
  expect(await lastSessionOn(caseId)).toBe(yesterday);
});

test("the contacts of a family are listed newest first, corrected ones once, with counts and filters", async () => {
  const family = await agreed();
  const { caller, caseId, household } = family;
  const held = told(family, { heldOn: addDays(today, -2), agreements: [] });
  await caller.operate(sessions.recordSession, held);
  await caller.operate(sessions.correctSession, {
    correctionId: randomUUID(),
    sessionId: held.sessionId,
    heldOn: held.heldOn,
    minutes: 45,
    notes: "Corregido.",
    reason: "Era menos tiempo.",
  });
  const sessionId = randomUUID();
  await caller.operate(sessions.planSession, {
    sessionId,
    caseId,
    kind: "snail_council",
    level: "group",
    on: addDays(today, 2),
    at: "17:00",
  });
  const list = async (filter: Record<string, string> = {}): Promise<OutputOf<typeof sessions.familySessions>> =>
    (await caller.ask(sessions.familySessions, { householdId: household.id, ...filter })).json();
  const all = await list();
  expect(all.counts).toEqual({ planned: 1, held: 1, missed: 0, cancelled: 0 });
  expect(all.items.map(({ id, notes, minutes }) => [id, notes, minutes])).toEqual([
    [sessionId, "", null],
    [held.sessionId, "Corregido.", 45],
  ]);
  expect(all.kinds.map(({ label }) => label)).toEqual(["Visita de riego", "Consejo caracol", "Día de la sopa"]);
  expect((await list({ state: "planned" })).items).toHaveLength(1);
  expect((await list({ kind: "watering_visit" })).items.map(({ id }) => id)).toEqual([held.sessionId]);
  expect((await list({ before: today })).items.map(({ id }) => id)).toEqual([held.sessionId]);
});

test("a visit is prepared with people, goals, kinds and the last text in one answer", async () => {
  const family = await agreed();
  const { caller, caseId } = family;
  const input = told(family);
  await caller.operate(sessions.recordSession, input);
  const response = await caller.ask(sessions.visitPreparation, { caseId });
  expect(response.json()).toMatchObject({
    mayWrite: true,
    today,
    planned: null,
    members: [{ name: "Ana Soto" }, { name: "Teo Soto" }],
    goals: [{ id: family.goalId, words: "Regar los martes" }],
    kinds: [
      { id: "watering_visit", levels: [{ id: "family", label: "Con la familia" }, { id: "individual" }] },
      { id: "snail_council" },
      { id: "soup_day" },
    ],
    lastSession: { heldOn: today, notes: "Hablamos del riego." },
    team: [{ name: "Rosa Prado" }],
  });
  expect(response.json().goals[0].dimensionLabel).not.toBeNull();
  expect(response.json().tasks).toHaveLength(2);
});

test("holding the first visit meets the clock that waited for it", async () => {
  const family = await agreed();
  const { caller, caseId, household, tenant } = family;
  await world.owner.query(
    `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on)
     values ($1,$2,$3,$4,'first_watering',$5,$5)`,
    [tenant.id, randomUUID(), caseId, household.id, today],
  );
  await caller.operate(sessions.recordSession, told(family));
  const { rows } = await world.owner.query("select state, ended_on from deadline where case_id = $1", [caseId]);
  expect(rows).toEqual([{ state: "met", ended_on: today }]);
});

test("somebody outside the team finds neither the visit nor the family", async () => {
  const other = await agreed();
  const mine = await agreed({ tenant: other.tenant });
  const input = told(other);
  await other.caller.operate(sessions.recordSession, input);
  const seen = await mine.caller.ask(sessions.session, { sessionId: input.sessionId });
  const guessed = await mine.caller.ask(sessions.session, { sessionId: randomUUID() });
  expect([seen.statusCode, seen.body]).toEqual([404, guessed.body]);
  for (const [contract, parameters] of [
    [sessions.familySessions, { householdId: other.household.id }],
    [sessions.visitPreparation, { caseId: other.caseId }],
  ] as const) {
    expect((await mine.caller.ask(contract, parameters)).statusCode).toBe(404);
  }
  const stolen = await mine.caller.operate(sessions.recordSession, { ...told(mine), caseId: other.caseId });
  expect(stolen.statusCode).toBe(404);
  const taken = await mine.caller.operate(sessions.recordSession, told(mine, { sessionId: input.sessionId }));
  expect([taken.statusCode, taken.json().error.code]).toEqual([409, "already_exists"]);
});
