import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addNote } from "../../src/contracts/tasks.ts";
import { buildApp } from "../../src/server/app.ts";
import { type Caller, signInAs } from "../builders/caller.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  addToTeam,
  type Household,
  openWorld,
  type Tenant,
} from "../builders/world.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let household: Household;
let caller: Caller;
let colleague: Caller;

beforeAll(async () => {
  tenant = await addTenant(world);
  const worker = await addPersonWith(world, tenant, "family_worker");
  const other = await addPersonWith(world, tenant, "family_worker");
  household = await addHousehold(world, tenant, { registeredBy: worker });
  for (const person of [worker, other]) await addToTeam(world, household, person);
  caller = await signInAs(app, world, worker);
  colleague = await signInAs(app, world, other);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

function aNote(text = "Llamar el martes") {
  return { noteId: randomUUID(), householdId: household.id, text };
}

async function kept(operationId: string, noteId: string): Promise<{ notes: number; ledger: number; receipts: number }> {
  const { rows } = await world.owner.query(
    `select (select count(*) from note where id = $2)::int as notes,
            (select count(*) from ledger where operation_id = $1)::int as ledger,
            (select count(*) from operation_receipt where operation_id = $1)::int as receipts`,
    [operationId, noteId],
  );
  return rows[0];
}

describe("an operation sent twice", () => {
  it("has one effect and the same answer, and says that it is the earlier one", async () => {
    const [id, note] = [randomUUID(), aNote()];
    const first = await caller.operate(addNote, note, id);
    const second = await caller.operate(addNote, note, id);
    expect([first.statusCode, second.statusCode, second.body]).toEqual([200, 200, first.body]);
    expect([first.headers["idempotent-replay"], second.headers["idempotent-replay"]]).toEqual([undefined, "true"]);
    expect(await kept(id, note.noteId)).toEqual({ notes: 1, ledger: 1, receipts: 1 });
  });

  it("is refused under the same id with other content, and changes nothing", async () => {
    const [id, note] = [randomUUID(), aNote()];
    await caller.operate(addNote, note, id);
    const other = await caller.operate(addNote, { ...note, text: "Otra cosa" }, id);
    expect([other.statusCode, other.json().error.code]).toEqual([409, "operation_reused"]);
    const { rows } = await world.owner.query("select text from note where id = $1", [note.noteId]);
    expect(rows).toEqual([{ text: note.text }]);
  });

  it("is refused under the id of somebody else's operation, whose answer stays theirs", async () => {
    const [id, note] = [randomUUID(), aNote()];
    await caller.operate(addNote, note, id);
    const other = await colleague.operate(addNote, note, id);
    expect([other.statusCode, other.json().error.code]).toEqual([409, "operation_reused"]);
  });

  it("at the same moment ten times has one effect and one answer", async () => {
    const [id, note] = [randomUUID(), aNote()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => caller.operate(addNote, note, id)));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set([`200 ${answers[0]?.body}`]),
    );
    expect(await kept(id, note.noteId)).toEqual({ notes: 1, ledger: 1, receipts: 1 });
  });

  it("at the same moment with two contents keeps one of them and refuses the other", async () => {
    const [id, note] = [randomUUID(), aNote()];
    const answers = await Promise.all([
      caller.operate(addNote, note, id),
      caller.operate(addNote, { ...note, text: "Otra cosa" }, id),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await kept(id, note.noteId)).toEqual({ notes: 1, ledger: 1, receipts: 1 });
  });

  it("may be sent again after it was refused: a refusal leaves nothing behind", async () => {
    const [id, note] = [randomUUID(), { ...aNote(), householdId: randomUUID() }];
    expect((await caller.operate(addNote, note, id)).statusCode).toBe(404);
    expect(await kept(id, note.noteId)).toEqual({ notes: 0, ledger: 0, receipts: 0 });
    expect((await caller.operate(addNote, { ...note, householdId: household.id }, id)).statusCode).toBe(200);
  });
});

describe("the ledger", () => {
  it("tells who did what to what, when, and under which earlier row", async () => {
    const [id, note] = [randomUUID(), aNote()];
    await caller.operate(addNote, note, id);
    const { rows } = await world.owner.query(
      `select operation, stream_id, input, hash, recorded_at >= claimed_at - interval '1 minute' as timely,
              previous_hash = (select hash from ledger earlier where earlier.tenant_id = ledger.tenant_id and earlier.seq = ledger.seq - 1) as chained
       from ledger where operation_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        operation: "addNote",
        stream_id: expect.any(String),
        input: note,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        timely: true,
        chained: true,
      },
    ]);
  });

  it("that cannot be written keeps the operation from having any effect, and reading goes on", async () => {
    const [id, note] = [randomUUID(), aNote()];
    await world.owner.query("revoke insert on ledger from trenza_app");
    try {
      const refused = await caller.operate(addNote, note, id);
      expect(refused.statusCode).toBe(500);
      expect(refused.body).not.toContain("permission denied");
      expect(await kept(id, note.noteId)).toEqual({ notes: 0, ledger: 0, receipts: 0 });
    } finally {
      await world.owner.query("grant insert on ledger to trenza_app");
    }
    expect((await caller.operate(addNote, note, id)).statusCode).toBe(200);
  });

  it("keeps one order when many people of a tenant write at once", async () => {
    const notes = Array.from({ length: 24 }, () => aNote());
    const answers = await Promise.all(
      notes.map((note, index) => (index % 2 ? caller : colleague).operate(addNote, note)),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const { rows } = await world.owner.query(
      `select count(*)::int as rows, max(seq)::int as last,
              bool_and(recorded_at >= coalesce((select recorded_at from ledger e where e.tenant_id = l.tenant_id and e.seq = l.seq - 1), recorded_at)) as ordered
       from ledger l where tenant_id = $1`,
      [tenant.id],
    );
    expect(rows[0].rows).toBe(rows[0].last);
    expect(rows[0].ordered).toBe(true);
  });
});

describe("the log of what was read", () => {
  it("that cannot be written keeps personal records from being shown", async () => {
    await world.owner.query("revoke insert on read_log from trenza_app");
    try {
      const answer = await caller.get("/api/tasks/family-tasks", { householdId: household.id });
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain("Llamar el martes");
    } finally {
      await world.owner.query("grant insert on read_log to trenza_app");
    }
    expect((await caller.get("/api/tasks/family-tasks", { householdId: household.id })).statusCode).toBe(200);
  });
});
