import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readMigrations } from "../src/server/database/migrate.ts";

const MANIFEST = "tests/data/released-migrations.json";

/** `RELEASE_MIGRATIONS=1` adds new files to the manifest when a version is released; known ones are never rewritten. */
test("a released migration never changes and never disappears", () => {
  const found = Object.fromEntries(readMigrations().map(({ name, checksum }) => [name, checksum]));
  const released = JSON.parse(readFileSync(MANIFEST, "utf8")) as Record<string, string>;
  if (process.env.RELEASE_MIGRATIONS === "1") {
    writeFileSync(MANIFEST, `${JSON.stringify({ ...found, ...released }, undefined, 2)}\n`);
  }
  const kept = Object.fromEntries(Object.keys(released).map((name) => [name, found[name]]));
  expect(kept).toEqual(released);
});

test("migrations are numbered once each and stay within what PostgreSQL 15 understands", () => {
  const migrations = readMigrations();
  const numbers = migrations.map(({ name }) => name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
  const newer = /uuidv7\s*\(|without overlaps|\bvirtual\b\s*(?:,|\))|returning\s+(?:old|new)\b/i;
  expect(migrations.filter(({ sql }) => newer.test(sql)).map(({ name }) => name)).toEqual([]);
});
