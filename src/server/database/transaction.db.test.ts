import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPerson, addTenant, openWorld, type Person } from "../../../tests/builders/world.ts";
import { logRead } from "../query.ts";
import { inTransaction, type Transaction, together } from "./transaction.ts";

const world = await openWorld();
let person: Person;
beforeAll(async () => {
  person = await addPerson(world, await addTenant(world));
});
afterAll(() => world.close());

const inTenant = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
  inTransaction(world.pool, { tenantId: person.tenantId, userId: person.id, purpose: "care" }, work);

/** A row of the read log: the shortest one there is. */
const note = ({ client }: Transaction, name: string) =>
  logRead(client, { tenantId: person.tenantId, userId: person.id } as never, name, { reason: "prueba" });

async function noted(): Promise<string[]> {
  const { rows } = await world.owner.query("select query from read_log where actor_id = $1 order by id", [person.id]);
  return rows.map(({ query }) => query as string);
}

describe("statements of one transaction that travel together", () => {
  it("are kept with the commit, in the order in which they were sent", async () => {
    const answer = await inTenant(async (transaction) => {
      transaction.lastly(note(transaction, "first"));
      transaction.lastly(note(transaction, "second"));
      return "answer";
    });
    expect(answer).toBe("answer");
    expect(await noted()).toEqual(["first", "second"]);
  });

  it("undo everything when one sent with the commit fails, and its reason is told", async () => {
    const before = await noted();
    const failing = inTenant(async (transaction) => {
      await note(transaction, "kept by nobody");
      transaction.lastly(transaction.client.query("select 1 / 0"));
      transaction.lastly(note(transaction, "behind the failure"));
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(await noted()).toEqual(before);
  });

  it("tell the first failure of work that goes on in several places, once all of it has ended", async () => {
    const ended: string[] = [];
    const late = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ended.push("late");
    })();
    const failing = (async () => {
      throw new Error("early");
    })();
    await expect(together([late, failing])).rejects.toThrow("early");
    expect(ended).toEqual(["late"]);
  });

  it("leave the connection clean for the next transaction after a failure nobody waited for", async () => {
    const failing = inTenant(async (transaction) => {
      transaction.lastly(transaction.client.query("select no_such_column from tenant"));
      throw new Error("the work itself");
    });
    await expect(failing).rejects.toThrow("the work itself");
    const rows = await inTenant(async ({ client }) => (await client.query("select app.tenant() as id")).rows);
    expect(rows).toEqual([{ id: person.tenantId }]);
  });
});
