import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addCase, addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addHousehold,
  addPerson,
  addPersonWith,
  addTenant,
  grant,
  type Household,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { teamView } from "../../contracts/team.ts";
import { addDays } from "../../core/calendar/dates.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let today: string;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(world.clock.now);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

interface Team {
  readonly tenant: Tenant;
  readonly supervisor: Person;
  readonly caller: Caller;
  readonly packVersionId: string;
}

/** A municipality with a supervisor and no families yet. */
async function aTeam(): Promise<Team> {
  const tenant = await addTenant(world);
  const supervisor = await addPersonWith(world, tenant, "supervisor");
  const packVersionId = await addPublishedPack(world, tenant);
  return { tenant, supervisor, caller: await signInAs(app, world, supervisor), packVersionId };
}

interface FamilyGiven {
  readonly openedDaysAgo?: number;
  readonly seenDaysAgo?: number;
  readonly closedDaysAgo?: number;
  readonly team?: readonly Person[];
  readonly place?: "north" | "south";
  readonly level?: number;
  readonly stage?: string;
  readonly packVersionId?: string;
}

interface Family {
  readonly household: Household;
  readonly caseId: string;
}

/** A family opened ten days ago, never met, unless said otherwise: nothing about it asks for attention. */
async function addFamily(team: Team, name: string, given: FamilyGiven = {}): Promise<Family> {
  const { tenant, supervisor } = team;
  const household = await addHousehold(world, tenant, {
    name,
    registeredBy: supervisor,
    level: given.level ?? 1,
    territoryId: tenant[given.place ?? "north"],
  });
  const caseId = await addCase(world, household, {
    packVersionId: given.packVersionId ?? team.packVersionId,
    openedOn: addDays(today, -(given.openedDaysAgo ?? 10)),
    stage: given.stage ?? "sowing",
  });
  const before = (days: number | undefined) => (days === undefined ? null : addDays(today, -days));
  await world.owner.query("update case_file set last_session_on = $2, closed_on = $3 where id = $1", [
    caseId,
    before(given.seenDaysAgo),
    before(given.closedDaysAgo),
  ]);
  for (const person of given.team ?? []) await join(household, person, {});
  return { household, caseId };
}

/** Puts somebody in the team of a family, for a time. */
async function join(household: Household, person: Person, given: { from?: string; to?: string; role?: string }) {
  await world.owner.query(
    `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from, valid_to)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [
      household.tenantId,
      randomUUID(),
      household.id,
      person.id,
      given.role ?? "lead",
      given.from ?? "2026-01-15",
      given.to,
    ],
  );
}

async function addTask({ household, caseId }: Family, dueInDays: number | null, state = "open"): Promise<void> {
  await world.owner.query(
    "insert into task (tenant_id, id, household_id, case_id, title, due_on, state) values ($1,$2,$3,$4,'Regar',$5,$6)",
    [
      household.tenantId,
      randomUUID(),
      household.id,
      caseId,
      dueInDays === null ? null : addDays(today, dueInDays),
      state,
    ],
  );
}

/** A visit at a time on the wall where the tenant lives. */
async function addVisit(team: Team, family: Family, on: string, state = "planned"): Promise<void> {
  await world.owner.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, planned_at, recorded_by)
     values ($1,$2,$3,$4,'watering_visit','family',$5, $6::timestamp at time zone 'Europe/Madrid', $7)`,
    [team.tenant.id, randomUUID(), family.caseId, family.household.id, state, on, team.supervisor.id],
  );
}

