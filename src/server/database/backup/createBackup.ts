import { constants, existsSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import pg from "pg";
import type { EmbeddedDatabase } from "../embedded/openEmbedded.ts";
import { writeArchive } from "./archive.ts";
import { BackupError, type BackupFile, type BackupWriter, isArchiveName } from "./container.ts";
import { writeFolder } from "./folder.ts";
import { type Manifest, manifestFile, measured } from "./manifest.ts";

/** Belongs to one running server and is made anew by the next: see "Making a Base Backup Using the Low Level API" in PostgreSQL's manual. */
const LEFT_OUT_OF_CLUSTER =
  /^(postmaster\.(pid|opts)|pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|backup_label|tablespace_map)(\/|$)|(^|\/)(pgsql_tmp|pg_internal\.init)/;
/** Belongs to one installation: its database, its passwords, its claims, its log. */
const LEFT_OUT_OF_DATA =
  /^(database|database\.json|secrets\.json|holders|opening\..*|postgres\.log.*|programs-.*)(\/|$)/;
const CONTROL_FILE = "global/pg_control";
const CHUNK_BYTES = 256 * 1024;

export interface BackupRequest {
  readonly database: EmbeddedDatabase;
  /** A file that ends in `.tar.gz`, or a folder that does not exist yet. */
  readonly target: string;
  readonly version: string;
  readonly now: Date;
}

export interface BackupSummary {
  readonly files: number;
  readonly bytes: number;
  /** Digest of the manifest: whoever notes it down can tell this backup from any other. */
  readonly sha256: string;
}

/**
 * Copies a running database: consistent, without stopping anybody. PostgreSQL notes where its log stands, the files are
 * copied while they change, and the log written meanwhile goes along, from which a restored copy repairs itself.
 */
export async function createBackup(request: BackupRequest): Promise<BackupSummary> {
  const { placement } = request.database;
  const target = resolve(request.target);
  if (!relative(placement.dataDir, target).startsWith("..")) {
    throw new BackupError(
      "unusable_target",
      "La copia no puede estar dentro de la carpeta de datos. Elija otro lugar, mejor otro disco.",
    );
  }
  const writer = await (isArchiveName(target) ? writeArchive(target) : writeFolder(target));
  try {
    const { files, folders, stopLsn, postgresMajor } = await copyEverything(request.database, writer);
    const { version, now } = request;
    const manifest: Manifest = {
      format: 1,
      takenAt: now.toISOString(),
      version,
      postgresMajor,
      stopLsn,
      folders,
      files,
    };
    const last = manifestFile(manifest);
    await writer.add(last.file);
    await writer.finish();
    return { files: files.length, bytes: files.reduce((sum, file) => sum + file.size, 0), sha256: last.sha256 };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function copyEverything(database: EmbeddedDatabase, writer: BackupWriter) {
  const { dataDir, cluster } = database.placement;
  const files: Manifest["files"][number][] = [];
  const add = async (file: BackupFile) => {
    const watched = measured(file);
    await writer.add(watched.file);
    files.push(watched.result());
  };
  // Other files first: an anchor of the ledger may be older than the restored ledger, never newer.
  for (const path of (await walk(dataDir, LEFT_OUT_OF_DATA)).files)
    await addFile(add, join(dataDir, path), `files/${path}`);
  const client = new pg.Client(database.superuser);
  await client.connect();
  try {
    const found = await copyCluster(client, cluster, add);
    return { files, ...found };
  } finally {
    await client.end();
  }
}

type Add = (file: BackupFile) => Promise<void>;

async function copyCluster(client: pg.Client, cluster: string, add: Add) {
  // The slot keeps the server from recycling log files that the copy still needs; it goes away with this connection.
  await client.query("SELECT pg_create_physical_replication_slot('trenza_backup_' || pg_backend_pid(), true, true)");
  await client.query("SELECT pg_backup_start('trenza backup', true)");
  const { files, folders } = await walk(cluster, LEFT_OUT_OF_CLUSTER);
  for (const path of files) if (path !== CONTROL_FILE) await addFile(add, join(cluster, path), `cluster/${path}`);
  await addFile(add, join(cluster, CONTROL_FILE), `cluster/${CONTROL_FILE}`);
  const { rows } = await client.query(
    `SELECT labelfile, lsn::text AS lsn, pg_walfile_name(lsn) AS last, current_setting('server_version_num')::int / 10000 AS major
       FROM pg_backup_stop(false)`,
  );
  const stop = rows[0] as { labelfile: string; lsn: string; last: string; major: number };
  const label = Buffer.from(stop.labelfile);
  await add({ path: "cluster/backup_label", size: label.length, content: onceOf(label) });
  const first = /\(file ([0-9A-F]{24})\)/.exec(stop.labelfile)?.[1];
  if (!first) throw new Error(`backup label names no log file: ${stop.labelfile}`);
  for (const segment of await segmentsBetween(join(cluster, "pg_wal"), first, stop.last)) {
    await addFile(add, join(cluster, "pg_wal", segment), `cluster/pg_wal/${segment}`);
  }
  return { folders, stopLsn: stop.lsn, postgresMajor: stop.major };
}

/** Names of the log files from first to last; within one timeline their order is that of the alphabet. */
async function segmentsBetween(folder: string, first: string, last: string): Promise<readonly string[]> {
  const names = (await readdir(folder))
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
    .sort();
  if (names[0] !== first || names.at(-1) !== last) throw new Error(`log files ${first} to ${last} are not all there`);
  return names;
}

/** Regular files and folders below a folder; links are not followed, whoever made them. */
async function walk(root: string, leftOut: RegExp): Promise<{ files: string[]; folders: string[] }> {
  const found: { files: string[]; folders: string[] } = { files: [], folders: [] };
  if (!existsSync(root)) return found;
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) found.folders.push(path);
      if (leftOut.test(path)) continue;
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) found.files.push(path);
    }
  }
  found.files.sort();
  found.folders.sort();
  return found;
}

/** Adds a file at the size it has now; one that is gone meanwhile was dropped by the database and is left out. */
async function addFile(add: Add, file: string, path: string): Promise<void> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    },
  );
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    await add({ path, size, content: exactly(handle, size) });
  } finally {
    await handle.close();
  }
}

/** Exactly `size` bytes: a file cut meanwhile is filled up with zeros, which the log puts right at the restore. */
async function* exactly(handle: Awaited<ReturnType<typeof open>>, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < size; ) {
    const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, size - at));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    yield bytesRead === 0 ? buffer : buffer.subarray(0, bytesRead);
    at += bytesRead === 0 ? buffer.length : bytesRead;
  }
}

async function* onceOf(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}
