import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { openEmbedded } from "./database/embedded/openEmbedded.ts";
import type { SpaceGuard } from "./database/embedded/space.ts";
import { migrateDatabase } from "./database/migrate.ts";
import { dataFolder } from "./paths.ts";

/** The database of this installation, migrated and ready, with the two logins the program uses. */
export interface Installation {
  readonly database: "embedded" | "external";
  readonly dataDir: string;
  /** Login that migrates, loads and repairs: owner or superuser. */
  readonly owner: pg.ClientConfig;
  /** Login of the running application: not the owner, never past row security. */
  readonly app: pg.ClientConfig;
  /** Password of the login `trenza_app`, where this program chose it. */
  readonly appPassword: string | undefined;
  readonly sealingKey: string;
  readonly adopted: boolean;
  readonly space: SpaceGuard | undefined;
  readonly stop: () => Promise<void>;
}

interface InstallationRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly log: (line: string) => void;
}

/** Key of the ledger's digests: from `TRENZA_SEALING_KEY` where several processes share one database, else kept in the data folder. */
function sealingKey(env: InstallationRequest["env"], dataDir: string): string {
  if (env.TRENZA_SEALING_KEY) return env.TRENZA_SEALING_KEY;
  const file = join(dataDir, "sealing.key");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  }
  return readFileSync(file, "utf8").trim();
}

async function external(url: string, dataDir: string, request: InstallationRequest): Promise<Installation> {
  const owner: pg.ClientConfig = { connectionString: url };
  const client = new pg.Client(owner);
  await client.connect().catch((error: Error) => {
    throw new Error(`No se puede abrir la base de datos de DATABASE_URL: ${error.message}`);
  });
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as number, current_database() as name",
  );
  await client.end();
  if (rows[0].number < 150_000) throw new Error("DATABASE_URL apunta a un PostgreSQL anterior a la versión 15.");
  const appPassword = createHmac("sha256", url).update("trenza_app").digest("base64url");
  const app = request.env.TRENZA_APP_DATABASE_URL ?? withLogin(url, "trenza_app", appPassword);
  await migrateDatabase({ owner, appPassword, log: request.log });
  return {
    database: "external",
    dataDir,
    owner,
    app: { connectionString: app },
    appPassword,
    sealingKey: sealingKey(request.env, dataDir),
    adopted: true,
    space: undefined,
    stop: async () => undefined,
  };
}

function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.toString();
}

/** Opens and migrates the database: the one of `DATABASE_URL`, else the embedded one of the data folder. */
export async function openInstallation(request: InstallationRequest): Promise<Installation> {
  const dataDir = dataFolder(request.env, request.cwd);
  if (request.env.DATABASE_URL) return external(request.env.DATABASE_URL, dataDir, request);
  const embedded = await openEmbedded({ dataDir, log: request.log, env: request.env });
  try {
    await migrateDatabase({ owner: embedded.superuser, appPassword: embedded.appPassword, log: request.log });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return {
    database: "embedded",
    dataDir,
    owner: embedded.superuser,
    app: embedded.login("trenza_app"),
    appPassword: embedded.appPassword,
    sealingKey: sealingKey(request.env, dataDir),
    adopted: embedded.adopted,
    space: embedded.space,
    stop: embedded.stop,
  };
}
