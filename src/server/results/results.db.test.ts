import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { signInAs } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addCaseOf,
  addFamily,
  aPlace,
  checked,
  counts,
  figuresOf,
  listOf,
  names,
  openResultsWorld,
  overviewOf,
  type Place,
  reasons,
} from "../../../tests/builders/results.ts";
import { addPerson, addPersonWith, grant } from "../../../tests/builders/world.ts";
import { resultsList, resultsOverview } from "../../contracts/results.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";

const results = await openResultsWorld();
const { world, app, today, ago } = results;
afterAll(() => results.close());

/** The test programme in a later version, with other words for a stage. */
function packSaying(es: Record<string, string>): ProgrammePack {
  const pack = aPack();
  return { ...pack, texts: { ...pack.texts, es: { ...pack.texts.es, ...es } } };
}

describe("families by stage", () => {
  test("are the open cases, named in the reader's language, most numerous first", async () => {
    const place = await aPlace(results);
    for (const name of ["Uno", "Dos"]) await addFamily(place, name, { stage: "growing" });
    await addFamily(place, "Tres");
    await addFamily(place, "Cuatro", { stage: "compost", closed: { daysAgo: 3, reason: "moved_house" } });
    const named = (es: string, cell: string, n: number) => ({ cell, label: es, n });
    const spanish = [named("Crecimiento", "growing", 2), named("Siembra", "sowing", 1)];
    expect((await checked(place.caller)).openByStage).toEqual(spanish);
    expect(names((await listOf(place.caller, "open_by_stage", "growing")).families)).toEqual(["Dos", "Uno"]);
    const reader = await addPersonWith(world, place.tenant, "programme_director");
    await world.owner.query("update user_account set language = 'en' where id = $1", [reader.id]);
    const english = [named("Growing", "growing", 2), named("Sowing", "sowing", 1)];
    expect((await checked(await signInAs(app, world, reader))).openByStage).toEqual(english);
  });

  test("are one number where two versions of the programme have the stage, and each is named by its own", async () => {
    const place = await aPlace(results);
    const later = packSaying({ "stage.cellar": "Bodega" });
    const packVersionId = await addPublishedPack(world, place.tenant, later);
    await addFamily(place, "De la primera");
    await addFamily(place, "De la segunda", { packVersionId });
    await addFamily(place, "En la etapa nueva", { packVersionId, stage: "cellar" });
    await addFamily(place, "En una que nadie nombra", { stage: "attic" });
    expect((await checked(place.caller)).openByStage).toEqual([
      { cell: "sowing", label: "Siembra", n: 2 },
      { cell: "attic", label: "attic", n: 1 },
      { cell: "cellar", label: "Bodega", n: 1 },
    ]);
  });

  test("beyond 500 are counted, and the list says how many it leaves unnamed", async () => {
    const place = await aPlace(results);
    await world.owner.query(
      `with made as (
         insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
         select $1, gen_random_uuid(), 'Z-' || n, 'Familia ' || n, $2, 1, $3, '2026-01-15'
         from generate_series(1, 502) n returning tenant_id, id)
       insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on)
       select tenant_id, gen_random_uuid(), id, $4, 'sowing', $5::date, $5 from made`,
      [place.tenant.id, place.tenant.north, place.director.id, place.packVersionId, today],
    );
    expect(counts((await overviewOf(place.caller)).openByStage)).toEqual([["sowing", 502]]);
    const inside = await listOf(place.caller, "open_by_stage", "sowing");
    expect([inside.families.length, inside.more, inside.moreLeftOut]).toEqual([500, 2, 0]);
    const outside = await listOf(place.caller, "seen_lately", "seen");
    expect([outside.leftOut.length, outside.more, outside.moreLeftOut]).toEqual([500, 0, 2]);
  });
});

test("seen lately: met within 30 days, of those open for more than 30; the others are left out as too recent", async () => {
  const place = await aPlace(results);
  await addFamily(place, "Hace 30", { seenDaysAgo: 30 });
  await addFamily(place, "Hoy, de hace 31", { seenDaysAgo: 0, openedDaysAgo: 31 });
  await addFamily(place, "Hace 31", { seenDaysAgo: 31 });
  await addFamily(place, "Nunca");
  await addFamily(place, "De hace 30, vista", { openedDaysAgo: 30, seenDaysAgo: 2 });
  await addFamily(place, "De hoy", { openedDaysAgo: 0 });
  await addFamily(place, "Cerrada", { seenDaysAgo: 1, closed: { daysAgo: 1, reason: "tomatoes" } });
  expect((await checked(place.caller)).seen).toEqual({ n: 2, of: 4, tooRecent: 2 });
  const met = await listOf(place.caller, "seen_lately", "seen");
  expect(names(met.families)).toEqual(["Hace 30", "Hoy, de hace 31"]);
  expect(met.families.map(({ detail }) => detail).sort()).toEqual([ago(30), today]);
  expect(reasons(met)).toEqual({ "De hace 30, vista": "too_recent", "De hoy": "too_recent" });
  const unmet = await listOf(place.caller, "seen_lately", "not_seen");
  expect(unmet.families.map(({ name, detail }) => [name, detail]).sort()).toEqual([
    ["Hace 31", ago(31)],
    ["Nunca", ""],
  ]);
});

