import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { LightMyRequestResponse as Response } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/core/access/policy.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { type Caller, signInAs } from "../builders/caller.ts";
import { type KnownIds, valid } from "./arbitraryOf.ts";
import { asQuery } from "./asQuery.ts";
import { type DemoWorld, idsOf, openDemoWorld, tablesWithIds } from "./demoWorld.ts";
import { type DescribedRoute, describedRoutes } from "./openApi.ts";

const ROLES: readonly Role[] = ["family_worker", "supervisor", "programme_director"];
const SAMPLES = 15;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

let demo: DemoWorld;
let routes: ReadonlyMap<string, DescribedRoute>;
let mixed: KnownIds;
let before: string;
const callers = new Map<Role, Caller>();
/** Every id of the other tenant, in every table. */
const foreign = new Set<string>();
const own = new Set<string>();

async function fingerprint(tenantId: string): Promise<string> {
  const tables = [
    ...(await tablesWithIds(demo.world)),
    "ledger",
    "ledger_head",
    "read_log",
    "credential",
    "operation_receipt",
  ];
  const parts: string[] = [];
  for (const table of tables) {
    const { rows } = await demo.world.owner.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as print
       from ${table} t where tenant_id = $1`,
      [tenantId],
    );
    parts.push(`${table} ${rows[0].print}`);
  }
  return parts.join("\n");
}

function otherTenant(): string {
  return demo.tenantIds[0] ?? "";
}

beforeAll(async () => {
  demo = await openDemoWorld();
  const [there = "", here = ""] = demo.tenantIds;
  routes = new Map((await describedRoutes(demo.app)).map((route) => [route.name, route]));
  for (const table of await tablesWithIds(demo.world)) {
    const { rows } = await demo.world.owner.query(`select id from ${table} where tenant_id = $1`, [there]);
    for (const { id } of rows) foreign.add(id);
  }
  const [theirs, ours] = [await idsOf(demo.world, there, 4), await idsOf(demo.world, here, 2)];
  for (const id of [...ours.values()].flat()) own.add(id);
  mixed = new Map([...theirs].map(([field, ids]) => [field, [...ids, ...(ours.get(field) ?? [])]]));
  for (const role of ROLES) {
    callers.set(role, await signInAs(demo.app, demo.world, await demo.personWith(here, role)));
  }
  before = await fingerprint(there);
}, 300_000);
afterAll(() => demo.close());

function namesForeign(value: unknown): boolean {
  return (JSON.stringify(value).match(UUID) ?? []).some((id) => foreign.has(id));
}

/** The same request with ids that exist nowhere in the place of the other tenant's, and new ones for what it registers. */
function twinOf(value: unknown): unknown {
  const replaced = new Map<string, string>();
  return JSON.parse(JSON.stringify(value), (_, member) => {
    if (typeof member !== "string" || own.has(member) || member.search(UUID) !== 0) return member;
    const random = replaced.get(member) ?? randomUUID();
    replaced.set(member, random);
    return random;
  });
}

function send(caller: Caller, route: DescribedRoute, value: unknown): Promise<Response> {
  if (route.method === "GET") return caller.get(route.url, asQuery(value));
  const envelope = value as { operationId?: string };
  const body = envelope.operationId === undefined ? value : { ...envelope, operationId: randomUUID() };
  return caller.post(route.url, body);
}

/**
 * An agency is registered once under an id and a name, also under an id of the other tenant, which is free in this one. What the first
 * of two equal requests registered is taken away, so that the second is not refused for it.
 */
async function forgetAgencies(): Promise<void> {
  const { world, tenantIds } = demo;
  await world.owner.query("delete from care_source where tenant_id = $1 and id <> all ($2)", [tenantIds[1], [...own]]);
}

function idsShown(body: string): string[] {
  return (body.match(UUID) ?? []).filter((id) => foreign.has(id));
}

async function crossings(route: DescribedRoute, role: Role): Promise<string[]> {
  const caller = callers.get(role);
  if (!caller) return [`nobody has the role ${role}`];
  const found: string[] = [];
  const samples = fc.sample(valid(route.input, "", mixed), { numRuns: SAMPLES, seed: 20261121 });
  for (const sample of samples.filter(namesForeign)) {
    const sent = JSON.stringify(sample);
    const theirs = await send(caller, route, sample);
    if (route.name === "registerCareSource") await forgetAgencies();
    const nowhere = await send(caller, route, twinOf(sample));
    if (route.name === "registerCareSource") await forgetAgencies();
    const leaked = idsShown(theirs.body).filter((id) => !sent.includes(id));
    const same =
      theirs.statusCode === nowhere.statusCode && (theirs.statusCode === 200 || theirs.body === nowhere.body);
    if (!same)
      found.push(
        `${role}: ${theirs.statusCode} ${theirs.body} but ${nowhere.statusCode} ${nowhere.body}\n  sent ${sent}`,
      );
    if (leaked.length > 0) found.push(`${role}: showed ${leaked.join(", ")}\n  sent ${sent}`);
  }
  return found;
}

const ends = new Set(["signOut", "signOutEverywhere"]);
const names = [...operations, ...queries, ...endpoints].map(({ name }) => name).filter((name) => !ends.has(name));

describe("the records of another tenant", () => {
  it.each(names)(
    "answer like records that exist nowhere: %s",
    async (name) => {
      const route = routes.get(name);
      if (!route) throw new Error(`${name} is not in the document`);
      for (const role of ROLES) expect((await crossings(route, role)).slice(0, 3)).toEqual([]);
    },
    120_000,
  );

  it("answer 404 when asked for by their id", async () => {
    const caller = callers.get("supervisor");
    const route = routes.get("householdFile");
    if (!caller || !route) throw new Error("no caller or route");
    const { rows } = await demo.world.owner.query("select id from household where tenant_id = $1", [otherTenant()]);
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) {
      const answer = await send(caller, route, { householdId: id });
      const nowhere = await send(caller, route, { householdId: randomUUID() });
      expect([answer.statusCode, answer.body]).toEqual([404, nowhere.body]);
    }
  });

  it("stay as they are, whatever people of this tenant have asked of every route", async () => {
    expect(await fingerprint(otherTenant())).toBe(before);
  });
});
