import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPersonWith, addTenant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { addEvidence, type Evidence, evidence, evidenceList } from "../../contracts/evidence.ts";
import { LIBRARY } from "../../core/evidence/library.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let evaluator: Caller;
let director: Caller;

beforeAll(async () => {
  tenant = await addTenant(world);
  evaluator = await signInAs(app, world, await addPersonWith(world, tenant, "evaluator"));
  director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const aRecord = (changes: Partial<Evidence> = {}): Evidence => ({
  programme: "Huertos en familia",
  study: "Prado 2024",
  studied: null,
  design: "comparison_group",
  where: null,
  participants: "84",
  findings: [{ effect: "none", text: "Sin diferencia." }],
  ratings: [],
  corrections: [],
  source: "Revista de huertos, 3",
  ...changes,
});
const add = (
  caller: Caller,
  input: { evidenceId: string; baseVersion: number; content: Evidence; why: string | null },
) => caller.operate(addEvidence, { versionId: randomUUID(), ...input });
const listed = async (caller: Caller) => (await caller.ask(evidenceList, {})).json();

describe("the register of evidence", () => {
  it("begins with the records of the product, null results among them", async () => {
    const { items, mayAdd } = await listed(director);
    expect(mayAdd).toBe(false);
    const ids = items.map(({ id }: { id: string }) => id);
    expect(LIBRARY.every(({ id }) => ids.includes(id))).toBe(true);
    const iowa = items.find(({ id }: { id: string }) => id === "iowa-chambers-2019");
    expect(iowa).toMatchObject({ version: 0, own: false, effects: ["better", "none"], corrected: false });
  });

  it("takes a record of an evaluator, which whoever reads studies there sees", async () => {
    const evidenceId = randomUUID();
    const added = await add(evaluator, { evidenceId, baseVersion: 0, content: aRecord(), why: null });
    expect(added.statusCode, added.body).toBe(200);
    const seen = (await director.ask(evidence, { evidenceId })).json();
    expect(seen).toMatchObject({ version: 1, own: true, mayAdd: false, effects: ["none"], content: aRecord() });
    expect((await listed(evaluator)).mayAdd).toBe(true);
  });

  it("keeps what stood before a correction, with its reason, of records of the product too", async () => {
    const evidenceId = "start-hall-2015";
    const before = (await evaluator.ask(evidence, { evidenceId })).json();
    const corrections = [{ on: "2025-03", text: "La revista retiró el artículo." }];
    const content = { ...before.content, corrections };
    const silent = await add(evaluator, { evidenceId, baseVersion: 0, content, why: null });
    expect(silent.json().error.code).toBe("reason_missing");
    const why = "Retirado por la revista";
    const answer = await add(evaluator, { evidenceId, baseVersion: 0, content, why });
    expect(answer.json()).toMatchObject({ version: 1 });
    const seen = (await director.ask(evidence, { evidenceId })).json();
    expect(seen).toMatchObject({ version: 1, corrected: true, own: false });
    expect(
      seen.versions.map(({ version, why: reason }: { version: number; why: string | null }) => [version, reason]),
    ).toEqual([
      [1, why],
      [0, null],
    ]);
    expect(seen.versions[1].content).toEqual(before.content);
    const late = await add(evaluator, { evidenceId, baseVersion: 0, content, why });
    expect([late.statusCode, late.json().error.code]).toEqual([409, "stale_version"]);
  });

  it("is append-only, and none of another tenant's", async () => {
    const elsewhere = await addTenant(world);
    const stranger = await signInAs(app, world, await addPersonWith(world, elsewhere, "evaluator"));
    const evidenceId = randomUUID();
    await add(evaluator, { evidenceId, baseVersion: 0, content: aRecord(), why: null });
    expect((await stranger.ask(evidence, { evidenceId })).statusCode).toBe(404);
    await expect(
      world.owner.query("update evidence_version set why = 'x' where evidence_id = $1", [evidenceId]),
    ).rejects.toThrow();
  });

  it.each(["programme_director", "family_worker", "auditor", "administrator"] as const)(
    "is not written by a %s",
    async (role) => {
      const caller = await signInAs(app, world, await addPersonWith(world, tenant, role));
      const input = { evidenceId: randomUUID(), baseVersion: 0, content: aRecord(), why: null };
      expect((await add(caller, input)).statusCode).toBe(403);
      if (role !== "programme_director") expect((await caller.ask(evidenceList, {})).statusCode).toBe(403);
    },
  );
});
