import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn, whoAmI } from "../../src/contracts/auth.ts";
import { buildApp } from "../../src/server/app.ts";
import { createAccount } from "../../src/server/auth/createAccount.ts";
import { callerWith } from "../builders/caller.ts";
import { addTenant, grant, openWorld, type Tenant } from "../builders/world.ts";

const world = await openWorld({ demo: true });
const app = await buildApp(world.surroundings);
let tenant: Tenant;
const password = "manzanas y nueces";

async function addAccount(email: string) {
  const id = randomUUID();
  const made = await createAccount(world.owner, {
    tenantId: tenant.id,
    id,
    email,
    displayName: "Rosa Prado",
    password,
    language: "es",
  });
  expect(made.ok).toBe(true);
  const person = { tenantId: tenant.id, id, email, displayName: "Rosa Prado" };
  await grant(world, person, { role: "family_worker", territoryId: tenant.municipality });
  return person;
}

beforeAll(async () => {
  tenant = await addTenant(world, { demo: true });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("signing in", () => {
  it("opens a browser and tells who is in it", async () => {
    const person = await addAccount("rosa@trenza.example");
    const caller = callerWith(app);
    const answer = await caller.call(signIn, { email: " Rosa@Trenza.example ", password });
    expect([answer.statusCode, answer.json()]).toEqual([200, { stage: "open" }]);
    const me = await caller.call(whoAmI, {});
    expect(me.statusCode).toBe(200);
    expect(me.json()).toMatchObject({
      userId: person.id,
      displayName: "Rosa Prado",
      roles: ["family_worker"],
      tenantName: "Valdecantos",
      demo: true,
      familyMode: null,
    });
  });
});
