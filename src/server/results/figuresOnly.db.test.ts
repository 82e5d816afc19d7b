import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { signInAs } from "../../../tests/builders/caller.ts";
import {
  addFamily,
  aPlace,
  counts,
  figuresOf,
  listOf,
  openResultsWorld,
  overviewOf,
} from "../../../tests/builders/results.ts";
import { addPerson, addPersonWith, grant } from "../../../tests/builders/world.ts";

const results = await openResultsWorld();
const { world, app } = results;
afterAll(() => results.close());

describe("whoever evaluates without seeing families", () => {
  test("reads the numbers that the director reads, and no list behind them", async () => {
    const place = await aPlace(results);
    await addFamily(place, "Vista", { seenDaysAgo: 3 });
    await addFamily(place, "Sin ver", { place: "south" });
    await addFamily(place, "Reciente", { openedDaysAgo: 5 });
    await addFamily(place, "Cerrada", { closed: { daysAgo: 3, reason: "moved_house" } });
    const asDirector = await overviewOf(place.caller);
    expect(asDirector).toMatchObject({ mayOpen: true, seen: { n: 1, of: 2, tooRecent: 1 } });
    expect(await figuresOf(place)).toEqual({ ...asDirector, mayOpen: false });
    expect(counts((await figuresOf(place, place.tenant.south)).openByStage)).toEqual([["sowing", 1]]);
    const evaluator = await signInAs(app, world, await addPersonWith(world, place.tenant, "evaluator"));
    expect((await listOf(evaluator, "open_by_stage", "sowing")).families).toEqual([]);
    expect((await listOf(evaluator, "seen_lately", "seen")).leftOut).toEqual([]);
  });

  test("counts no restricted family, none of another place and none kept from them by name", async () => {
    const place = await aPlace(results);
    const { household } = await addFamily(place, "Apartada");
    await addFamily(place, "Contada");
    await addFamily(place, "Reservada", { level: 3 });
    await addFamily(place, "Del sur", { place: "south" });
    const person = await addPerson(world, place.tenant);
    await grant(world, person, { role: "evaluator", territoryId: place.tenant.north });
    await world.owner.query(
      "insert into exclusion (tenant_id, id, household_id, user_id, reason) values ($1, $2, $3, $4, 'relative')",
      [place.tenant.id, randomUUID(), household.id, person.id],
    );
    expect(counts((await overviewOf(await signInAs(app, world, person))).openByStage)).toEqual([["sowing", 1]]);
  });

  test("counts both places when they direct one and evaluate the other", async () => {
    const place = await aPlace(results);
    for (const at of ["north", "south"] as const) await addFamily(place, `De ${at}`, { place: at });
    const person = await addPerson(world, place.tenant);
    await grant(world, person, { role: "evaluator", territoryId: place.tenant.north });
    await grant(world, person, { role: "programme_director", territoryId: place.tenant.south });
    const caller = await signInAs(app, world, person);
    expect(await overviewOf(caller)).toMatchObject({ mayOpen: true, openByStage: [{ cell: "sowing", n: 2 }] });
    expect((await listOf(caller, "open_by_stage", "sowing")).families).toHaveLength(1);
  });

  test("is the only one for whom rows beyond sight are counted", async () => {
    const place = await aPlace(results);
    await addFamily(place, "Contada");
    const worker = await addPersonWith(world, place.tenant, "family_worker");
    const evaluator = await addPersonWith(world, place.tenant, "evaluator");
    const client = await world.surroundings.pool.connect();
    const countAs = async (userId: string) => {
      await client.query("begin");
      await client.query("select set_config('trenza.tenant', $1, true), set_config('trenza.user', $2, true)", [
        place.tenant.id,
        userId,
      ]);
      const { rows } = await client.query(
        `select (select count(*)::int from app.counted_families()) as families,
                (select count(*)::int from app.counted_cases()) as cases, (select count(*)::int from household) as seen`,
      );
      await client.query("rollback");
      return rows[0];
    };
    expect(await countAs(worker.id)).toEqual({ families: 0, cases: 0, seen: 0 });
    expect(await countAs(evaluator.id)).toEqual({ families: 1, cases: 1, seen: 0 });
    client.release();
  });
});
