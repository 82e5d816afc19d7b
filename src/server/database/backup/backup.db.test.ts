import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "../embedded/openEmbedded.ts";
import { createBackup } from "./createBackup.ts";
import { fingerprint } from "./fingerprint.ts";
import { restoreBackup } from "./restoreBackup.ts";

let folder = "";
let database: EmbeddedDatabase;
const settings = { fsync: "off" };
const quiet = () => {};

async function run(config: pg.ClientConfig, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const backup = (name: string) =>
  createBackup({ database, target: join(folder, name), version: "0", now: new Date("2026-11-21T10:00:00Z") });

const restore = (name: string, into: string) =>
  restoreBackup({ source: join(folder, name), dataDir: join(folder, into), log: quiet });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trenza-test-"));
  chmodSync(folder, 0o711);
  database = await openEmbedded({ dataDir: join(folder, "data"), log: quiet, settings });
  await run(
    database.superuser,
    "CREATE ROLE trenza_app LOGIN",
    "CREATE TABLE note (id bigint PRIMARY KEY, text text NOT NULL)",
    "INSERT INTO note SELECT n, repeat('nota ' || n || ' ', 20) FROM generate_series(1, 20000) n",
  );
  writeFileSync(join(folder, "data/sealing.key"), "a key");
});

afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("backup and restore", () => {
  it("brings back the same rows from an archive and from a folder, with passwords of its own", async () => {
    const before = await fingerprint(database.superuser);
    for (const name of ["copy.tar.gz", "copy"]) {
      const made = await backup(name);
      const restored = await restore(name, `from-${name}`);
      expect(restored.tables).toEqual(before);
      expect(restored.indexes).toBeGreaterThan(50);
      expect(made.files).toBe(restored.manifest.files.length);
      expect(readFileSync(join(folder, `from-${name}/sealing.key`), "utf8")).toBe("a key");
      const opened = await openEmbedded({ dataDir: join(folder, `from-${name}`), log: quiet, settings });
      try {
        expect(opened.superuser.password).not.toBe(database.superuser.password);
        expect(await fingerprint(opened.superuser)).toEqual(before);
        await run(opened.login("trenza_app"), "SELECT 1");
      } finally {
        await opened.stop();
      }
    }
  });

  it("holds everything acknowledged before the backup ended, while others go on writing", async () => {
    const client = new pg.Client(database.superuser);
    await client.connect();
    const acknowledgedAt: string[] = [];
    let writing = true;
    const load = (async () => {
      while (writing) {
        await client.query("INSERT INTO note VALUES ($1, 'under load')", [20_001 + acknowledgedAt.length]);
        const { rows } = await client.query("SELECT pg_current_wal_insert_lsn() - '0/0' AS position");
        acknowledgedAt.push(rows[0].position);
        if (acknowledgedAt.length % 200 === 0) await client.query("CHECKPOINT");
      }
    })();
    await backup("loaded.tar.gz");
    writing = false;
    await load;
    await client.end();
    const restored = await restore("loaded.tar.gz", "from-loaded");
    const notes = restored.tables.find((each) => each.table === "public.note");
    const [high = "0", low = "0"] = restored.manifest.stopLsn.split("/");
    const stop = Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16);
    const promised = acknowledgedAt.filter((position) => Number(position) <= stop).length;
    expect(promised).toBeGreaterThan(10);
    expect(notes?.rows).toBeGreaterThanOrEqual(20_000 + promised);
    const opened = await openEmbedded({ dataDir: join(folder, "from-loaded"), log: quiet, settings });
    try {
      const kept = notes?.rows ?? 0;
      await run(database.superuser, `DELETE FROM note WHERE id > ${kept}`);
      // Ids are consecutive, so equal fingerprints also say that no row before the last one is missing.
      expect(await fingerprint(opened.superuser)).toEqual(await fingerprint(database.superuser));
    } finally {
      await opened.stop();
    }
  });

  it("refuses a backup that was cut, edited, thinned out or added to, and leaves the target as it was", async () => {
    await backup("whole.tar.gz");
    const bytes = readFileSync(join(folder, "whole.tar.gz"));
    const damage: Record<string, () => void> = {
      "cut.tar.gz": () => {
        writeFileSync(join(folder, "cut.tar.gz"), bytes);
        truncateSync(join(folder, "cut.tar.gz"), Math.floor(bytes.length * 0.9));
      },
      "edited.tar.gz": () => {
        const edited = Buffer.from(bytes);
        edited[Math.floor(bytes.length / 2)] = (edited[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
        writeFileSync(join(folder, "edited.tar.gz"), edited);
      },
      "not.tar.gz": () => writeFileSync(join(folder, "not.tar.gz"), "hello"),
    };
    for (const [name, make] of Object.entries(damage)) {
      make();
      await expect(restore(name, "never"), name).rejects.toMatchObject({ name: "BackupError" });
      expect(existsSync(join(folder, "never"))).toBe(false);
    }
    const inFolder: Record<string, (copy: string) => void> = {
      "edited file": (copy) => writeFileSync(join(copy, "cluster/global/pg_control"), "x"),
      "missing file": (copy) => rmSync(join(copy, "cluster/backup_label")),
      "added file": (copy) => writeFileSync(join(copy, "cluster/extra"), "x"),
      "edited manifest": (copy) => {
        const file = join(copy, "manifest.json");
        writeFileSync(file, readFileSync(file, "utf8").replace('"version": "0"', '"version": "1"'));
      },
    };
    for (const [name, change] of Object.entries(inFolder)) {
      await backup(name);
      change(join(folder, name));
      await expect(restore(name, "never"), name).rejects.toMatchObject({ name: "BackupError", code: "damaged" });
    }
  });

  it("never writes over other data or another backup", async () => {
    await backup("first.tar.gz");
    await expect(backup("first.tar.gz")).rejects.toMatchObject({ code: "unusable_target" });
    await expect(restore("first.tar.gz", "data")).rejects.toMatchObject({ code: "unusable_target" });
    await expect(backup("data/inside.tar.gz")).rejects.toMatchObject({ code: "unusable_target" });
  });

  it("leaves no half-made backup behind when it fails", async () => {
    const broken = { ...database, superuser: { ...database.superuser, password: "wrong" } };
    const target = join(folder, "failed.tar.gz");
    await expect(createBackup({ database: broken, target, version: "0", now: new Date(0) })).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith("failed"))).toEqual([]);
  });
});
