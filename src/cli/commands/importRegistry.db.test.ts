import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Command } from "../command.ts";
import { command as listing } from "./importList.ts";
import { command as registry } from "./importRegistry.ts";
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

/** Somebody with a role in a municipality of this country. */
async function addPerson(role: string, country: string, place: readonly [code: string, name: string]): Promise<string> {
  const [tenantId, placeId, userId] = [randomUUID(), randomUUID(), randomUUID()];
  const email = `${userId}@trenza.example`;
  await owner.query("insert into tenant (id, name, country, time_zone) values ($1,'Prueba',$2,'Europe/Madrid')", [
    tenantId,
    country,
  ]);
  await owner.query(
    "insert into territory (tenant_id, id, code, code_system, name, kind) values ($1,$2,$3,'test',$4,'municipality')",
    [tenantId, placeId, ...place],
  );
  await owner.query("insert into user_account (tenant_id, id, email, display_name) values ($1,$2,$3,'Elena')", [
    ...[tenantId, userId, email],
  ]);
  await owner.query(
    `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from) values ($1,$2,$3,$4,$5,'2020-01-01')`,
    [tenantId, randomUUID(), userId, role, placeId],
  );
  return email;
}

async function run(command: Command, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: folder };
  const code = await command.run(args, io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const file = (name: string) => resolve("tests/data/registry", name);
let supervisor: string;

beforeAll(async () => {
  supervisor = await addPerson("supervisor", "ES", ["02003", "Albacete"]);
});

async function families(): Promise<number> {
  return (await owner.query("select count(*)::int as count from household")).rows[0].count;
}

describe("trenza import registry", () => {
  it("tells in Spanish what would happen and loads nothing unless asked", async () => {
    const { code, out } = await run(registry, file("municipio-es.csv"), "--as", supervisor);
    expect(code).toBe(0);
    expect(out).toContain("«municipio-es.csv» (CSV, «;», Windows-1252): 5 filas.");
    expect(out).toContain("Entran: 1 familias, 3 personas.");
    expect(out).toContain("fila 7, Nombre: «Peña; Ana» no parece un nombre: lleva cifras o signos.");
    expect(out).toContain("fila 8, Fecha de nacimiento: La fecha «31/02/1975» no existe o no se entiende.");
    expect(out).toContain("La columna «Domicilio» no se carga");
    expect(out).toContain("No se ha cargado nada.");
    expect(await families()).toBe(0);
  });

  it("loads what goes in, lists it, refuses the same file again, and takes it back", async () => {
    const loaded = await run(registry, file("municipio-es.csv"), "--as", supervisor, "--apply", "--json");
    const { batchId } = JSON.parse(loaded.out).loaded;
    expect(await families()).toBe(1);
    expect((await run(listing, "--as", supervisor)).out).toMatch(new RegExp(`${batchId} .* cargada .*municipio-es`));
    const again = await run(registry, file("municipio-es.csv"), "--as", supervisor, "--apply");
    expect(again.code).toBe(1);
    expect(again.err).toContain("Este mismo archivo ya se cargó el");
    expect((await run(undo, batchId, "--as", supervisor)).out).toContain("Familias quitadas: 1");
    expect(await families()).toBe(0);
    expect((await run(undo, batchId, "--as", supervisor)).err).toContain("ya se había deshecho");
  });

  it("reads a Chilean list, and one explained by a mapping file", async () => {
    const chilean = await addPerson("programme_director", "CL", ["13122", "Peñalolén"]);
    const { out } = await run(registry, file("comuna-cl.csv"), "--as", chilean, "--json");
    const { check } = JSON.parse(out);
    expect(check).toMatchObject({ families: 1, people: 2, groups: [{ code: "bad_document", count: 1 }] });
    const mapping = ["--mapping", file("codigos.mapping.json")];
    const explained = await run(registry, file("codigos.txt"), "--as", supervisor, "--json", ...mapping);
    expect(JSON.parse(explained.out).check).toMatchObject({ families: 1, people: 2, groups: [] });
  });

  it("acts only in the name of somebody who may, with a file and a mapping that can be read", async () => {
    const worker = await addPerson("family_worker", "ES", ["02003", "Albacete"]);
    const list = file("municipio-es.csv");
    expect((await run(registry, list, "--as", worker)).err).toContain("Su función no permite hacer esto");
    expect((await run(registry, list, "--as", "nadie@trenza.example")).err).toContain("No hay ninguna cuenta activa");
    expect((await run(registry, file("nowhere.csv"), "--as", supervisor)).err).toContain("No se pudo leer");
    const wrong = await run(registry, list, "--as", supervisor, "--mapping", resolve("package.json"));
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining("equivalencias no se entiende")]);
  });

  it("explains wrong use", async () => {
    expect((await run(registry, file("municipio-es.csv"))).code).toBe(2);
    expect((await run(registry, "--as", supervisor)).code).toBe(2);
    expect((await run(undo, "7", "--as", supervisor)).code).toBe(2);
    expect((await run(listing)).code).toBe(2);
  });
});
