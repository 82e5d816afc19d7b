import { randomUUID } from "node:crypto";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/core/access/policy.ts";
import { LIBRARY } from "../../src/core/evidence/library.ts";
import { takeAttempts } from "../../src/server/auth/attempts.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { type Caller, signInAs } from "../builders/caller.ts";
import type { Person } from "../builders/world.ts";
import { invalid, type KnownIds, valid } from "./arbitraryOf.ts";
import { asQuery } from "./asQuery.ts";
import { type DemoWorld, idsOf, openDemoWorld } from "./demoWorld.ts";
import { type DescribedRoute, describedRoutes, type JsonSchema } from "./openApi.ts";

/** Requests per route and role: `TRENZA_FUZZ_CASES=300` for a long run; `TRENZA_FUZZ_SEED` repeats one. */
const CASES = Number(process.env.TRENZA_FUZZ_CASES ?? 100);
const AT_ONCE = 6;
const SEED = Number(process.env.TRENZA_FUZZ_SEED ?? 20261121);
const ROLES: readonly Role[] = ["family_worker", "supervisor", "programme_director"];
/** Readings are also asked by who manages accounts, whose deeds would close the accounts of the others. */
const READERS: readonly Role[] = [...ROLES, "administrator"];
/** What an answer must never show: our sources, our statements, the database's own words. */
const INSIDES = /node_modules|\.[tj]s:\d+|\bat \w+ \(|violates|syntax error|relation "|invalid input|stack/i;

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validators = new Map<JsonSchema, ValidateFunction>();

let demo: DemoWorld;
let routes: ReadonlyMap<string, DescribedRoute>;
let known: KnownIds;
const people = new Map<Role, Person>();

beforeAll(async () => {
  demo = await openDemoWorld();
  routes = new Map((await describedRoutes(demo.app)).map((route) => [route.name, route]));
  const [tenantId = ""] = demo.tenantIds;
  // The register of outside studies has ids of its own, which are words.
  known = new Map([...(await idsOf(demo.world, tenantId)), ["evidenceId", LIBRARY.map(({ id }) => id)]]);
  for (const role of [...READERS, "evaluator"] as const) people.set(role, await demo.personWith(tenantId, role));
  // Hashing is dear and tested elsewhere: a few tries are left before this address is refused.
  for (let index = 0; index < 95; index++) await takeAttempts(demo.world.surroundings, [["address", "127.0.0.1"]]);
}, 300_000);
afterAll(() => demo.close());

function withFreshId(value: unknown): unknown {
  const isEnvelope = typeof value === "object" && value !== null && "operationId" in value;
  return isEnvelope && fresh(value.operationId) ? { ...value, operationId: randomUUID() } : value;
}

function fresh(id: unknown): boolean {
  return typeof id === "string" && id.length === 36;
}

function complaint(route: DescribedRoute, status: number, body: string): string | undefined {
  const schema = route.answers.get(status);
  if (status >= 500) return `answered ${status}`;
  if (!schema) return `answered ${status}, which is not documented`;
  if (INSIDES.test(body) && route.name !== "describeInterface") return "showed its insides";
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  return validate(JSON.parse(body))
    ? undefined
    : `${status} does not fit its schema: ${ajv.errorsText(validate.errors)}`;
}

async function signIn(role: Role): Promise<Caller> {
  const person = people.get(role);
  if (!person) throw new Error(`nobody has the role ${role}`);
  return signInAs(demo.app, demo.world, person);
}

const reached = new Map<string, Set<number>>();

async function ask(caller: Caller, route: DescribedRoute, role: Role, sample: unknown): Promise<string | undefined> {
  const sent = withFreshId(sample);
  const answer =
    route.method === "GET" ? await caller.get(route.url, asQuery(sent)) : await caller.post(route.url, sent ?? {});
  reached.set(route.name, (reached.get(route.name) ?? new Set()).add(answer.statusCode));
  const found = complaint(route, answer.statusCode, answer.body);
  return (
    found && `${role}: ${found}\n  sent ${JSON.stringify(sent)?.slice(0, 1500)}\n  got ${answer.body.slice(0, 300)}`
  );
}

function samplesFor(route: DescribedRoute, count: number): unknown[] {
  const arbitrary = fc.oneof(valid(route.input, "", known), invalid(route.input, known));
  return fc.sample(arbitrary, { numRuns: count, seed: SEED });
}

/** Operations and readings: several requests of one person at once, as browsers send them. */
async function fuzz(name: string, role: Role): Promise<string[]> {
  const route = routes.get(name);
  if (!route) return [`${name} is not in the document`];
  const caller = await signIn(role);
  const waiting = samplesFor(route, CASES);
  const complaints: string[] = [];
  const work = async () => {
    while (waiting.length > 0) {
      const found = await ask(caller, route, role, waiting.pop());
      if (found) complaints.push(found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return complaints.slice(0, 5);
}

/** Routes that change or end the sign-in: each request from a browser that is signed in. */
async function fuzzAlone(name: string, role: Role): Promise<string[]> {
  const route = routes.get(name);
  if (!route) return [`${name} is not in the document`];
  const complaints: string[] = [];
  for (const sample of samplesFor(route, Math.ceil(CASES / 4))) {
    const found = await ask(await signIn(role), route, role, sample);
    if (found) complaints.push(found);
  }
  return complaints.slice(0, 5);
}

// Readings first: operations take back what there is to read.
const concepts = [...queries, ...operations].map(({ kind, name, contract }) => {
  // What only evaluators may do is asked by them too, and by somebody who may not.
  if (contract.action === "study.write") return [name, ["supervisor", "evaluator"]] as const;
  return [name, kind === "query" ? READERS : ROLES] as const;
});
const alone = endpoints.map((route) => route.name);

describe("whatever is sent to a route, its answer is a documented one", () => {
  it.each(concepts)(
    "%s",
    async (name, roles) => {
      for (const role of roles) expect(await fuzz(name, role)).toEqual([]);
    },
    300_000,
  );

  it.each(alone)(
    "%s",
    async (name) => {
      for (const role of ROLES) expect(await fuzzAlone(name, role)).toEqual([]);
    },
    120_000,
  );

  it("which for every reading was an answer with content at least once", () => {
    const silent = queries.filter(({ name }) => reached.has(name) && !reached.get(name)?.has(200));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it("also when the body is no JSON, has no end, or goes deeper than any form", async () => {
    const bodies = [
      "",
      "{",
      "null",
      '"text"',
      "1e400",
      `{"operationId":1e400}`,
      '{"a":1,"a":2}',
      "\ufeff{}",
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      `${'{"input":'.repeat(5000)}1${"}".repeat(5000)}`,
      `{"operationId":"${"x".repeat(3_000_000)}"}`,
    ];
    const types = [
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "nonsense",
      "",
    ];
    const caller = await signIn("supervisor");
    for (const route of [...routes.values()].filter(({ method }) => method === "POST").slice(0, 200)) {
      for (const type of types) {
        for (const payload of type === "application/json" ? bodies : ["{}"]) {
          const answer = await demo.app.inject({
            method: "POST",
            url: route.url,
            payload,
            headers: { "content-type": type },
            cookies: caller.cookies,
          });
          const found = complaint(route, answer.statusCode, answer.body);
          expect([route.name, type, payload.slice(0, 40), found]).toEqual([
            route.name,
            type,
            payload.slice(0, 40),
            undefined,
          ]);
        }
      }
    }
  }, 120_000);
});
