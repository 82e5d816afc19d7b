import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aFamily, aMember, aReferral } from "../../../tests/builders/intake.ts";
import { addPersonWith, addTenant, openWorld, type Tenant, type World } from "../../../tests/builders/world.ts";
import { caseMoves, moveStage, openCase } from "../../contracts/cases.ts";
import { recordConsent } from "../../contracts/consents.ts";
import { families, householdFile, possibleDuplicates, whoHasSeen } from "../../contracts/families.ts";
import { correctPerson, registerHousehold } from "../../contracts/households.ts";
import { decideReferral, referral, referrals, registerReferral, screenReferral } from "../../contracts/referrals.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let packVersionId: string;
let worker: Caller;
let colleague: Caller;
let supervisor: Caller;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  packVersionId = await addPublishedPack(world, tenant);
  worker = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
  colleague = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
  supervisor = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function accepted(): Promise<string> {
  const input = aReferral({ territoryId: tenant.north, packVersionId });
  expect((await worker.operate(registerReferral, input)).json()).toMatchObject({ id: input.id, version: 1 });
  const facts = { minutes_walking: 5, allergic_to_tomato: false, plot_metres: 3, sun: "full" };
  const screened = await worker.operate(screenReferral, { referralId: input.id, baseVersion: 1, facts });
  expect(screened.json()).toMatchObject({ state: "screened", version: 2 });
  const decided = await worker.operate(decideReferral, {
    referralId: input.id,
    baseVersion: 2,
    outcome: "welcome",
    reasons: [],
    explanation: "La madre ha cumplido dieciocho hace tiempo.",
  });
  expect(decided.json()).toMatchObject({ state: "accepted", version: 3 });
  return input.id;
}

