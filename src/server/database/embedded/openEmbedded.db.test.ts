import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "./openEmbedded.ts";
import { findPostmaster } from "./postmaster.ts";

const folders: string[] = [];
const opened: EmbeddedDatabase[] = [];

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trenza-test-"));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function open(dataDir: string, env: Record<string, string> = {}) {
  const lines: string[] = [];
  const database = await openEmbedded({ dataDir, log: (line) => lines.push(line), settings: { fsync: "off" }, env });
  opened.push(database);
  return { database, lines };
}

async function ask(config: pg.ClientConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const pidOf = (database: EmbeddedDatabase) => findPostmaster(database.placement.cluster)?.pid;

/** Keeps asking until the server answers again; the limit only keeps a hopeless case from hanging. */
async function askUntilAnswered(config: pg.ClientConfig, statement: string) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask(config, statement);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

const strangers: ChildProcess[] = [];

afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.kill("SIGKILL");
  for (const database of opened.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("openEmbedded", () => {
  it("adopts the running server, and only the last to leave stops it", async () => {
    const folder = aFolder();
    const first = (await open(folder)).database;
    const pid = pidOf(first);
    const second = (await open(folder)).database;
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    await first.stop();
    expect(pidOf(second)).toBe(pid);
    expect(await ask(second.superuser, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(pidOf(second)).toBeUndefined();
  });

  it("starts the server again when it is killed, with everything that was acknowledged", async () => {
    const { database, lines } = await open(aFolder());
    await ask(database.superuser, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
    const pid = pidOf(database) ?? 0;
    process.kill(pid, "SIGKILL");
    expect(await askUntilAnswered(database.superuser, "SELECT id FROM kept")).toEqual([{ id: 7 }]);
    expect(pidOf(database)).not.toBe(pid);
    expect(lines.join("\n")).toContain("se detuvo sin aviso");
  });

  it("recovers the lock files of cluster and socket when their process number now belongs to somebody else", async () => {
    const folder = aFolder();
    const { database } = await open(folder);
    const { cluster, socketDir } = database.placement;
    const locks = [join(cluster, "postmaster.pid"), join(socketDir, ".s.PGSQL.5432.lock")];
    const left = locks.map((lock) => readFileSync(lock, "utf8"));
    const { uid, gid } = statSync(cluster);
    await database.stop();
    // Of the same account: the server takes the process of another account for a stranger by itself.
    const somebody = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { uid, gid, cwd: "/" });
    strangers.push(somebody);
    locks.forEach((lock, at) => {
      writeFileSync(lock, left[at]?.replace(/^\d+/, String(somebody.pid)) ?? "");
    });
    const again = (await open(folder)).database;
    expect(again.adopted).toBe(false);
    expect(await ask(again.superuser, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("makes new passwords when the file that kept them was lost", async () => {
    const folder = aFolder();
    const before = (await open(folder)).database;
    await ask(before.superuser, "CREATE ROLE trenza_app LOGIN PASSWORD 'old'");
    await before.stop();
    rmSync(join(folder, "secrets.json"));
    const after = (await open(folder)).database;
    expect(after.superuser.password).not.toBe(before.superuser.password);
    for (const role of ["postgres", "trenza_app"] as const) {
      expect(await ask(after.login(role), "SELECT current_user AS me")).toEqual([{ me: role }]);
    }
  });

  it("keeps passwords and connection closed to other accounts", async () => {
    const folder = aFolder();
    const { database } = await open(folder);
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(join(folder, "secrets.json"))).toBe("600");
    expect(mode(database.placement.socketDir)).toBe("700");
    expect(mode(database.placement.cluster)).toBe("700");
  });

  it("connects although the path of the data folder is longer than a socket path may be", async () => {
    const folder = join(aFolder(), "a".repeat(60), "b".repeat(60));
    const { database } = await open(folder);
    expect(await ask(database.superuser, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.stop();
    rmSync(database.placement.socketDir, { recursive: true });
  });

  it("refuses data of another PostgreSQL version and says which side is newer", async () => {
    const folder = aFolder();
    const { database } = await open(folder);
    await database.stop();
    writeFileSync(join(database.placement.cluster, "PG_VERSION"), "99\n");
    await expect(open(folder)).rejects.toMatchObject({
      code: "other_version",
      message: expect.stringContaining("Use una versión de Trenza más reciente"),
    });
  });

  it("says what to do when the programs named by TRENZA_PG_BIN do not exist", async () => {
    await expect(open(aFolder(), { TRENZA_PG_BIN: "/no/such/folder" })).rejects.toMatchObject({
      code: "binaries_missing",
      message: expect.stringContaining("DATABASE_URL"),
    });
  });

  it("says so when the data folder cannot be made", async () => {
    const file = join(aFolder(), "file");
    writeFileSync(file, "");
    await expect(open(join(file, "data"))).rejects.toMatchObject({ code: "no_permission" });
  });

  it("leaves nothing half made when making the cluster fails", async () => {
    const folder = aFolder();
    const programs = join(aFolder(), "bin");
    mkdirSync(programs);
    for (const name of ["initdb", "postgres"]) {
      writeFileSync(
        join(programs, name),
        '#!/bin/sh\n[ "$1" = --version ] && echo "x (PostgreSQL) 18.4" && exit 0\necho "No space left on device"; exit 1\n',
      );
      chmodSync(join(programs, name), 0o755);
    }
    await expect(open(folder, { TRENZA_PG_BIN: programs })).rejects.toMatchObject({ code: "no_space" });
    expect(readdirSync(join(folder, "database")).filter((name) => name.startsWith("cluster"))).toEqual([]);
    expect(readdirSync(join(folder, "holders"))).toEqual([]);
    const { database } = await open(folder);
    expect(await ask(database.superuser, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0)("lies elsewhere when only root may enter the data folder", async () => {
    const closed = aFolder();
    chmodSync(closed, 0o700);
    const { database } = await open(join(closed, "data"));
    const { home } = database.placement;
    try {
      expect(home.startsWith(closed)).toBe(false);
      expect(await ask(database.superuser, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
      await database.stop();
      const again = (await open(join(closed, "data"))).database;
      expect(again.placement.home).toBe(home);
      await again.stop();
    } finally {
      rmSync(home, { recursive: true, force: true });
      expect(existsSync(home)).toBe(false);
    }
  });
});
