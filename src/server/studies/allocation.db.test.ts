import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAssessed } from "../../../tests/builders/assessedFamilies.ts";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { listening } from "../../../tests/builders/listening.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { anEvaluator, aStudy, see, write } from "../../../tests/builders/studies.ts";
import {
  addPerson,
  addPersonWith,
  addTenant,
  addToTeam,
  cookieName,
  grant,
  type Household,
  openTokenFor,
  openWorld,
  type Person,
  TEST_SEALING_KEY,
  type Tenant,
} from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { drawStudyAllocation, studies, takeStudySnapshot } from "../../contracts/studies.ts";
import { studyAllocation, studyAllocations } from "../../contracts/studyAllocation.ts";
import type { Role } from "../../core/access/policy.ts";
import { buildApp } from "../app.ts";
import { findSignedIn } from "../auth/signedIn.ts";
import { runQuery } from "../query.ts";
import { pseudonymsOf } from "./pseudonyms.ts";
import { studyAllocation as allocationQuery } from "./queries.ts";

type Told = OutputOf<typeof studyAllocation>;

const FAMILIES = 12;
const world = await openWorld();
const app = await buildApp(world.surroundings);
const families: Household[] = [];
let tenant: Tenant;
let worker: Person;
let evaluator: Caller;
let studyId: string;

async function as(role: Role, territoryId = tenant.municipality): Promise<{ person: Person; caller: Caller }> {
  const person = await addPerson(world, tenant);
  await grant(world, person, { role, territoryId });
  return { person, caller: await signInAs(app, world, person) };
}

