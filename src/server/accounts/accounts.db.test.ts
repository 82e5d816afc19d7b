import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, callerWith, signInAs } from "../../../tests/builders/caller.ts";
import {
  addPerson,
  addPersonWith,
  addTenant,
  grant,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "../../../tests/builders/world.ts";
import * as contracts from "../../contracts/accounts.ts";
import {
  confirmSecondFactor,
  giveSecondFactor,
  mySignIns,
  signIn,
  startSecondFactor,
  whoAmI,
} from "../../contracts/auth.ts";
import { changePassword } from "../../contracts/passwords.ts";
import { stepAt } from "../../core/auth/totp.ts";
import { addDays } from "../../core/calendar/dates.ts";
import { buildApp } from "../app.ts";
import { codeAt } from "../auth/oneTimeCode.ts";

const PASSWORD = "kmtrw-7hpwz-q3xnd-bv9fy";
const NEXT = "zq4hn-wt8kd-m6xrp-y2cvb";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let pilar: { readonly person: Person; readonly caller: Caller };
let northern: Caller;
let worker: { readonly person: Person; readonly caller: Caller };
let foreigner: Person;
let today: string;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  const person = await addPersonWith(world, tenant, "administrator");
  pilar = { person, caller: await signInAs(app, world, person) };
  const partial = await addPerson(world, tenant);
  await grant(world, partial, { role: "administrator", territoryId: tenant.north });
  northern = await signInAs(app, world, partial);
  const marta = await addPersonWith(world, tenant, "family_worker");
  worker = { person: marta, caller: await signInAs(app, world, marta) };
  foreigner = await addPersonWith(world, await addTenant(world), "family_worker");
  today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid" }).format(world.clock.now);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

function someone(changes: object = {}) {
  const [userId, grantId] = [randomUUID(), randomUUID()];
  const role = { role: "family_worker", territoryId: tenant.north };
  const email = `${userId.slice(0, 13)}@town.example`;
  return { userId, grantId, name: "Ana Duarte", email, language: "es", ...role, password: PASSWORD, ...changes };
}

async function add(changes: object = {}, caller = pilar.caller) {
  const input = someone(changes);
  const answer = await caller.operate(contracts.addAccount, input);
  expect(answer.statusCode, answer.body).toBe(200);
  return input;
}

async function codeOf(answer: ReturnType<Caller["operate"]>): Promise<string> {
  const { statusCode, body } = await answer;
  return statusCode === 200 ? "200" : `${statusCode} ${JSON.parse(body).error.code}`;
}

function enter(email: string, password: string) {
  return callerWith(app).call(signIn, { email, password });
}

async function shown(userId: string, caller = pilar.caller) {
  return (await caller.ask(contracts.account, { userId })).json().account;
}

/** Everything the database keeps of accounts and of what is done to them, as text. */
async function everythingKept(): Promise<string> {
  const tables = ["ledger", "operation_receipt", "user_account", "access_grant", "read_log", "credential"];
  const texts = tables.map(async (table) => {
    const { rows } = await world.owner.query(`select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`);
    return rows[0].text as string;
  });
  return (await Promise.all(texts)).join("\n");
}

describe("a new person", () => {
  test("signs in with the first password, holds the role in the place, and the password is kept nowhere", async () => {
    const person = await add({ email: " Ana.Duarte@Town.example " });
    expect((await enter("ana.duarte@town.example", PASSWORD)).statusCode).toBe(200);
    expect(await shown(person.userId)).toMatchObject({
      email: "ana.duarte@town.example",
      addedOn: today,
      lastSignInOn: today,
      secondFactor: false,
      roles: [{ grantId: person.grantId, role: "family_worker", place: "Barrio Norte", from: today, when: "now" }],
    });
    const { rows } = await world.owner.query("select purposes, granted_by from access_grant where id = $1", [
      person.grantId,
    ]);
    expect(rows[0]).toEqual({ purposes: ["care"], granted_by: pilar.person.id });
    expect(await everythingKept()).not.toContain(PASSWORD);
  });

  test("is added once when the same submission arrives twice", async () => {
    const [input, operationId] = [someone(), randomUUID()];
    const answers = [
      await pilar.caller.operate(contracts.addAccount, input, operationId),
      await pilar.caller.operate(contracts.addAccount, input, operationId),
    ];
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [200, answers[0]?.body],
      [200, answers[0]?.body],
    ]);
  });

  test("is refused with an address in use, here or in another institution, and with a weak password", async () => {
    const adding = (changes: object) => codeOf(pilar.caller.operate(contracts.addAccount, someone(changes)));
    expect(await adding({ email: worker.person.email.toUpperCase() })).toBe("409 email_taken");
    expect(await adding({ email: foreigner.email })).toBe("409 email_taken");
    expect(await adding({ email: "ana" })).toBe("422 email_not_valid");
    expect(await adding({ password: "corta" })).toBe("422 password_too_short");
    expect(await adding({ password: "Duarte-2026-Duarte" })).toBe("422 password_about_you");
  });

  test("is added only where the administrator administers", async () => {
    const adding = (changes: object) => codeOf(northern.operate(contracts.addAccount, someone(changes)));
    expect(await adding({})).toBe("200");
    expect(await adding({ territoryId: tenant.south })).toBe("403 outside_reach");
    expect(await adding({ territoryId: randomUUID() })).toBe("404 not_found");
  });
});

