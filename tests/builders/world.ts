import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import type { Role } from "../../src/core/access/policy.ts";
import { openBrowser } from "../../src/server/auth/browser.ts";
import { openPool } from "../../src/server/database/connect.ts";
import type { Surroundings } from "../../src/server/surroundings.ts";
import { createTestDatabase, type TestDatabase } from "../database/testDatabase.ts";

/** A municipality of its own with a small tree of places: region > municipality > north, south. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly municipality: string;
  readonly north: string;
  readonly south: string;
}

/** Somebody who may sign in; `grants` are added with `grant`. */
export interface Person {
  readonly tenantId: string;
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

export interface Household {
  readonly tenantId: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly territoryId: string;
}

/** A migrated database of this test file with what a server process has around it, and a clock the test moves. */
export interface World {
  readonly owner: pg.Client;
  readonly ownerLogin: pg.ClientConfig;
  readonly app: pg.ClientConfig;
  readonly pool: pg.Pool;
  readonly surroundings: Surroundings;
  /** Starts at the present; the database's own clock cannot be moved. */
  readonly clock: { now: Date };
  readonly close: () => Promise<void>;
}

export const TEST_SEALING_KEY = "a key for tests only";

/** Opens a world, empty unless a filled database is given. Call `close` in `afterAll`. */
export async function openWorld(changes: Partial<Surroundings> = {}, filled?: TestDatabase): Promise<World> {
  const database = filled ?? (await createTestDatabase());
  const owner = new pg.Client(database.owner);
  await owner.connect();
  const pool = openPool(database.app, "trenza test", 8);
  const clock = { now: new Date() };
  const surroundings: Surroundings = {
    pool,
    clock: () => clock.now,
    sealingKey: TEST_SEALING_KEY,
    database: "embedded",
    version: "0.0.0-test",
    demo: false,
    secureCookies: false,
    webFolder: null,
    space: undefined,
    ...changes,
  };
  return {
    owner,
    ownerLogin: database.owner,
    app: database.app,
    pool,
    surroundings,
    clock,
    close: async () => {
      await pool.end();
      await owner.end();
      await database.drop();
    },
  };
}

async function addPlace(world: World, tenantId: string, parentId: string | null, name: string): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into territory (tenant_id, id, parent_id, code, code_system, name, kind) values ($1,$2,$3,$4,'test',$5,'place')`,
    [tenantId, id, parentId, id.slice(0, 8), name],
  );
  return id;
}

/** Adds a tenant with its places. */
export async function addTenant(world: World, changes: { name?: string; demo?: boolean } = {}): Promise<Tenant> {
  const id = randomUUID();
  const name = changes.name ?? "Valdecantos";
  await world.owner.query(
    "insert into tenant (id, name, country, time_zone, demo) values ($1, $2, 'ES', 'Europe/Madrid', $3)",
    [id, name, changes.demo ?? false],
  );
  const region = await addPlace(world, id, null, "Comarca");
  const municipality = await addPlace(world, id, region, name);
  const north = await addPlace(world, id, municipality, "Barrio Norte");
  const south = await addPlace(world, id, municipality, "Barrio Sur");
  return { id, name, region, municipality, north, south };
}

/** Adds an account whose password nobody knows; `signInAs` and `signedInAs` need none. */
export async function addPerson(world: World, tenant: Tenant, changes: { displayName?: string } = {}): Promise<Person> {
  const id = randomUUID();
  const email = `${id.slice(0, 13)}@trenza.example`;
  const displayName = changes.displayName ?? "Rosa Prado";
  await world.owner.query("insert into user_account (tenant_id, id, email, display_name) values ($1,$2,$3,$4)", [
    tenant.id,
    id,
    email,
    displayName,
  ]);
  await world.owner.query(
    "insert into credential (tenant_id, user_id, password_hash, device_key) values ($1,$2,'none',$3)",
    [tenant.id, id, randomBytes(32)],
  );
  return { tenantId: tenant.id, id, email, displayName };
}

/** Grants a role in a place; the whole municipality and every level and ordinary care unless said otherwise. */
export async function grant(
  world: World,
  person: Person,
  given: {
    role: Role;
    territoryId: string;
    maxLevel?: number;
    purposes?: string[];
    validFrom?: string;
    validTo?: string;
  },
): Promise<void> {
  await world.owner.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, max_level, purposes, valid_from, valid_to)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      person.tenantId,
      randomUUID(),
      person.id,
      given.role,
      given.territoryId,
      given.maxLevel ?? 4,
      given.purposes ?? ["care"],
      given.validFrom ?? "2020-01-01",
      given.validTo ?? null,
    ],
  );
}

/** Somebody with one role in the whole municipality. */
export async function addPersonWith(world: World, tenant: Tenant, role: Role): Promise<Person> {
  const person = await addPerson(world, tenant);
  await grant(world, person, { role, territoryId: tenant.municipality });
  return person;
}

/** Adds a family file. */
export async function addHousehold(
  world: World,
  tenant: Tenant,
  changes: { territoryId?: string; level?: number; name?: string; registeredBy: Person },
): Promise<Household> {
  const id = randomUUID();
  const household = {
    tenantId: tenant.id,
    id,
    code: `F-${id.slice(0, 8)}`,
    name: changes.name ?? "Familia Soto Prado",
    territoryId: changes.territoryId ?? tenant.north,
  };
  await world.owner.query(
    `insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
     values ($1,$2,$3,$4,$5,$6,$7,'2026-01-15')`,
    [tenant.id, id, household.code, household.name, household.territoryId, changes.level ?? 1, changes.registeredBy.id],
  );
  return household;
}

/** Puts somebody in the team of a family. */
export async function addToTeam(world: World, household: Household, person: Person): Promise<void> {
  await world.owner.query(
    `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from)
     values ($1,$2,$3,$4,'lead','2026-01-15')`,
    [household.tenantId, randomUUID(), household.id, person.id],
  );
}

/** Token of a browser in which this person is fully signed in (password and second factor behind them). */
export async function openTokenFor(world: World, person: Person): Promise<string> {
  const token = await openBrowser(world.surroundings, { tenantId: person.tenantId, userId: person.id }, "test");
  await world.owner.query(
    "update sign_in set second_factor_at = $3 where tenant_id = $1 and user_id = $2 and second_factor_at is null",
    [person.tenantId, person.id, world.clock.now],
  );
  return token;
}

/** Name of the cookie that carries a token. */
export function cookieName(world: World): string {
  return world.surroundings.secureCookies ? "__Host-trenza" : "trenza";
}
