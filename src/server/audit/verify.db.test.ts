import { randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { addPerson, addTenant, openWorld, type Person } from "../../../tests/builders/world.ts";
import { inTransaction } from "../database/transaction.ts";
import { readAnchors, writeAnchors } from "./anchor.ts";
import { anchorLedger } from "./anchorLedger.job.ts";
import { appendToLedger, hashOf } from "./ledger.ts";
import { sealReadLog } from "./readlog.ts";
import { verifyLedger } from "./verify.ts";

const world = await openWorld();
const folders: string[] = [];
afterAll(async () => {
  await world.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "trenza-anchors-"));
  folders.push(folder);
  return folder;
}

function identityOf(person: Person) {
  return { tenantId: person.tenantId, userId: person.id, purpose: "care" };
}

async function append(person: Person, input: unknown): Promise<void> {
  await inTransaction(world.pool, identityOf(person), (transaction) =>
    appendToLedger(transaction, {
      tenantId: person.tenantId,
      operationId: randomUUID(),
      operation: "recordSession",
      stream: "session",
      streamId: randomUUID(),
      version: 1,
      actorId: person.id,
      device: "",
      claimedAt: new Date("2026-11-21T09:00:00.123Z").toISOString(),
      input,
    }),
  );
}

/** A tenant whose chain has twelve rows, the eighth of them anchored outside the database. */
async function aChain(): Promise<{ person: Person; dataDir: string; problems: () => Promise<string[]> }> {
  const person = await addPerson(world, await addTenant(world));
  const dataDir = newFolder();
  for (let index = 1; index <= 12; index++) {
    await append(person, { index, words: "una visita" });
    if (index === 8) await anchorLedger({ surroundings: world.surroundings, dataDir }, true);
  }
  const problems = async () => {
    const report = await verifyLedger(world.owner, readAnchors(dataDir));
    const own = report.problems.filter(({ tenantId }) => tenantId === person.tenantId);
    return own.map(({ seq, code }) => `${seq} ${code}`);
  };
  return { person, dataDir, problems };
}

async function tamper(statement: string, values: unknown[]): Promise<void> {
  for (const table of ["ledger", "read_log"]) await world.owner.query(`alter table ${table} disable trigger user`);
  await world.owner.query(statement, values);
  for (const table of ["ledger", "read_log"]) await world.owner.query(`alter table ${table} enable trigger user`);
}

/** Writes a whole chain again from one row on, as somebody with every right in the database could. */
async function rewriteFrom(tenantId: string, seq: number): Promise<void> {
  const { rows } = await world.owner.query("select * from ledger where tenant_id = $1 order by seq", [tenantId]);
  let previous = rows[seq - 2]?.hash as string;
  for (const row of rows.slice(seq - 1)) {
    const entry = {
      tenantId,
      seq: row.seq,
      operationId: row.operation_id,
      operation: row.operation,
      stream: row.stream,
      streamId: row.stream_id,
      version: row.version,
      actorId: row.actor_id,
      device: row.device,
      claimedAt: row.claimed_at,
      recordedAt: row.recorded_at,
      input: { ...row.input, words: "otra cosa" },
      previousHash: previous,
    };
    previous = hashOf(entry);
    await tamper("update ledger set input = $3, previous_hash = $4, hash = $5 where tenant_id = $1 and seq = $2", [
      tenantId,
      row.seq,
      JSON.stringify(entry.input),
      entry.previousHash,
      previous,
    ]);
  }
  await world.owner.query("update ledger_head set hash = $2 where tenant_id = $1", [tenantId, previous]);
}