describe("roles", () => {
  const give = (caller: Caller, changes: object) =>
    codeOf(
      caller.operate(contracts.grantRole, {
        grantId: randomUUID(),
        userId: worker.person.id,
        role: "supervisor",
        territoryId: tenant.north,
        ...changes,
      }),
    );

  test("are given to others, within one's own places, once", async () => {
    expect(await give(northern, { territoryId: tenant.south })).toBe("403 forbidden");
    expect(await give(northern, {})).toBe("200");
    expect(await give(pilar.caller, {})).toBe("409 already_granted");
    expect(await give(pilar.caller, { userId: pilar.person.id })).toBe("403 own_account");
    expect(await give(pilar.caller, { userId: foreigner.id })).toBe("404 not_found");
    const law = randomUUID();
    expect(await give(pilar.caller, { grantId: law, role: "protection_authority" })).toBe("200");
    const { rows } = await world.owner.query("select purposes from access_grant where id = $1", [law]);
    expect(rows[0].purposes).toEqual(["care", "protection"]);
  });

  test("end after their last day, by somebody else who administers the place", async () => {
    const { userId, grantId } = await add({ territoryId: tenant.south });
    const end = (caller: Caller, lastDay: string, id = grantId) =>
      codeOf(caller.operate(contracts.endGrant, { grantId: id, lastDay }));
    expect(await end(northern, today)).toBe("403 forbidden");
    expect(await end(pilar.caller, addDays(today, -1))).toBe("422 before_it_started");
    expect(await end(pilar.caller, addDays(today, 5))).toBe("200");
    expect((await shown(userId)).roles).toMatchObject([{ lastDay: addDays(today, 5), when: "now" }]);
    await world.owner.query("update access_grant set valid_from = '2026-01-01' where id = $1", [grantId]);
    expect(await end(pilar.caller, addDays(today, -1))).toBe("200");
    expect((await shown(userId)).roles).toMatchObject([{ when: "past", mine: false }]);
    expect(await end(pilar.caller, today)).toBe("409 already_ended");
    const foreign = await world.owner.query("select id from access_grant where user_id = $1", [foreigner.id]);
    expect(await end(pilar.caller, today, foreign.rows[0].id)).toBe("404 not_found");
    const own = await world.owner.query("select id from access_grant where user_id = $1", [pilar.person.id]);
    expect(await end(pilar.caller, today, own.rows[0].id)).toBe("403 own_account");
  });
});

/** What the authenticator of an account shows now. */
function codeNow(secret: string): string {
  return codeAt(secret, stepAt(world.clock.now.getTime()));
}

