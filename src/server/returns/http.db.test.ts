import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { addPersonWith, addTenant, openWorld, type Tenant, type World } from "../../../tests/builders/world.ts";
import * as contracts from "../../contracts/returns.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let director: Caller;
let evaluator: Caller;
const sourceId = randomUUID();

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
  evaluator = await signInAs(app, world, await addPersonWith(world, tenant, "evaluator"));
  const agency = { sourceId, name: "Comarca", kind: "region", territoryId: tenant.municipality };
  expect((await director.operate(contracts.registerCareSource, agency)).statusCode).toBe(200);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function send(caller: Caller, uploadId: string, fileName: string, content: Buffer, size = 1000) {
  for (let at = 0, part = 0; at < Math.max(1, content.length); at += size, part += 1) {
    const piece = content.subarray(at, at + size);
    const last = at + size >= content.length;
    const sent = { uploadId, fileName, part, last, content: piece.toString("base64") };
    const { statusCode, body } = await caller.call(contracts.sendReturnPart, sent);
    if (statusCode !== 200) return { statusCode, body };
  }
  return { statusCode: 200, body: "" };
}

const sample = (name: string) => readFileSync(`tests/data/ssda903/multi-year-2017-2021/${name}`);
const batchId = randomUUID();

/** What is told of a return while it is being received, time and again. */
async function watched(receiving: Promise<unknown>) {
  const seen: { rowsRead: number; childrenChecked: number }[] = [];
  let done = false;
  const end = receiving.finally(() => {
    done = true;
  });
  while (!done) {
    const told = (await director.ask(contracts.returnProgress, { batchId })).json();
    if (!done) seen.push(told);
  }
  await end;
  return seen;
}

describe("an agency", () => {
  const agency = () => ({ sourceId, name: "Comarca", kind: "region", territoryId: tenant.municipality });

  it("is the same when it is registered again under its id, and only once under a name", async () => {
    const again = await director.operate(contracts.registerCareSource, agency());
    expect([again.statusCode, again.json()]).toEqual([200, { sourceId }]);
    const twin = await director.operate(contracts.registerCareSource, { ...agency(), sourceId: randomUUID() });
    expect([twin.statusCode, twin.json().error.code]).toEqual([409, "name_taken"]);
    const other = await director.operate(contracts.registerCareSource, { ...agency(), name: "Otra" });
    expect([other.statusCode, other.json().error.code]).toEqual([409, "id_taken"]);
    expect((await director.ask(contracts.careSources, {})).json().items).toHaveLength(1);
  });

  it("may have the id and the name of one of another tenant", async () => {
    const there = await addTenant(world);
    const stranger = await signInAs(app, world, await addPersonWith(world, there, "programme_director"));
    const same = { ...agency(), territoryId: there.municipality };
    expect((await stranger.operate(contracts.registerCareSource, same)).statusCode).toBe(200);
  });
});

