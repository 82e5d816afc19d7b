import { migrateDatabase } from "../database/migrate.ts";
import { withOwner } from "../database/withOwner.ts";
import type { Installation } from "../installation.ts";
import { loadTenants } from "./loadDemo.ts";

interface DemoRequest {
  readonly installation: Installation;
  readonly log: (line: string) => void;
}

/** Whether the loaded tenants are the fictional ones. */
export async function demoIsLoaded({ owner }: Pick<Installation, "owner">): Promise<boolean> {
  return withOwner(owner, async (client) => {
    const { rows } = await client.query("select coalesce(bool_or(demo), false) as demo from tenant");
    return rows[0].demo as boolean;
  });
}

async function isEmpty({ owner }: Installation): Promise<boolean> {
  return withOwner(owner, async (client) => {
    const { rows } = await client.query("select not exists (select from tenant) as empty");
    return rows[0].empty as boolean;
  });
}

const LOADING = "trenza_loading";
const LOCK = 7_263_592;

/**
 * Loads into a database beside the real one and takes its place when complete, so that an interrupted load leaves an empty
 * database and never half a story.
 */
async function loadBeside(installation: Installation, log: (line: string) => void): Promise<number> {
  const { database } = installation.owner;
  if (!database || !installation.appPassword) throw new Error("the embedded database has a name and a password");
  const beside = (config: Installation["owner"]) => ({ ...config, database: LOADING });
  return withOwner({ ...installation.owner, database: "postgres" }, async (client) => {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if (!(await isEmpty(installation))) return 0;
    log("Cargando la demostración con familias ficticias…");
    await client.query(`drop database if exists ${LOADING} with (force)`);
    await client.query(`create database ${LOADING} template template0`);
    const appPassword = installation.appPassword as string;
    await migrateDatabase({ owner: beside(installation.owner), appPassword });
    const told = await loadTenants({
      ...installation,
      owner: beside(installation.owner),
      app: beside(installation.app),
    });
    await client.query("checkpoint");
    await client.query(`drop database ${client.escapeIdentifier(database)} with (force)`);
    await client.query(`alter database ${LOADING} rename to ${client.escapeIdentifier(database)}`);
    return told;
  });
}

/** Loads the fictional tenants when the database has none. */
export async function ensureDemo({ installation, log }: DemoRequest): Promise<void> {
  if (!(await isEmpty(installation))) return;
  const started = Date.now();
  const told =
    installation.database === "embedded" ? await loadBeside(installation, log) : await loadTenants(installation);
  if (told > 0) log(`Demostración cargada: ${told} operaciones en ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
