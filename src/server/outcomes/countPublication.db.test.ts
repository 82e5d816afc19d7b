import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addCareSource, addChild, addPeriod, type CareSource } from "../../../tests/builders/care.ts";
import { countPublication } from "../../../tests/builders/publications.ts";
import { addPersonWith, addTenant, openWorld, type Person, type Tenant } from "../../../tests/builders/world.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import * as contracts from "../../contracts/publications.ts";
import { indicators } from "../../core/outcomes/indicators.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
let app: FastifyInstance;
let tenant: Tenant;
let person: Person;
let director: Caller;
let source: CareSource;

beforeAll(async () => {
  app = await buildApp(world.surroundings);
});
beforeEach(async () => {
  tenant = await addTenant(world);
  person = await addPersonWith(world, tenant, "programme_director");
  director = await signInAs(app, world, person);
  source = await addCareSource(world, tenant, person, { until: "2026-12-31" });
  for (let n = 0; n < 40; n++) {
    const childId = await addChild(world, source, `c${n}`);
    await addPeriod(world, source, childId, { entry: "2025-02-01", exit: "2025-08-01", reason: "reunification" });
  }
});
afterAll(async () => {
  await app.close();
  await world.close();
});

function ask(snapshotId: string, who = director) {
  return who.operate(contracts.publishSnapshot, { snapshotId, sourceId: source.id });
}
async function asked(): Promise<string> {
  const snapshotId = randomUUID();
  expect((await ask(snapshotId)).statusCode).toBe(200);
  return snapshotId;
}
async function progress() {
  const answer = await director.ask(contracts.publicationProgress, { sourceId: source.id });
  return (answer.json() as OutputOf<typeof contracts.publicationProgress>).publication;
}
async function stored(snapshotId: string) {
  const { rows } = await world.owner.query(
    `select (select count(*)::int from outcome_snapshot where id = $1) as snapshots,
       (select count(*)::int from outcome_figure where snapshot_id = $1) as pages,
       (select coalesce(array_agg(operation || ' ' || stream order by seq), '{}') from ledger where stream_id = $1) as ledger`,
    [snapshotId],
  );
  return rows[0];
}
const NOTHING = { snapshots: 0, pages: 0 };
const ASKED = "publishSnapshot outcome_publication";

/** Does something as soon as the count has begun. */
async function whileCounting(snapshotId: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const counting = countPublication(world, snapshotId);
  await expect.poll(async () => (await progress())?.counted ?? 0, { interval: 5, timeout: 20_000 }).toBeGreaterThan(0);
  await meanwhile();
  await counting;
}

