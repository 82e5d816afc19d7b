import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { verifyLedger } from "../../src/server/audit/verify.ts";
import { migrateDatabase } from "../../src/server/database/migrate.ts";
import { loadTenants } from "../../src/server/demo/loadDemo.ts";

const name = `operator_${randomBytes(6).toString("hex")}`;
const { superuser, app } = inject("cluster");
const operator: pg.ClientConfig = { ...superuser, user: name, password: "una-clave-de-prueba", database: name };
const admin = new pg.Client(superuser);

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create role ${name} login createrole nosuperuser nobypassrls password 'una-clave-de-prueba'`);
  // On a server of its own the operator makes these two roles; here they are there already, for every database of the cluster.
  await admin.query(`grant trenza_owner, trenza_app to ${name} with admin option`);
  await admin.query(`create database ${name} owner ${name} template template0`);
});

afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`drop role if exists ${name}`);
  await admin.end();
});

it("an account that owns the database without being superuser migrates it, loads the demonstration and verifies the ledger", async () => {
  await migrateDatabase({ owner: operator, appPassword: String(app.password) });
  const told = await loadTenants({
    owner: operator,
    app: { ...app, database: name },
    sealingKey: randomBytes(32).toString("base64"),
  });
  const client = new pg.Client(operator);
  await client.connect();
  try {
    const report = await verifyLedger(client, { anchors: [], badLines: [] });
    expect(report.problems).toEqual([]);
    expect(report.rows).toBe(told);
  } finally {
    await client.end();
  }
});

it("an account with a name that the product keeps for itself is refused before anything is changed", async () => {
  const reserved = { ...superuser, database: "postgres", options: "-c role=trenza_owner" };
  await expect(migrateDatabase({ owner: reserved, appPassword: "x" })).rejects.toThrow(/Use otra cuenta/);
});
