import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Command } from "../command.ts";
import { command as census } from "./importCensus.ts";
import { command as mapped } from "./importMapped.ts";
import { command as population } from "./importPopulation.ts";
import { command as yearly } from "./importReturn.ts";
import { command as undo } from "./importUndo.ts";

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

const SAMPLES = resolve("tests/data/ssda903");
const expected = JSON.parse(readFileSync("tests/data/returns/expected-dev.json", "utf8"));

async function addDirector(): Promise<string> {
  const [tenantId, placeId, userId] = [randomUUID(), randomUUID(), randomUUID()];
  const email = `${userId}@trenza.example`;
  await owner.query("insert into tenant (id, name, country, time_zone) values ($1,'Prueba','ES','Europe/Madrid')", [
    tenantId,
  ]);
  await owner.query(
    "insert into territory (tenant_id, id, code, code_system, name, kind) values ($1,$2,'1','test','Comarca','region')",
    [tenantId, placeId],
  );
  await owner.query("insert into user_account (tenant_id, id, email, display_name) values ($1,$2,$3,'Elena')", [
    ...[tenantId, userId, email],
  ]);
  await owner.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from)
     values ($1,$2,$3,'programme_director',$4,'2020-01-01')`,
    [tenantId, randomUUID(), userId, placeId],
  );
  return email;
}

const run = (...args: string[]) => runCommand(yearly, ...args);

async function runCommand(command: Command, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await command.run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    env,
    cwd: folder,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const count = async (table: string) => Number((await owner.query(`select count(*) as n from ${table}`)).rows[0].n);

describe("trenza import ssda903", () => {
  it("rehearses without an account and leaves nothing behind", async () => {
    const { code, out, err } = await run(join(SAMPLES, "multi-year-2017-2021"), "--dry-run", "--json");
    expect([code, err]).toEqual([0, ""]);
    const told = JSON.parse(out);
    expect(told.facts).toMatchObject({ periods: expected.expected.care_periods, factsUntil: "2022-03-31" });
    expect(told.batch).toMatchObject({ years: [2017, 2018, 2019, 2020, 2021], rowsRefused: 0 });
    expect([await count("tenant"), await count("return_row"), await count("care_source")]).toEqual([0, 0, 0]);
  });

  it("finds in a single year what the reference finds", async () => {
    const { out } = await run(join(SAMPLES, "single-year-2017-18"), "--dry-run", "--json");
    const told = JSON.parse(out) as { groups: { rule: string; count: number }[] };
    for (const [rule, tables] of Object.entries(expected.rule_counts["single-year-2017-18"])) {
      const wanted = Object.values(tables as Record<string, number>).reduce((sum, n) => sum + n, 0);
      expect([rule, told.groups.find((group) => group.rule === rule)?.count ?? 0]).toEqual([rule, wanted]);
    }
  });

  it("loads in somebody's name, registers the agency, and tells it in Spanish", async () => {
    const email = await addDirector();
    const years = ["2017", "2018"].map((year) => join(SAMPLES, "multi-year-2017-2021", year));
    const { code, out } = await run(...years, "--as", email, "--source", "Valle");
    expect(code).toBe(0);
    expect(out).toContain("Tablas: Episodes, Header");
    expect(out).toContain("Cargada y aplicada");
    expect(await count("care_period")).toBeGreaterThan(300);
    const more = await run(join(SAMPLES, "multi-year-2017-2021", "2019"), "--as", email, "--json");
    expect(JSON.parse(more.out).batch).toMatchObject({ source: "Valle", state: "applied", years: [2019] });
    expect(await count("care_source")).toBe(1);
  });

  it("refuses in words and explains wrong use", async () => {
    expect((await run(join(SAMPLES, "README.md"), "--dry-run")).err).toContain("Ningún archivo es una tabla");
    expect((await run("nowhere", "--dry-run")).err).toContain("No se pudo leer");
    expect((await run(SAMPLES, "--as", "nadie@trenza.example")).err).toContain("No hay ninguna cuenta activa");
    expect((await run(SAMPLES)).code).toBe(2);
    expect((await run("--dry-run")).code).toBe(2);
    expect((await run(SAMPLES, "--dry-run", "--year", "17")).code).toBe(2);
  });
});

describe("trenza import cin and import mapped", () => {
  it("rehearse a census and a list explained by a mapping file", async () => {
    const told = JSON.parse((await runCommand(census, join(SAMPLES, "cin"), "--dry-run", "--json")).out);
    expect(told.tables.map(({ table }: { table: string }) => table)).toContain("CinChild");
    expect(told.facts.children).toBeGreaterThan(10);
    const [list, mapping] = [join(folder, "lista.csv"), join(folder, "lista.json")];
    writeFileSync(list, "ID;Ingreso;Motivo\nA;01/02/2023;?\nB;01/02/2023;alta\n");
    const columns = { ID: "Episodes.CHILD", Ingreso: "Episodes.DECOM", Motivo: "Episodes.RNE" };
    writeFileSync(mapping, JSON.stringify({ columns, values: { "Episodes.RNE": { alta: "S" } } }));
    const { out } = await runCommand(mapped, list, "--mapping", mapping, "--dry-run");
    expect(out).toContain("Códigos sin equivalencia: Episodes.RNE: ?.");
    expect(out).toContain("1 periodos");
    expect((await runCommand(mapped, list, "--dry-run")).err).toContain("equivalencias de columnas");
    expect((await runCommand(mapped, list, "--mapping", list, "--dry-run")).err).toContain("archivo de equivalencias");
  });
});

describe("trenza import population", () => {
  it("says what it finds without loading, loads in somebody's name, and is taken back", async () => {
    const email = await addDirector();
    const list = join(folder, "poblacion.csv");
    writeFileSync(
      list,
      "territorio;año;dimensión;grupo;n\nComarca;2018;total;;900\nComarca;2018;sexo;altas;9\nLuna;2018;total;;1\n",
    );
    const tried = await runCommand(population, list, "--as", email, "--source", "Sierra", "--dry-run");
    expect(tried.out).toContain("Filas leídas: 3; no leídas: 1.");
    expect(tried.out).toContain("1 × [territory_unknown]");
    expect(tried.out).toContain("No se ha cargado nada.");
    expect(await count("population")).toBe(0);
    const loaded = await runCommand(population, list, "--as", email, "--source", "Sierra", "--json");
    expect(await count("population")).toBe(1);
    const { batchId } = JSON.parse(loaded.out).batch;
    const back = await runCommand(undo, batchId, "--as", email);
    expect([back.code, back.out]).toEqual([0, "Declaración deshecha. Quedan 0 niñas y niños y 0 periodos."]);
    expect(await count("population")).toBe(0);
    expect((await runCommand(undo, batchId, "--as", email)).err).toContain("no está aplicada");
    expect((await runCommand(population, list, "--dry-run")).code).toBe(2);
  });
});