describe("a publication", () => {
  test("is asked for at once and counted by a job, with a row of the ledger for each", async () => {
    const snapshotId = await asked();
    expect(await progress()).toMatchObject({ snapshotId, state: "waiting", counted: 0, stalled: false });
    expect(await stored(snapshotId)).toMatchObject(NOTHING);
    const { rows } = await world.owner.query("select count(*)::int as jobs from graphile_worker.jobs");
    expect(rows[0].jobs).toBeGreaterThan(0);
    await countPublication(world, snapshotId);
    const whole = indicators.length;
    expect(await progress()).toMatchObject({ state: "published", counted: whole, whole, failure: null });
    const ledger = [ASKED, "publishSnapshot outcome_snapshot"];
    expect(await stored(snapshotId)).toEqual({ snapshots: 1, pages: whole + 2, ledger });
  });

  test("is published once, even if its job is given out twice", async () => {
    const snapshotId = await asked();
    await countPublication(world, snapshotId);
    const once = await stored(snapshotId);
    await countPublication(world, snapshotId);
    expect(await stored(snapshotId)).toEqual(once);
    expect((await progress())?.state).toBe("published");
  });

  test("is not asked for twice at a time, and the same request again gets the same answer", async () => {
    const [snapshotId, operationId] = [randomUUID(), randomUUID()];
    const input = { snapshotId, sourceId: source.id };
    const first = await director.operate(contracts.publishSnapshot, input, operationId);
    expect((await director.operate(contracts.publishSnapshot, input, operationId)).body).toBe(first.body);
    const other = await ask(randomUUID());
    expect([other.statusCode, other.json().error.code]).toEqual([409, "already_publishing"]);
    await countPublication(world, snapshotId);
    expect((await ask(randomUUID())).statusCode).toBe(200);
  });

  test("of two people in the same instant, one is asked for", async () => {
    const answers = await Promise.all([ask(randomUUID()), ask(randomUUID()), ask(randomUUID())]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
  });

  test("tells how far the count has come while it lasts", async () => {
    const snapshotId = await asked();
    await whileCounting(snapshotId, async () => {
      expect(await progress()).toMatchObject({ state: "counting", whole: indicators.length });
      expect(await stored(snapshotId)).toMatchObject(NOTHING);
    });
    expect((await progress())?.state).toBe("published");
  });

  test("that nobody has counted for a while is said to stand still", async () => {
    const snapshotId = await asked();
    await world.owner.query(
      "update outcome_publication set state = 'counting', moved_at = now() - interval '6 minutes' where id = $1",
      [snapshotId],
    );
    expect(await progress()).toMatchObject({ state: "counting", stalled: true });
  });
});

describe("a publication called off", () => {
  test("before it is counted leaves nothing, and makes room for another", async () => {
    const snapshotId = await asked();
    expect((await director.operate(contracts.cancelPublication, { snapshotId })).statusCode).toBe(200);
    await countPublication(world, snapshotId);
    const ledger = [ASKED, "cancelPublication outcome_publication"];
    expect(await stored(snapshotId)).toEqual({ ...NOTHING, ledger });
    expect((await progress())?.state).toBe("cancelled");
    await countPublication(world, await asked());
    expect((await progress())?.state).toBe("published");
  });

  test("while it is counted ends the count and leaves nothing", async () => {
    const snapshotId = await asked();
    await whileCounting(snapshotId, () => director.operate(contracts.cancelPublication, { snapshotId }));
    expect(await stored(snapshotId)).toMatchObject(NOTHING);
    expect((await progress())?.state).toBe("cancelled");
  });

  test("after it was published stays published", async () => {
    const snapshotId = await asked();
    await countPublication(world, snapshotId);
    const answer = await director.operate(contracts.cancelPublication, { snapshotId });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, "not_under_way"]);
    expect(await stored(snapshotId)).toMatchObject({ snapshots: 1 });
  });

  test("is not for whoever may not publish", async () => {
    const snapshotId = await asked();
    const evaluator = await signInAs(app, world, await addPersonWith(world, tenant, "evaluator"));
    const stranger = await signInAs(
      app,
      world,
      await addPersonWith(world, await addTenant(world), "programme_director"),
    );
    for (const who of [evaluator, stranger]) {
      expect([403, 404]).toContain((await who.operate(contracts.cancelPublication, { snapshotId })).statusCode);
    }
    const seen = await stranger.ask(contracts.publicationProgress, { sourceId: source.id });
    expect(seen.json()).toEqual({ publication: null });
  });
});

describe("a publication fails, leaves nothing and says why", () => {
  const failed = async (snapshotId: string, words: RegExp) => {
    expect(await stored(snapshotId)).toMatchObject({ ...NOTHING, ledger: [ASKED] });
    const { rows } = await world.owner.query("select state, failure from outcome_publication where id = $1", [
      snapshotId,
    ]);
    expect(rows[0].state).toBe("failed");
    const asking = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
    const answer = await asking.ask(contracts.publicationProgress, { sourceId: source.id });
    expect(answer.json().publication).toMatchObject({
      snapshotId,
      state: "failed",
      failure: expect.stringMatching(words),
    });
    expect((await ask(randomUUID(), asking)).statusCode).toBe(200);
  };

  test("when whoever asked may no longer publish", async () => {
    const snapshotId = await asked();
    await world.owner.query(
      "update access_grant set valid_to = '2020-02-01', valid_from = '2020-01-01' where user_id = $1",
      [person.id],
    );
    await countPublication(world, snapshotId);
    await failed(snapshotId, /ya no puede publicar/);
  });

  test("when the account of whoever asked was closed", async () => {
    const snapshotId = await asked();
    await world.owner.query("update user_account set disabled_at = now() where id = $1", [person.id]);
    await countPublication(world, snapshotId);
    await failed(snapshotId, /ya no puede publicar/);
  });

  test("when the facts change while they are counted", async () => {
    const snapshotId = await asked();
    await whileCounting(snapshotId, () =>
      world.owner.query("update care_source set facts_version = facts_version + 1 where id = $1", [source.id]),
    );
    await failed(snapshotId, /cambiaron mientras se contaba/);
  });

  test("when the data were taken back before the count", async () => {
    const snapshotId = await asked();
    await world.owner.query("update care_source set facts_until = null where id = $1", [source.id]);
    await countPublication(world, snapshotId);
    await world.owner.query("update care_source set facts_until = '2026-12-31' where id = $1", [source.id]);
    await failed(snapshotId, /ya no tiene datos/);
  });

  test("when counting breaks, and the program's log has it", async () => {
    const snapshotId = await asked();
    await world.owner.query(
      `insert into outcome_target (tenant_id, source_id, indicator, parameters, set_by)
       values ($1, $2, 'cfsr4.p1', '{"withinDays": "many"}', $3)`,
      [tenant.id, source.id, person.id],
    );
    await expect(countPublication(world, snapshotId)).rejects.toThrow();
    await failed(snapshotId, /fallo al contar/);
  });
});
