import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Command } from "../command.ts";
import { command as fidelity } from "./fidelity.ts";
import { command as load } from "./importReturn.ts";
import { command as outcomes } from "./outcomes.ts";
import { command as reference } from "./outcomesReference.ts";

const SAMPLE = resolve("tests/data/ssda903/multi-year-2017-2021");
const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
const env = { ...process.env, TRENZA_DATA: folder, DATABASE_URL: undefined };
const installation = await openInstallation({ env, cwd: folder, log: () => undefined });
const owner = new pg.Client(installation.owner);
await owner.connect();
afterAll(async () => {
  await owner.end();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

async function addDirector(): Promise<string> {
  const [tenantId, placeId, userId] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query("insert into tenant (id, name, country, time_zone) values ($1,'Prueba','ES','Europe/Madrid')", [
    tenantId,
  ]);
  await owner.query(
    "insert into territory (tenant_id, id, code, code_system, name, kind) values ($1,$2,'1','test','Comarca','region')",
    [tenantId, placeId],
  );
  await owner.query("insert into user_account (tenant_id, id, email, display_name) values ($1,$2,$3,'Elena')", [
    ...[tenantId, userId],
    `${userId}@trenza.example`,
  ]);
  await owner.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from)
     values ($1,$2,$3,'programme_director',$4,'2020-01-01')`,
    [tenantId, randomUUID(), userId, placeId],
  );
  return `${userId}@trenza.example`;
}

async function run(command: Command, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: folder };
  const code = await command.run(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

let email: string;
beforeAll(async () => {
  expect((await run(outcomes, "--json")).err).toContain("Cargue antes una declaración");
  email = await addDirector();
  const loaded = await run(load, SAMPLE, "--as", email, "--source", "Agencia de prueba");
  expect([loaded.code, loaded.err]).toEqual([0, ""]);
});

const year = ["--from", "2017-04-01", "--to", "2018-03-31"];

test("trenza outcomes prints what the screen shows, as data and in words", async () => {
  const page = JSON.parse((await run(outcomes, "--json", "--indicator", "cfsr4.p1", ...year)).out);
  expect(page.figure).toMatchObject({ value: 20, numerator: 16, denominator: 80 });
  const all = JSON.parse((await run(outcomes, "--json", ...year, "--as", email, "--source", "Agencia de prueba")).out);
  expect(all.outcomes).toHaveLength(9);
  const told = await run(outcomes, ...year);
  expect(told.out).toContain("[cfsr4.p1], del 2017-04-01 al 2018-03-31: 20 % (16 de 80)");
  expect(told.out).toContain("Sin datos: falta la población infantil");
});

test("trenza outcomes explains wrong use, and says what it does not find", async () => {
  expect((await run(outcomes, "--from", "ayer")).code).toBe(2);
  expect((await run(outcomes, "--from", "2018-01-01", "--to", "2017-01-01")).code).toBe(2);
  expect((await run(outcomes, "--as", "nadie@trenza.example")).err).toContain("No hay ninguna cuenta activa");
  expect((await run(outcomes, "--source", "Otra")).err).toContain("No hay ninguna entidad «Otra»");
  expect((await run(outcomes, "--indicator", "nada")).code).toBe(1);
});

test("trenza outcomes reference answers with the names of the reference", async () => {
  const { code, out } = await run(reference, SAMPLE, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync("tests/data/outcomes/expected-dev.json", "utf8")).expected);
  expect((await run(reference)).code).toBe(2);
  expect((await run(reference, "tests/data/nowhere")).code).toBe(1);
});

test("fidelity is told in somebody's name, as JSON too, and wrong use is explained", async () => {
  expect(await run(fidelity, "--as", email)).toMatchObject({
    code: 0,
    out: expect.stringContaining("Todavía no ha corrido ningún plazo."),
  });
  expect(JSON.parse((await run(fidelity, "--as", email, "--json")).out)).toMatchObject({ clocks: [] });
  expect((await run(fidelity, "--as", "nadie@trenza.example")).err).toContain("No hay ninguna cuenta activa");
  expect((await run(fidelity)).code).toBe(2);
});
