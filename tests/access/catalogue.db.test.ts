import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueProblems, checkCatalogue } from "../../src/server/access/catalogue.ts";
import { createTestDatabase } from "../database/testDatabase.ts";

const database = await createTestDatabase();
const owner = new pg.Client(database.owner);
const app = new pg.Client(database.app);

beforeAll(async () => {
  await owner.connect();
  await app.connect();
});

afterAll(async () => {
  await owner.end();
  await app.end();
  await database.drop();
});

/** Changes that would open a way past the policy, and what the start-up check must say about each. */
const BREACHES: readonly (readonly [string, string, string])[] = [
  [
    "row security switched off",
    "alter table session disable row level security",
    "table session: row security is not enabled",
  ],
  ["row security not forced", "alter table goal no force row level security", "table goal: row security is not forced"],
  ["a policy dropped", "drop policy app_select on plan", "table plan: 0 policies for select"],
  ["a policy for another command missing", "drop policy app_insert on task", "table task: 0 policies for insert"],
  [
    "a second policy that widens the first",
    "create policy wide on session for select to trenza_app using (tenant_id = (select app.tenant()))",
    "table session: 2 policies for select",
  ],
  [
    "a policy for everybody",
    "create policy wide on goal for select using (true)",
    "table goal: policy wide is for public",
  ],
  [
    "a policy for all commands",
    "create policy wide on goal for all to trenza_app using (tenant_id = (select app.tenant()))",
    "table goal: policy wide is not for one command",
  ],
  [
    "a policy without the tenant",
    "alter policy app_select on ledger using (true)",
    "table ledger: policy app_select does not keep to the tenant",
  ],
  [
    "a policy that runs a function per row",
    "alter policy app_select on session using (tenant_id = (select app.tenant()) and household_id = any (app.excluded_households()))",
    "table session: policy app_select runs a function per row",
  ],
  [
    "family rows that ignore the family",
    "alter policy app_select on alert using (tenant_id = (select app.tenant()))",
    "table alert: its rows belong to a family but do not follow the family's access",
  ],
  [
    "family rows shown below their level",
    "comment on table case_file is 'level 3: more secret than its policy'",
    "table case_file: its policy asks for level 1, its comment says 3",
  ],
  [
    "family rows that stay behind when their family moves",
    "drop trigger family_scope_copied on session",
    "table session: its rows do not take over the place and level of their family",
  ],
  [
    "a new table without anything",
    "create table public.loose (id integer primary key)",
    "table loose: row security is not enabled",
  ],
  [
    "a table without a level",
    "comment on table consent is 'who agreed'",
    "table consent: its comment does not state its level",
  ],
  [
    "a key that does not start with the tenant",
    "create table public.loose (id integer primary key)",
    "table loose: its primary key does not start with tenant_id",
  ],
  ["a right to delete", "grant delete on session to trenza_app", "table session: the application may delete"],
  [
    "a right to empty a table",
    "grant truncate on ledger to trenza_app",
    "table ledger: the application holds truncate",
  ],
  [
    "a right to read secrets",
    "grant select (totp_secret) on credential to trenza_app",
    "table credential: the application may touch it",
  ],
  [
    "an application that passes row security",
    "alter role trenza_app bypassrls",
    "role trenza_app may pass row security",
  ],
  [
    "an application that may become the owner",
    "grant trenza_owner to trenza_app",
    "role trenza_app belongs to trenza_owner",
  ],
  [
    "an application that owns a table",
    "create table public.mine (); alter table public.mine owner to trenza_app",
    "role trenza_app owns mine",
  ],
  ["an owner that passes row security", "alter role trenza_owner bypassrls", "role trenza_owner may pass row security"],
  [
    "a function with an open search path",
    "alter function app.team_families() reset search_path",
    "function app.team_families() runs as its owner without a fixed search_path",
  ],
  [
    "a function that runs as a superuser",
    "create function public.wide() returns bigint language sql security definer set search_path = pg_catalog, pg_temp as 'select 1::bigint'",
    "function wide() runs as an owner who passes row security",
  ],
  [
    "a view over everything",
    "create view public.all_families as select * from household; grant select on public.all_families to trenza_app",
    "view all_families shows the application what its owner sees",
  ],
  [
    "a right in another schema",
    "grant usage on schema migration to trenza_app; grant select on migration.applied to trenza_app",
    "role trenza_app reaches migration.applied",
  ],
  [
    "a rule the program does not have",
    "insert into access_rule values ('auditor', 'household', 'read', 'tenant', 3)",
    "access_rule has too much: auditor household read tenant 3",
  ],
  [
    "a rule that is missing",
    "delete from access_rule where role = 'supervisor' and object = 'team'",
    "access_rule lacks: supervisor team write territory 3",
  ],
];

describe("the start-up check of the database", () => {
  it("finds nothing to say about the migrated database, asked by the application's own login", async () => {
    expect(await catalogueProblems(app)).toEqual([]);
    await expect(checkCatalogue(app)).resolves.toBeUndefined();
  });

  it.each(BREACHES)("refuses %s", async (_name, breach, message) => {
    await owner.query("begin");
    try {
      await owner.query(breach);
      expect(await catalogueProblems(owner)).toContain(message);
      await expect(checkCatalogue(owner)).rejects.toThrow("La base de datos no protege sus filas");
    } finally {
      await owner.query("rollback");
    }
  });
});
