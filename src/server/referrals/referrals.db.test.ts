import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aReferral } from "../../../tests/builders/intake.ts";
import { addPersonWith, addTenant, openWorld, type Tenant, type World } from "../../../tests/builders/world.ts";
import { referral, referrals, registerReferral, screenReferral } from "../../contracts/referrals.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let packVersionId: string;
let worker: Caller;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  packVersionId = await addPublishedPack(world, tenant);
  worker = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const register = (changes: Parameters<typeof aReferral>[1] = {}) => {
  const input = aReferral({ territoryId: tenant.north, packVersionId }, changes);
  return worker.operate(registerReferral, input).then((response) => ({ input, response }));
};

describe("whoever reports", () => {
  const reporter = { id: crypto.randomUUID(), name: "Vecina del tercero", contact: "600 000 009" };

  test("is stored sealed: in no answer, in the ledger only as a digest, unreadable for the team", async () => {
    const { input, response } = await register({ reporter });
    expect(response.statusCode).toBe(200);
    const shown = await worker.ask(referral, { referralId: input.id });
    expect(shown.body).not.toContain("Vecina");
    const { rows } = await world.owner.query("select input::text as text from ledger where stream_id = $1", [input.id]);
    expect(rows[0].text).not.toContain("Vecina");
    expect(rows[0].text).toContain("sealed");
    const kept = await world.owner.query("select name from referral_reporter where referral_id = $1", [input.id]);
    expect(kept.rows).toEqual([{ name: reporter.name }]);
  });

  test("is not visible to the login of the server, whoever works through it", async () => {
    const client = await world.pool.connect();
    try {
      await client.query("begin");
      for (const name of ["tenant", "user", "purpose"]) {
        const value = { tenant: tenant.id, user: tenant.id, purpose: "care" }[name];
        await client.query("select set_config($1, $2, true)", [`trenza.${name}`, value]);
      }
      const { rows } = await client.query("select * from referral_reporter");
      expect(rows).toEqual([]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("referrals", () => {
  test("are numbered in order within the tenant", async () => {
    const codes: string[] = [];
    for (let number = 0; number < 3; number++) codes.push((await register()).response.json().code);
    const numbers = codes.map((code) => Number(code.slice(2)));
    expect(codes.every((code) => /^D-\d{5}$/.test(code))).toBe(true);
    expect(numbers).toEqual([numbers[0], (numbers[0] ?? 0) + 1, (numbers[0] ?? 0) + 2]);
  });

  test("do not come to a place or a programme that the tenant does not have", async () => {
    const foreign = await addTenant(world);
    expect((await register({ territoryId: foreign.north })).response.statusCode).toBe(404);
    expect((await register({ packVersionId: crypto.randomUUID() })).response.statusCode).toBe(404);
  });

  test("are listed newest first, page by page and state by state", async () => {
    const other = await addTenant(world);
    const pack = await addPublishedPack(world, other);
    const reader = await signInAs(app, world, await addPersonWith(world, other, "family_worker"));
    for (let number = 0; number < 60; number++) {
      const receivedOn = `2026-01-${String((number % 20) + 1).padStart(2, "0")}`;
      await reader.operate(
        registerReferral,
        aReferral({ territoryId: other.north, packVersionId: pack }, { receivedOn }),
      );
    }
    const first = (await reader.ask(referrals, {})).json();
    expect(first.counts).toEqual({ received: 60, screened: 0, accepted: 0, declined: 0, redirected: 0 });
    expect(first.items).toHaveLength(50);
    const second = (await reader.ask(referrals, { after: first.next })).json();
    expect(second.items).toHaveLength(10);
    expect(second.next).toBeNull();
    const all = [...first.items, ...second.items];
    expect(new Set(all.map(({ id }: { id: string }) => id)).size).toBe(60);
    const days = all.map(({ receivedOn }: { receivedOn: string }) => receivedOn);
    expect(days).toEqual([...days].sort().reverse());
    expect((await reader.ask(referrals, { state: "accepted" })).json().items).toEqual([]);
  });

  test("answers saved by two people at once are shown to the second, question by question", async () => {
    const { input } = await register();
    const save = (minutes: number) =>
      worker.operate(screenReferral, { referralId: input.id, baseVersion: 1, facts: { minutes_walking: minutes } });
    expect((await save(5)).statusCode).toBe(200);
    const late = await save(9);
    expect(late.statusCode).toBe(409);
    expect(late.json().error.conflict).toEqual([{ field: "minutes_walking", yours: 9, theirs: 5 }]);
  });
});
