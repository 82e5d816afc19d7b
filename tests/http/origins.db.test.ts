import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setLanguage, whoAmI } from "../../src/contracts/auth.ts";
import { buildApp } from "../../src/server/app.ts";
import { endpoints, operations } from "../../src/server/collect.ts";
import { type Caller, signInAs } from "../builders/caller.ts";
import { addPersonWith, addTenant, openWorld } from "../builders/world.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let caller: Caller;

beforeAll(async () => {
  caller = await signInAs(app, world, await addPersonWith(world, await addTenant(world), "supervisor"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const writes = [...operations, ...endpoints.filter(({ contract }) => contract.method === "POST")].map(
  ({ name, contract }) => ({ name, url: contract.url }),
);

const HOST = { host: "localhost:3000" };

/** What a browser sends when a page of another site makes it call us. */
const ELSEWHERE: readonly Record<string, string>[] = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "cross-site", origin: "http://localhost:3000" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost:3000.evil.example" },
  { origin: "http://localhost:3001" },
  { origin: "https://trenza.localhost:3000" },
  { origin: "" },
  { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
];
const HERE: readonly Record<string, string>[] = [
  {},
  { origin: "http://localhost:3000" },
  { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" },
  { "sec-fetch-site": "none" },
];

describe("a write that another site causes", () => {
  it.each(writes)("is refused before it is read: $name", async ({ url }) => {
    for (const headers of ELSEWHERE) {
      const answer = await caller.post(url, { operationId: randomUUID(), input: {} }, { ...HOST, ...headers });
      expect([headers, answer.statusCode, answer.json().error.code]).toEqual([headers, 403, "wrong_origin"]);
    }
  });

  it("cannot dress as a form", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const payload = JSON.stringify({ language: "en" });
      const answer = await app.inject({
        method: "POST",
        url: setLanguage.url,
        payload,
        headers: { "content-type": type },
        cookies: caller.cookies,
      });
      expect([type, answer.statusCode]).toEqual([type, 415]);
    }
    expect((await caller.call(whoAmI, {})).json().language).toBe("es");
  });

  it("is served when our own page causes it", async () => {
    for (const headers of HERE) {
      const answer = await caller.post(setLanguage.url, { language: "es" }, { ...HOST, ...headers });
      expect([headers, answer.statusCode]).toEqual([headers, 200]);
    }
  });

  it("has no other door: no write answers to GET", async () => {
    for (const { name, url } of writes) {
      expect([name, (await caller.get(url)).statusCode]).toEqual([name, 404]);
    }
  });
});
