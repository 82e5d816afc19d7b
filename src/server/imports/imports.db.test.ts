import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, callerWith, signInAs } from "../../../tests/builders/caller.ts";
import { asCsv, asWorkbook, type RegistryList, registryList } from "../../../tests/builders/registryList.ts";
import { addPerson, addTenant, grant, openWorld, type Person, type Tenant } from "../../../tests/builders/world.ts";
import { families } from "../../contracts/families.ts";
import {
  applyRegistryImport,
  checkRegistryFile,
  importBatches,
  loadRegistryFile,
  type RegistryCheck,
  undoImport,
} from "../../contracts/imports.ts";
import type { Role } from "../../core/access/policy.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
let app: FastifyInstance;
let tenant: Tenant;
let north: string;
let south: string;
let lists = 0;
const people = new Map<string, { person: Person; caller: Caller }>();

async function addStaff(name: string, role: Role, territoryId: string): Promise<void> {
  const person = await addPerson(world, tenant, { displayName: name });
  await grant(world, person, { role, territoryId });
  people.set(name, { person, caller: await signInAs(app, world, person) });
}

function as(name: string): Caller {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found.caller;
}

beforeAll(async () => {
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  const { rows } = await world.owner.query("select id, code from territory where tenant_id = $1", [tenant.id]);
  const codeOf = (id: string) => rows.find((row) => row.id === id)?.code as string;
  north = codeOf(tenant.north);
  south = codeOf(tenant.south);
  await addStaff("supervisor", "supervisor", tenant.municipality);
  await addStaff("director", "programme_director", tenant.region);
  await addStaff("supervisor of the south", "supervisor", tenant.south);
  await addStaff("worker", "family_worker", tenant.municipality);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A new list of nobody loaded before. */
function aList(changes: Partial<Parameters<typeof registryList>[0]> = {}): RegistryList {
  lists += 1;
  return registryList({ people: 30, places: [north], seed: lists, from: lists * 10_000, ...changes });
}

function sent(content: Buffer, more: object = {}) {
  return { fileName: "lista.csv", content: content.toString("base64"), leaveOutDuplicates: false, ...more };
}

async function check(name: string, content: Buffer, more: object = {}) {
  return as(name).call(checkRegistryFile, sent(content, more));
}

async function load(name: string, content: Buffer, more: Readonly<Record<string, unknown>> = {}) {
  const leaveOutDuplicates = more.leaveOutDuplicates === true;
  const checked = (await check(name, content, { leaveOutDuplicates })).json() as RegistryCheck;
  const confirmed = { families: checked.families, people: checked.people };
  const asked = { operationId: randomUUID(), claimedAt: new Date().toISOString(), batchId: randomUUID() };
  return as(name).call(loadRegistryFile, sent(content, { ...asked, confirmed, fileHash: checked.fileHash, ...more }));
}

const tables = [
  "household",
  "person",
  "household_member",
  "person_document",
  "contact_channel",
  "relationship",
  "search_key",
];

/** Every row of what a list brings, as one digest per table. */
async function fingerprint(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [...tables, "import_batch"]) {
    const { rows } = await world.owner.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print
       from ${table} t where tenant_id = $1`,
      [tenant.id],
    );
    found[table] = rows[0].print;
  }
  return found;
}

async function familiesOf(batchId: string): Promise<readonly { id: string; code: string; name: string }[]> {
  const { rows } = await world.owner.query(
    "select id, code, name from household where tenant_id = $1 and import_batch_id = $2 order by code",
    [tenant.id, batchId],
  );
  return rows;
}

describe("checking a list", () => {
  test("changes nothing and tells every row that stays out", async () => {
    const before = await fingerprint();
    const list = aList({ people: 400, defectsPerHundred: 8 });
    const answer = await check("supervisor", asCsv(list));
    expect(answer.statusCode).toBe(200);
    const found = answer.json() as RegistryCheck;
    expect(found).toMatchObject({ readAs: "CSV, «;», Windows-1252", rows: list.rows.length, loadedOn: null });
    expect(found.people + found.refusedRows + found.skippedRows).toBe(found.rows);
    for (const [row, code] of list.defects)
      expect(found.findings).toContainEqual(expect.objectContaining({ row, code }));
    expect(await fingerprint()).toEqual(before);
  });

  test.each(["win1252", "utf8", "utf8-bom"] as const)("reads %s", async (encoding) => {
    const found = (await check("supervisor", asCsv(aList(), encoding))).json() as RegistryCheck;
    expect(found).toMatchObject({ refusedRows: 0, groups: [] });
  });

  test("reads a workbook with its days as days", async () => {
    const list = aList({ people: 200, defectsPerHundred: 8, forWorkbook: true });
    const found = (await check("supervisor", await asWorkbook(list))).json() as RegistryCheck;
    expect(found).toMatchObject({ readAs: expect.stringContaining("Excel"), rows: list.rows.length });
    for (const [row, code] of list.defects)
      expect(found.findings).toContainEqual(expect.objectContaining({ row, code }));
  });

  test("says what is wrong with a file that is no list", async () => {
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]);
    expect((await check("supervisor", old)).json().error.message).toContain("guárdelo como .xlsx");
    const torn = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(40)]);
    expect((await check("supervisor", torn)).json().error).toMatchObject({ code: "file_not_readable" });
    expect((await check("supervisor", Buffer.from("a;b\n1;2\n"))).json().error).toMatchObject({
      code: "heading_missing",
    });
    const noSurname = Buffer.from("Nombre;Sexo;Municipio\nAna;M;X\n");
    expect((await check("supervisor", noSurname)).json().error.message).toContain("«Primer apellido»");
  });
});

describe("loading a list", () => {
  test("brings its families with ties and search words, in one operation whose names are sealed", async () => {
    const list = aList();
    const answer = await load("supervisor", asCsv(list));
    expect(answer.statusCode).toBe(200);
    const { batchId, families: count, people: loaded } = answer.json();
    const stored = await familiesOf(batchId);
    expect([stored.length, loaded]).toEqual([count, list.rows.length]);
    const word = list.rows[0]?.[3] ?? "";
    const found = (await as("supervisor").ask(families, { search: stored[0]?.code ?? "" })).json();
    expect(found.items, JSON.stringify(found)).toMatchObject([{ name: expect.stringContaining(word) }]);
    const { rows } = await world.owner.query(
      "select input::text as input, device from ledger where tenant_id = $1 and stream_id = $2",
      [tenant.id, batchId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].device).toBe("web");
    expect(rows[0].input).toContain('"sealed"');
    expect(rows[0].input).not.toContain(word);
    const ties = await world.owner.query(
      `select count(*)::int as count from relationship tie join household on household.id = tie.household_id
       where tie.tenant_id = $1 and household.import_batch_id = $2`,
      [tenant.id, batchId],
    );
    expect(ties.rows[0].count).toBe(list.rows.filter(([, role]) => role !== "Persona de referencia").length);
  });

  test("loads what was confirmed and nothing else", async () => {
    const before = await fingerprint();
    const content = asCsv(aList());
    const answer = await load("supervisor", content, { confirmed: { families: 1, people: 1 } });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, "changed_since_check"]);
    const other = await load("supervisor", content, { fileHash: "0".repeat(64) });
    expect(other.json().error.code).toBe("changed_since_check");
    expect(await fingerprint()).toEqual(before);
  });

  test("loads the same file once, also when two send it at once", async () => {
    const content = asCsv(aList());
    const both = await Promise.all([load("supervisor", content), load("director", content)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const again = await load("director", content);
    expect(again.json().error).toMatchObject({ code: "already_applied" });
    expect(((await check("director", content)).json() as RegistryCheck).loadedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("a repeated sending gets the same answer and has one effect", async () => {
    const content = asCsv(aList());
    const ids = { operationId: randomUUID(), batchId: randomUUID() };
    const first = await load("supervisor", content, ids);
    const { families: count, people: loaded } = first.json();
    const before = await fingerprint();
    const second = await load("supervisor", content, { ...ids, confirmed: { families: count, people: loaded } });
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
    expect(await fingerprint()).toEqual(before);
  });

  test("leaves families of an earlier list alone", async () => {
    const list = aList();
    await load("supervisor", asCsv(list));
    const [first] = list.rows;
    const added = ["ZZ-1", "Titular", "Eva", "Nueva", "", "1990", "M", "", "", north, "", ""];
    const longer: RegistryList = { ...list, rows: [...list.rows, added] };
    const found = (await check("supervisor", asCsv(longer))).json() as RegistryCheck;
    expect(found).toMatchObject({
      families: 1,
      people: 1,
      groups: [{ code: "family_already_here", count: list.rows.length }],
    });
    expect(found.findings[0]).toMatchObject({ row: 2, family: expect.stringMatching(/^F-\d{5,}$/) });
    expect(first).toBeDefined();
  });

  test("an interruption leaves nothing of it", async () => {
    await world.owner.query(`
      create function fail_late() returns trigger language plpgsql as $$ begin raise exception 'no more'; end $$;
      create trigger fail_late before insert on search_key for each row when (new.key = 'w:catastrofe') execute function fail_late()`);
    const before = await fingerprint();
    const list = aList({ people: 2000 });
    const last = ["ZZ-2", "Titular", "Ana", "Catástrofe", "", "1990", "M", "", "", north, "", ""];
    const answer = await load("supervisor", asCsv({ ...list, rows: [...list.rows, last] }));
    expect(answer.statusCode).toBe(500);
    expect(await fingerprint()).toEqual(before);
    await world.owner.query("drop trigger fail_late on search_key; drop function fail_late()");
  });
});

describe("people who are already here", () => {
  const listed = (row: readonly string[]) => asCsv({ headings: aList().headings, rows: [row], defects: new Map() });
  const person = (key: string, changes: readonly (readonly [number, string])[] = []) => {
    const row = [
      key,
      "Titular",
      "Aurelia",
      "Quiñones",
      "Bárcena",
      "09/08/1971",
      "Mujer",
      "DNI",
      "12345678Z",
      north,
      "",
      "",
    ];
    for (const [at, value] of changes) row[at] = value;
    return row;
  };

  test("are pointed out by document and by name, and left out where asked for", async () => {
    await load("supervisor", listed(person("AQ-1")));
    const same = (await check("supervisor", listed(person("AQ-2", [[2, "Otra"]])))).json() as RegistryCheck;
    expect(same).toMatchObject({ families: 1, findings: [{ code: "same_document_here", family: expect.any(String) }] });
    const alike = (
      await check(
        "supervisor",
        listed(
          person("AQ-3", [
            [3, "Kiñones"],
            [5, "1972"],
            [8, ""],
          ]),
        ),
      )
    ).json();
    expect(alike).toMatchObject({ families: 1, findings: [{ code: "similar_person_here" }] });
    const out = await check("supervisor", listed(person("AQ-2")), { leaveOutDuplicates: true });
    expect(out.json()).toMatchObject({ families: 0, groups: [{ code: "duplicate_left_out", count: 1 }] });
    const refusal = await load("supervisor", listed(person("AQ-2")), { leaveOutDuplicates: true });
    expect(refusal.json().error.code).toBe("nothing_to_load");
  });

  test("in a family out of sight are told by their document alone, never whose it is", async () => {
    await load("supervisor", listed(person("AQ-4", [[8, "00000000T"]])));
    const elsewhere = person("AQ-5", [
      [8, "00000000T"],
      [9, south],
    ]);
    const found = (await check("supervisor of the south", listed(elsewhere))).json() as RegistryCheck;
    expect(found.findings).toEqual([{ code: "same_document_elsewhere", row: 2, field: null, value: "00000000T" }]);
  });
});

describe("places and rights", () => {
  test("families of a place out of reach are refused row by row", async () => {
    const list = aList({ places: [north] });
    const found = (await check("supervisor of the south", asCsv(list))).json() as RegistryCheck;
    expect(found).toMatchObject({ families: 0, groups: [{ code: "place_out_of_reach", count: list.rows.length }] });
    expect((await load("supervisor of the south", asCsv(list))).json().error.code).toBe("nothing_to_load");
  });

  test("who may not load lists cannot check, load, list or take back any", async () => {
    const content = asCsv(aList());
    expect((await check("worker", content)).statusCode).toBe(403);
    const asked = { operationId: randomUUID(), claimedAt: new Date().toISOString(), batchId: randomUUID() };
    const more = { ...asked, confirmed: { families: 1, people: 1 }, fileHash: "0".repeat(64) };
    expect((await as("worker").call(loadRegistryFile, sent(content, more))).statusCode).toBe(403);
    const rows = [
      { row: 1, cells: ["Nombre", "Primer apellido", "Municipio"] },
      { row: 2, cells: ["Ana", "Soto", north] },
    ];
    const direct = { ...more, operationId: undefined, claimedAt: undefined, fileName: "x", mapping: {}, rows };
    const input = { leaveOutDuplicates: false, ...direct };
    expect((await as("worker").operate(applyRegistryImport, input)).statusCode).toBe(403);
    expect((await as("worker").ask(importBatches, {})).statusCode).toBe(403);
    const { batchId } = (await load("supervisor", content)).json();
    expect((await as("worker").operate(undoImport, { batchId })).statusCode).toBe(404);
  });

  test("a load is not there for who does not reach all its places, nor for another institution", async () => {
    const { batchId } = (await load("supervisor", asCsv(aList({ people: 60, places: [north, south] })))).json();
    const listedTo = async (name: string) =>
      (await as(name).ask(importBatches, {})).json().items.map((item: { batchId: string }) => item.batchId);
    expect(await listedTo("director")).toContain(batchId);
    expect(await listedTo("supervisor of the south")).not.toContain(batchId);
    expect((await as("supervisor of the south").operate(undoImport, { batchId })).statusCode).toBe(404);
    const other = await addTenant(world);
    const stranger = await addPerson(world, other);
    await grant(world, stranger, { role: "supervisor", territoryId: other.region });
    const caller = await signInAs(app, world, stranger);
    expect((await caller.operate(undoImport, { batchId })).statusCode).toBe(404);
  });

  test("a large body of nobody is refused unread; more than a list may weigh is refused", async () => {
    const body = JSON.stringify(sent(Buffer.alloc(5_000_000)));
    const headers = { "content-type": "application/json" };
    const nobody = await callerWith(app).post(checkRegistryFile.url, body, headers);
    expect(nobody.statusCode).toBe(401);
    expect((await check("supervisor", Buffer.alloc(12_000_000))).statusCode).toBe(413);
  });
});

describe("taking a load back", () => {
  test("leaves everything as it was before", async () => {
    const before = await fingerprint();
    const { batchId } = (await load("supervisor", asCsv(aList({ people: 300, defectsPerHundred: 8 })))).json();
    const answer = await as("director").operate(undoImport, { batchId });
    expect(answer.json()).toMatchObject({ batchId, kept: [], keptOutOfSight: 0 });
    const after = await fingerprint();
    for (const table of tables) expect([table, after[table]]).toEqual([table, before[table]]);
    const again = await as("director").operate(undoImport, { batchId });
    expect([again.statusCode, again.json().error.code]).toEqual([409, "already_undone"]);
  });

  test("lets the same file be loaded again", async () => {
    const content = asCsv(aList());
    const { batchId } = (await load("supervisor", content)).json();
    await as("supervisor").operate(undoImport, { batchId });
    expect((await load("supervisor", content)).statusCode).toBe(200);
  });

  test("keeps and names the families somebody has worked with since", async () => {
    const list = aList({ people: 60 });
    const { batchId, families: count } = (await load("supervisor", asCsv(list))).json();
    const [noted, corrected, joined, teamed] = await familiesOf(batchId);
    const { id: userId } = people.get("supervisor")?.person ?? { id: "" };
    const insert = (text: string, values: readonly unknown[]) => world.owner.query(text, [tenant.id, ...values]);
    await insert("insert into note (tenant_id, id, household_id, text, written_by) values ($1,$2,$3,'x',$4)", [
      ...[randomUUID(), noted?.id, userId],
    ]);
    await insert(
      `update person set version = 2 where tenant_id = $1 and id in
         (select person_id from household_member where household_id = $2 limit 1)`,
      [corrected?.id],
    );
    const newcomer = randomUUID();
    await insert("insert into person (tenant_id, id, given_names) values ($1,$2,'Nora')", [newcomer]);
    await insert(
      `insert into household_member (tenant_id, id, household_id, person_id, role, valid_from)
       values ($1,$2,$3,$4,'other','2026-01-01')`,
      [randomUUID(), joined?.id, newcomer],
    );
    await insert(
      `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from)
       values ($1,$2,$3,$4,'lead','2026-01-01')`,
      [randomUUID(), teamed?.id, userId],
    );
    const answer = (await as("supervisor").operate(undoImport, { batchId })).json();
    const worked = [noted, corrected, joined, teamed].map((family) => family?.code);
    expect(answer.kept.map(({ code }: { code: string }) => code)).toEqual(worked);
    expect(answer).toMatchObject({ removed: count - 4, keptOutOfSight: 0 });
    expect((await familiesOf(batchId)).map(({ code }) => code)).toEqual(worked);
    const { items } = (await as("supervisor").ask(importBatches, {})).json();
    const shown = items.find((item: { batchId: string }) => item.batchId === batchId);
    expect(shown).toMatchObject({ state: "undone", familiesHere: 4, families: count, undoneBy: "supervisor" });
  });
});
