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
const EMPTIED = "trenza_emptied";
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
    // The commit of the change of names waits for the disk, and with it for everything loaded before.
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = any ($1)", [
      [database, LOADING],
    ]);
    await client.query("begin");
    for (const [from, to] of [
      [database, EMPTIED],
      [LOADING, database],
    ] as const) {
      await client.query(`alter database ${client.escapeIdentifier(from)} rename to ${client.escapeIdentifier(to)}`);
    }
    await client.query("commit");
    return told;
  });
}

/**
 * Removes the empty database whose place the loaded one took. Apart from the load, because it makes the whole server wait
 * for its disk: nobody has to wait for that to see the first page.
 */
export async function dropEmptied({ owner, database }: Pick<Installation, "owner" | "database">): Promise<void> {
  if (database !== "embedded") return;
  await withOwner({ ...owner, database: "postgres" }, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [EMPTIED]);
    if (rowCount) await client.query(`drop database if exists ${EMPTIED} with (force)`);
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
