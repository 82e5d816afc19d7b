import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  enterFamilyMode,
  leaveFamilyMode,
  mySignIns,
  setFamilyModePin,
  signOut,
  whoAmI,
} from "../../src/contracts/auth.ts";
import { buildApp } from "../../src/server/app.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { type Caller, callerWith, signInAs } from "../builders/caller.ts";
import { addAssessment } from "../builders/families.ts";
import { addHousehold, addPersonWith, addTenant, addToTeam, openWorld, type Tenant } from "../builders/world.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
const pin = "2580";

async function atTheTable(state?: string): Promise<{ caller: Caller; householdId: string; assessmentId: string }> {
  const worker = await addPersonWith(world, tenant, "family_worker");
  const household = await addHousehold(world, tenant, { registeredBy: worker });
  await addToTeam(world, household, worker);
  const { assessmentId } = await addAssessment(world, household, worker, state);
  return { caller: await signInAs(app, world, worker), householdId: household.id, assessmentId };
}

async function lent() {
  const table = await atTheTable();
  await table.caller.call(setFamilyModePin, { pin });
  const { householdId, assessmentId } = table;
  expect((await table.caller.call(enterFamilyMode, { householdId, assessmentId })).statusCode).toBe(200);
  return table;
}

beforeAll(async () => {
  tenant = await addTenant(world);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("lending the screen to a family", () => {
  it("needs a code to take it back, which is not too easy", async () => {
    const { caller, householdId, assessmentId } = await atTheTable();
    expect((await caller.call(enterFamilyMode, { householdId, assessmentId })).json().error.code).toBe("pin_missing");
    expect((await caller.call(setFamilyModePin, { pin: "1234" })).json().error.code).toBe("pin_too_easy");
    expect((await caller.call(setFamilyModePin, { pin })).statusCode).toBe(200);
    expect((await caller.call(enterFamilyMode, { householdId, assessmentId })).statusCode).toBe(200);
  });

  it("is refused for a family of somebody else, as if it did not exist", async () => {
    const other = await atTheTable();
    const { caller } = await atTheTable();
    await caller.call(setFamilyModePin, { pin });
    const { householdId, assessmentId } = other;
    const foreign = await caller.call(enterFamilyMode, { householdId, assessmentId });
    const random = await caller.call(enterFamilyMode, { householdId: randomUUID(), assessmentId: randomUUID() });
    expect(foreign.statusCode).toBe(404);
    expect(foreign.body).toBe(random.body);
  });

  it("is refused when the family no longer answers", async () => {
    const { caller, householdId, assessmentId } = await atTheTable("team_answering");
    await caller.call(setFamilyModePin, { pin });
    expect((await caller.call(enterFamilyMode, { householdId, assessmentId })).json().error.code).toBe("not_answering");
  });

  it("leaves nothing but that assessment within reach, on every route there is", async () => {
    const { caller } = await lent();
    const refused = async (method: "GET" | "POST", url: string) => {
      const answer = method === "GET" ? await caller.get(url) : await caller.post(url, {});
      return [400, 403, 404].includes(answer.statusCode);
    };
    for (const { contract } of operations) {
      if (!contract.familyMode)
        expect([contract.name, await refused("POST", contract.url)]).toEqual([contract.name, true]);
    }
    for (const { contract } of queries) {
      if (!contract.familyMode)
        expect([contract.name, await refused("GET", contract.url)]).toEqual([contract.name, true]);
    }
    expect((await caller.call(mySignIns, {})).json().error.code).toBe("screen_lent");
    const open = endpoints.filter(({ contract }) => contract.access === "signed_in" && contract.familyMode);
    expect(open.map((endpoint) => endpoint.name).sort()).toEqual(["leaveFamilyMode", "whoAmI"]);
  });

  it("asks every route of family mode which assessment it is about", () => {
    for (const { contract } of operations.filter((operation) => operation.contract.familyMode)) {
      expect([contract.name, contract.input.required]).toEqual([
        contract.name,
        expect.arrayContaining(["assessmentId"]),
      ]);
    }
    for (const { contract } of queries.filter((query) => query.contract.familyMode)) {
      expect([contract.name, contract.parameters.required]).toEqual([
        contract.name,
        expect.arrayContaining(["assessmentId"]),
      ]);
    }
  });

  it("gives the family a key that opens nothing the worker typed", async () => {
    const table = await atTheTable();
    await table.caller.call(setFamilyModePin, { pin });
    const before = (await table.caller.call(whoAmI, {})).json();
    const { householdId, assessmentId } = table;
    await table.caller.call(enterFamilyMode, { householdId, assessmentId });
    const during = (await table.caller.call(whoAmI, {})).json();
    expect(during.familyMode).toEqual({ householdId, assessmentId });
    expect(during.deviceKey).not.toBe(before.deviceKey);
    await table.caller.call(leaveFamilyMode, { pin });
    expect((await table.caller.call(whoAmI, {})).json()).toMatchObject({
      familyMode: null,
      deviceKey: before.deviceKey,
    });
  });

  it("ends with the code only, and not by guessing", async () => {
    const { caller } = await lent();
    const statuses: number[] = [];
    for (let index = 0; index < 6; index++) {
      statuses.push((await caller.call(leaveFamilyMode, { pin: `90${index}3` })).statusCode);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await caller.call(leaveFamilyMode, { pin })).statusCode).toBe(429);
    expect((await caller.call(mySignIns, {})).json().error.code).toBe("screen_lent");
    const copy = callerWith(app, { ...caller.cookies });
    expect((await caller.call(signOut, {})).statusCode).toBe(200);
    expect((await copy.call(whoAmI, {})).statusCode).toBe(401);
  });

  it("is in the ledger, with the assessment and without the code", async () => {
    const { caller, householdId, assessmentId } = await lent();
    await caller.call(leaveFamilyMode, { pin });
    const { userId } = (await caller.call(whoAmI, {})).json();
    const { rows } = await world.owner.query("select operation, input from ledger where stream_id = $1 order by seq", [
      userId,
    ]);
    expect(rows).toEqual([
      { operation: "setFamilyModePin", input: {} },
      { operation: "enterFamilyMode", input: { householdId, assessmentId } },
      { operation: "leaveFamilyMode", input: {} },
    ]);
  });
});
