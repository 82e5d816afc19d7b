import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../database/testDatabase.ts";
import { actAs } from "./reading.ts";
import { aTown, FAMILIES, PEOPLE, PLACES, TENANT } from "./scene.ts";
import { childId, storeWorld } from "./store.ts";

const database = await createTestDatabase();
const owner = new pg.Client(database.owner);
const app = new pg.Client(database.app);
const other = new pg.Client(database.app);
const REFUSED = { code: "42501" };

beforeAll(async () => {
  await Promise.all([owner.connect(), app.connect(), other.connect()]);
  await storeWorld(owner, aTown());
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end(), other.end()]);
  await database.drop();
});

let minted = 0;
const newId = () => `00000000-0000-7000-a000-${(++minted).toString(16).padStart(12, "0")}`;

/** Runs as somebody in a transaction that is undone afterwards. */
async function as<Value>(userId: string, work: () => Promise<Value>, client = app): Promise<Value> {
  await client.query("begin");
  try {
    await actAs(client, { tenantId: TENANT, userId, purpose: "care" });
    return await work();
  } finally {
    await client.query("rollback");
  }
}

const count = async (table: string) => Number((await app.query(`select count(*) as n from ${table}`)).rows[0].n);

function registerFamily(userId: string, familyId: string, territoryId = PLACES.north, batchId: string | null = null) {
  return app.query(
    `insert into household (tenant_id, id, code, name, territory_id, registered_by, registered_on, import_batch_id)
     values ($1, $2::uuid, $2::uuid, 'New', $3, $4, '2026-01-01', $5)`,
    [TENANT, familyId, territoryId, userId, batchId],
  );
}

function takeOn(familyId: string, userId: string, role = "intake") {
  return app.query(
    "insert into household_team (tenant_id, id, household_id, user_id, role, valid_from) values ($1, $2, $3, $4, $5, '2026-01-01')",
    [TENANT, newId(), familyId, userId, role],
  );
}

function addMember(familyId: string, personId: string) {
  return app.query(
    "insert into household_member (tenant_id, id, household_id, person_id, role, valid_from) values ($1, $2, $3, $4, 'child', '2026-01-01')",
    [TENANT, newId(), familyId, personId],
  );
}

const addPerson = (personId: string) =>
  app.query("insert into person (tenant_id, id, given_names) values ($1, $2, 'Luz')", [TENANT, personId]);

describe("without a tenant or a user", () => {
  it("nothing is seen and nothing is written", async () => {
    const { rows } = await owner.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('trenza_app', oid, 'select')",
    );
    for (const { relname } of rows.filter((row) => row.relname !== "access_rule")) expect(await count(relname)).toBe(0);
    await expect(registerFamily(PEOPLE.worker, newId())).rejects.toMatchObject(REFUSED);
  });

  it("the next transaction of the same connection knows neither", async () => {
    await as(PEOPLE.worker, async () => expect(await count("household")).toBe(1));
    expect(await count("household")).toBe(0);
  });
});

describe("registering a family", () => {
  it("makes whoever registers it its first worker, once", async () => {
    await as(PEOPLE.worker, async () => {
      const family = newId();
      await registerFamily(PEOPLE.worker, family);
      expect(await count("household")).toBe(1);
      await takeOn(family, PEOPLE.worker);
      expect(await count("household")).toBe(2);
      await expect(takeOn(family, PEOPLE.worker)).rejects.toMatchObject(REFUSED);
    });
  });

  it("does not bring in somebody else, nor happen outside the granted territory", async () => {
    await as(PEOPLE.worker, async () => {
      const family = newId();
      await registerFamily(PEOPLE.worker, family);
      await expect(takeOn(family, PEOPLE.colleague)).rejects.toMatchObject(REFUSED);
    });
    await as(PEOPLE.worker, () =>
      expect(registerFamily(PEOPLE.worker, newId(), PLACES.south)).rejects.toMatchObject(REFUSED),
    );
  });

  it("links new people and people already seen, never one whose identifier was guessed", async () => {
    await as(PEOPLE.worker, async () => {
      const child = newId();
      await addPerson(child);
      await addMember(FAMILIES.north, child);
      expect(await count("person")).toBe(2);
      const stranger = `2${FAMILIES.south.slice(1)}`;
      await expect(addMember(FAMILIES.north, stranger)).rejects.toMatchObject(REFUSED);
    });
  });

  it("gives every caller another code, also at the same time", async () => {
    const take = async (client: pg.Client) => {
      await client.query("begin");
      await actAs(client, { tenantId: TENANT, userId: PEOPLE.worker, purpose: "care" });
      const { rows } = await client.query("select app.next_household_codes(3) as code");
      await client.query("commit");
      return rows.map((row) => row.code as string);
    };
    const codes = (await Promise.all([take(app), take(other)])).flat();
    expect(new Set(codes).size).toBe(6);
    expect(codes.every((code) => /^F-\d{5}$/.test(code))).toBe(true);
  });
});