describe("the chain of operations", () => {
  it("is whole when nobody touched it", async () => {
    const { problems } = await aChain();
    expect(await problems()).toEqual([]);
  });

  it("keeps every value that JSON can hold in the spelling that was hashed", async () => {
    const { person, problems } = await aChain();
    const storable = fc.jsonValue().filter((value) => {
      const text = JSON.stringify(value);
      return !/\\u0000|\\ud[89a-f]/i.test(text);
    });
    for (const value of fc.sample(storable, { numRuns: 150, seed: 20261121 })) await append(person, { value });
    for (const number of [-0, 5e-324, 1.7976931348623157e308, 1e21, 1e-7, 2 ** 53, 0.1 + 0.2]) {
      await append(person, { number });
    }
    expect(await problems()).toEqual([]);
  });

  it("refuses to be changed by the application, and by the owner through its trigger", async () => {
    const { person } = await aChain();
    await inTransaction(world.pool, identityOf(person), async ({ client }) => {
      await expect(client.query("update ledger set device = 'x'")).rejects.toMatchObject({ code: "42501" });
    }).catch(() => undefined);
    await expect(world.owner.query("update ledger set device = 'x'")).rejects.toThrow("append_only");
    await expect(world.owner.query("delete from ledger")).rejects.toThrow("append_only");
    await expect(world.owner.query("truncate ledger")).rejects.toThrow("append_only");
  });

  it("shows an edited row", async () => {
    const { person, problems } = await aChain();
    await tamper(`update ledger set input = '{"index":5,"words":"otra"}' where tenant_id = $1 and seq = 5`, [
      person.tenantId,
    ]);
    expect(await problems()).toEqual(["5 edited"]);
  });

  it("shows any other column that was edited", async () => {
    const changes = [
      "operation = 'x'",
      "stream = 'x'",
      "stream_id = gen_random_uuid()",
      "operation_id = gen_random_uuid()",
      "version = 9",
      "actor_id = gen_random_uuid()",
      "device = 'x'",
      "claimed_at = claimed_at + interval '1 millisecond'",
      "recorded_at = recorded_at - interval '1 day'",
      "hash = repeat('a', 64)",
    ];
    for (const change of changes) {
      const { person, problems } = await aChain();
      await tamper(`update ledger set ${change} where tenant_id = $1 and seq = 3`, [person.tenantId]);
      expect([change, (await problems())[0]]).toEqual([change, "3 edited"]);
    }
  });

  it("shows a row deleted in the middle", async () => {
    const { person, problems } = await aChain();
    await tamper("delete from ledger where tenant_id = $1 and seq = 5", [person.tenantId]);
    expect(await problems()).toEqual(["5 missing"]);
  });

  it("shows a row deleted in the middle when the later ones are numbered again", async () => {
    const { person, problems } = await aChain();
    await tamper("delete from ledger where tenant_id = $1 and seq = 10", [person.tenantId]);
    await tamper("update ledger set seq = 10 where tenant_id = $1 and seq = 11", [person.tenantId]);
    await tamper("update ledger set seq = 11 where tenant_id = $1 and seq = 12", [person.tenantId]);
    expect(await problems()).toEqual(expect.arrayContaining(["10 broken_link", "10 edited", "12 truncated"]));
  });

  it("shows rows whose order was exchanged", async () => {
    const { person, problems } = await aChain();
    await tamper(
      "update ledger set seq = case seq when 4 then 105 when 5 then 104 end where tenant_id = $1 and seq in (4, 5)",
      [person.tenantId],
    );
    await tamper("update ledger set seq = seq - 100 where tenant_id = $1 and seq > 100", [person.tenantId]);
    expect(await problems()).toEqual(
      expect.arrayContaining(["4 broken_link", "4 edited", "5 edited", "6 broken_link"]),
    );
  });

  it("shows a cut end by its head, and by its anchor when the head was cut too", async () => {
    const { person, problems } = await aChain();
    await tamper("delete from ledger where tenant_id = $1 and seq > 10", [person.tenantId]);
    expect(await problems()).toEqual(["11 truncated"]);
    await tamper("delete from ledger where tenant_id = $1 and seq > 6", [person.tenantId]);
    await world.owner.query(
      "update ledger_head set seq = 6, hash = (select hash from ledger where tenant_id = $1 and seq = 6) where tenant_id = $1",
      [person.tenantId],
    );
    expect(await problems()).toEqual(["7 truncated"]);
  });

  it("shows a chain that is gone altogether", async () => {
    const { person, problems } = await aChain();
    await tamper("delete from ledger where tenant_id = $1", [person.tenantId]);
    await world.owner.query("delete from ledger_head where tenant_id = $1", [person.tenantId]);
    expect(await problems()).toEqual(["1 truncated"]);
  });

  it("shows a chain that was written again from a row on, by the anchor outside", async () => {
    const { person, dataDir, problems } = await aChain();
    await rewriteFrom(person.tenantId, 6);
    expect(await problems()).toEqual(["8 rewritten"]);
    const withoutAnchors = await verifyLedger(world.owner, { anchors: [], badLines: [] });
    expect(withoutAnchors.problems.filter(({ tenantId }) => tenantId === person.tenantId)).toEqual([]);
    expect(readAnchors(dataDir).anchors.length).toBeGreaterThan(0);
  });
});

