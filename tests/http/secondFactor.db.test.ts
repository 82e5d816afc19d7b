import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  confirmSecondFactor,
  giveSecondFactor,
  mySignIns,
  signIn,
  startSecondFactor,
  whoAmI,
} from "../../src/contracts/auth.ts";
import { stepAt } from "../../src/core/auth/totp.ts";
import { buildApp } from "../../src/server/app.ts";
import { createAccount } from "../../src/server/auth/createAccount.ts";
import { codeAt } from "../../src/server/auth/oneTimeCode.ts";
import { type Caller, callerWith } from "../builders/caller.ts";
import { addTenant, grant, openWorld, type Tenant } from "../builders/world.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
const password = "manzanas y nueces";
let tenant: Tenant;

function later(seconds: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + seconds * 1000);
}
function present(secret: string): string {
  return codeAt(secret, stepAt(world.clock.now.getTime()));
}

async function signedIn(email: string): Promise<Caller> {
  const caller = callerWith(app);
  await caller.call(signIn, { email, password });
  return caller;
}

async function addAccount(role: "family_worker" | "family_member" = "family_worker"): Promise<string> {
  const id = randomUUID();
  const email = `${id}@trenza.example`;
  const account = { tenantId: tenant.id, id, email, displayName: "Rosa Prado", password, language: "es" } as const;
  await createAccount(world.owner, account);
  await grant(world, account, { role, territoryId: tenant.municipality });
  return email;
}

async function enrolled(): Promise<{ email: string; secret: string }> {
  const email = await addAccount();
  const caller = await signedIn(email);
  const { secret } = (await caller.call(startSecondFactor, { password })).json();
  expect((await caller.call(confirmSecondFactor, { code: present(secret) })).statusCode).toBe(200);
  return { email, secret };
}

beforeAll(async () => {
  tenant = await addTenant(world);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("the second factor", () => {
  it("is set up by staff before anything else, with the password and a first code", async () => {
    const email = await addAccount();
    const caller = await signedIn(email);
    expect((await caller.call(whoAmI, {})).json()).toMatchObject({ stage: "enrolment", deviceKey: null });
    expect((await caller.call(mySignIns, {})).json().error.code).toBe("second_factor_needed");
    expect((await caller.call(startSecondFactor, { password: "no es esta, no" })).statusCode).toBe(422);
    const started = (await caller.call(startSecondFactor, { password })).json();
    expect(new URL(started.address).searchParams.get("secret")).toBe(started.secret);
    const before = { ...caller.cookies };
    expect((await caller.call(confirmSecondFactor, { code: present(started.secret) })).json()).toEqual({
      stage: "open",
    });
    expect(caller.cookies).not.toEqual(before);
    expect((await callerWith(app, before).call(whoAmI, {})).statusCode).toBe(401);
    expect((await caller.call(whoAmI, {})).json()).toMatchObject({ stage: "open", secondFactorConfirmed: true });
    expect((await caller.call(mySignIns, {})).statusCode).toBe(200);
  });

  it("is not asked of a family", async () => {
    const caller = await signedIn(await addAccount("family_member"));
    expect((await caller.call(whoAmI, {})).json().stage).toBe("open");
  });

  it("is asked at the next sign-in, and the token changes with it", async () => {
    const { email, secret } = await enrolled();
    later(60);
    const caller = callerWith(app);
    expect((await caller.call(signIn, { email, password })).json()).toEqual({ stage: "second_factor" });
    expect((await caller.call(mySignIns, {})).json().error.code).toBe("second_factor_needed");
    const before = { ...caller.cookies };
    expect((await caller.call(giveSecondFactor, { code: present(secret) })).json()).toEqual({ stage: "open" });
    expect((await callerWith(app, before).call(whoAmI, {})).statusCode).toBe(401);
    expect((await caller.call(mySignIns, {})).statusCode).toBe(200);
  });

  it("takes each code once, also the one that set it up", async () => {
    const { email, secret } = await enrolled();
    const first = await signedIn(email);
    expect((await first.call(giveSecondFactor, { code: present(secret) })).json().error.code).toBe("wrong_code");
    later(60);
    const code = present(secret);
    expect((await first.call(giveSecondFactor, { code })).statusCode).toBe(200);
    const second = await signedIn(email);
    expect((await second.call(giveSecondFactor, { code })).json().error.code).toBe("wrong_code");
    const older = codeAt(secret, stepAt(world.clock.now.getTime()) - 1);
    expect((await second.call(giveSecondFactor, { code: older })).json().error.code).toBe("wrong_code");
  });

  it("takes a code once when two browsers send it at the same moment", async () => {
    const { email, secret } = await enrolled();
    later(60);
    const callers = [await signedIn(email), await signedIn(email)];
    const code = present(secret);
    const answers = await Promise.all(callers.map((caller) => caller.call(giveSecondFactor, { code })));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 422]);
  });

  it("stops after five wrong codes, also with a new sign-in and the right code", async () => {
    const { email, secret } = await enrolled();
    later(60);
    const wrong = present(secret) === "000000" ? "000001" : "000000";
    const caller = await signedIn(email);
    const statuses: number[] = [];
    for (let index = 0; index < 6; index++)
      statuses.push((await caller.call(giveSecondFactor, { code: wrong })).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    const again = await signedIn(email);
    expect((await again.call(giveSecondFactor, { code: present(secret) })).statusCode).toBe(429);
    later(15 * 60 + 1);
    const after = await signedIn(email);
    expect((await after.call(giveSecondFactor, { code: present(secret) })).statusCode).toBe(200);
  });

  it("cannot be replaced or skipped by who only knows the password", async () => {
    const { email } = await enrolled();
    later(60);
    const caller = await signedIn(email);
    expect((await caller.call(startSecondFactor, { password })).json().error.code).toBe("second_factor_exists");
    expect((await caller.call(confirmSecondFactor, { code: "123456" })).json().error.code).toBe("not_started");
    expect((await caller.call(whoAmI, {})).json()).toMatchObject({ stage: "second_factor", deviceKey: null });
  });

  it("is stored so that a copy of the database makes no codes", async () => {
    const { secret } = await enrolled();
    const { rows } = await world.owner.query("select totp_secret from credential where totp_secret is not null");
    for (const row of rows) expect(row.totp_secret).not.toContain(secret);
  });
});