describe("a registry file being loaded", () => {
  const openBatch = async (userId: string) => {
    const batch = newId();
    await app.query(
      `insert into import_batch (tenant_id, id, kind, file_name, file_hash, state, accepted_rows, refused_rows, report, imported_by, territory_ids)
       values ($1, $2::uuid, 'registry', 'list.csv', $2::uuid, 'applied', 1, 0, '{}', $3, $4)`,
      [TENANT, batch, userId, [PLACES.north]],
    );
    return batch;
  };

  it("lets a director write what it brings and nothing else", async () => {
    await as(PEOPLE.director, async () => {
      const [family, child] = [newId(), newId()];
      await registerFamily(PEOPLE.director, family, PLACES.north, await openBatch(PEOPLE.director));
      await addPerson(child);
      await addMember(family, child);
      await expect(addMember(FAMILIES.north, child)).rejects.toMatchObject(REFUSED);
    });
    await as(PEOPLE.director, () => expect(registerFamily(PEOPLE.director, newId())).rejects.toMatchObject(REFUSED));
  });

  it("is not open to whoever did not load it, nor after an hour", async () => {
    await as(PEOPLE.worker, () => expect(openBatch(PEOPLE.worker)).rejects.toMatchObject(REFUSED));
    const old = newId();
    await owner.query(
      `insert into import_batch (tenant_id, id, kind, file_name, file_hash, state, accepted_rows, refused_rows, report, imported_by, recorded_at, territory_ids)
       values ($1, $2, 'registry', 'list.csv', 'old', 'applied', 1, 0, '{}', $3, now() - interval '61 minutes', $4)`,
      [TENANT, old, PEOPLE.director, [PLACES.north]],
    );
    await as(PEOPLE.director, () =>
      expect(registerFamily(PEOPLE.director, newId(), PLACES.north, old)).rejects.toMatchObject(REFUSED),
    );
  });
});

describe("an emergency", () => {
  const open = (columns = "", values = "") =>
    app.query(
      `insert into break_glass (tenant_id, id, household_id, user_id, reason${columns})
       values ($1, $2, $3, $4, 'the child has not come home'${values})`,
      [TENANT, newId(), FAMILIES.south, PEOPLE.colleague],
    );

  it("begins and ends by the clock of the database, two hours apart", async () => {
    await as(PEOPLE.colleague, async () => {
      await open();
      const { rows } = await app.query(
        "select (expires_at - opened_at)::text as length, opened_at = now() as now from break_glass",
      );
      expect(rows).toEqual([{ length: "02:00:00", now: true }]);
    });
    for (const column of ["opened_at", "expires_at"]) {
      await as(PEOPLE.colleague, () => expect(open(`, ${column}`, ", now()")).rejects.toMatchObject(REFUSED));
    }
  });
});

