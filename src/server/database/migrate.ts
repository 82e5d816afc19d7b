import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { syncAccessRules } from "../access/rules.ts";
import { migrateJobs } from "../jobs/queue.ts";
import { packageRoot } from "../paths.ts";

/** One released file of `migrations/`, with the digest that must never change again. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads the numbered SQL files in order. */
export function readMigrations(folder = join(packageRoot(), "migrations")): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

export interface MigrateOptions {
  /** Login that may create roles and own tables (the embedded superuser, or the user of DATABASE_URL). */
  readonly owner: pg.ClientConfig;
  /** Password given to the login role `trenza_app`. */
  readonly appPassword: string;
  readonly log?: (line: string) => void;
}

const LOCK = 7_263_591;

async function ensureRoles(client: pg.Client, appPassword: string): Promise<void> {
  const { rows: me } = await client.query("select current_user as name");
  if (["trenza_owner", "trenza_app"].includes(me[0].name)) {
    throw new Error(
      `La cuenta de DATABASE_URL se llama «${me[0].name}», nombre que Trenza reserva para sí. Use otra cuenta, dueña de la base de datos y con CREATEROLE.`,
    );
  }
  const { rows } = await client.query("select rolname from pg_roles where rolname in ('trenza_owner','trenza_app')");
  const known = new Set(rows.map((row) => row.rolname as string));
  if (!known.has("trenza_owner")) await client.query("create role trenza_owner nologin");
  if (!known.has("trenza_app")) await client.query("create role trenza_app login nosuperuser nobypassrls");
  const literal = client.escapeLiteral(appPassword);
  await client.query(`alter role trenza_app login password ${literal}`);
  await client.query("grant trenza_owner to current_user");
  const { rows: names } = await client.query("select current_database() as name");
  const database = client.escapeIdentifier(names[0].name);
  await client.query(`grant create, connect on database ${database} to trenza_owner`);
  await client.query(`grant connect on database ${database} to trenza_app`);
  await client.query("grant usage, create on schema public to trenza_owner");
  await client.query("revoke create on schema public from public");
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  await client.query("create schema if not exists migration authorization trenza_owner");
  await client.query(
    "create table if not exists migration.applied (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
  );
  const { rows } = await client.query("select name, checksum from migration.applied");
  return new Map(rows.map((row) => [row.name as string, row.checksum as string]));
}

function refuseSurprises(known: Map<string, string>, migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  for (const name of known.keys()) {
    if (!names.has(name)) {
      throw new Error(
        `La base de datos tiene la migración ${name}, que esta versión de Trenza no conoce. Actualice el programa; no se ha cambiado nada.`,
      );
    }
  }
  for (const migration of migrations) {
    const checksum = known.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new Error(`La migración ${migration.name} ya aplicada ha cambiado. Restaure el fichero original.`);
    }
  }
}

/** Brings the schema to this version: one transaction per file, under one lock, refusing a newer or edited history. */
export async function migrateDatabase(options: MigrateOptions): Promise<void> {
  const client = new pg.Client({ ...options.owner, application_name: "trenza migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await ensureRoles(client, options.appPassword);
    await client.query("set role trenza_owner");
    const known = await applied(client);
    const migrations = readMigrations();
    refuseSurprises(known, migrations);
    for (const migration of migrations.filter((candidate) => !known.has(candidate.name))) {
      options.log?.(`Aplicando ${migration.name}`);
      await client.query("begin");
      await client.query(migration.sql);
      await client.query("insert into migration.applied (name, checksum) values ($1, $2)", [
        migration.name,
        migration.checksum,
      ]);
      await client.query("commit");
    }
    await migrateJobs(options.owner);
    await syncAccessRules(client);
  } finally {
    await client.end();
  }
}
