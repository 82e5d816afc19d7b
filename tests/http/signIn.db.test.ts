import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  demoSignIns,
  mySignIns,
  setLanguage,
  signIn,
  signOut,
  signOutEverywhere,
  whoAmI,
} from "../../src/contracts/auth.ts";
import { changePassword } from "../../src/contracts/passwords.ts";
import { buildApp } from "../../src/server/app.ts";
import { takeAttempts } from "../../src/server/auth/attempts.ts";
import { createAccount } from "../../src/server/auth/createAccount.ts";
import { DEMO_PASSWORD } from "../../src/server/auth/demoSignIns.ts";
import { type Caller, callerWith, signInAs } from "../builders/caller.ts";
import { addPersonWith, addTenant, grant, openWorld, type Person, type Tenant } from "../builders/world.ts";

const world = await openWorld({ demo: true });
const app = await buildApp(world.surroundings);
const password = DEMO_PASSWORD;
const minutes = 60_000;
let tenant: Tenant;

async function addAccount(email = `${randomUUID()}@trenza.example`): Promise<Person> {
  const id = randomUUID();
  const displayName = "Rosa Prado";
  const account = { tenantId: tenant.id, id, email, displayName, password, language: "es" } as const;
  expect((await createAccount(world.owner, account)).ok).toBe(true);
  await grant(world, account, { role: "family_worker", territoryId: tenant.municipality });
  return account;
}

function later(milliseconds: number): void {
  world.clock.now = new Date(world.clock.now.getTime() + milliseconds);
}

async function failTimes(times: number, kind: "account" | "address", subject: string): Promise<void> {
  for (let index = 0; index < times; index++) await takeAttempts(world.surroundings, [[kind, subject]]);
}

function tryWrong(email: string) {
  return callerWith(app).call(signIn, { email, password: "no es esta, no" });
}

async function statusOf(caller: Caller): Promise<number> {
  return (await caller.call(whoAmI, {})).statusCode;
}

