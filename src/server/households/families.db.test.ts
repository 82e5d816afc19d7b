import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { type Accompanied, accompany } from "../../../tests/builders/fieldwork.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  addToTeam,
  cookieName,
  openTokenFor,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "../../../tests/builders/world.ts";
import { families, householdAddress, householdFile } from "../../contracts/families.ts";
import { correctPerson, raiseAlert, recordAddress } from "../../contracts/households.ts";
import { buildApp } from "../app.ts";
import { findSignedIn } from "../auth/signedIn.ts";
import { inTransaction } from "../database/transaction.ts";
import type { QueryContext } from "../query.ts";
import { readFamilies } from "./families.read.ts";
import { readHouseholdFile } from "./householdFile.read.ts";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let worker: Person;
let browser: Caller;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  worker = await addPersonWith(world, tenant, "family_worker");
  browser = await signInAs(app, world, worker);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** Runs a reading as the worker and counts the statements it sends. */
async function counting<Value>(read: (context: QueryContext) => Promise<Value>) {
  const signedIn = await findSignedIn(world.surroundings, { [cookieName(world)]: await openTokenFor(world, worker) });
  if (!signedIn) throw new Error("the worker could not sign in");
  let statements = 0;
  const value = await inTransaction(world.pool, signedIn.actor, (transaction) => {
    const query = (...given: unknown[]) => {
      statements += 1;
      return (transaction.client.query as (...all: unknown[]) => Promise<pg.QueryResult>)(...given);
    };
    const client = { query } as unknown as pg.PoolClient;
    const { sealingKey } = world.surroundings;
    const now = new Date().toISOString();
    return read({ ...transaction, client, actor: signedIn.actor, now, signedIn, sealingKey });
  });
  return { value, statements };
}