describe("the anchors outside the database", () => {
  it("are signed, kept from others, and survive a line that a crash cut short", async () => {
    const { person, dataDir, problems } = await aChain();
    const file = join(dataDir, "anchors/ledger.jsonl");
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(join(dataDir, "anchors/signing.key")).mode & 0o777).toBe(0o600);
    appendFileSync(file, '{"tenant":"x","se');
    await anchorLedger({ surroundings: world.surroundings, dataDir }, true);
    const { anchors, badLines } = readAnchors(dataDir);
    const own = anchors.filter(({ tenant }) => tenant === person.tenantId).map(({ seq }) => seq);
    expect([own, badLines]).toEqual([["8", "12"], []]);
    expect(await problems()).toEqual([]);
  });

  it("show a line that was changed", async () => {
    const dataDir = newFolder();
    const at = "2026-11-21T09:00:00.000Z";
    await writeAnchors(dataDir, [{ tenant: randomUUID(), seq: "7", hash: "a".repeat(64), at }]);
    const file = join(dataDir, "anchors/ledger.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace('"7"', '"6"'));
    const report = await verifyLedger(world.owner, readAnchors(dataDir));
    expect(report.problems.map(({ code }) => code)).toContain("anchor_forged");
  });

  it("are written after five minutes or five hundred rows, and not when nothing was added", async () => {
    const person = await addPerson(world, await addTenant(world));
    const dataDir = newFolder();
    const context = { surroundings: world.surroundings, dataDir };
    const own = () => readAnchors(dataDir).anchors.filter(({ tenant }) => tenant === person.tenantId).length;
    await append(person, {});
    await anchorLedger(context, false);
    await append(person, {});
    await anchorLedger(context, false);
    expect(own()).toBe(1);
    world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000);
    await anchorLedger(context, false);
    expect(own()).toBe(2);
    for (let index = 0; index < 500; index++) await append(person, {});
    await anchorLedger(context, false);
    expect(own()).toBe(3);
    world.clock.now = new Date(world.clock.now.getTime() + 60 * 60_000);
    await anchorLedger(context, false);
    expect(own()).toBe(3);
  });
});

describe("the log of what was read", () => {
  async function read(person: Person): Promise<void> {
    await inTransaction(world.pool, identityOf(person), ({ client }) =>
      client.query("insert into read_log (tenant_id, actor_id, query, shown_ids) values ($1, $2, 'openFile', $3)", [
        person.tenantId,
        person.id,
        [randomUUID(), randomUUID()],
      ]),
    );
  }

  it("is sealed into the chain of operations, piece after piece", async () => {
    const { person, problems } = await aChain();
    for (let round = 0; round < 3; round++) {
      await read(person);
      await read(person);
      await sealReadLog(world.surroundings);
      await sealReadLog(world.surroundings);
    }
    const { rows } = await world.owner.query(
      "select input from ledger where tenant_id = $1 and operation = 'sealReadLog' order by seq",
      [person.tenantId],
    );
    expect(rows.map(({ input }) => input.count)).toEqual([2, 2, 2]);
    expect(await problems()).toEqual([]);
  });

  it("shows an edited, a deleted and an added reading below a seal", async () => {
    const changes = [
      "update read_log set query = 'x' where tenant_id = $1",
      "update read_log set at = at + interval '1 microsecond' where tenant_id = $1",
      "update read_log set shown_ids = '{}' where tenant_id = $1",
      "delete from read_log where tenant_id = $1",
      `insert into read_log (tenant_id, id, actor_id, query) overriding system value
       select tenant_id, id - 100000, actor_id, 'x' from read_log where tenant_id = $1`,
    ];
    for (const change of changes) {
      const { person, problems } = await aChain();
      await read(person);
      await sealReadLog(world.surroundings);
      await tamper(change, [person.tenantId]);
      expect([change, await problems()]).toEqual([change, ["13 reads_differ"]]);
    }
  });

  it("waits for a reading that is being written, so that no row appears below a seal later", async () => {
    const { person, problems } = await aChain();
    const writer = await world.pool.connect();
    await writer.query(
      `begin; select set_config('trenza.tenant','${person.tenantId}',true), set_config('trenza.user','${person.id}',true)`,
    );
    await writer.query("insert into read_log (tenant_id, actor_id, query) values ($1, $2, 'openFile')", [
      person.tenantId,
      person.id,
    ]);
    const sealing = sealReadLog(world.surroundings);
    await world.owner.query("select pg_sleep(0.2)");
    await writer.query("commit");
    writer.release();
    await sealing;
    const { rows } = await world.owner.query(
      "select input from ledger where tenant_id = $1 and operation = 'sealReadLog'",
      [person.tenantId],
    );
    expect(rows.map(({ input }) => input.count)).toEqual([1]);
    expect(await problems()).toEqual([]);
  });
});
