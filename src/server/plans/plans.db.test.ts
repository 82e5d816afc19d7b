import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { type Accompanied, accompany } from "../../../tests/builders/fieldwork.ts";
import { openWorld, type World } from "../../../tests/builders/world.ts";
import type { InputOf, OutputOf } from "../../contracts/contract.ts";
import { householdFile } from "../../contracts/families.ts";
import * as plans from "../../contracts/plans.ts";
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

interface Begun extends Accompanied {
  readonly caller: Caller;
  readonly planId: string;
  readonly goalId: string;
}

const WORDS = "Regar los martes con Teo";

/** A family whose draft plan has one goal. */
async function begin(): Promise<Begun> {
  const family = await accompany(world);
  const caller = await signInAs(app, world, family.worker);
  const [planId, goalId] = [randomUUID(), randomUUID()];
  const { caseId, assessmentId } = family;
  expect((await caller.operate(plans.draftPlan, { planId, caseId, assessmentId })).json()).toEqual({
    planId,
    version: 1,
  });
  const goal = { goalId, planId, words: WORDS, dimension: "water", item: "watering" };
  expect((await caller.operate(plans.addGoal, goal)).json()).toEqual({ goalId, version: 1 });
  return { ...family, caller, planId, goalId };
}

async function read({ caller, caseId }: Begun): Promise<OutputOf<typeof plans.plan>> {
  const response = await caller.ask(plans.plan, { caseId });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

const agreement = (begun: Begun, change: Partial<InputOf<typeof plans.agreePlan>> = {}) => ({
  planId: begun.planId,
  baseVersion: 1,
  kind: "muddy_handshake",
  agreedOn: today,
  personIds: [begun.ana],
  goals: [{ goalId: begun.goalId, words: WORDS }],
  note: "En la cocina.",
  ...change,
});

test("the plan shows what the family marked, and the programme's rules in its own words", async () => {
  const shown = await read(await begin());
  expect(shown.priorities.map(({ name }) => name)).toEqual(["watering"]);
  expect(shown.rules).toMatchObject({
    least: 1,
    most: 3,
    refusalMoves: true,
    refusal: "Si no hay acuerdo, el bancal pasa al compost.",
    agreements: [
      { id: "muddy_handshake", label: "Apretón de manos con barro" },
      { id: "leaf_print", label: "Huella de hoja" },
    ],
  });
  expect(shown.members.map(({ name }) => name)).toEqual(["Ana Soto", "Teo Soto"]);
  expect(shown.mayWrite).toBe(true);
  const [goal] = shown.plan?.goals ?? [];
  expect(goal).toMatchObject({ words: WORDS, dimension: "water", item: "watering", state: "to_start", history: [] });
  expect(goal?.dimensionLabel).not.toBe("water");
});

test("a goal grows actions that are corrected and done", async () => {
  const begun = await begin();
  const actionId = randomUUID();
  const { caller, goalId } = begun;
  const action = { actionId, goalId, what: "Comprar la regadera", who: "Ana", dueOn: "2026-12-01" };
  expect((await caller.operate(plans.addAction, action)).statusCode).toBe(200);
  const edit = { actionId, baseVersion: 1, what: "Pedir la regadera", who: "Ana", dueOn: null };
  expect((await caller.operate(plans.editAction, edit)).json()).toEqual({ actionId, version: 2 });
  const done = await caller.operate(plans.completeAction, { actionId, baseVersion: 2, doneOn: today });
  expect(done.json()).toEqual({ actionId, version: 3 });
  const shown = await read(begun);
  expect(shown.plan?.goals[0]?.actions).toEqual([
    { id: actionId, version: 3, what: "Pedir la regadera", who: "Ana", dueOn: null, doneOn: today },
  ]);
});

test("an agreed plan keeps who agreed, how and when, and its goals begin to move", async () => {
  const begun = await begin();
  const { caller, goalId, planId } = begun;
  const early = await caller.operate(plans.moveGoal, { goalId, baseVersion: 1, to: "under_way", words: "" });
  expect(early.json().error.code).toBe("plan_not_agreed");
  expect((await caller.operate(plans.agreePlan, agreement(begun))).json()).toEqual({ planId, version: 2 });
  const move = { goalId, baseVersion: 1, to: "achieved", words: "¡Ya sale solo!" };
  expect((await caller.operate(plans.moveGoal, move)).json()).toEqual({ goalId, version: 2 });
  const shown = await read(begun);
  expect(shown.plan).toMatchObject({ state: "agreed", agreedOn: today, agreedBy: ["Ana Soto"], note: "En la cocina." });
  expect(shown.plan?.goals[0]).toMatchObject({
    state: "achieved",
    history: [{ kind: "moved", from: "to_start", to: "achieved", words: "¡Ya sale solo!", by: "Rosa Prado" }],
  });
  const file = (await caller.ask(householdFile, { householdId: begun.household.id })).json();
  const achieved = file.timeline.filter(({ kind }: { kind: string }) => kind === "goal_achieved");
  expect(achieved).toMatchObject([{ on: today, what: WORDS, words: "¡Ya sale solo!", by: "Rosa Prado" }]);
});

test("a stale edit is refused with both values and changes nothing", async () => {
  const begun = await begin();
  const { caller, goalId } = begun;
  const mine = { goalId, baseVersion: 1, words: "Regar los jueves", dimension: "water", item: null };
  expect((await caller.operate(plans.editGoal, mine)).statusCode).toBe(200);
  const late = await caller.operate(plans.editGoal, { ...mine, words: "Regar a diario", item: "watering" });
  expect(late.statusCode).toBe(409);
  expect(late.json().error).toMatchObject({
    code: "stale",
    conflict: [
      { field: "words", yours: "Regar a diario", theirs: "Regar los jueves" },
      { field: "item", yours: "watering", theirs: null },
    ],
  });
  const shown = await read(begun);
  expect(shown.plan?.goals[0]).toMatchObject({
    words: "Regar los jueves",
    version: 2,
    history: [{ kind: "words", from: WORDS, to: "Regar los jueves" }],
  });
});

test("two people moving the same goal at once: one moves it, the other sees where it is", async () => {
  const begun = await begin();
  const { caller, goalId } = begun;
  await caller.operate(plans.agreePlan, agreement(begun));
  const answers = await Promise.all([
    caller.operate(plans.moveGoal, { goalId, baseVersion: 1, to: "under_way", words: "" }),
    caller.operate(plans.moveGoal, { goalId, baseVersion: 1, to: "achieved", words: "" }),
  ]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const shown = await read(begun);
  expect(shown.plan?.goals[0]?.history).toHaveLength(1);
});

test("a fourth open goal is one too many in this programme", async () => {
  const { caller, planId } = await begin();
  const add = (words: string) =>
    caller.operate(plans.addGoal, { goalId: randomUUID(), planId, words, dimension: null, item: null });
  expect((await add("Dos")).statusCode).toBe(200);
  expect((await add("Tres")).statusCode).toBe(200);
  const fourth = await add("Cuatro");
  expect(fourth.statusCode).toBe(422);
  expect(fourth.json().error).toMatchObject({ code: "too_many_goals" });
  expect(fourth.json().error.message).toContain("3 objetivos");
});

test("a plan is not agreed on words that were not the ones read", async () => {
  const begun = await begin();
  const refusal = await begun.caller.operate(
    plans.agreePlan,
    agreement(begun, { goals: [{ goalId: begun.goalId, words: "Regar" }] }),
  );
  expect(refusal.statusCode).toBe(409);
  expect(refusal.json().error.conflict).toEqual([{ field: "goal", yours: "Regar", theirs: WORDS }]);
});

test("refusing the plan has the programme's effect, keeps the reason and allows a new plan only while the case is open", async () => {
  const begun = await begin();
  const { caller, planId, caseId } = begun;
  const answer = await caller.operate(plans.refusePlan, {
    planId,
    baseVersion: 1,
    refusedOn: today,
    reason: "Ahora no podemos con más.",
  });
  expect(answer.json()).toEqual({ planId, version: 2, movedTo: "compost" });
  const shown = await read(begun);
  expect(shown).toMatchObject({
    closedOn: today,
    plan: null,
    mayWrite: false,
    refused: [{ id: planId, refusedOn: today, reason: "Ahora no podemos con más." }],
  });
  const { rows } = await world.owner.query("select stage, closing_reason, result from case_file where id = $1", [
    caseId,
  ]);
  expect(rows).toEqual([{ stage: "compost", closing_reason: "prefers_cactus", result: "Ahora no podemos con más." }]);
  const again = await caller.operate(plans.draftPlan, { planId: randomUUID(), caseId });
  expect(again.json().error.code).toBe("case_closed");
});

test("an id that is taken is answered with a conflict", async () => {
  const begun = await begin();
  const goal = { goalId: begun.goalId, planId: begun.planId, words: "Otra cosa", dimension: null, item: null };
  const answer = await begun.caller.operate(plans.addGoal, goal);
  expect(answer.statusCode).toBe(409);
  expect(answer.json().error.code).toBe("already_exists");
});

test("somebody outside the team finds neither the plan nor its parts", async () => {
  const mine = await begin();
  const other = await begin();
  const foreign = await mine.caller.ask(plans.plan, { caseId: other.caseId });
  const random = await mine.caller.ask(plans.plan, { caseId: randomUUID() });
  expect([foreign.statusCode, foreign.body]).toEqual([404, random.body]);
  const edit = { baseVersion: 1, words: "Ajeno", dimension: null, item: null };
  const touched = await mine.caller.operate(plans.editGoal, { ...edit, goalId: other.goalId });
  const guessed = await mine.caller.operate(plans.editGoal, { ...edit, goalId: randomUUID() });
  expect([touched.statusCode, touched.body]).toEqual([404, guessed.body]);
});
