import type { FastifyInstance } from "fastify";
import type { Role } from "../../src/core/access/policy.ts";
import { buildApp } from "../../src/server/app.ts";
import { loadTenants } from "../../src/server/demo/loadDemo.ts";
import { openWorld, type Person, TEST_SEALING_KEY, type World } from "../builders/world.ts";
import { createTestDatabase, prepareTemplate, type TestDatabase } from "../database/testDatabase.ts";
import type { KnownIds } from "./arbitraryOf.ts";

/** The fictional tenants with all they hold, behind a running application. */
export interface DemoWorld {
  readonly world: World;
  readonly app: FastifyInstance;
  /** The one with the most families first. */
  readonly tenantIds: readonly string[];
  readonly personWith: (tenantId: string, role: Role) => Promise<Person>;
  readonly close: () => Promise<void>;
}

/** A database with the demonstration in it, loaded once per run. */
async function demoDatabase(): Promise<TestDatabase> {
  const template = await prepareTemplate("trenza_demo", async ({ owner, app }) => {
    const installation = { owner, app, sealingKey: TEST_SEALING_KEY };
    await loadTenants(installation);
  });
  return createTestDatabase(template);
}

/** Opens a copy of the demonstration of its own. */
export async function openDemoWorld(): Promise<DemoWorld> {
  const world = await openWorld({ demo: true }, await demoDatabase());
  const { surroundings } = world;
  const app = await buildApp(surroundings);
  const tenants = await world.owner.query(
    "select tenant.id from tenant join household on household.tenant_id = tenant.id group by tenant.id order by count(*) desc",
  );
  const personWith = async (tenantId: string, role: Role): Promise<Person> => {
    const { rows } = await world.owner.query(
      `select person.id, person.email, person.display_name from user_account person
       join access_grant on access_grant.tenant_id = person.tenant_id and access_grant.user_id = person.id
       where person.tenant_id = $1 and access_grant.role = $2 order by person.id limit 1`,
      [tenantId, role],
    );
    if (!rows[0]) throw new Error(`the demonstration has nobody with the role ${role}`);
    return { tenantId, id: rows[0].id, email: rows[0].email, displayName: rows[0].display_name };
  };
  return {
    world,
    app,
    tenantIds: tenants.rows.map(({ id }) => id as string),
    personWith,
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

/** Tables whose rows a field may name, beside the ones whose name is the field's (`planId` > plan). */
const TABLES: Readonly<Record<string, string>> = {
  caseId: "case_file",
  actionId: "goal_action",
  memberId: "household_member",
  membershipId: "household_member",
  userId: "user_account",
  assignedTo: "user_account",
  plannedFor: "user_account",
  referenceId: "person",
  batchId: "return_batch",
  sourceId: "care_source",
  childId: "care_child",
};

/** Every table with a tenant, an id and rows of its own. */
export async function tablesWithIds(world: World): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select c.table_name as name from information_schema.columns c
     join information_schema.columns t on t.table_schema = 'public' and t.table_name = c.table_name and t.column_name = 'tenant_id'
     where c.table_schema = 'public' and c.column_name = 'id' and c.udt_name = 'uuid' order by 1`,
  );
  return rows.map(({ name }) => name as string);
}

function fieldOf(table: string): string {
  return `${table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;
}

/** Ids of a tenant by the field that would name them, the newest few of each table. */
export async function idsOf(world: World, tenantId: string, limit = 12): Promise<KnownIds> {
  const known = new Map<string, string[]>();
  for (const table of await tablesWithIds(world)) {
    const { rows } = await world.owner.query(
      `select id from ${table} where tenant_id = $1 order by md5(id::text) limit ${limit}`,
      [tenantId],
    );
    const ids = rows.map(({ id }) => id as string);
    known.set(fieldOf(table), ids);
    for (const [field, named] of Object.entries(TABLES)) if (named === table) known.set(field, ids);
  }
  return known;
}
