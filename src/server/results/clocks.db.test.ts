import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { signInAs } from "../../../tests/builders/caller.ts";
import { addFamily, aPlace, type Family, openResultsWorld } from "../../../tests/builders/results.ts";
import { addPersonWith } from "../../../tests/builders/world.ts";
import { clockAdherence } from "../../contracts/results.ts";

const results = await openResultsWorld();
const { world, app, ago } = results;
afterAll(() => results.close());

interface Clock {
  readonly id?: string;
  readonly began: number;
  readonly due: number;
  readonly state?: "met" | "stopped";
  readonly ended?: number;
}

async function run(
  { household, caseId }: Family,
  { id = "weeding_review", began, due, state = undefined, ended }: Clock,
) {
  await world.owner.query(
    `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on, state, ended_on)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [household.tenantId, randomUUID(), caseId, household.id, id, ago(began), ago(due), state ?? "running"].concat(
      (ended === undefined ? [null] : [ago(ended)]) as string[],
    ),
  );
}

test("a clock is kept, late, missed, open or no longer asked for, by its own last day", async () => {
  const place = await aPlace(results);
  const family = await addFamily(place, "Una");
  for (const clock of [
    { began: 90, due: 60, state: "met", ended: 60 },
    { began: 90, due: 60, state: "met", ended: 80 },
    { began: 90, due: 60, state: "met", ended: 59 },
    { began: 90, due: 60 },
    { began: 90, due: 0 },
    { began: 90, due: 60, state: "stopped", ended: 70 },
    { began: 90, due: 60, state: "stopped", ended: 50 },
    { id: "first_watering", began: 3, due: -2 },
  ] as const) {
    await run(family, clock);
  }
  await run(await addFamily(place, "Reservada", { level: 3 }), { began: 90, due: 60 });
  await run(await addFamily(await aPlace(results), "De otra entidad"), { began: 90, due: 60 });
  const { clocks } = (await place.caller.ask(clockAdherence, {})).json();
  expect(clocks).toMatchObject([
    {
      deadlineId: "first_watering",
      label: "Primer riego",
      kept: 0,
      late: 0,
      missed: 0,
      open: 1,
      ended: 0,
      share: null,
    },
    {
      ...{
        deadlineId: "weeding_review",
        label: "Revisión de malas hierbas",
        kept: 2,
        late: 1,
        missed: 2,
        open: 1,
        ended: 1,
      },
      ...{
        share: 0.4,
        low: expect.closeTo(0.1176, 3),
        high: expect.closeTo(0.7693, 3),
        meanDays: expect.closeTo(71 / 3, 9),
      },
    },
  ]);
  const evaluator = await addPersonWith(world, place.tenant, "evaluator");
  const figures = (await (await signInAs(app, world, evaluator)).ask(clockAdherence, {})).json();
  expect(figures.clocks).toEqual(clocks);
  expect((await place.caller.ask(clockAdherence, { territoryId: place.tenant.south })).json().clocks).toEqual([]);
  const worker = await signInAs(app, world, await addPersonWith(world, place.tenant, "family_worker"));
  expect((await worker.ask(clockAdherence, {})).statusCode).toBe(403);
});