async function told(caller: Caller, parameters: Record<string, string> = {}): Promise<Told> {
  const answer = await caller.ask(studyAllocation, { studyId, ...parameters });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

/** Writes who takes part and how they are compared, gathers the families and draws. */
async function draw(id: string): Promise<string> {
  const written = [
    {
      task: "population" as const,
      content: {
        ...{ from: "records" as const, packId: "huerto-de-prueba", territoryIds: [] },
        ...{ enteredFrom: "2026-01-01", enteredTo: "2026-06-30", instrumentId: "bancal" },
        ...{ firstWithinDays: 30, laterFromDays: 60, laterToDays: 200, arms: { by: "draw" as const } },
      },
    },
    {
      task: "design" as const,
      content: {
        comparison: { design: "waiting_list_lottery" as const, treatment: "programme", draws: 1000 },
        ...{ stratum: "place", cluster: null },
      },
    },
  ];
  for (const task of written) expect((await write(evaluator, id, task)).statusCode).toBe(200);
  const { version } = await see(evaluator, id);
  const gathered = await evaluator.operate(takeStudySnapshot, { studyId: id, baseVersion: version });
  expect(gathered.statusCode, gathered.body).toBe(200);
  const drawing = { studyId: id, baseVersion: gathered.json().version, seedWords: "lluvia de abril" };
  const drawn = await evaluator.operate(drawStudyAllocation, drawing);
  expect(drawn.statusCode, drawn.body).toBe(200);
  return drawn.json().seal;
}

let seal: string;

beforeAll(async () => {
  tenant = await addTenant(world);
  worker = await addPersonWith(world, tenant, "family_worker");
  evaluator = (await anEvaluator(app, world, tenant)).caller;
  const pack = aPack();
  const purposes = [...pack.pack.purposes, { ...pack.pack.purposes[0], id: "evaluation", consent: true }] as never;
  const packVersionId = await addPublishedPack(world, tenant, { ...pack, pack: { ...pack.pack, purposes } });
  const given = { worker, packVersionId, first: 2, later: 3 };
  for (let index = 0; index < FAMILIES; index++) {
    const territoryId = index % 2 ? tenant.north : tenant.south;
    const name = `Familia Secreta ${String(index).padStart(2, "0")}`;
    families.push(await addAssessed(world, tenant, { ...given, territoryId, name, agreed: true }));
  }
  // In sight of whoever supervises, but it did not agree to evaluations: it was not drawn.
  await addAssessed(world, tenant, { ...given, territoryId: tenant.north, name: "Familia Ajena", agreed: false });
  studyId = await aStudy(evaluator, tenant.municipality, "Lista de espera");
  seal = await draw(studyId);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("the draw of a waiting list", () => {
  it("names to a director every family drawn, in the group that was drawn, and no other", async () => {
    const { caller } = await as("programme_director");
    const { items, ...about } = await told(caller);
    expect(about).toMatchObject({
      title: "Lista de espera",
      drawn: { seal, starts: FAMILIES / 2, waits: FAMILIES / 2 },
      ...{ hidden: 0, total: FAMILIES },
    });
    const { rows } = await world.owner.query("select allocated from study_allocation where study_id = $1", [studyId]);
    const cases = await world.owner.query(
      "select id, household_id from case_file where tenant_id = $1 and household_id = any ($2)",
      [tenant.id, families.map(({ id }) => id)],
    );
    const arms = new Map<string, string>(rows[0].allocated);
    const pseudonym = pseudonymsOf(TEST_SEALING_KEY, studyId);
    const caseOf = new Map<string, string>(cases.rows.map(({ id, household_id }) => [household_id, id]));
    const expected = families.map(({ id: householdId, code, name, territoryId }) => {
      const caseId = caseOf.get(householdId) ?? "";
      const place = territoryId === tenant.north ? "Barrio Norte" : "Barrio Sur";
      const arm = arms.get(pseudonym(caseId)) === "programme" ? "starts" : "waits";
      return { caseId, householdId, code, name, place, arm };
    });
    const inOrder = [
      ...expected.filter(({ arm }) => arm === "starts"),
      ...expected.filter(({ arm }) => arm === "waits"),
    ];
    expect(items).toEqual(inOrder);
    expect(JSON.stringify(items)).not.toContain("Ajena");
    expect((await told(caller, { page: "2" })).items).toEqual([]);
  });

  it("is refused to who evaluates, whom no answer tells a name", async () => {
    const refused = await evaluator.ask(studyAllocation, { studyId });
    const list = await evaluator.ask(studyAllocations, {});
    expect([refused.statusCode, list.statusCode]).toEqual([403, 403]);
    const seen = [refused, list, await evaluator.ask(studies, {})].map(({ body }) => body);
    const all = [...seen, JSON.stringify(await see(evaluator, studyId))].join();
    for (const { id, code } of families) for (const secret of [id, code]) expect(all).not.toContain(secret);
    expect(all).not.toContain("Secreta");
  });

  it("names to a family worker the families of their own team, and counts the others", async () => {
    const { person, caller } = await as("family_worker");
    expect(await told(caller)).toMatchObject({ items: [], total: 0, hidden: FAMILIES });
    const own = families.slice(3, 5);
    for (const family of own) await addToTeam(world, family, person);
    const { items, hidden } = await told(caller);
    expect(items.map(({ householdId }) => householdId).sort()).toEqual(own.map(({ id }) => id).sort());
    expect(hidden).toBe(FAMILIES - own.length);
  });

  it("leaves out the family from which a supervisor was excluded, and the one too secret for a director", async () => {
    const [excluded, raised] = families;
    const { person, caller: supervisor } = await as("supervisor");
    const { caller: director } = await as("programme_director");
    await world.owner.query(
      `insert into exclusion (tenant_id, id, household_id, user_id, reason, valid_from) values ($1,$2,$3,$4,'prima','2026-01-01')`,
      [tenant.id, randomUUID(), excluded?.id, person.id],
    );
    await world.owner.query("update household set level = 3 where id = $1", [raised?.id]);
    const shown = async (caller: Caller) => {
      const { items, hidden } = await told(caller);
      return [hidden, items.some(({ householdId }) => householdId === excluded?.id), items.length];
    };
    expect(await shown(supervisor)).toEqual([1, false, FAMILIES - 1]);
    expect(await shown(director)).toEqual([1, true, FAMILIES - 1]);
    await world.owner.query("update household set level = 1 where id = $1", [raised?.id]);
  });

  it("names to who works in a part of its place the families of that part", async () => {
    const { caller } = await as("supervisor", tenant.north);
    const { items, hidden } = await told(caller);
    const own = families.filter(({ territoryId }) => territoryId === tenant.north);
    expect(items.map(({ householdId }) => householdId).sort()).toEqual(own.map(({ id }) => id).sort());
    expect(hidden).toBe(FAMILIES - own.length);
  });

  it("does not exist for who works elsewhere, is of another tenant, or sees ordinary records only", async () => {
    const elsewhere = await addTenant(world);
    const stranger = await signInAs(app, world, await addPersonWith(world, elsewhere, "programme_director"));
    const { caller: peer } = await as("peer_partner");
    const northern = await aStudy(evaluator, tenant.north, "Del norte");
    const { caller: ofSouth } = await as("supervisor", tenant.south);
    expect((await ofSouth.ask(studyAllocation, { studyId: northern })).statusCode).toBe(404);
    for (const caller of [stranger, peer]) {
      expect((await caller.ask(studyAllocation, { studyId })).statusCode).toBe(404);
      expect((await caller.ask(studyAllocations, {})).json()).toEqual({ items: [] });
    }
  });

  it("says that nothing is drawn yet, and tells nothing else of such a study", async () => {
    const draft = await aStudy(evaluator, tenant.north, "Sin sorteo");
    const { caller } = await as("supervisor");
    expect(await told(caller, { studyId: draft })).toEqual({
      ...{ title: "Sin sorteo", drawn: null, hidden: 0, page: 1, perPage: 100, total: 0, items: [] },
    });
    const { items } = (await caller.ask(studyAllocations, {})).json();
    expect(items).toEqual([{ studyId, title: "Lista de espera", drawnAt: expect.any(String) }]);
    expect((await caller.ask(studies, {})).statusCode).toBe(403);
  });

  it("gives the database's own reader nothing without a territory where families are opened", async () => {
    const { person } = await anEvaluator(app, world, tenant);
    const client = await world.pool.connect();
    try {
      await client.query("begin");
      const settings = "select set_config('trenza.tenant', $1, true), set_config('trenza.user', $2, true)";
      await client.query(settings, [tenant.id, person.id]);
      expect((await client.query("select from app.study_draws($1)", [studyId])).rowCount).toBe(0);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  it("is read with one statement, and the reading stays in the log with the families shown", async () => {
    const { person } = await as("supervisor");
    const cookies = { [cookieName(world)]: await openTokenFor(world, person) };
    const signedIn = await findSignedIn(world.surroundings, cookies);
    if (!signedIn) throw new Error("the supervisor could not sign in");
    const heard: string[] = [];
    const surroundings = { ...world.surroundings, pool: listening(world.pool, heard) };
    expect((await runQuery(surroundings, allocationQuery, signedIn, { studyId })).status).toBe(200);
    expect(heard).toHaveLength(1);
    const { rows } = await world.owner.query(
      "select query, shown_ids, shown_count from read_log where tenant_id = $1 and actor_id = $2",
      [tenant.id, person.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ query: "studyAllocation", shown_count: FAMILIES });
    expect([...rows[0].shown_ids].sort()).toEqual(families.map(({ id }) => id).sort());
  });
});
