import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { TEST_FOLDER } from "../../../tests/database/leftovers.ts";
import { verifyLedger } from "../../server/audit/verify.ts";
import { openInstallation } from "../../server/installation.ts";
import { listen } from "../../server/listen.ts";
import { dayIn } from "../../server/moment.ts";
import { packageRoot } from "../../server/paths.ts";
import { command } from "./institutionCreate.ts";

const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
const env = { ...process.env, TRENZA_DATA: folder, DATABASE_URL: undefined };
const installation = await openInstallation({ env, cwd: folder, log: () => undefined });
const owner = new pg.Client(installation.owner);
await owner.connect();
const secureCookies = false;
const listening = await listen({ installation, port: 0, host: "127.0.0.1", demo: false, secureCookies, version: "0" });
afterAll(async () => {
  await listening.close();
  await owner.end();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const institution = {
  name: "Ayuntamiento de Valdecantos",
  country: "ES",
  timeZone: "Europe/Madrid",
  packs: [join(packageRoot(), "programs/huerto-de-prueba")],
  root: { system: "ine-municipality", code: "02003", name: "Albacete", kind: "municipality" },
  places: [{ key: "barrio", system: "own", code: "B1", name: "Barrio del Río", kind: "neighbourhood" }],
  people: [
    { name: "Ana Belén", email: "Direccion@valdecantos.example", role: "programme_director" },
    { name: "Marta", email: "marta@valdecantos.example", role: "family_worker", place: "barrio" },
  ],
};

async function create(content: unknown, ...args: string[]) {
  const file = join(folder, "institucion.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env, cwd: folder };
  return { code: await command.run([file, ...args], io), out: out.join("\n"), err: err.join("\n") };
}

async function tenants(): Promise<number> {
  return (await owner.query("select count(*)::int as n from tenant")).rows[0].n;
}

describe("trenza institution create", () => {
  it("founds an institution whose people sign in with the password told once, each with the right of the file", async () => {
    const made = await create(institution, "--json");
    expect(made.err).toBe("");
    const founded = JSON.parse(made.out);
    expect(founded.packs).toEqual(["huerto-de-prueba 1.0.0"]);
    const [director] = founded.people;
    const answer = await fetch(`${listening.url}/api/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: director.email, password: director.password }),
    });
    expect(answer.status).toBe(200);
    const { rows } = await owner.query(
      `select person.email, access_grant.role, territory.code from access_grant
       join user_account person on person.id = access_grant.user_id
       join territory on territory.id = access_grant.territory_id
       where access_grant.tenant_id = $1 order by person.email`,
      [founded.tenantId],
    );
    expect(rows).toEqual([
      { email: "direccion@valdecantos.example", role: "programme_director", code: "02003" },
      { email: "marta@valdecantos.example", role: "family_worker", code: "B1" },
    ]);
    const passwords = founded.people.map(({ password }: { password: string }) => password);
    const kept = await owner.query("select coalesce(string_agg(ledger::text, ''), '') as text from ledger");
    for (const password of passwords) expect(kept.rows[0].text).not.toContain(password);
    expect((await verifyLedger(owner, { anchors: [], badLines: [] })).problems).toEqual([]);
  });

  it("makes nothing when an address already has an account", async () => {
    const before = await tenants();
    const again = await create({ ...institution, name: "Otra" });
    expect([again.code, again.err]).toEqual([
      1,
      "«direccion@valdecantos.example» ya tiene cuenta. Use otra dirección.",
    ]);
    expect(await tenants()).toBe(before);
  });

  it.each([
    ["a word that is no role", { people: [{ name: "A", email: "a@b.example", role: "reina" }] }, "/people/0/role"],
    [
      "a place nobody named",
      { people: [{ name: "A", email: "a@b.example", role: "auditor", place: "luna" }] },
      "«luna»",
    ],
    ["an unknown time zone", { timeZone: "Europe/Valdecantos" }, "Europe/Valdecantos"],
    [
      "the same address twice",
      { people: [1, 2].map(() => ({ name: "A", email: "a@b.example", role: "auditor" })) },
      "dos veces",
    ],
    ["a programme with errors", { packs: ["no-existe"] }, "pack check no-existe"],
  ])("says where the file is wrong: %s", async (_, change, told) => {
    const before = await tenants();
    const made = await create({ ...institution, ...change });
    expect(made.code).toBe(1);
    expect(made.err).toContain(told);
    expect(await tenants()).toBe(before);
  });

  it("says that a file is not JSON", async () => {
    const made = await create("{ nombre: 1 }");
    expect([made.code, made.err]).toEqual([1, expect.stringContaining("no es JSON")]);
  });

  // At any hour one of the two has another day than Greenwich.
  it.each(["Pacific/Kiritimati", "Pacific/Pago_Pago"])("gives roles from the day it is in %s", async (timeZone) => {
    const people = institution.people.map((person) => ({ ...person, email: `${timeZone.slice(8)}.${person.email}` }));
    const before = dayIn(new Date(), timeZone);
    const made = await create({ ...institution, timeZone, people }, "--json");
    expect(made.err).toBe("");
    const { tenantId, packs } = JSON.parse(made.out);
    expect(packs).toEqual(["huerto-de-prueba 1.0.0"]);
    const { rows } = await owner.query("select distinct valid_from as day from access_grant where tenant_id = $1", [
      tenantId,
    ]);
    expect(rows).toHaveLength(1);
    expect([before, dayIn(new Date(), timeZone)]).toContain(rows[0].day);
  });
});