describe("what was written stays", () => {
  const untouchable = [
    ["update ledger set actor_id = actor_id", PEOPLE.auditor],
    ["delete from ledger", PEOPLE.auditor],
    ["update read_log set reason = ''", PEOPLE.auditor],
    ["delete from session", PEOPLE.worker],
    ["delete from household", PEOPLE.supervisor],
    [`update session set household_id = '${FAMILIES.south}'`, PEOPLE.worker],
    ["update session set scope_key = ''", PEOPLE.worker],
    ["update household set registered_by = registered_by", PEOPLE.supervisor],
    ["update access_grant set role = 'supervisor'", PEOPLE.administrator],
    ["update stage_change set reason = ''", PEOPLE.worker],
    [
      "insert into territory_closure select tenant_id, descendant_id, ancestor_id from territory_closure",
      PEOPLE.administrator,
    ],
    ["select password_hash from credential", PEOPLE.administrator],
    ["select token_hash from sign_in", PEOPLE.administrator],
    ["select count(*) from app.active_rule", PEOPLE.administrator],
    ["truncate read_log", PEOPLE.auditor],
  ] as const;

  it.each(untouchable)("refuses the application %s", async (statement, userId) => {
    await as(userId, () => expect(app.query(statement)).rejects.toMatchObject(REFUSED));
  });

  it("and nobody signs a reading or an operation with another name", async () => {
    const read = (actor: string) =>
      app.query("insert into read_log (tenant_id, actor_id, query, household_id) values ($1, $2, 'openFile', $3)", [
        TENANT,
        actor,
        FAMILIES.north,
      ]);
    await as(PEOPLE.worker, async () => {
      await read(PEOPLE.worker);
      await expect(read(PEOPLE.colleague)).rejects.toMatchObject(REFUSED);
    });
  });
});

describe("possible doubles", () => {
  it("are counted only in families the user does not see", async () => {
    for (const family of Object.values(FAMILIES)) {
      const person = `2${family.slice(1)}`;
      for (const key of ["ana", "ruiz"]) {
        await owner.query("insert into search_key (tenant_id, key, household_id, person_id) values ($1, $2, $3, $4)", [
          TENANT,
          key,
          family,
          person,
        ]);
      }
      await owner.query(
        "insert into person_document (tenant_id, id, person_id, household_id, kind, number) values ($1, $2, $3, $4, 'dni', '00000000T')",
        [TENANT, newId(), person, family],
      );
    }
    const ask = async (keys: readonly string[]) =>
      (await app.query("select * from app.count_possible_duplicates($1, $2)", [keys, ["00000000T"]])).rows[0];
    await as(PEOPLE.worker, async () => {
      expect(await ask(["ana", "ruiz"])).toEqual({ by_name: 1, by_document: 1 });
      expect(await ask(["ana", "gil"])).toEqual({ by_name: 0, by_document: 1 });
    });
    await as(PEOPLE.auditor, () => expect(ask(["ana"])).rejects.toMatchObject(REFUSED));
  });
});

describe("a family that moves while something is written below it", () => {
  const addSession = (client: pg.Client, session: string) =>
    client.query(
      `insert into session (tenant_id, id, case_id, household_id, kind, level, state, recorded_by)
       values ($1, $2, $3, $4, 'visit', 'family', 'held', $5)`,
      [TENANT, session, childId(FAMILIES.north, "case"), FAMILIES.north, PEOPLE.worker],
    );
  const raise = (client: pg.Client, level: number) =>
    client.query("update household set level = $1 where id = $2", [level, FAMILIES.north]);
  const begin = async (client: pg.Client, userId: string) => {
    await client.query("begin");
    await actAs(client, { tenantId: TENANT, userId, purpose: "care" });
  };
  const keyOf = async (session: string) =>
    (await owner.query("select right(scope_key, 1) as level from session where id = $1", [session])).rows[0].level;

  it("takes the new row along when the row came first", async () => {
    const session = newId();
    await begin(app, PEOPLE.worker);
    await addSession(app, session);
    await begin(other, PEOPLE.supervisor);
    const raised = raise(other, 2);
    await app.query("commit");
    await raised;
    await other.query("commit");
    expect(await keyOf(session)).toBe("2");
  });

  it("gives the new row the new place when the move came first", async () => {
    const session = newId();
    await begin(other, PEOPLE.supervisor);
    await raise(other, 3);
    await begin(app, PEOPLE.worker);
    const added = addSession(app, session);
    await other.query("commit");
    await added;
    await app.query("commit");
    expect(await keyOf(session)).toBe("3");
  });
});
