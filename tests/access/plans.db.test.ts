import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../src/core/access/policy.ts";
import { predicateText } from "../../src/server/access/predicate.ts";
import { createTestDatabase } from "../database/testDatabase.ts";
import { actAs } from "./reading.ts";
import { aTown, PEOPLE, PLACES, TENANT } from "./scene.ts";
import { storeWorld } from "./store.ts";

const database = await createTestDatabase();
const owner = new pg.Client(database.owner);
const app = new pg.Client(database.app);

/** Enough families that reading them all is the wrong plan for a short list. */
const MANY = `
insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
select $1, gen_random_uuid(), 'M-' || number, 'Family ' || number,
       case when number % 2 = 0 then $2::uuid else $3::uuid end, 1 + number % 3, $4, '2026-01-01'
from generate_series(1, 4000) number`;
const BELOW = [
  `insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on)
   select tenant_id, gen_random_uuid(), id, (select id from pack_version limit 1), 'first', '2026-01-01', '2026-01-01'
   from household where code like 'M-%'`,
  `insert into session (tenant_id, id, case_id, household_id, kind, level, state, recorded_by)
   select tenant_id, gen_random_uuid(), id, household_id, 'visit', 'family', 'held', '${PEOPLE.worker}' from case_file`,
  `insert into household_team (tenant_id, id, household_id, user_id, role, valid_from)
   select tenant_id, gen_random_uuid(), id, '${PEOPLE.worker}', 'lead', '2020-01-01'
   from household where territory_id = '${PLACES.north}' order by id limit 40`,
  `insert into search_key (tenant_id, key, household_id) select tenant_id, lower(code), id from household`,
  "analyze",
];

