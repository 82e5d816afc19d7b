import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openPool } from "../../src/server/database/connect.ts";
import { openInstallation } from "../../src/server/installation.ts";
import { addHousehold, addPersonWith, addTenant, addToTeam, openTokenFor, type World } from "../builders/world.ts";
import { TEST_FOLDER } from "../database/leftovers.ts";

/** A data folder with one worker, signed in, and one family of theirs. */
export interface Families {
  readonly dataDir: string;
  readonly cookie: string;
  readonly tenantId: string;
  readonly householdId: string;
}

/** A folder that the database's user may pass through, whoever runs the tests. */
export function aDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
  chmodSync(folder, 0o711);
  return join(folder, "data");
}

/** Makes the database and leaves it stopped. A database with a tenant in it gets no demonstration. */
export async function prepareFamilies(dataDir: string): Promise<Families> {
  const installation = await openInstallation({ env: { TRENZA_DATA: dataDir }, cwd: "/", log: () => {} });
  const owner = new pg.Client(installation.owner);
  await owner.connect();
  const pool = openPool(installation.app, "trenza test", 2);
  const clock = { now: new Date() };
  const surroundings = {
    pool,
    clock: () => clock.now,
    sealingKey: installation.sealingKey,
    database: "embedded",
    version: "test",
    demo: false,
    secureCookies: false,
    webFolder: null,
  } as const;
  const close = async () => {
    await pool.end();
    await owner.end();
    await installation.stop();
  };
  const { owner: ownerLogin, app } = installation;
  const world: World = { owner, ownerLogin, app, pool, surroundings, clock, close };
  try {
    const tenant = await addTenant(world);
    const worker = await addPersonWith(world, tenant, "family_worker");
    const household = await addHousehold(world, tenant, { registeredBy: worker });
    await addToTeam(world, household, worker);
    const token = await openTokenFor(world, worker);
    return { dataDir, cookie: `trenza=${token}`, tenantId: tenant.id, householdId: household.id };
  } finally {
    await close();
  }
}