async function view(caller: Caller, userId?: string): Promise<OutputOf<typeof teamView>> {
  const response = await caller.ask(teamView, userId ? { userId } : {});
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

const concernsOf = ({ families }: OutputOf<typeof teamView>) =>
  Object.fromEntries(families.map(({ name, concerns }) => [name, concerns]));

describe("what each colleague carries", () => {
  test("is counted over the open cases of the families they work with today, for every member of the team", async () => {
    const team = await aTeam();
    const [ana, benito] = [
      await addPerson(world, team.tenant, { displayName: "Ana" }),
      await addPerson(world, team.tenant, { displayName: "Benito" }),
    ];
    const shared = await addFamily(team, "Compartida", { team: [ana, benito], openedDaysAgo: 90, seenDaysAgo: 40 });
    const own = await addFamily(team, "Propia", { team: [ana] });
    const closed = await addFamily(team, "Cerrada", { team: [ana], openedDaysAgo: 90, closedDaysAgo: 5 });
    const left = await addFamily(team, "Dejada", { openedDaysAgo: 90 });
    await join(left.household, benito, { to: today });
    for (const due of [-1, -20]) await addTask(shared, due);
    await addTask(own, -3);
    for (const due of [0, 4, null]) await addTask(own, due);
    for (const state of ["done", "cancelled"]) await addTask(own, -9, state);
    await addTask(closed, -9);
    await addVisit(team, shared, `${addDays(today, -1)} 23:59`);
    await addVisit(team, shared, `${today} 00:00`);
    await addVisit(team, own, `${addDays(today, 6)} 23:59`);
    await addVisit(team, own, `${addDays(today, 7)} 00:00`);
    for (const state of ["held", "missed", "cancelled"])
      await addVisit(team, own, `${addDays(today, -2)} 10:00`, state);
    await addVisit(team, closed, `${addDays(today, -2)} 10:00`);
    const seen = await view(team.caller);
    expect(seen.openCases).toBe(3);
    const shape = { families: 1, overdueTasks: 2, visitsWithoutResult: 1, familiesUnseen: 1, visitsThisWeek: 1 };
    expect(seen.colleagues).toEqual([
      { userId: ana.id, name: "Ana", ...shape, families: 2, overdueTasks: 3, visitsThisWeek: 2 },
      { userId: benito.id, name: "Benito", ...shape },
    ]);
  });

  test("counts a family once for somebody who is in its team twice", async () => {
    const team = await aTeam();
    const ana = await addPerson(world, team.tenant, { displayName: "Ana" });
    const family = await addFamily(team, "Dos veces", { team: [ana], seenDaysAgo: 1 });
    await join(family.household, ana, { role: "peer" });
    await addTask(family, -1);
    await addVisit(team, family, `${today} 12:00`);
    const { colleagues, families } = await view(team.caller);
    expect(colleagues).toMatchObject([{ families: 1, overdueTasks: 1, visitsThisWeek: 1 }]);
    expect(families).toMatchObject([{ leads: ["Ana"], overdueTasks: 1 }]);
  });
});

describe("a family asks for attention", () => {
  test("when nobody met it for more than 30 days, counted from the opening when nobody ever did", async () => {
    const team = await aTeam();
    const ana = await addPerson(world, team.tenant);
    const given = { team: [ana], openedDaysAgo: 200 };
    await addFamily(team, "Vista hace 30", { ...given, seenDaysAgo: 30 });
    await addFamily(team, "Vista hace 31", { ...given, seenDaysAgo: 31 });
    await addFamily(team, "Nunca vista, de hace 30", { team: [ana], openedDaysAgo: 30 });
    await addFamily(team, "Nunca vista, de hace 31", { team: [ana], openedDaysAgo: 31 });
    const seen = await view(team.caller);
    expect(seen.unseenAfterDays).toBe(30);
    expect(seen.families.map(({ name, lastSessionOn, concerns }) => [name, lastSessionOn, concerns])).toEqual([
      ["Nunca vista, de hace 31", null, ["unseen"]],
      ["Vista hace 31", addDays(today, -31), ["unseen"]],
    ]);
    expect(seen.colleagues).toMatchObject([{ families: 4, familiesUnseen: 2 }]);
  });

  test("when nobody is in its team today", async () => {
    const team = await aTeam();
    const ana = await addPerson(world, team.tenant);
    await addFamily(team, "Sin nadie");
    const ended = await addFamily(team, "Terminó hoy");
    await join(ended.household, ana, { to: today });
    const tomorrow = await addFamily(team, "Empieza mañana");
    await join(tomorrow.household, ana, { from: addDays(today, 1) });
    const last = await addFamily(team, "Último día");
    await join(last.household, ana, { from: today, to: addDays(today, 1) });
    expect(concernsOf(await view(team.caller))).toEqual({
      "Sin nadie": ["unassigned"],
      "Terminó hoy": ["unassigned"],
      "Empieza mañana": ["unassigned"],
    });
  });

  test("with every reason at once, and is shown with its numbers, its people and its stage in words", async () => {
    const team = await aTeam();
    const [ana, benito] = [
      await addPerson(world, team.tenant, { displayName: "Ana" }),
      await addPerson(world, team.tenant, { displayName: "Benito" }),
    ];
    const pack = aPack();
    const renamed = { ...pack, texts: { ...pack.texts, es: { ...pack.texts.es, "stage.growing": "Brotes" } } };
    const packVersionId = await addPublishedPack(world, team.tenant, renamed);
    const given = { team: [benito, ana], openedDaysAgo: 300, seenDaysAgo: 99, stage: "growing" };
    const family = await addFamily(team, "Con todo", { ...given, packVersionId });
    for (const due of [-1, -2, -3]) await addTask(family, due);
    for (const days of [-1, -2]) await addVisit(team, family, `${addDays(today, days)} 09:00`);
    await addFamily(team, "De la versión anterior", given);
    await addFamily(team, "De una etapa sin nombre", { ...given, stage: "moon" });
    const { families } = await view(team.caller);
    expect(families.find(({ name }) => name === "Con todo")).toEqual({
      householdId: family.household.id,
      code: family.household.code,
      name: "Con todo",
      stage: "Brotes",
      leads: ["Ana", "Benito"],
      lastSessionOn: addDays(today, -99),
      overdueTasks: 3,
      visitsWithoutResult: 2,
      concerns: ["unseen", "overdue_tasks", "visit_without_result"],
    });
    const stages = Object.fromEntries(families.map(({ name, stage }) => [name, stage]));
    expect(stages).toMatchObject({ "De la versión anterior": "Crecimiento", "De una etapa sin nombre": "moon" });
  });
});

describe("the list of families", () => {
  test("ends after 100 and says how many more there are; one colleague's families are asked for apart", async () => {
    const team = await aTeam();
    const ana = await addPerson(world, team.tenant, { displayName: "Ana" });
    await addFamily(team, "De Ana", { team: [ana], openedDaysAgo: 90, seenDaysAgo: 31 });
    await world.owner.query(
      `with made as (
         insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
         select $1, gen_random_uuid(), 'Z-' || to_char(n, 'FM000'), 'Familia ' || n, $2, 1, $3, '2026-01-15'
         from generate_series(1, 102) n returning tenant_id, id)
       insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on)
       select tenant_id, gen_random_uuid(), id, $4, 'sowing', '2026-02-01', '2026-02-01' from made`,
      [team.tenant.id, team.tenant.north, team.supervisor.id, team.packVersionId],
    );
    const all = await view(team.caller);
    expect([all.openCases, all.families.length, all.more]).toEqual([103, 100, 3]);
    const codes = Array.from({ length: 100 }, (_, index) => `Z-${String(index + 1).padStart(3, "0")}`);
    expect(all.families.map(({ code }) => code)).toEqual(codes);
    const own = await view(team.caller, ana.id);
    expect([own.families.map(({ name }) => name), own.more, own.openCases]).toEqual([["De Ana"], 0, 103]);
    expect(own.colleagues).toEqual(all.colleagues);
  });

  test("holds, like every number, only what this person may see", async () => {
    const team = await aTeam();
    const { tenant } = team;
    const ana = await addPerson(world, tenant, { displayName: "Ana" });
    const given = { team: [ana], openedDaysAgo: 90 };
    await addFamily(team, "Norte", given);
    await addFamily(team, "Sur", { ...given, place: "south" });
    await addFamily(team, "Norte reservada", { ...given, level: 3 });
    await addFamily(team, "Norte sellada", { ...given, level: 4 });
    const kin = await addFamily(team, "Norte de su hermana", given);
    const other = await aTeam();
    await addFamily(other, "De otro municipio", { openedDaysAgo: 90 });
    const north = await addPerson(world, tenant);
    await grant(world, north, { role: "supervisor", territoryId: tenant.north });
    await world.owner.query(
      "insert into exclusion (tenant_id, id, household_id, user_id, reason) values ($1,$2,$3,$4,'es su hermana')",
      [tenant.id, randomUUID(), kin.household.id, north.id],
    );
    const ordinary = await addPerson(world, tenant);
    await grant(world, ordinary, { role: "supervisor", territoryId: tenant.municipality, maxLevel: 1 });
    const seenBy = async (person: Person) => {
      const seen = await view(await signInAs(app, world, person));
      return [seen.openCases, seen.colleagues[0]?.families, Object.keys(concernsOf(seen)).sort()];
    };
    expect(await seenBy(north)).toEqual([2, 2, ["Norte", "Norte reservada"]]);
    expect(await seenBy(ordinary)).toEqual([3, 3, ["Norte", "Norte de su hermana", "Sur"]]);
    expect(await seenBy(team.supervisor)).toEqual([4, 4, ["Norte", "Norte de su hermana", "Norte reservada", "Sur"]]);
  });

  test("is refused to who supervises nobody", async () => {
    const { tenant } = await aTeam();
    const worker = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
    expect((await worker.ask(teamView, {})).statusCode).toBe(403);
  });
});
