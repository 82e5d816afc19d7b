import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, describe, expect, it } from "vitest";
import { householdFile } from "../../src/contracts/families.ts";
import { buildApp } from "../../src/server/app.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { signInAs } from "../builders/caller.ts";
import { addHousehold, addPerson, addTenant, grant, openWorld } from "../builders/world.ts";
import { describedRoutes, type OpenApiDocument } from "./openApi.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("the description of the interface", () => {
  it("is OpenAPI 3.1, open to anybody, and names every route once", async () => {
    const answer = await app.inject("/api/openapi.json");
    expect([answer.statusCode, (answer.json() as OpenApiDocument).openapi]).toEqual([200, "3.1.0"]);
    const described = (await describedRoutes(app)).map(({ name }) => name).sort();
    expect(described).toEqual([...operations, ...queries, ...endpoints].map(({ name }) => name).sort());
  });

  it("holds schemas that a validator takes, for what is sent and for every answer", async () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: true });
    addFormats.default(ajv);
    ajv.addFormat("day-and-id", true);
    for (const route of await describedRoutes(app)) {
      for (const schema of [route.input, ...route.answers.values()]) {
        expect([route.name, typeof ajv.compile(schema)]).toEqual([route.name, "function"]);
      }
      expect([route.name, [...route.answers.keys()]]).toEqual([route.name, expect.arrayContaining([200, 400, 500])]);
    }
  });
});

describe("the purpose a request declares", () => {
  it("opens what was granted for it, and nothing else", async () => {
    const tenant = await addTenant(world);
    const authority = await addPerson(world, tenant);
    await grant(world, authority, {
      role: "protection_authority",
      territoryId: tenant.municipality,
      purposes: ["care", "protection"],
    });
    const worker = await addPerson(world, tenant);
    await grant(world, worker, { role: "supervisor", territoryId: tenant.municipality });
    const sealed = await addHousehold(world, tenant, { registeredBy: worker, level: 4 });
    const ask = async (person: typeof worker, purpose?: string) => {
      const { cookies } = await signInAs(app, world, person);
      const answer = await app.inject({
        url: householdFile.url,
        query: { householdId: sealed.id },
        cookies,
        headers: purpose === undefined ? {} : { "trenza-purpose": purpose },
      });
      return answer.statusCode;
    };
    expect(await ask(authority)).toBe(404);
    expect(await ask(authority, "protection")).toBe(200);
    expect(await ask(authority, "protection'; --")).toBe(404);
    expect(await ask(worker, "protection")).toBe(403);
  });
});
