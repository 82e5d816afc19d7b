import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SignedIn } from "../../src/server/actor.ts";
import { findSignedIn } from "../../src/server/auth/signedIn.ts";
import { myDay } from "../../src/server/day/myDay.ts";
import { plan } from "../../src/server/plans/plan.ts";
import { type AnyQuery, runQuery } from "../../src/server/query.ts";
import { familySessions } from "../../src/server/sessions/familySessions.ts";
import { session } from "../../src/server/sessions/session.ts";
import { visitPreparation } from "../../src/server/sessions/visitPreparation.ts";
import { familyTasks } from "../../src/server/tasks/familyTasks.ts";
import { type Accompanied, accompany } from "../builders/fieldwork.ts";
import { listening } from "../builders/listening.ts";
import { cookieName, openTokenFor, openWorld, type World } from "../builders/world.ts";

let world: World;
let family: Accompanied;
let signedIn: SignedIn;
const [planId, firstSession] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  world = await openWorld();
  family = await accompany(world);
  const { tenant, household, caseId, worker } = family;
  const found = await findSignedIn(world.surroundings, { [cookieName(world)]: await openTokenFor(world, worker) });
  if (!found) throw new Error("the worker could not sign in");
  signedIn = found;
  const place = [tenant.id, household.id];
  const { owner } = world;
  await owner.query("insert into plan (tenant_id, household_id, id, case_id, state) values ($1,$2,$3,$4,'draft')", [
    ...place,
    planId,
    caseId,
  ]);
  await owner.query(
    `insert into goal (tenant_id, household_id, id, plan_id, words, position)
     select $1, $2, gen_random_uuid(), $3, 'objetivo ' || number, number from generate_series(1, 20) number`,
    [...place, planId],
  );
  await owner.query(
    `insert into session (tenant_id, household_id, id, case_id, kind, level, state, planned_at, planned_for, recorded_by)
     select $1, $2, case number when 1 then $5::uuid else gen_random_uuid() end, $3, 'watering_visit', 'family', 'planned',
       now() - number * interval '1 day', $4, $4 from generate_series(1, 40) number`,
    [...place, caseId, worker.id, firstSession],
  );
  await owner.query(
    `insert into task (tenant_id, household_id, id, case_id, title, assigned_to, due_on)
     select $1, $2, gen_random_uuid(), $3, 'tarea ' || number, $4, current_date - number from generate_series(1, 300) number`,
    [...place, caseId, worker.id],
  );
});
afterAll(() => world.close());

const readings: readonly (readonly [string, AnyQuery, () => object])[] = [
  ["my day", myDay, () => ({})],
  ["the plan", plan, () => ({ caseId: family.caseId })],
  ["a visit", session, () => ({ sessionId: firstSession })],
  ["the preparation of a visit", visitPreparation, () => ({ caseId: family.caseId, sessionId: firstSession })],
  ["the contacts of a family", familySessions, () => ({ householdId: family.household.id })],
  ["the tasks of a family", familyTasks, () => ({ householdId: family.household.id })],
];

test.each(readings)("%s is one statement, however many rows there are", async (_name, query, parameters) => {
  const heard: string[] = [];
  const surroundings = { ...world.surroundings, pool: listening(world.pool, heard) };
  const answer = await runQuery(surroundings, query, signedIn, parameters() as never);
  expect(answer.status).toBe(200);
  expect(heard).toHaveLength(1);
});

test("my day shows 200 rows at most and says how many more there are", async () => {
  const answer = await runQuery(world.surroundings, myDay, signedIn, {});
  const body = answer.body as { rows: unknown[]; more: number };
  // 40 visits without a result, 300 tasks, and the family nobody has visited yet.
  expect([body.rows.length, body.more]).toEqual([200, 141]);
});

test("the contacts come by pages that end with a whole day", async () => {
  const parameters = { householdId: family.household.id };
  const read = async (before?: string) => {
    const asked = before === undefined ? parameters : { ...parameters, before };
    const answer = await runQuery(world.surroundings, familySessions, signedIn, asked);
    return answer.body as { items: { id: string; plannedOn: string }[]; more: boolean };
  };
  const first = await read();
  const second = await read(first.items.at(-1)?.plannedOn);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect([first.more, second.more]).toEqual([true, false]);
  expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
});