describe("a password that somebody else gave", () => {
  test("opens nothing before its owner has chosen another, also after the second factor, and never again", async () => {
    const person = await add();
    const ana = callerWith(app);
    const refused = async () => (await ana.call(mySignIns, {})).json().error.code;
    await ana.call(signIn, { email: person.email, password: PASSWORD });
    expect(await refused()).toBe("second_factor_needed");
    const change = (current: string, next: string) => ana.call(changePassword, { current, next });
    expect((await change(PASSWORD, NEXT)).json().error.code).toBe("second_factor_needed");
    const { secret } = (await ana.call(startSecondFactor, { password: PASSWORD })).json();
    const confirmed = await ana.call(confirmSecondFactor, { code: codeNow(secret) });
    expect(confirmed.json()).toEqual({ stage: "new_password" });
    expect(await refused()).toBe("own_password_needed");
    expect((await ana.operate(contracts.addAccount, someone())).json().error.code).toBe("own_password_needed");
    expect((await change(PASSWORD, PASSWORD)).json().error.code).toBe("same_password");
    expect((await change(PASSWORD, NEXT)).statusCode).toBe(200);
    expect((await ana.call(mySignIns, {})).statusCode).toBe(200);
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    await ana.call(signIn, { email: person.email, password: NEXT });
    expect((await ana.call(giveSecondFactor, { code: codeNow(secret) })).json()).toEqual({ stage: "open" });
    await codeOf(pilar.caller.operate(contracts.resetAccount, { userId: person.userId, password: PASSWORD }));
    await ana.call(signIn, { email: person.email, password: PASSWORD });
    const renewed = (await ana.call(startSecondFactor, { password: PASSWORD })).json();
    const again = await ana.call(confirmSecondFactor, { code: codeNow(renewed.secret) });
    expect(again.json()).toEqual({ stage: "new_password" });
  });
});

describe("an account", () => {
  test("that is reset loses its password, its second factor and its open browsers", async () => {
    const person = await add();
    const browser = callerWith(app);
    await browser.call(signIn, { email: person.email, password: PASSWORD });
    await world.owner.query(
      "update credential set totp_secret = 'sealed', totp_confirmed_at = now(), totp_last_step = 7 where user_id = $1",
      [person.userId],
    );
    expect((await shown(person.userId)).secondFactor).toBe(true);
    const reset = (password: string) =>
      codeOf(pilar.caller.operate(contracts.resetAccount, { userId: person.userId, password }));
    expect(await reset("aaaaaaaaaaaaaa")).toBe("422 password_repeats");
    expect(await reset(NEXT)).toBe("200");
    expect((await shown(person.userId)).secondFactor).toBe(false);
    expect((await enter(person.email, PASSWORD)).statusCode).toBe(401);
    expect((await enter(person.email, NEXT)).json()).toEqual({ stage: "enrolment" });
    world.clock.now = new Date(world.clock.now.getTime() + 3000);
    expect((await browser.call(whoAmI, {})).statusCode).toBe(401);
    expect(await everythingKept()).not.toContain(NEXT);
  });

  test("that is closed lets nobody in until it is opened again", async () => {
    const person = await add();
    const browser = callerWith(app);
    await browser.call(signIn, { email: person.email, password: PASSWORD });
    const input = { userId: person.userId };
    expect(await codeOf(pilar.caller.operate(contracts.reopenAccount, input))).toBe("409 not_closed");
    expect(await codeOf(pilar.caller.operate(contracts.closeAccount, input))).toBe("200");
    expect(await codeOf(pilar.caller.operate(contracts.closeAccount, input))).toBe("409 already_closed");
    const reset = { ...input, password: NEXT };
    expect(await codeOf(pilar.caller.operate(contracts.resetAccount, reset))).toBe("409 account_closed");
    expect((await shown(person.userId)).closedOn).toBe(today);
    world.clock.now = new Date(world.clock.now.getTime() + 3000);
    expect((await browser.call(whoAmI, {})).statusCode).toBe(401);
    expect((await enter(person.email, PASSWORD)).statusCode).toBe(401);
    expect(await codeOf(pilar.caller.operate(contracts.reopenAccount, input))).toBe("200");
    expect((await enter(person.email, PASSWORD)).statusCode).toBe(200);
  });

  const deeds = [
    ["reset", contracts.resetAccount, { password: NEXT }],
    ["closed", contracts.closeAccount, {}],
    ["reopened", contracts.reopenAccount, {}],
  ] as const;

  test.each(deeds)("of oneself, of another institution or of wider reach is not %s", async (_, contract, more) => {
    const act = (caller: Caller, userId: string) => codeOf(caller.operate(contract, { userId, ...more }));
    expect(await act(pilar.caller, pilar.person.id)).toBe("403 own_account");
    expect(await act(pilar.caller, foreigner.id)).toBe("404 not_found");
    expect(await act(pilar.caller, randomUUID())).toBe("404 not_found");
    expect(await act(northern, pilar.person.id)).toBe("403 outside_reach");
    expect(await act(worker.caller, pilar.person.id)).toBe("403 forbidden");
  });
});