describe("a return in the browser", () => {
  it("is sent in pieces, checked, told by rule and by child, applied, taken back and thrown away", async () => {
    const uploadId = randomUUID();
    for (const name of ["2017/episodes.csv", "2017/header.csv", "2018/episodes.csv"]) {
      expect(await send(director, uploadId, name, sample(name), 20_000)).toMatchObject({ statusCode: 200 });
    }
    const receiving = director.operate(contracts.receiveReturn, { batchId, sourceId, uploadId, kind: "ssda903" });
    // Before and after the checking nothing is told.
    const seen = (await watched(receiving)).filter(({ rowsRead }) => rowsRead > 0);
    const received = await receiving;
    expect(seen.some(({ childrenChecked }) => childrenChecked < 398)).toBe(true);
    expect(seen.every(({ rowsRead }, at) => rowsRead >= (seen[at - 1]?.rowsRead ?? 0))).toBe(true);
    expect((await director.ask(contracts.returnProgress, { batchId })).json()).toEqual({
      rowsRead: 0,
      childrenChecked: 0,
    });
    expect(received.json()).toMatchObject({ version: 1, rowsRead: 706 + 398 + 490, rowsRefused: 0 });

    const told = (await director.ask(contracts.returnBatch, { batchId })).json();
    expect(told.batch).toMatchObject({ state: "checked", years: [2017, 2018], mayImport: true });
    expect(told.tables).toHaveLength(3);
    const rule = told.groups.find((group: { rule: string }) => group.rule === "148");
    expect(rule).toMatchObject({ severity: expect.any(String), count: expect.any(Number) });
    const notRun = told.notRun.map((one: { missing: string[] }) => one.missing.join());
    expect(notRun.some((missing: string) => missing.includes("OC2"))).toBe(true);

    const findings = (await director.ask(contracts.returnFindings, { batchId, rule: "148", page: "2" })).json();
    expect(findings).toMatchObject({ total: rule.count, page: 2 });
    expect(Object.keys(findings.items[0].values)).toContain("REC");
    const child = findings.items[0].child;
    const ofChild = (await director.ask(contracts.returnFindings, { batchId, child })).json();
    expect(ofChild.items.every((one: { child: string }) => one.child === child)).toBe(true);
    const children = (await director.ask(contracts.returnFindingsByChild, { batchId })).json();
    expect(children.total).toBe(told.childrenWithFindings);
    const exported = (await director.ask(contracts.exportReturnFindings, { batchId })).json();
    expect(exported.content.split("\r\n")).toHaveLength(told.batch.findings + 2);

    const applied = (await director.operate(contracts.applyReturn, { batchId, baseVersion: 1 })).json();
    expect(applied).toMatchObject({ version: 2, factsUntil: "2019-03-31" });
    expect(applied.periods).toBeGreaterThan(300);
    const again = await director.operate(contracts.applyReturn, { batchId, baseVersion: 2 });
    expect(again.json().error.message).toBe("Esta declaración ya está aplicada.");
    expect((await director.operate(contracts.discardReturn, { batchId, baseVersion: 2 })).statusCode).toBe(409);
    const undone = (await director.operate(contracts.undoReturn, { batchId, baseVersion: 2 })).json();
    expect(undone).toMatchObject({ version: 3, periods: 0, children: 0 });
    expect((await director.operate(contracts.discardReturn, { batchId, baseVersion: 3 })).statusCode).toBe(200);
    const left = await world.owner.query("select count(*)::int as n from return_row where batch_id = $1", [batchId]);
    expect(left.rows[0].n).toBe(0);
  });

  it("shows an evaluator the findings but not the cells, and lets nobody else but the director load", async () => {
    const [uploadId, other] = [randomUUID(), randomUUID()];
    await send(director, uploadId, "2019/episodes.csv", sample("2019/episodes.csv"), 50_000);
    await director.operate(contracts.receiveReturn, { batchId: other, sourceId, uploadId, kind: "ssda903" });
    const findings = (await evaluator.ask(contracts.returnFindings, { batchId: other })).json();
    expect(findings.total).toBeGreaterThan(100);
    expect(findings.items.every((one: { values: object }) => Object.keys(one.values).length === 0)).toBe(true);
    expect((await evaluator.ask(contracts.careSources, {})).json().items[0]).toMatchObject({ mayImport: false });
    expect((await evaluator.operate(contracts.applyReturn, { batchId: other, baseVersion: 1 })).statusCode).toBe(403);
    expect(await send(evaluator, randomUUID(), "2019/episodes.csv", Buffer.from("x"))).toMatchObject({
      statusCode: 403,
    });
    const worker = await signInAs(app, world, await addPersonWith(world, tenant, "family_worker"));
    expect((await worker.ask(contracts.returnBatches, {})).statusCode).toBe(403);
  });

  it("takes nobody else's upload", async () => {
    const uploadId = randomUUID();
    const colleague = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
    await send(director, uploadId, "2019/episodes.csv", sample("2019/episodes.csv"), 50_000);
    const input = { batchId: randomUUID(), sourceId, uploadId, kind: "ssda903" };
    expect((await colleague.operate(contracts.receiveReturn, input)).json().error.code).toBe("no_files");
  });

  it("refuses pieces out of order and uploads that are not complete", async () => {
    const uploadId = randomUUID();
    const piece = { uploadId, fileName: "2017/episodes.csv", last: false, content: "Q0g=" };
    expect((await director.call(contracts.sendReturnPart, { ...piece, part: 1 })).statusCode).toBe(409);
    expect((await director.call(contracts.sendReturnPart, { ...piece, part: 0 })).statusCode).toBe(200);
    expect((await director.call(contracts.sendReturnPart, { ...piece, part: 0 })).statusCode).toBe(409);
    const input = { batchId: randomUUID(), sourceId, uploadId, kind: "ssda903" };
    expect((await director.operate(contracts.receiveReturn, input)).json().error.code).toBe("upload_incomplete");
  });
});