describe("from a referral to an open case", () => {
  test("a family is referred, screened, accepted, registered, consents and is accompanied", async () => {
    const referralId = await accepted();
    const family = aFamily(referralId);
    const registered = await worker.operate(registerHousehold, family);
    expect(registered.json()).toMatchObject({ id: family.id, code: expect.stringMatching(/^F-\d{5}$/) });
    const caseId = crypto.randomUUID();
    const opening = { id: caseId, householdId: family.id, referralId };
    const early = await worker.operate(openCase, opening);
    expect(early.json()).toMatchObject({ error: { code: "consent_missing" } });
    const [mother] = family.members;
    const consent = {
      id: crypto.randomUUID(),
      householdId: family.id,
      personId: mother?.personId,
      purpose: "care",
      manner: "signed",
      givenOn: "2026-02-03",
    };
    expect((await worker.operate(recordConsent, consent)).statusCode).toBe(200);
    expect((await worker.operate(openCase, opening)).json()).toEqual({ id: caseId, version: 1, stage: "sowing" });
    const file = (await worker.ask(householdFile, { householdId: family.id })).json();
    expect(file).toMatchObject({
      household: { name: "Familia Soto Rojas", level: 1 },
      members: [
        { givenNames: "Ana", birth: "1984-03-07" },
        { givenNames: "Luz", birth: "2017-05" },
      ],
      relationships: [{ kind: "parent" }],
      case: { id: caseId, stage: "sowing", sessionsHeld: 0 },
      consents: [{ purpose: "care" }],
      team: [{ role: "intake" }],
      acceptedReferrals: [],
      alerts: [],
    });
    expect(file.timeline.map(({ kind }: { kind: string }) => kind).sort()).toEqual(
      [
        "consent_given",
        "member_entered",
        "member_entered",
        "referral_decided",
        "referral_received",
        "stage_changed",
      ].sort(),
    );
    const moves = (await worker.ask(caseMoves, { caseId })).json();
    expect(moves).toMatchObject({
      stage: "sowing",
      moves: [
        { to: "growing", closes: false },
        { to: "compost", closes: true },
      ],
    });
    const tooSoon = await worker.operate(moveStage, { caseId, baseVersion: 1, to: "growing", reason: "" });
    expect(tooSoon.json()).toMatchObject({ error: { code: "guard_not_met" } });
  });

  test("the list of referrals counts each state", async () => {
    const answer = (await worker.ask(referrals, {})).json();
    const total = Object.values(answer.counts as Record<string, number>).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(answer.items.length);
    const one = (await worker.ask(referral, { referralId: answer.items[0].id })).json();
    expect(one).toMatchObject({ state: "accepted", mayDecide: true, screening: { conditions: expect.any(Array) } });
  });

  test("finds the family by a word of a name, as it sounds and by its code", async () => {
    const family = aFamily(await accepted(), { name: "Familia Ximénez Llanos" });
    const registered = (await worker.operate(registerHousehold, family)).json();
    for (const search of ["ximen", "Gimenez", "yanos", registered.code, "ana rojas ximenez"]) {
      const { items } = (await worker.ask(families, { search })).json();
      expect(items.map(({ id }: { id: string }) => id)).toContain(family.id);
    }
    expect((await worker.ask(families, { search: "nadie" })).json()).toEqual({ items: [], next: null });
    expect((await colleague.ask(families, { search: "ximen" })).json().items).toEqual([]);
  });

  test("shows a possible double to whoever may see it and only counts it for others", async () => {
    const member = aMember({
      person: { givenNames: "Casilda", firstSurname: "Huerta", secondSurname: "Bravo" },
      documents: [{ id: crypto.randomUUID(), kind: "dni", number: "12.345.678-z" }],
    });
    const family = aFamily(await accepted(), { members: [member], relationships: [] });
    expect((await worker.operate(registerHousehold, family)).statusCode).toBe(200);
    const sought = { givenNames: "Casilda", firstSurname: "Uerta" };
    const seen = (await worker.ask(possibleDuplicates, sought)).json();
    expect(seen).toMatchObject({ hidden: 0, visible: [{ householdId: family.id, because: ["similar_name"] }] });
    expect((await colleague.ask(possibleDuplicates, sought)).json()).toEqual({ visible: [], hidden: 1 });
    const byDocument = { givenNames: "X", firstSurname: "", documentKind: "dni", documentNumber: "12345678Z" };
    expect((await worker.ask(possibleDuplicates, byDocument)).json().visible[0].because).toEqual(["same_document"]);
    expect((await colleague.ask(possibleDuplicates, byDocument)).json().hidden).toBe(1);
  });

  test("a correction on an older version comes back with both values, field by field", async () => {
    const family = aFamily(await accepted());
    await worker.operate(registerHousehold, family);
    const [mother] = family.members;
    const edit = (person: object) => ({
      householdId: family.id,
      personId: mother?.personId,
      baseVersion: 1,
      person: { ...mother?.person, ...person },
    });
    expect((await worker.operate(correctPerson, edit({ firstSurname: "Roxas" }))).json()).toMatchObject({ version: 2 });
    const late = await worker.operate(correctPerson, edit({ givenNames: "Anita" }));
    expect(late.statusCode).toBe(409);
    expect(late.json().error.conflict).toEqual([
      { field: "givenNames", yours: "Anita", theirs: "Ana" },
      { field: "firstSurname", yours: "Rojas", theirs: "Roxas" },
    ]);
  });

  test("the supervisor sees who has seen a file", async () => {
    const family = aFamily(await accepted());
    await worker.operate(registerHousehold, family);
    await worker.ask(householdFile, { householdId: family.id });
    const seen = (await supervisor.ask(whoHasSeen, { householdId: family.id })).json();
    expect(seen).toMatchObject({
      readings: [{ query: "householdFile", roles: ["family_worker"], times: 1, emergency: false, reason: null }],
    });
    expect((await worker.ask(whoHasSeen, { householdId: family.id })).statusCode).toBe(403);
  });
});