beforeAll(async () => {
  await Promise.all([owner.connect(), app.connect()]);
  await storeWorld(owner, aTown());
  await owner.query(MANY, [TENANT, PLACES.north, PLACES.south, PEOPLE.worker]);
  for (const statement of BELOW) await owner.query(statement);
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

interface Plan {
  readonly "Node Type": string;
  readonly "Parent Relationship"?: string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly "Actual Loops"?: number;
  readonly Output?: readonly string[];
  readonly Plans?: readonly Plan[];
  readonly [detail: string]: unknown;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

async function explain(userId: string, statement: string, values: readonly unknown[] = []): Promise<Plan[]> {
  await app.query("begin");
  try {
    await actAs(app, { tenantId: TENANT, userId, purpose: "care" });
    const { rows } = await app.query(`explain (analyze, verbose, format json) ${statement}`, [...values]);
    return nodesOf(rows[0]["QUERY PLAN"][0].Plan);
  } finally {
    await app.query("rollback");
  }
}

/** Functions of the access schema that stand anywhere but in a result computed once. */
function callsPerRow(nodes: readonly Plan[]): string[] {
  return nodes.flatMap((node) => {
    const once = node["Node Type"] === "Result" && node["Parent Relationship"] === "InitPlan";
    const details = Object.entries(node).filter(([name]) => name !== "Plans" && !(once && name === "Output"));
    return details
      .filter(([, value]) => /\bapp\.\w+\(/.test(JSON.stringify(value)))
      .map(([name, value]) => `${node["Node Type"]} ${name}: ${JSON.stringify(value)}`);
  });
}

/** Sets that were computed more than once in one place. */
function computedAgain(nodes: readonly Plan[]): Plan[] {
  return nodes.filter((node) => node["Parent Relationship"] === "InitPlan" && (node["Actual Loops"] ?? 0) > 1);
}

const actorOf = (userId: string, role: string, territoryId: string): Actor => ({
  tenantId: TENANT,
  userId,
  purpose: "care",
  today: new Date().toISOString().slice(0, 10),
  grants: [{ role, territoryId, maxLevel: 4, purposes: ["care"], validFrom: "2020-01-01", validTo: null }],
});
const READERS = [
  actorOf(PEOPLE.worker, "family_worker", PLACES.north),
  actorOf(PEOPLE.supervisor, "supervisor", PLACES.north),
  actorOf(PEOPLE.director, "programme_director", PLACES.town),
];

const LISTS: readonly (readonly [string, string])[] = [
  [
    "the families, newest first",
    "select household.id, household.name from household where {wall} order by household.id desc limit 50",
  ],
  [
    "the open cases",
    `select household.name, file.stage from household
     join case_file file on file.tenant_id = household.tenant_id and file.household_id = household.id and file.closed_on is null
     where {wall} order by file.last_session_on nulls first limit 50`,
  ],
  [
    "the search by name",
    `select household.id from search_key found
     join household on household.tenant_id = found.tenant_id and household.id = found.household_id
     where found.tenant_id = '${TENANT}' and found.key >= 'm-12' and found.key < 'm-13' and {wall} limit 50`,
  ],
  [
    "the families by stage",
    `select file.stage, count(*) from household
     join case_file file on file.tenant_id = household.tenant_id and file.household_id = household.id
     where {wall} group by file.stage`,
  ],
  [
    "the latest visits",
    `select visit.id from household
     join session visit on visit.tenant_id = household.tenant_id and visit.household_id = household.id
     where {wall} order by visit.recorded_at desc limit 50`,
  ],
];

describe("a list asks for the user's reach once, whoever reads", () => {
  it.each(LISTS)("in %s", async (_name, statement) => {
    for (const actor of READERS) {
      const wall = predicateText(actor, "household.read", "household");
      const nodes = await explain(actor.userId, statement.replace("{wall}", wall.text), wall.values);
      expect(callsPerRow(nodes)).toEqual([]);
      expect(computedAgain(nodes)).toEqual([]);
      expect(nodes.some((node) => node["Parent Relationship"] === "InitPlan")).toBe(true);
    }
  });

  it("in every table the application may read, without any condition of its own", async () => {
    const { rows } = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and has_table_privilege('trenza_app', oid, 'select') order by relname`,
    );
    expect(rows.length).toBeGreaterThan(25);
    for (const { relname } of rows) {
      const nodes = await explain(PEOPLE.worker, `select * from ${relname}`);
      expect(callsPerRow(nodes), relname).toEqual([]);
      expect(computedAgain(nodes), relname).toEqual([]);
    }
  });
});

it("a policy that asks once per row would be seen", async () => {
  await owner.query("begin");
  try {
    await owner.query("alter policy app_select on session using (household_id = any (app.team_families()))");
    await owner.query("set local role trenza_app");
    await actAs(owner, { tenantId: TENANT, userId: PEOPLE.worker, purpose: "care" });
    const { rows } = await owner.query("explain (analyze, verbose, format json) select * from session limit 10");
    expect(callsPerRow(nodesOf(rows[0]["QUERY PLAN"][0].Plan))).not.toEqual([]);
  } finally {
    await owner.query("rollback");
  }
});

describe("the condition of a list leads the database to an index", () => {
  const scansOf = (nodes: readonly Plan[], relation: string) =>
    nodes.filter((node) => node["Relation Name"] === relation || /Bitmap Index Scan/.test(node["Node Type"]));

  it("for a worker: her families by their identifiers, never the whole table", async () => {
    const [worker] = READERS as [Actor];
    const wall = predicateText(worker, "household.read", "household");
    const nodes = await explain(worker.userId, `select household.id from household where ${wall.text}`, wall.values);
    expect(scansOf(nodes, "household").some((node) => /\bid = ANY/.test(String(node["Index Cond"])))).toBe(true);
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "household")).toEqual(
      [],
    );
  });

  it("for one file: the row by its key, whatever the reach of the reader", async () => {
    const { rows } = await owner.query("select id from household where territory_id = $1 order by id limit 1", [
      PLACES.north,
    ]);
    for (const { userId } of READERS) {
      const nodes = await explain(userId, "select * from session where tenant_id = $1 and household_id = $2", [
        TENANT,
        rows[0].id,
      ]);
      const [scan] = scansOf(nodes, "session");
      expect(String(scan?.["Index Cond"] ?? scan?.["Recheck Cond"])).toContain("household_id =");
    }
  });
});