async function addReferral(
  place: Place,
  name: string,
  given: { state: string; daysAgo?: number; level?: number; at?: "north" | "south" },
) {
  const { tenant, packVersionId, director } = place;
  const id = randomUUID();
  await world.owner.query(
    `insert into referral (tenant_id, id, code, territory_id, level, pack_version_id, received_on, source_kind, reason,
       family_name, state, registered_by) values ($1,$2,$3,$4,$5,$6,$7,'school','',$8,$9,$10)`,
    [tenant.id, id, `D-${id.slice(0, 8)}`, tenant[given.at ?? "north"], given.level ?? 1, packVersionId].concat([
      ago(given.daysAgo ?? 10),
      name,
      given.state,
      director.id,
    ]),
  );
}

test("intake: the referrals of the last 365 days by state, also those that never became a family", async () => {
  const place = await aPlace(results);
  for (const name of ["Una", "Otra"]) await addReferral(place, name, { state: "received" });
  await addReferral(place, "Del primer día", { state: "accepted", daysAgo: 364 });
  await addReferral(place, "De la víspera", { state: "accepted", daysAgo: 365 });
  await addReferral(place, "Del sur", { state: "redirected", at: "south" });
  await addReferral(place, "Reservada", { state: "declined", level: 3 });
  const all = await checked(place.caller);
  expect(counts(all.intake)).toEqual([
    ["received", 2],
    ["accepted", 1],
    ["redirected", 1],
  ]);
  const list = await listOf(place.caller, "intake", "accepted");
  expect(list.families).toMatchObject([{ kind: "referral", name: "Del primer día", detail: ago(364) }]);
  expect(counts((await checked(place.caller, place.tenant.south)).intake)).toEqual([["redirected", 1]]);
  expect((await figuresOf(place)).intake).toEqual(all.intake);
  expect(counts((await figuresOf(place, place.tenant.south)).intake)).toEqual([["redirected", 1]]);
});

test("closures: the cases closed in the last 365 days by the reason the programme names", async () => {
  const place = await aPlace(results);
  const closed = (daysAgo: number, reason: string) => ({ stage: "harvest", closed: { daysAgo, reason } });
  const twice = await addFamily(place, "Dos veces", closed(200, "tomatoes"));
  await addCaseOf(place, twice.household, closed(2, "tomatoes"));
  await addFamily(place, "Del primer día", closed(364, "moved_house"));
  await addFamily(place, "De la víspera", closed(365, "moved_house"));
  await addFamily(place, "Abierta");
  expect((await checked(place.caller)).closed).toEqual([
    { cell: "tomatoes", label: "Hubo tomates", n: 2 },
    { cell: "moved_house", label: "Se mudó de casa", n: 1 },
  ]);
  const list = await listOf(place.caller, "closed_by_reason", "tomatoes");
  expect(list.families.map(({ name, detail }) => [name, detail]).sort()).toEqual(
    [
      ["Dos veces", ago(200)],
      ["Dos veces", ago(2)],
    ].sort(),
  );
});

describe("every number", () => {
  test("and its list hold only what this person may count, and only in the territory asked for", async () => {
    const place = await aPlace(results);
    const { tenant } = place;
    const closed = { stage: "compost", closed: { daysAgo: 9, reason: "moved_house" } };
    await addFamily(place, "Norte");
    await addFamily(place, "Sur", { place: "south" });
    await addFamily(place, "Sur cerrada", { place: "south", ...closed });
    await addFamily(place, "Reservada", { level: 3 });
    const other = await aPlace(results);
    await addFamily(other, "De otro municipio");
    const all = await checked(place.caller);
    expect([counts(all.openByStage), counts(all.closed)]).toEqual([[["sowing", 2]], [["moved_house", 1]]]);
    expect(all.territories.map(({ id }) => id).sort()).toEqual(
      [tenant.region, tenant.municipality, tenant.north, tenant.south].sort(),
    );
    const north = await checked(place.caller, tenant.north);
    expect([counts(north.openByStage), north.closed, north.seen.of]).toEqual([[["sowing", 1]], [], 1]);
    expect(counts((await checked(place.caller, tenant.region)).openByStage)).toEqual([["sowing", 2]]);
    expect((await checked(place.caller, other.tenant.municipality)).openByStage).toEqual([]);
  });

  test("is as long as its list also for who may read more families than count", async () => {
    const place = await aPlace(results);
    const { tenant } = place;
    for (const [name, given] of [
      ["Norte", {}],
      ["Sur", { place: "south" }],
      ["Reservada", { level: 3 }],
    ] as const) {
      await addFamily(place, name, given);
    }
    const person = await addPerson(world, tenant);
    await grant(world, person, { role: "programme_director", territoryId: tenant.north });
    await grant(world, person, { role: "supervisor", territoryId: tenant.municipality });
    const caller = await signInAs(app, world, person);
    expect(counts((await checked(caller)).openByStage)).toEqual([["sowing", 1]]);
  });

  test("is refused to who may read families but not count them", async () => {
    const { tenant } = await aPlace(results);
    const supervisor = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
    expect((await supervisor.ask(resultsOverview, {})).statusCode).toBe(403);
    expect((await supervisor.ask(resultsList, { result: "intake", cell: "received" })).statusCode).toBe(403);
  });
});