describe("the list", () => {
  test("holds the people of the institution only, found by name without accents or by e-mail", async () => {
    const person = await add({ name: "Ángela Muñoz" });
    const ask = async (search?: string) =>
      (await pilar.caller.ask(contracts.accounts, search === undefined ? {} : { search })).json();
    const all = await ask();
    const ids = all.items.map(({ userId }: { userId: string }) => userId);
    expect(ids).toEqual(expect.arrayContaining([pilar.person.id, worker.person.id, person.userId]));
    expect(ids).not.toContain(foreigner.id);
    for (const search of ["angela mu", person.email.slice(0, 10)]) {
      expect((await ask(search)).items.map(({ userId }: { userId: string }) => userId)).toEqual([person.userId]);
    }
    expect((await ask("nadie se llama así")).items).toEqual([]);
  });

  test("says what the reader may do with each account", async () => {
    const { userId } = await add({ territoryId: tenant.south });
    const views = [await shown(userId), await shown(userId, northern), await shown(pilar.person.id)];
    expect(views.map(({ own, manageable, roles }) => [own, manageable, roles[0].mine])).toEqual([
      [false, true, true],
      [false, false, false],
      [true, false, false],
    ]);
  });

  test("offers the places in which the reader gives roles", async () => {
    const places = async (caller: Caller) =>
      (await caller.ask(contracts.grantChoices, {})).json().places.map(({ name }: { name: string }) => name);
    expect(await places(pilar.caller)).toEqual(["Barrio Norte", "Barrio Sur", "Valdecantos"]);
    expect(await places(northern)).toEqual(["Barrio Norte"]);
  });

  test("is refused to who administers nothing, like the account of another institution", async () => {
    for (const query of [contracts.accounts, contracts.grantChoices]) {
      expect((await worker.caller.ask(query, {})).statusCode).toBe(403);
    }
    expect((await worker.caller.ask(contracts.account, { userId: worker.person.id })).statusCode).toBe(403);
    expect((await pilar.caller.ask(contracts.account, { userId: foreigner.id })).statusCode).toBe(404);
    expect(await codeOf(worker.caller.operate(contracts.addAccount, someone()))).toBe("403 forbidden");
    const input = { grantId: randomUUID(), userId: foreigner.id, role: "supervisor", territoryId: tenant.north };
    expect(await codeOf(worker.caller.operate(contracts.grantRole, input))).toBe("404 not_found");
  });
});

test("the sign-in page of a demonstration offers nobody who was added to it with a password of their own", async () => {
  const demo = await addTenant(world, { demo: true });
  const loaded = await addPersonWith(world, demo, "administrator");
  const added = await add({ territoryId: demo.north }, await signInAs(app, world, loaded));
  const { rows } = await world.owner.query("select email from app.demo_sign_ins()");
  expect(rows.map(({ email }) => email)).toContain(loaded.email);
  expect(rows.map(({ email }) => email)).not.toContain(added.email);
});
