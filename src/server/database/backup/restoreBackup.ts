import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import pg from "pg";
import { makeOwnFolder } from "../embedded/cluster.ts";
import { type DatabaseUser, databaseUser } from "../embedded/databaseUser.ts";
import { openEmbedded } from "../embedded/openEmbedded.ts";
import { type Placement, placeDatabase } from "../embedded/placement.ts";
import { readArchive } from "./archive.ts";
import { BackupError, type BackupReader, isArchiveName, MANIFEST } from "./container.ts";
import { fingerprint, type TableFingerprint } from "./fingerprint.ts";
import { readFolder } from "./folder.ts";
import { type Manifest, verifyBackup } from "./manifest.ts";

export interface RestoreRequest {
  readonly source: string;
  /** Data folder to make; must not exist or be empty. */
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A further check on the restored database, such as the ledger's chain; throws when it finds something. */
  readonly check?: (superuser: pg.ClientConfig) => Promise<void>;
}

export interface RestoreSummary {
  readonly manifest: Manifest;
  readonly tables: readonly TableFingerprint[];
  readonly indexes: number;
}

/** Brings a backup back into an empty data folder, or leaves that folder as it was. Verifies first, then starts and checks. */
export async function restoreBackup(request: RestoreRequest): Promise<RestoreSummary> {
  const dataDir = resolve(request.dataDir);
  if (!existsSync(request.source)) throw new BackupError("not_a_backup", `No existe ${request.source}.`);
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new BackupError(
      "unusable_target",
      `La carpeta ${dataDir} no está vacía. Una copia nunca se restaura encima de otros datos.`,
    );
  }
  const reader = isArchiveName(request.source) ? readArchive(request.source) : readFolder(request.source);
  request.log("Comprobando la copia…");
  const manifest = await verifyBackup(reader);
  const existed = existsSync(dataDir);
  const user = databaseUser();
  const placement = await placeDatabase(dataDir, user, request.log);
  try {
    request.log("Copiando los archivos…");
    await unpack(reader, manifest, placement, user);
    request.log("Abriendo y revisando la base de datos…");
    return { manifest, ...(await inspect({ ...request, dataDir })) };
  } catch (error) {
    clear(placement, existed);
    throw error;
  }
}

async function unpack(reader: BackupReader, manifest: Manifest, placement: Placement, user: DatabaseUser | undefined) {
  const fresh = join(placement.home, "cluster.new");
  makeOwnFolder(fresh, user);
  const own = (path: string) => user && chownSync(path, user.uid, user.gid);
  const makeFolder = (path: string) => {
    if (existsSync(path)) return;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
    own(path);
  };
  for (const folder of manifest.folders) makeFolder(inside(fresh, folder));
  for await (const { path, content } of reader.files()) {
    if (path === MANIFEST) continue;
    const [area, ...rest] = path.split("/");
    const file = inside(area === "cluster" ? fresh : placement.dataDir, rest.join("/"));
    if (area === "cluster") makeFolder(dirname(file));
    else mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // PostgreSQL has the disk confirm every file of the cluster before it recovers, so nothing needs confirming here.
    await writeFile(file, content, { flag: "wx", mode: 0o600 });
    if (area === "cluster") own(file);
  }
  renameSync(fresh, placement.cluster);
}

/** A path of the backup below a folder; a made-up backup must not write anywhere else. */
function inside(folder: string, path: string): string {
  const file = resolve(folder, path);
  if (!file.startsWith(folder + sep))
    throw new BackupError("damaged", `La copia contiene una ruta no permitida: ${path}.`);
  return file;
}

async function inspect(request: RestoreRequest): Promise<Omit<RestoreSummary, "manifest">> {
  const database = await openEmbedded(request);
  try {
    const indexes = await checkIndexes(database.superuser);
    const tables = await fingerprint(database.superuser);
    await request.check?.(database.superuser);
    return { tables, indexes };
  } finally {
    await database.stop();
  }
}

/** Has PostgreSQL's own checker walk every index and compare it with its table; leaves nothing behind. */
async function checkIndexes(superuser: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("CREATE SCHEMA trenza_check");
    await client.query("CREATE EXTENSION amcheck SCHEMA trenza_check");
    const { rowCount } = await client.query(
      `SELECT trenza_check.bt_index_check(c.oid, true)
         FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid JOIN pg_am a ON a.oid = c.relam
        WHERE c.relkind = 'i' AND a.amname = 'btree' AND i.indisvalid AND c.relpersistence = 'p'`,
    );
    return rowCount ?? 0;
  } finally {
    await client.query("ROLLBACK").catch(() => {});
    await client.end();
  }
}

function clear(placement: Placement, existed: boolean): void {
  if (!placement.home.startsWith(placement.dataDir)) rmSync(placement.home, { recursive: true, force: true });
  for (const name of readdirSync(placement.dataDir))
    rmSync(join(placement.dataDir, name), { recursive: true, force: true });
  if (!existed) rmSync(placement.dataDir, { recursive: true, force: true });
}
