import { randomUUID } from "node:crypto";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../src/core/access/policy.ts";
import { takeAttempts } from "../../src/server/auth/attempts.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { type Caller, signInAs } from "../builders/caller.ts";
import type { Person } from "../builders/world.ts";
import { invalid, type KnownIds, valid } from "./arbitraryOf.ts";
import { type DemoWorld, idsOf, openDemoWorld } from "./demoWorld.ts";
import { type DescribedRoute, describedRoutes, type JsonSchema } from "./openApi.ts";

/** Requests per route and role: `TRENZA_FUZZ_CASES=300` for a long run; `TRENZA_FUZZ_SEED` repeats one. */
const CASES = Number(process.env.TRENZA_FUZZ_CASES ?? 40);
const SEED = Number(process.env.TRENZA_FUZZ_SEED ?? 20261121);
const ROLES: readonly Role[] = ["family_worker", "supervisor", "programme_director"];
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
  known = await idsOf(demo.world, tenantId);
  for (const role of ROLES) people.set(role, await demo.personWith(tenantId, role));
  // Hashing is dear and tested elsewhere: a few tries are left before this address is refused.
  for (let index = 0; index < 95; index++) await takeAttempts(demo.world.surroundings, [["address", "127.0.0.1"]]);
}, 300_000);
afterAll(() => demo.close());

function asQuery(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const texts = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    texts.map(([name, member]) => [name, typeof member === "string" ? member : JSON.stringify(member)]),
  );
}

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

async function fuzz(name: string, role: Role): Promise<string[]> {
  const route = routes.get(name);
  if (!route) return [`${name} is not in the document`];
  const arbitrary = fc.oneof(valid(route.input, "", known), invalid(route.input, known));
  const complaints: string[] = [];
  let caller = await signIn(role);
  for (const sample of fc.sample(arbitrary, { numRuns: CASES, seed: SEED })) {
    const sent = withFreshId(sample);
    const answer =
      route.method === "GET" ? await caller.get(route.url, asQuery(sent)) : await caller.post(route.url, sent ?? {});
    const found = complaint(route, answer.statusCode, answer.body);
    if (found)
      complaints.push(
        `${role}: ${found}\n  sent ${JSON.stringify(sent)?.slice(0, 1500)}\n  got ${answer.body.slice(0, 300)}`,
      );
    const ended =
      answer.statusCode === 401 || Object.keys(caller.cookies).length === 0 || answer.body.includes("screen_lent");
    if (ended) caller = await signIn(role);
  }
  return complaints;
}

const names = [...operations, ...queries, ...endpoints].map((route) => route.name);

describe("whatever is sent to a route, its answer is a documented one", () => {
  it.each(names)(
    "%s",
    async (name) => {
      for (const role of ROLES) expect(await fuzz(name, role)).toEqual([]);
    },
    120_000,
  );

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
