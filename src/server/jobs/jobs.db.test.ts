import { afterAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../../tests/database/testDatabase.ts";
import { openPool } from "../database/connect.ts";
import type { Surroundings } from "../surroundings.ts";
import { startJobs, tasks } from "./startJobs.ts";
import { defineTask, type Task } from "./task.ts";

const database = await createTestDatabase();
const pool = openPool(database.app, "test", 4);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const request = {
  installation: { app: database.app, dataDir: "/nonexistent" },
  surroundings: {} as Surroundings,
  log: (line: string) => {
    throw new Error(line);
  },
};

function recorder(name: string): { task: Task; next: () => Promise<unknown> } {
  const seen: unknown[] = [];
  const waiting: ((payload: unknown) => void)[] = [];
  return {
    task: defineTask({
      name,
      run: async (_context, payload) => {
        const first = waiting.shift();
        if (first) first(payload);
        else seen.push(payload);
      },
    }),
    next: () => (seen.length > 0 ? Promise.resolve(seen.shift()) : new Promise((resolve) => waiting.push(resolve))),
  };
}

describe("jobs", () => {
  it("run after the commit of the transaction that added them, and not at all when it is rolled back", async () => {
    const { task, next } = recorder("noteIt");
    const jobs = await startJobs(request, [task]);
    const client = await pool.connect();
    await client.query("begin");
    await client.query("select app.add_job($1, $2)", ["noteIt", JSON.stringify({ number: 1 })]);
    await client.query("rollback");
    await client.query("begin");
    await client.query("select app.add_job($1, $2)", ["noteIt", JSON.stringify({ number: 2 })]);
    await client.query("commit");
    client.release();
    expect(await next()).toEqual({ number: 2 });
    await jobs.stop();
  });

  it("that were added while nobody ran them are done at the next start", async () => {
    await pool.query("select app.add_job($1, $2)", ["later", JSON.stringify({ number: 3 })]);
    const { task, next } = recorder("later");
    const jobs = await startJobs(request, [task]);
    expect(await next()).toEqual({ number: 3 });
    await jobs.stop();
  });

  it("do at an orderly stop what was left for the end", async () => {
    const done: string[] = [];
    const task = defineTask({
      name: "atTheEnd",
      run: async () => undefined,
      atStop: async ({ surroundings }) => {
        done.push((await surroundings.pool.query("select 'done' as word")).rows[0].word);
      },
    });
    await (await startJobs(request, [task])).stop();
    expect(done).toEqual(["done"]);
  });

  it("cannot be added under a name that is none, nor by writing past the function's checks into its schema", async () => {
    await expect(pool.query("select app.add_job($1, '{}')", ["no such; name"])).rejects.toMatchObject({
      code: "22023",
    });
    await expect(pool.query("insert into graphile_worker.migrations (id) values (999)")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("have names of their own", () => {
    expect(new Set(tasks.map((task) => task.name)).size).toBe(tasks.length);
  });
});
