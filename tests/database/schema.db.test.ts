import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testDatabase.ts";

const OUT_FILE = "src/server/database/schema.ts";
const run = promisify(execFile);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function urlOf(config: pg.ClientConfig): string {
  const login = `${encodeURIComponent(config.user ?? "")}:${encodeURIComponent(String(config.password))}`;
  return `postgres://${login}@/${config.database}?host=${encodeURIComponent(config.host ?? "")}&port=${config.port ?? 5432}`;
}

/** `UPDATE_SCHEMA=1` writes the file anew after a migration was added. */
test("the types of the tables are those of the migrated database", async () => {
  const mode = process.env.UPDATE_SCHEMA === "1" ? [] : ["--verify"];
  const { stdout, stderr } = await run("node", [
    "node_modules/kysely-codegen/dist/cli/bin.js",
    "--dialect=postgres",
    `--url=${urlOf(database.owner)}`,
    `--out-file=${OUT_FILE}`,
    "--default-schema=public",
    "--include-pattern=public.*",
    `--type-mapping=${JSON.stringify({ timestamptz: "string", date: "string", int8: "string", numeric: "string" })}`,
    ...mode,
  ]).catch((error: { stdout: string; stderr: string }) => error);
  expect(`${stdout}${stderr}`).not.toMatch(/not up-to-date|error/i);
});