async function addSessions(accompanied: Accompanied, howMany: number): Promise<void> {
  const { household, caseId, worker: by } = accompanied;
  await world.owner.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, notes, recorded_by)
     select $1, gen_random_uuid(), $2, $3, 'watering_visit', 'family', 'held', date '2026-02-01' + number / 2, 'nota ' || number, $4
     from generate_series(1, $5) number`,
    [household.tenantId, caseId, household.id, by.id, howMany],
  );
}

describe("the family file", () => {
  test("is one statement, with its last 200 events, however many there are", async () => {
    const accompanied = await accompany(world, { tenant, worker });
    await addSessions(accompanied, 300);
    const { value, statements } = await counting((context) => readHouseholdFile(context, accompanied.household.id));
    expect(statements).toBe(1);
    expect(value?.timeline).toHaveLength(200);
    const days = value?.timeline.map(({ on }) => on) ?? [];
    expect(days).toEqual([...days].sort().reverse());
    expect(value?.timeline[0]).toMatchObject({ kind: "session_held", words: "nota 300", by: worker.displayName });
    expect(value?.case?.sessionsHeld).toBe(300);
  });

  test("gives a peer partner nothing that is sensitive", async () => {
    const accompanied = await accompany(world, { tenant, worker });
    await addSessions(accompanied, 2);
    const alert = { id: randomUUID(), householdId: accompanied.household.id, text: "perro", reviewOn: "2099-01-01" };
    expect((await browser.operate(raiseAlert, alert)).statusCode).toBe(200);
    const peer = await addPersonWith(world, tenant, "peer_partner");
    await addToTeam(world, accompanied.household, peer);
    const peerBrowser = await signInAs(app, world, peer);
    const file = (await peerBrowser.ask(householdFile, { householdId: accompanied.household.id })).json();
    expect(file).toMatchObject({ alerts: [], goals: [], tasks: [], assessments: [], plan: null, mayDo: [] });
    expect(file.timeline.filter(({ kind }: { kind: string }) => kind.startsWith("session"))).toEqual([]);
    expect(file.members.map(({ givenNames }: { givenNames: string }) => givenNames)).toEqual(["Ana", "Teo"]);
  });

  test("says what the reader may do here", async () => {
    const accompanied = await accompany(world, { tenant, worker });
    const file = (await browser.ask(householdFile, { householdId: accompanied.household.id })).json();
    expect(file.mayDo).toEqual(expect.arrayContaining(["household.write", "session.write", "address.read"]));
    expect(file.mayDo).not.toContain("case.assign");
    expect(file.mayDo).not.toContain("readlog.read");
  });

  test("keeps the corrected visit and leaves out the one it corrects", async () => {
    const accompanied = await accompany(world, { tenant, worker });
    await addSessions(accompanied, 1);
    const { rows } = await world.owner.query("select id from session where household_id = $1", [
      accompanied.household.id,
    ]);
    await world.owner.query(
      `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, notes, recorded_by, corrects_id)
       values ($1,$2,$3,$4,'watering_visit','family','held','2026-02-01','corregida',$5,$6)`,
      [tenant.id, randomUUID(), accompanied.caseId, accompanied.household.id, worker.id, rows[0].id],
    );
    const file = (await browser.ask(householdFile, { householdId: accompanied.household.id })).json();
    const held = file.timeline.filter(({ kind }: { kind: string }) => kind === "session_held");
    expect(held.map(({ words }: { words: string }) => words)).toEqual(["corregida"]);
    expect(file.case.sessionsHeld).toBe(1);
  });
});

describe("the list of families", () => {
  test("goes page by page in one statement each, without gaps or repeats", async () => {
    const reader = await addPersonWith(world, tenant, "family_worker");
    const readerBrowser = await signInAs(app, world, reader);
    const expected: string[] = [];
    for (let number = 0; number < 120; number++) {
      const name = `Familia ${number % 7}`;
      const household = await addHousehold(world, tenant, { registeredBy: reader, name });
      await addToTeam(world, household, reader);
      expected.push(household.id);
    }
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const page = (await readerBrowser.ask(families, { ...(after && { after }) })).json();
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      sizes.push(page.items.length);
      after = page.next ?? undefined;
    } while (after);
    expect(sizes).toEqual([50, 50, 20]);
    expect([...seen].sort()).toEqual([...expected].sort());
    const { statements } = await counting((context) =>
      readFamilies(context, { search: "familia 3", situation: "open" }),
    );
    expect(statements).toBe(1);
  });

  test("filters by situation, stage and place, and leaves out a family the reader is excluded from", async () => {
    const reader = await addPersonWith(world, tenant, "supervisor");
    const readerBrowser = await signInAs(app, world, reader);
    const open = await accompany(world, { tenant, worker });
    const bare = await addHousehold(world, tenant, { registeredBy: worker, territoryId: tenant.south });
    const idsOf = async (parameters: Record<string, string>) => {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = (await readerBrowser.ask(families, { ...parameters, ...(after && { after }) })).json();
        ids.push(...page.items.map(({ id }: { id: string }) => id));
        after = page.next ?? undefined;
      } while (after);
      return ids;
    };
    expect(await idsOf({ situation: "open" })).toContain(open.household.id);
    expect(await idsOf({ situation: "open" })).not.toContain(bare.id);
    expect(await idsOf({ situation: "closed" })).not.toContain(open.household.id);
    expect(await idsOf({ situation: "without_case", territoryId: tenant.south })).toEqual([bare.id]);
    expect(await idsOf({ stage: "sowing" })).toContain(open.household.id);
    expect(await idsOf({ stage: "growing" })).not.toContain(open.household.id);
    await world.owner.query(
      "insert into exclusion (tenant_id, id, household_id, user_id, reason, valid_from) values ($1,$2,$3,$4,'prima','2026-01-01')",
      [tenant.id, randomUUID(), bare.id, reader.id],
    );
    expect(await idsOf({ situation: "without_case", territoryId: tenant.south })).toEqual([]);
  });

  test("finds a person by the corrected name and no longer by the old one", async () => {
    const accompanied = await accompany(world, { tenant, worker });
    const person = {
      givenNames: "Wenceslada",
      firstSurname: "Oropesa",
      secondSurname: "",
      birth: null,
      sex: "female",
      languages: [],
    };
    const input = { householdId: accompanied.household.id, personId: accompanied.ana, baseVersion: 1, person };
    expect((await browser.operate(correctPerson, input)).statusCode).toBe(200);
    const again = { ...input, baseVersion: 2, person: { ...person, givenNames: "Brunilda" } };
    expect((await browser.operate(correctPerson, again)).statusCode).toBe(200);
    const found = async (search: string) => (await browser.ask(families, { search })).json().items.length;
    expect(await found("brunilda oropesa")).toBe(1);
    expect(await found("wenceslada")).toBe(0);
  });

  test("reads wild cards and quotes as plain text", async () => {
    for (const search of ["%", "_", "'; drop table household; --", "\\", "ñ%_\u{10FFFF}"]) {
      const answer = await browser.ask(families, { search });
      expect(answer.statusCode).toBe(200);
    }
  });
});

describe("the address of a family", () => {
  const address = (householdId: string, confidentiality: string, line: string) => ({
    id: randomUUID(),
    householdId,
    line,
    locality: "Valdecantos",
    postalCode: "02003",
    confidentiality,
    since: "2026-02-01",
  });

  test("is read on its own, and the reading keeps its reason", async () => {
    const { household } = await accompany(world, { tenant, worker });
    await browser.operate(recordAddress, address(household.id, "sensitive", "Calle del Río 3"));
    const file = await browser.ask(householdFile, { householdId: household.id });
    expect(file.body).not.toContain("Calle del Río");
    expect((await browser.ask(householdAddress, { householdId: household.id, reason: "   " })).statusCode).toBe(400);
    const seen = await browser.ask(householdAddress, { householdId: household.id, reason: "visita de mañana" });
    expect(seen.json().addresses).toMatchObject([{ line: "Calle del Río 3", level: 2 }]);
    const { rows } = await world.owner.query(
      "select reason from read_log where household_id = $1 and query = 'householdAddress'",
      [household.id],
    );
    expect(rows).toEqual([{ reason: "visita de mañana" }]);
  });

  test("goes to the ledger as a digest, never as text", async () => {
    const { household } = await accompany(world, { tenant, worker });
    const input = address(household.id, "restricted", "Camino del Molino s/n");
    await browser.operate(recordAddress, input);
    const { rows } = await world.owner.query("select input::text as text from ledger where stream_id = $1", [input.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0].text).not.toContain("Molino");
  });

  test("is sealed by the protection authority only, under that purpose", async () => {
    const { household } = await accompany(world, { tenant, worker });
    const refused = await browser.operate(recordAddress, address(household.id, "sealed", "Casa de acogida"));
    expect(refused.statusCode).toBe(403);
  });
});