beforeAll(async () => {
  tenant = await addTenant(world, { demo: true });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("signing in", () => {
  it("opens a browser, tells who is in it and what that person may do", async () => {
    const person = await addAccount("rosa@trenza.example");
    const caller = callerWith(app);
    const answer = await caller.call(signIn, { email: " Rosa@Trenza.example ", password });
    expect([answer.statusCode, answer.json()]).toEqual([200, { stage: "open" }]);
    const me = (await caller.call(whoAmI, {})).json();
    expect(me).toMatchObject({
      userId: person.id,
      displayName: "Rosa Prado",
      roles: ["family_worker"],
      tenantName: "Valdecantos",
      demo: true,
      familyMode: null,
    });
    expect(me.actions).toContain("session.write");
    expect(me.actions).not.toContain("grant.manage");
    expect(Buffer.from(me.deviceKey, "base64")).toHaveLength(32);
  });

  it("answers a wrong password and an unknown account with the same words", async () => {
    const { email } = await addAccount();
    const wrong = await callerWith(app).call(signIn, { email, password: "no es esta, no" });
    const unknown = await callerWith(app).call(signIn, { email: "nobody@trenza.example", password });
    expect(wrong.statusCode).toBe(401);
    expect([unknown.statusCode, unknown.body]).toEqual([wrong.statusCode, wrong.body]);
    expect(wrong.headers["set-cookie"]).toBeUndefined();
  });

  it("gives a new token every time and ends the browser's earlier one", async () => {
    const { email } = await addAccount();
    const caller = callerWith(app);
    await caller.call(signIn, { email, password });
    const before = { ...caller.cookies };
    await caller.call(signIn, { email, password });
    expect(caller.cookies).not.toEqual(before);
    expect(await statusOf(callerWith(app, before))).toBe(401);
    expect(await statusOf(caller)).toBe(200);
  });

  it("keeps only the digest of the token", async () => {
    const { email } = await addAccount();
    const caller = callerWith(app);
    await caller.call(signIn, { email, password });
    const { rows } = await world.owner.query("select to_jsonb(sign_in)::text as row from sign_in");
    for (const { row } of rows) expect(row).not.toContain(caller.cookies.trenza);
  });

  it("stops after ten wrong passwords for an account, known or not, says so, and goes on a quarter of an hour later", async () => {
    const known = await addAccount();
    for (const email of [known.email, `${randomUUID()}@trenza.example`]) {
      await failTimes(9, "account", email);
      const answers = [await tryWrong(email), await tryWrong(email)];
      expect(answers.map((answer) => answer.statusCode)).toEqual([401, 429]);
    }
    const refused = await callerWith(app).call(signIn, { email: known.email, password });
    expect([refused.statusCode, refused.json().error.message]).toEqual([429, expect.stringContaining("15 minutos")]);
    later(15 * minutes + 1);
    expect((await callerWith(app).call(signIn, { email: known.email, password })).statusCode).toBe(200);
  });

  it("does not let simultaneous tries pass the limit", async () => {
    const { email } = await addAccount();
    await failTimes(7, "account", email);
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryWrong(email)));
    const statuses = answers.map((answer) => answer.statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  it("stops an address that tries many accounts, and nobody else", async () => {
    later(16 * minutes);
    await failTimes(99, "address", "2001:db8:1:2");
    const from = async (remoteAddress: string) => {
      const payload = { email: `${randomUUID()}@trenza.example`, password: "no es esta, no" };
      return (await app.inject({ method: "POST", url: signIn.url, remoteAddress, payload })).statusCode;
    };
    expect(await from("2001:db8:1:2::7")).toBe(401);
    expect(await from("2001:db8:1:2::7")).toBe(429);
    expect(await from("2001:db8:1:2:ffff::9")).toBe(429);
    expect(await from("2001:db8:1:3::7")).toBe(401);
  });

  it("does not count successes", async () => {
    const { email } = await addAccount();
    await failTimes(9, "account", email);
    for (let index = 0; index < 3; index++) {
      expect((await callerWith(app).call(signIn, { email, password })).statusCode).toBe(200);
    }
  });
});

describe("an open browser", () => {
  it("is closed after a quarter of an hour without a request", async () => {
    const caller = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
    later(14 * minutes);
    expect(await statusOf(caller)).toBe(200);
    later(14 * minutes);
    expect(await statusOf(caller)).toBe(200);
    later(15 * minutes);
    expect(await statusOf(caller)).toBe(401);
  });

  it("is closed after twelve hours, however busy", async () => {
    const caller = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
    for (let quarter = 0; quarter < 12 * 6 - 1; quarter++) {
      later(10 * minutes);
      expect(await statusOf(caller)).toBe(200);
    }
    later(10 * minutes);
    expect(await statusOf(caller)).toBe(401);
  });

  it("loses its access within five seconds when the account is disabled or a grant ends", async () => {
    const person = await addPersonWith(world, tenant, "supervisor");
    const caller = await signInAs(app, world, person);
    expect((await caller.call(whoAmI, {})).json().roles).toEqual(["supervisor"]);
    await world.owner.query("update access_grant set valid_to = '2020-01-02' where user_id = $1", [person.id]);
    later(5000);
    expect((await caller.call(whoAmI, {})).json().roles).toEqual([]);
    await world.owner.query("update user_account set disabled_at = now() where id = $1", [person.id]);
    later(5000);
    expect(await statusOf(caller)).toBe(401);
  });

  it("is closed by signing out, here or everywhere", async () => {
    const person = await addPersonWith(world, tenant, "supervisor");
    const [first, second] = [await signInAs(app, world, person), await signInAs(app, world, person)];
    expect((await first.call(mySignIns, {})).json().signIns).toHaveLength(2);
    const stolen = callerWith(app, { ...second.cookies });
    await second.call(signOut, {});
    expect(second.cookies).toEqual({});
    expect(await statusOf(stolen)).toBe(401);
    const third = await signInAs(app, world, person);
    expect((await first.call(signOutEverywhere, {})).json()).toEqual({ ended: 2 });
    expect(await statusOf(third)).toBe(401);
  });

  it("does not exist for a token that was never given", async () => {
    expect(await statusOf(callerWith(app, { trenza: "x".repeat(43) }))).toBe(401);
    expect(await statusOf(callerWith(app, { trenza: "' or true --" }))).toBe(401);
    expect(await statusOf(callerWith(app))).toBe(401);
  });
});

describe("the cookie", () => {
  it("is unreachable for scripts and other sites, and over https bound to this host", async () => {
    const { email } = await addAccount();
    const plain = await callerWith(app).call(signIn, { email, password });
    expect(plain.headers["set-cookie"]).toMatch(
      /^trenza=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const https = await buildApp({ ...world.surroundings, secureCookies: true });
    const secure = await callerWith(https).call(signIn, { email, password });
    expect(secure.headers["set-cookie"]).toMatch(
      /^__Host-trenza=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const plainCookies = Object.fromEntries(plain.cookies.map(({ name, value }) => [name, value]));
    expect(await statusOf(callerWith(https, plainCookies))).toBe(401);
    await https.close();
  });
});

describe("one's own account", () => {
  it("gets a new password that keeps the rules, and loses its other browsers", async () => {
    const person = await addAccount();
    const caller = await signInAs(app, world, person);
    const other = await signInAs(app, world, person);
    const change = async (current: string, next: string) => {
      const answer = await caller.call(changePassword, { current, next });
      return answer.statusCode === 200 ? "done" : answer.json().error.code;
    };
    expect(await change("no es esta, no", "peras y membrillos")).toBe("wrong_password");
    expect(await change(password, "corta")).toBe("password_too_short");
    expect(await change(password, "x".repeat(129))).toBe("password_too_long");
    expect(await change(password, "contraseña2026")).toBe("password_too_common");
    expect(await change(password, "rosaprado-trenza")).toBe("password_about_you");
    expect(await change(password, "peras y membrillos")).toBe("done");
    expect([await statusOf(caller), await statusOf(other)]).toEqual([200, 401]);
    expect((await callerWith(app).call(signIn, { email: person.email, password })).statusCode).toBe(401);
    const again = await callerWith(app).call(signIn, { email: person.email, password: "peras y membrillos" });
    expect(again.statusCode).toBe(200);
    const { rows } = await world.owner.query("select operation, input from ledger where stream_id = $1", [person.id]);
    expect(rows).toEqual([{ operation: "changePassword", input: {} }]);
  });

  it("chooses its language", async () => {
    const caller = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
    await caller.call(setLanguage, { language: "en" });
    expect((await caller.call(whoAmI, {})).json().language).toBe("en");
  });
});

describe("the fictional sign-ins", () => {
  it("are offered in a demonstration only, and open a browser", async () => {
    const person = await addAccount();
    const { signIns } = (await callerWith(app).call(demoSignIns, {})).json();
    const offered = signIns.find((entry: { email: string }) => entry.email === person.email);
    expect(offered).toEqual({ email: person.email, name: "Rosa Prado", role: "family_worker", password });
    expect((await callerWith(app).call(signIn, { email: offered.email, password: offered.password })).statusCode).toBe(
      200,
    );
    const real = await buildApp({ ...world.surroundings, demo: false });
    expect((await callerWith(real).call(demoSignIns, {})).json()).toEqual({ signIns: [] });
    await real.close();
  });
});
