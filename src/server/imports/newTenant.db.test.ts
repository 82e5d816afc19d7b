import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { asCsv, registryList } from "../../../tests/builders/registryList.ts";
import { addPersonWith, addTenant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { checkRegistryFile, loadRegistryFile, type RegistryCheck, undoImport } from "../../contracts/imports.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A municipality with the people of many years. */
async function addOldTenant(): Promise<void> {
  const tenant = await addTenant(world);
  const { id: by } = await addPersonWith(world, tenant, "supervisor");
  await world.owner.query(
    `with made as (
       insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
       select $1, gen_random_uuid(), 'Z-' || n, 'Familia', $2, 1, $3, '2020-01-15' from generate_series(1, 2000) n
       returning tenant_id, id),
     people as (
       insert into person (tenant_id, id, given_names, first_surname)
       select tenant_id, gen_random_uuid(), id::text, 'Soto' from made, generate_series(1, 3) returning id, given_names)
     insert into household_member (tenant_id, id, household_id, person_id, role, valid_from)
     select made.tenant_id, gen_random_uuid(), made.id, people.id, 'child', '2020-01-15'
     from made join people on people.given_names = made.id::text`,
    [tenant.id, tenant.north, by],
  );
}

/** Loads a list in the name of somebody who may load families but not work with them. */
async function load(director: Caller, tenant: Tenant, rows: number): Promise<{ people: number; batchId: string }> {
  const place = await world.owner.query("select code from territory where id = $1", [tenant.north]);
  const content = asCsv(registryList({ people: rows, places: [place.rows[0].code] })).toString("base64");
  const file = { fileName: "lista.csv", content, leaveOutDuplicates: false };
  const { families, people, fileHash } = (await director.call(checkRegistryFile, file)).json() as RegistryCheck;
  const envelope = { operationId: randomUUID(), claimedAt: new Date().toISOString(), batchId: randomUUID() };
  const loaded = await director.call(loadRegistryFile, {
    ...file,
    ...envelope,
    fileHash,
    confirmed: { families, people },
  });
  expect(loaded.statusCode, loaded.body).toBe(200);
  return { people, batchId: envelope.batchId };
}

/** Rows of families and their people read so far. A connection tells what it did when used again, once a second at most. */
async function rowsRead(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await Promise.all(Array.from({ length: 8 }, () => world.pool.query("select pg_sleep(0.05)")));
  const { rows } = await world.owner.query(
    `select (sum(idx_tup_fetch) + sum(seq_tup_read))::int as read from pg_stat_user_tables
     where relname in ('household', 'household_member', 'person')`,
  );
  return rows[0].read;
}

test("the first list of an institution is loaded and taken back reading each family and person a fixed number of times", async () => {
  for (let institution = 0; institution < 3; institution++) await addOldTenant();
  await world.owner.query("vacuum (analyze)");
  const tenant = await addTenant(world);
  const director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
  const before = await rowsRead();
  const { people, batchId } = await load(director, tenant, 1000);
  const loaded = await rowsRead();
  expect((await director.operate(undoImport, { batchId })).statusCode).toBe(200);
  const takenBack = await rowsRead();
  expect(people).toBeGreaterThan(900);
  expect((loaded - before) / people).toBeLessThan(150);
  expect((takenBack - loaded) / people).toBeLessThan(150);
});
