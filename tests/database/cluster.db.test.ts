import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "./testDatabase.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

async function ask(config: pg.ClientConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded database", () => {
  it("sorts as Spanish readers expect", async () => {
    const rows = await ask(
      database.app,
      "SELECT word FROM unnest(ARRAY['ola','ñandú','Nuria','nube','Ángel','angel']) AS word ORDER BY word",
    );
    expect(rows.map((row) => row.word)).toEqual(["angel", "Ángel", "nube", "Nuria", "ñandú", "ola"]);
  });

  it("is not reachable over the network and asks everybody for a password", async () => {
    expect(await ask(database.owner, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    const withoutPassword = { ...database.owner, password: "wrong" };
    await expect(ask(withoutPassword, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    const rules = await ask(database.owner, "SELECT DISTINCT auth_method FROM pg_hba_file_rules");
    expect(rules).toEqual([{ auth_method: "scram-sha-256" }]);
  });

  it("logs in the application as a role that may neither own tables nor pass row-level security", async () => {
    const [role] = await ask(database.app, "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user");
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
    await expect(ask(database.app, "CREATE TABLE public.mine (id int)")).rejects.toMatchObject({ code: "42501" });
  });

  it("has the extensions that name search needs", async () => {
    const rows = await ask(
      database.owner,
      "SELECT name FROM pg_available_extensions WHERE name IN ('pg_trgm','unaccent','btree_gist','pgcrypto') ORDER BY name",
    );
    expect(rows.map((row) => row.name)).toEqual(["btree_gist", "pg_trgm", "pgcrypto", "unaccent"]);
  });
});
