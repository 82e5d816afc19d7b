import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { type EmbeddedDatabase, openEmbedded } from "../../src/server/database/embedded/openEmbedded.ts";
import { migrateDatabase } from "../../src/server/database/migrate.ts";
import { clearLeftovers, TEST_FOLDER } from "./leftovers.ts";

/** What a test file needs to make its own database in the cluster of this run. */
export interface TestCluster {
  readonly superuser: pg.ClientConfig;
  readonly app: pg.ClientConfig;
  /** Migrated database that tests copy and never connect to. */
  readonly template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

let folder: string | undefined;
let database: EmbeddedDatabase | undefined;

/** One throw-away cluster per run. It may forget everything in a power cut, which is what makes it fast. */
export async function setup(project: TestProject): Promise<void> {
  await clearLeftovers();
  folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
  // Open for passing through: as root, the server runs as another user.
  chmodSync(folder, 0o711);
  database = await openEmbedded({
    dataDir: folder,
    log: () => {},
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "100" },
  });
  const template = "trenza_template";
  await run(database.superuser, `CREATE DATABASE ${template}`);
  await migrateDatabase({ owner: { ...database.superuser, database: template }, appPassword: database.appPassword });
  project.provide("cluster", { superuser: database.superuser, app: database.login("trenza_app"), template });
}

export async function teardown(): Promise<void> {
  await database?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}

async function run(config: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
